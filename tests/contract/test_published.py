"""Every store keeps what the calendar file says, exactly, and apart from every other workspace's."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from sync.calendar_file.published import Published
from tests.contract.test_store import NOON, Opened, opened

__all__ = ["opened"]

ONE = Published("a@streetdate", 3, NOON, "d1", False, "BEGIN:VEVENT\r\nSUMMARY:שיר 🎧\r\nEND:VEVENT\r\n")
TWO = Published("b@streetdate", 0, NOON, "d2", True, "")


def test_it_comes_back_as_it_was(opened: Opened) -> None:
    with closing(opened("label")) as store:
        store.save_published([ONE, TWO])
    with closing(opened("label")) as store:
        assert store.published() == {ONE.uid: ONE, TWO.uid: TWO}


def test_a_later_state_takes_the_place_of_the_earlier(opened: Opened) -> None:
    later = replace(ONE, sequence=4, digest="d3", cancelled=True, body="BEGIN:VEVENT")
    with closing(opened("label")) as store:
        store.save_published([ONE, TWO])
        store.save_published([later])
        assert store.published() == {ONE.uid: later, TWO.uid: TWO}


def test_workspaces_do_not_see_each_others(opened: Opened) -> None:
    with closing(opened("label")) as store, closing(opened("other")) as other:
        store.save_published([ONE])
        assert other.published() == {}
