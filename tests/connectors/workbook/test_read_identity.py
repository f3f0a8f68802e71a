"""What a row is known by: it has to stay the same while rows move."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.workbook.grid import Grid
from connectors.workbook.identity import identify
from connectors.workbook.reader import locate
from connectors.workbook.regions import find_regions
from tests.connectors.workbook.building import read, read_rows, write_plan


def ids(path: Path, rows: Sequence[Sequence[Any]]) -> list[str]:
    return [record.ref.record for record in read_rows(path, rows).records]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("Deliverable", "Owner"), ("Final master", "Kaya"), ("Art", "Ana")], ["final master", "art"]),
        ([("Owner", "Deliverable"), ("Kaya", "Final  Master "), ("Ana", "Art")], ["final master", "art"]),
        ([("Release", "Deliverable"), ("Tide", "Master"), ("Ebb", "Master")], ["tide / master", "ebb / master"]),
        ([("Deliverable", "Release"), ("Master", "Tide"), ("Art", None)], ["tide / master", "art"]),
        ([("Song", "Mix Status"), ("Tide", "Done"), ("Ebb", "Idea")], ["tide", "ebb"]),
        ([("Datum", "Aufgabe"), (date(2026, 8, 3), "Mix"), (date(2026, 8, 4), "Cover")], ["mix", "cover"]),
        ([("Deliverable", "Owner"), ("Clip", "Kaya"), ("Clip", "Ana"), ("clip", "Bo")], ["clip", "clip #2", "clip #3"]),
        ([("Deliverable", "Owner"), ("A", "Kaya"), ("A #2", "Ana"), ("A", "Bo")], ["a", "a #2", "a #3"]),
        ([("Deliverable", "Owner"), (None, "Kaya"), (None, "Ana")], ["untitled", "untitled #2"]),
    ],
)  # fmt: skip
def test_without_a_column_of_ids_a_row_is_known_by_its_words(
    tmp_path: Path, rows: list[tuple[Any, ...]], expected: list[str]
) -> None:
    assert ids(tmp_path / "plan.xlsx", rows) == expected


@pytest.mark.parametrize(
    ("name", "values", "used"),
    [
        ("ID", (11, 12, 13), True),
        ("Row ID", ("R-1", "R-2", "R-3"), True),
        ("Key", ("SD-1", "SD-2", "SD-3"), True),
        ("Key", ("Am", "C#", "F"), False),
        ("Key", ("8A", "11B", "4A"), False),
        ("ID", ("Kaya M.", "Ana R.", "Bo K."), False),
        ("ID", (1, 1, 1), False),
        ("ID", (1, None, None), False),
        ("#", (1, 2, 3), False),
        ("Government ID Number", (1, 2, 3), False),
    ],
)
def test_a_column_of_ids_is_used_only_when_it_holds_ids(
    tmp_path: Path, name: str, values: tuple[Any, ...], used: bool
) -> None:
    rows = [(name, "Deliverable"), *zip(values, ("Master", "Art", "Clip"), strict=True)]
    expected = [str(value) for value in values] if used else ["master", "art", "clip"]
    assert ids(tmp_path / "plan.xlsx", rows) == expected


def test_ids_that_a_formula_counts_are_not_ids(tmp_path: Path) -> None:
    rows = [("ID", "Deliverable"), ("=ROW()-1", "Master"), ("=ROW()-1", "Art")]
    assert ids(tmp_path / "plan.xlsx", rows) == ["master", "art"]


def test_one_copied_id_changes_only_the_rows_that_share_it(tmp_path: Path) -> None:
    rows: list[tuple[Any, ...]] = [("ID", "Deliverable"), *((n, f"Clip {n}") for n in range(1, 20)), (1, "Copy")]
    found = ids(tmp_path / "plan.xlsx", rows)
    assert found == ["clip 1", *(str(n) for n in range(2, 20)), "copy"]


def test_a_new_row_without_an_id_is_known_by_its_words(tmp_path: Path) -> None:
    rows: list[tuple[Any, ...]] = [("ID", "Deliverable"), *((n, f"Clip {n}") for n in range(1, 9)), (None, "New")]
    assert ids(tmp_path / "plan.xlsx", rows)[-1] == "new"


def test_a_title_of_any_length_gives_a_short_id_of_its_own(tmp_path: Path) -> None:
    rows = [("Deliverable", "Owner"), ("x" * 500, "Kaya"), ("x" * 500 + "y", "Ana")]
    found = ids(tmp_path / "plan.xlsx", rows)
    assert len(set(found)) == 2
    assert max(map(len, found)) < 140


TITLES = st.lists(st.sampled_from(["Master", "Art", "Clip", "Teaser", "Clip #2", "Post", "7"]), min_size=1, max_size=12)


def identified(rows: Sequence[tuple[str, str]]) -> dict[str, str]:
    grid = Grid("Plan", {n: {1: a, 2: b} for n, (a, b) in enumerate([("Deliverable", "Owner"), *rows], start=1)})
    (region,) = find_regions(grid)
    return {id_: rows[number - 2][1] for number, id_ in identify(grid, region).items()}


@given(TITLES)
def test_no_two_rows_share_an_id(names: list[str]) -> None:
    rows = [(name, f"owner {n}") for n, name in enumerate(names)]
    assert len(identified(rows)) == len(rows)


@given(st.permutations([("Master", "a"), ("Art", "b"), ("Clip", "c"), ("Teaser", "d"), ("Post", "e")]))
def test_sorting_the_rows_changes_no_id(rows: list[tuple[str, str]]) -> None:
    assert identified(rows) == {"master": "a", "art": "b", "clip": "c", "teaser": "d", "post": "e"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10, deadline=None)
@given(above=st.integers(0, 2), rows=st.integers(1, 5))
def test_the_writer_finds_every_row_that_was_read(tmp_path: Path, above: int, rows: int) -> None:
    table = [("Deliverable", "Owner"), *((f"Clip {n}", "Kaya") for n in range(rows))]
    path = write_plan(tmp_path / "plan.xlsx", [*[("A title",)] * above, *table])
    (place,) = locate(path.read_bytes(), path.name)
    assert list(place.rows) == [record.ref.record for record in read(path).records]
    assert list(place.rows.values()) == [above + 2 + n for n in range(rows)]
    assert (place.container, place.sheet, place.header_row, place.last_column) == ("Plan", "Plan", above + 1, 2)
    assert place.flag_column is None


def test_the_link_of_a_record_names_the_file_the_sheet_and_the_row_and_no_folder(tmp_path: Path) -> None:
    def rename(sheet: Any) -> None:
        sheet.title = "Kaya's plan"

    pull = read_rows(tmp_path / "plan.xlsx", [("Deliverable", "Owner"), ("Master", "Kaya")], rename)
    assert pull.records[0].ref.url == "plan.xlsx#'Kaya''s plan'!A2"
    assert pull.records[0].ref.key == "workbook/Kaya's plan/master"
