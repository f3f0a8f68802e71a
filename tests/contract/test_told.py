"""Every store keeps what receivers were told, exactly, apart by receiver and by workspace."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

from sync.notify.told import Attempt, Kind, Stood, Told
from tests.contract.test_store import LATER, NOON, Opened, opened

__all__ = ["opened"]

FULL = Told(
    "room",
    NOON,
    LATER,
    (Stood("unread:plan", 'plan: "שיר" 🎧 could not be read'), Stood("quiet", "no run", once=True)),
    (Attempt(Kind.NEWS, LATER, number=2), Attempt(Kind.ALARMS, NOON, (Stood("held:x", "held"),), failed=True)),
)
BARE = Told("kaya@home", LATER, NOON)


def test_what_was_told_comes_back_as_it_was(opened: Opened) -> None:
    with closing(opened("label")) as store:
        store.save_told(FULL)
        store.save_told(BARE)
    with closing(opened("label")) as store:
        assert store.told() == {"room": FULL, "kaya@home": BARE}


def test_a_later_state_takes_the_place_of_the_earlier(opened: Opened) -> None:
    later = replace(FULL, since=LATER + timedelta(microseconds=1), alarms=(), attempts=())
    with closing(opened("label")) as store:
        store.save_told(FULL)
        store.save_told(later)
        assert store.told() == {"room": later}


def test_workspaces_are_kept_apart(opened: Opened) -> None:
    with closing(opened("label")) as store, closing(opened("other")) as other:
        store.save_told(FULL)
        assert (other.told(), store.told()) == ({}, {"room": FULL})
