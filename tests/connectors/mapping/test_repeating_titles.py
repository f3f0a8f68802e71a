"""A label's plan names the same work for every release: repeated titles are still titles."""

from __future__ import annotations

from decimal import Decimal

import pytest

from connectors.mapping.proposal import Certainty
from connectors.mapping.propose import propose
from connectors.record import Cell, Column, Record, Table
from rules.model import Ref

WORK = ("Mix", "Final master", "Cover artwork", "Distributor upload", "Teaser video", "Launch posts")
COLUMNS = ("Deliverable", "Release", "Owner", "Status", "Due date")


@pytest.mark.parametrize("releases", [2, 10, 40, 200])
def test_the_deliverable_column_is_the_title_however_many_releases_need_the_same(releases: int) -> None:
    table = Table("Plan", "Plan", tuple(Column(name, name) for name in COLUMNS))
    rows = [
        (title, f"Release {number}", "Kaya Moon", "Not started", "2027-01-15")
        for number in range(releases)
        for title in WORK
    ]
    records = [
        Record(Ref("workbook", "Plan", str(number)), dict(zip(COLUMNS, row, strict=True)))
        for number, row in enumerate(rows)
    ]
    found = propose([table], records).tables[0]
    titled = {column.column.name: (column.meaning, column.certainty) for column in found.columns}
    assert titled["Deliverable"] == ("title", Certainty.SURE)


def test_a_column_of_two_categories_is_no_title() -> None:
    table = Table("Plan", "Plan", tuple(Column(name, name) for name in ("Name", "Owner", "Status", "Due date")))
    records = [
        Record(Ref("workbook", "Plan", str(n)), {"Name": ("Audio", "Video")[n % 2], "Owner": "Kaya Moon",
                                                 "Status": "Done", "Due date": "2027-01-15"})
        for n in range(60)
    ]  # fmt: skip
    columns = propose([table], records).tables[0].columns
    assert next(column for column in columns if column.column.name == "Name").meaning != "title"


@pytest.mark.parametrize(
    "names",
    [
        ("v1", "v2"),
        ("Clean", "Instrumental"),
        (Decimal(1), Decimal(2)),
        ("master_v1.wav", "master_v2.wav"),
        ("final", "final_final2"),
    ],
)
@pytest.mark.parametrize("songs", [1, 3, 60])
def test_every_song_has_versions_of_the_same_names(names: tuple[Cell, ...], songs: int) -> None:
    heads = ("Version", "Track", "Final?")
    table = Table("Versions", "Versions", tuple(Column(name, name) for name in heads))
    rows = [(name, f"Song {number}", ("", "yes")[name == names[-1]]) for number in range(songs) for name in names]
    records = [
        Record(Ref("workbook", "Versions", str(number)), dict(zip(heads, row, strict=True)))
        for number, row in enumerate(rows)
    ]
    found = propose([table], records).tables[0]
    read = {column.column.name: (column.meaning, column.certainty) for column in found.columns}
    assert read["Version"] == ("title", Certainty.SURE)
