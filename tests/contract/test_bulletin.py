"""Every store keeps where the report stands in a tool, exactly, one for each workspace."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from connectors.bulletin import Posted
from tests.contract.test_store import Opened, opened

__all__ = ["opened"]

FULL = Posted("plan", "notion", ("p1", "b1"), "the report's page שיר 🎧", "https://x.example/p1", "0123", gone=True)


def test_what_was_kept_comes_back_as_it_was(opened: Opened) -> None:
    with closing(opened("label")) as store:
        assert store.bulletin() is None
        store.save_bulletin(FULL)
    with closing(opened("label")) as store:
        assert store.bulletin() == FULL


def test_a_later_state_takes_the_place_of_the_earlier(opened: Opened) -> None:
    later = replace(FULL, digest="", gone=False)
    with closing(opened("label")) as store:
        store.save_bulletin(FULL)
        store.save_bulletin(later)
        assert store.bulletin() == later


def test_it_can_be_forgotten_and_workspaces_are_kept_apart(opened: Opened) -> None:
    with closing(opened("label")) as store, closing(opened("other")) as other:
        store.save_bulletin(FULL)
        other.save_bulletin(replace(FULL, ids=("r",)))
        store.save_bulletin(None)
        assert store.bulletin() is None
        assert other.bulletin() == replace(FULL, ids=("r",))
