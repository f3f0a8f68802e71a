"""Work of which nobody can tell the release: what its rows say is judged, what is not beside them is not missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from connectors.mapping.meanings import Subject
from connectors.record import Cell, LinkCell
from rules.catalogue import ALL
from rules.engine import check
from rules.memory import NOTHING
from rules.model import Slate, Unknown
from rules.policy import Policy
from rules.violation import CannotTell, Report
from tests.connectors.normalize.sheets import NOW, Rows
from tests.sync.joined import FRIDAY, RELEASES, TRACKS, WORK, by_title, joined, source, titles

SHELF: Rows = [{"title": "Night Bus", "date": FRIDAY}, {"title": "Day Tram", "date": FRIDAY}]
NO_COLUMN = "no column"
HEAP = "deliverables"


def rows(release: Cell = NO_COLUMN) -> list[dict[str, Any]]:
    """Return the work of several releases as one table: its parts go against each other and against every rule."""
    work: list[dict[str, Any]] = [
        {"title": "Release date confirmed", "due": date(2026, 8, 14)},
        {"title": "Final master", "due": date(2026, 9, 30), "owners": None},
        {"title": "Cover artwork", "due": date(2026, 7, 1)},
        {"title": "Distributor upload", "due": date(2026, 8, 10)},
        {"title": "Editorial pitch", "due": date(2026, 8, 5), "state": "Sent"},
        {"title": "Launch posts", "due": date(2026, 8, 20), "needs": "Vocals"},
        {"title": "Lyric sheet", "due": date(2026, 8, 1), "needs": "Final master"},
        {"title": "Lyric sheet", "due": date(2026, 8, 1)},
    ]
    common: dict[str, Any] = {"owners": "Kaya Oz", "state": "Not started", "needs": None, "approvers": None}
    if release is not NO_COLUMN:
        common["release"] = release
    return [{"id": f"row{n}", **common, **row} for n, row in enumerate(work)]


def checked(slate: Slate) -> Report:
    return check(slate, Policy(), NOW, NOTHING, ALL)


def codes(slate: Slate) -> set[str]:
    return {violation.code for violation in checked(slate).violations}


def said(slate: Slate) -> list[CannotTell]:
    return [told for told in checked(slate).cannot_tell if "nobody can tell the release" in told.why]


@pytest.mark.parametrize(
    ("shelf", "release"),
    [
        (SHELF, NO_COLUMN),
        (SHELF, Unknown.UNREADABLE),
        (SHELF[:1], Unknown.UNREADABLE),
        ((), Unknown.UNREADABLE),
        (SHELF, (LinkCell("gone", ""),)),
        ((*SHELF, *SHELF), "Night Bus"),
    ],
    ids=["no column", "error", "error, one release", "error, no releases", "a record that is not there", "two of it"],
)
class TestWorkWhoseReleaseNobodyCanTell:
    def test_is_judged_row_by_row_alone(self, shelf: Rows, release: Cell) -> None:
        slate = joined(source((RELEASES, shelf), (WORK, rows(release))))
        heap = [release.key for release in slate.releases if release.implied]
        work = {item.ref.key for release in slate.releases for item in release.deliverables}
        found = [v for v in checked(slate).violations if v.subject.ref.key in work or v.subject.key in heap]
        assert sorted(v.code for v in found) == ["OWN001", "PLN006", "PLN006", "PLN006"]

    def test_is_said_once_with_how_many_rows_and_one_of_them(self, shelf: Rows, release: Cell) -> None:
        told = said(joined(source((RELEASES, shelf), (WORK, rows(release)))))
        assert {entry.why for entry in told} == {
            "nobody can tell the release of 8 rows here, such as Release date confirmed"
        }
        assert {"PRO002", "GAT001", "DEP001", "PLN004", "PLN009", "FCT002"} <= {entry.code for entry in told}

    def test_gives_nobody_its_date(self, shelf: Rows, release: Cell) -> None:
        (heap,) = (r for r in joined(source((RELEASES, shelf), (WORK, rows(release)))).releases if r.implied)
        assert heap.date is Unknown.ABSENT


def test_what_a_release_lacks_may_be_in_the_heap() -> None:
    told = {entry.why for entry in checked(joined(source((RELEASES, SHELF), (WORK, rows())))).cannot_tell}
    assert "what is missing may stand in a row whose release cannot be told" in told
    assert "PLN009" not in codes(joined(source((RELEASES, SHELF), (WORK, rows()))))
    assert "PLN009" in codes(joined(source((RELEASES, SHELF)), source((WORK, rows()), name="other", tool="notion")))


@pytest.mark.parametrize("shelf", [(), SHELF[:1]], ids=["the sheet is the release", "it is the only one"])
def test_a_plan_of_one_release_needs_no_column_for_it(shelf: Rows) -> None:
    slate = joined(source((RELEASES, shelf), (WORK, rows())))
    assert {"PRO002", "GAT001", "DEP001", "FCT002"} <= codes(slate)
    assert said(slate) == []


@pytest.mark.parametrize("release", [None, "Evening Ferry"], ids=["of none", "of one that is not listed"])
def test_work_that_says_clearly_whose_it_is_makes_no_heap(release: Cell) -> None:
    slate = joined(source((RELEASES, SHELF), (WORK, rows(release))))
    assert not any(found.stray for found in slate.releases)
    assert all(found.whole for found in slate.releases)


def test_one_unreadable_cell_leaves_the_other_rows_with_their_release() -> None:
    work = [*rows("Night Bus"), {"id": "lost", "title": "Remix", "owners": None, "release": Unknown.UNREADABLE}]
    found = by_title(joined(source((RELEASES, SHELF), (WORK, work))))
    assert titles(found[HEAP]) == ["Remix"]
    assert found[HEAP].stray == ("Remix",)
    assert (found["Night Bus"].stray, found["Night Bus"].whole) == ((), False)
    assert {"PRO002", "GAT001"} <= codes(joined(source((RELEASES, SHELF), (WORK, work))))


@pytest.mark.parametrize(
    ("title", "expected"), [(None, []), ("Rain", ["Rain has no version on record, and so no final one"])]
)
def test_a_track_that_nobody_can_name_lacks_no_final_version(title: Cell, expected: Sequence[str]) -> None:
    songs: Rows = [{"title": title, "isrc": "QZ-ES5-26-00001", "release": "Night Bus"}]
    takes: Rows = [{"title": "v3", "track": "Storm", "canonical": True, "release": "Night Bus"}]
    slate = joined(source((RELEASES, SHELF[:1]), (TRACKS, songs), (Subject.VERSIONS, takes)))
    assert [v.message for v in checked(slate).violations if v.code == "AST004"] == expected
