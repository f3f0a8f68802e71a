"""Every store keeps what stands in calendars, exactly, apart by calendar and by workspace."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from connectors.calendar import Standing, Written
from sync.mirror.mirrored import Mirrored
from tests.contract.test_store import Opened, opened

__all__ = ["opened"]

FULL = Mirrored(
    Standing(
        "k1", 2, "id1", '"3"', False, "2026-09-04", "11", "Cover 🎧 שיר", "told\nnote <b>", True,
        Written("d", "2026-09-03", ""),
    ),
    '"3"',
    "told",
    removed=True,
)  # fmt: skip
BARE = Mirrored(Standing("k2", 0, "id2", gone=True))


def test_events_come_back_as_they_were(opened: Opened) -> None:
    with closing(opened("label")) as store:
        store.save_mirrored("c1", [FULL, BARE], "token")
    with closing(opened("label")) as store:
        assert store.mirrored("c1") == {"k1": FULL, "k2": BARE}
        assert store.mirrors() == {"c1": "token"}


def test_a_later_state_takes_the_place_of_the_earlier_and_leaves_the_cursor(opened: Opened) -> None:
    later = replace(FULL, left='"4"', told=None)
    with closing(opened("label")) as store:
        store.save_mirrored("c1", [FULL, BARE], "token")
        store.save_mirrored("c1", [later])
        assert store.mirrored("c1") == {"k1": later, "k2": BARE}
        assert store.mirrors() == {"c1": "token"}


def test_calendars_and_workspaces_are_kept_apart(opened: Opened) -> None:
    with closing(opened("label")) as store, closing(opened("other")) as other:
        store.save_mirrored("c1", [FULL], "token")
        store.save_mirrored("c2", [BARE], "")
        assert (store.mirrored("c1"), store.mirrored("c2")) == ({"k1": FULL}, {"k2": BARE})
        assert (other.mirrored("c1"), other.mirrors()) == ({}, {})


def test_a_calendar_can_be_forgotten(opened: Opened) -> None:
    with closing(opened("label")) as store:
        store.save_mirrored("c1", [FULL], "token")
        store.save_mirrored("c2", [BARE], "token")
        store.forget_mirror("c1")
        assert (store.mirrored("c1"), store.mirrors()) == ({}, {"c2": "token"})
