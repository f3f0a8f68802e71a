"""Whatever one worker does, it costs its own row: the others neither see nor feel it."""

from __future__ import annotations

import os
import signal
import threading
from ast import literal_eval
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.fleet import pool
from sync.fleet.member import Member
from sync.fleet.outcome import Outcome, Row
from sync.fleet.pool import Customs, Work, run_all
from sync.result import Mode
from tests.fleet import workers

ENVIRONMENT = {"PATH": os.environ["PATH"], "TZ": "UTC", "ONE": "s3cret-one", "TWO": "s3cret-two", "REST": "s3cret-rest"}
CUSTOMS = Customs(Mode.CHECK, workers=4, timeout=60.0)


def member(name: str, *refers: str) -> Member:
    return Member(name, Path(name), f"label {name}", frozenset(refers))


THREE = (member("good"), member("bad"), member("fine"))


def ran(work: Work, members: tuple[Member, ...] = THREE, customs: Customs = CUSTOMS) -> dict[str, Row]:
    return {row.name: row for row in run_all(members, customs, ENVIRONMENT, work)}


def test_every_member_gets_a_row_however_few_workers_there_are() -> None:
    many = tuple(member(str(number)) for number in range(7))
    rows = ran(workers.well, many, Customs(Mode.CHECK, workers=2, timeout=60.0))
    assert set(rows) == {each.name for each in many}
    assert {row.outcome for row in rows.values()} == {Outcome.DONE}


def test_a_worker_sees_the_secrets_of_its_own_workspace_and_of_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    rows = ran(workers.tells_what_it_sees, (member("one", "ONE"), member("two", "TWO", "MISSING")))
    assert "s3cret-one" in rows["one"].said and "s3cret-two" in rows["two"].said
    for name, others in {"one": ("s3cret-two", "s3cret-rest"), "two": ("s3cret-one", "s3cret-rest")}.items():
        assert not [secret for secret in others if secret in rows[name].said]
    handed, _, _ = literal_eval(rows["two"].said)
    assert dict(handed) == {"PATH": ENVIRONMENT["PATH"], "TZ": "UTC", "TWO": "s3cret-two"}


@pytest.mark.parametrize(
    ("work", "how"), [(workers.killed, "SIGKILL"), (workers.leaves, "exit code 7")], ids=["killed", "left"]
)
def test_a_worker_that_dies_costs_its_own_row(work: Work, how: str) -> None:
    rows = ran(work)
    bad = rows["bad"]
    assert (bad.outcome, bad.exit_code, bad.workspace) == (Outcome.DIED, 70, "label bad")
    assert how in bad.said and "--workers" in bad.todo
    assert {rows[name].outcome for name in ("good", "fine")} == {Outcome.DONE}


@pytest.mark.parametrize("work", [workers.stuck, workers.deaf], ids=["stuck", "and deaf to being told"])
def test_a_worker_that_takes_too_long_is_stopped(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "GRACE", 0.2)
    rows = ran(work, THREE, Customs(Mode.CHECK, workers=3, timeout=5.0))
    assert (rows["bad"].outcome, rows["bad"].exit_code) == (Outcome.TIMED_OUT, 3)
    assert "--timeout" in rows["bad"].said
    assert {rows[name].outcome for name in ("good", "fine")} == {Outcome.DONE}


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """Hear SIGINT, which a shell lets whatever it starts in the background ignore."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_interruptible")
def test_an_interrupted_fleet_lets_its_workers_tidy_up_and_says_who_was_not_begun() -> None:
    members = tuple(member(str(number)) for number in range(4))
    customs = Customs(Mode.CHECK, workers=2, timeout=60.0)
    threading.Timer(3.0, os.kill, (os.getpid(), signal.SIGINT)).start()
    rows = ran(workers.speaks_when_stopped, members, customs)
    assert [rows[str(number)].said for number in range(4)] == [*["gave its lease back"] * 2, *["it was not begun"] * 2]
    assert {(row.outcome, row.exit_code) for row in rows.values()} == {(Outcome.STOPPED, 130)}


def test_workspaces_that_share_a_token_keep_its_limit_together() -> None:
    rows = ran(workers.sends, tuple(member(str(number)) for number in range(3)))
    spans = sorted(span for row in rows.values() for span in literal_eval(row.said))
    assert len(spans) == 9
    for (_, ended), (began, _) in zip(spans, spans[2:], strict=False):
        assert began >= ended + 0.19, "more than two requests in one window"


def test_a_worker_that_dies_in_the_middle_of_a_request_gives_its_turn_back() -> None:
    rows = ran(workers.dies_in_the_middle_of_a_request)
    assert [rows[name].outcome for name in ("bad", "fine", "good")] == [Outcome.DIED, Outcome.DONE, Outcome.DONE]
