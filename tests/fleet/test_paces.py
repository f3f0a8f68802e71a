"""The paces that a fleet keeps for its workers."""

from __future__ import annotations

import time
from contextlib import closing
from multiprocessing.connection import Client

import pytest

from connectors.calls.pace import Window
from sync.fleet.paces import FleetGone, Paces

WIDE = (Window(100, 1.0),)


def test_turns_are_counted_by_each_worker_for_itself() -> None:
    with closing(Paces()) as paces:
        one, two = (paces.line.pace(("notion", "s3cret"), WIDE) for _ in range(2))
        for _ in range(3):
            with one.turn():
                pass
        with two.turn():
            pass
        assert (one.sent, two.sent) == (3, 1)


def test_a_wait_that_a_tool_asks_of_one_worker_holds_all_who_share_the_token_and_nobody_else() -> None:
    with closing(Paces()) as paces:
        one, two, other = (paces.line.pace(("notion", token), WIDE) for token in ("s3cret", "s3cret", "another"))
        began = time.monotonic()
        one.hold(0.3)
        with other.turn():
            assert time.monotonic() - began < 0.25
        with two.turn():
            assert time.monotonic() - began >= 0.3


def test_a_token_does_not_travel_and_stands_in_no_repr() -> None:
    with closing(Paces()) as paces:
        pace = paces.line.pace(("notion", "s3cret"), WIDE)
        assert "s3cret" not in repr(vars(pace))
        assert repr(paces.line.key) not in repr(paces.line)


def test_who_does_not_know_the_key_gets_nowhere_and_disturbs_nobody() -> None:
    with closing(Paces()) as paces:
        with pytest.raises(Exception, match="digest"):
            Client(paces.line.address, authkey=b"guessed")
        with paces.line.pace(("notion", "s3cret"), WIDE).turn():
            pass


def test_a_fleet_that_is_gone_ends_its_workers_with_a_sentence() -> None:
    paces = Paces()
    pace = paces.line.pace(("notion", "s3cret"), WIDE)
    paces.close()
    with pytest.raises(FleetGone, match="was ended") as gone, pace.turn():
        pass
    assert gone.value.exit_code == 130


def test_a_fleet_that_ends_waits_for_nobody_who_rests() -> None:
    import threading

    paces = Paces()
    pace = paces.line.pace(("notion", "s3cret"), WIDE)
    pace.hold(3000)

    def ask() -> None:
        with pytest.raises(FleetGone), pace.turn():
            pass

    asking = threading.Thread(target=ask)
    asking.start()
    began = time.monotonic()
    paces.close()
    asking.join()
    assert time.monotonic() - began < 30
