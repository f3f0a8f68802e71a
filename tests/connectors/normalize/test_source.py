"""One whole source: which places it has, and that no cell stops it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mapping.binding import DateOrder, TableBinding
from connectors.mapping.meanings import MEANINGS, Subject
from connectors.normalize.normalized import Normalized
from connectors.normalize.source import normalize
from connectors.record import Cell, Column, FileCell, LinkCell, PersonCell, Pull, Record, Table
from rules.model import Link, Ref, Unknown
from tests.connectors.normalize.sheets import BERLIN, NOW, Rows, bound, records, said, table

_words = st.text(max_size=20) | st.sampled_from(
    [
        "Done",
        "03/04/2026",
        "TBD",
        "50%",
        "1/3",
        "Artist signs off",
        "yes",
        "Master + Artwork handoffs",
        "0.5",
        "Kaya, Lee",
    ]
)
cells: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.booleans(),
    _words,
    st.decimals(),
    st.dates(),
    st.datetimes(),
    st.datetimes(timezones=st.sampled_from([ZoneInfo("UTC"), ZoneInfo("Pacific/Auckland")])),
    st.sampled_from(Unknown),
    st.lists(_words, max_size=3).map(tuple),
    st.lists(st.builds(PersonCell, _words, _words, _words, st.booleans()), max_size=3).map(tuple),
    st.lists(st.builds(LinkCell, _words, _words), max_size=3).map(tuple),
    st.lists(st.builds(FileCell, _words, _words, _words), max_size=3).map(tuple),
)


@pytest.mark.parametrize("subject", list(Subject))
@given(data=st.data())
def test_no_cell_stops_a_source(subject: Subject, data: st.DataObject) -> None:
    meanings = list(MEANINGS[subject])
    rows = data.draw(st.lists(st.dictionaries(st.sampled_from(meanings), cells, max_size=6), max_size=4))
    order = data.draw(st.sampled_from([None, *DateOrder]))
    sheet = Table("T", "T", tuple(Column(meaning, meaning) for meaning in meanings))
    binding = TableBinding("T", subject, {meaning: meaning for meaning in meanings}, date_order=order)
    found = tuple(Record(Ref("tool", "T", str(n)), row) for n, row in enumerate(rows))
    read = normalize("plan", "tool", Pull((sheet,), found, NOW), [binding], BERLIN)
    assert read.read.records == len(rows)
    assert all(value.reason and value.ref.container == "T" for value in read.read.unreadable)


def test_only_bound_tables_are_read() -> None:
    rows: list[dict[str, Cell]] = [{"title": "Mix"}]
    pull = Pull((table(rows), table(rows, "Budget")), (*records(rows), *records(rows, "Budget")), NOW)
    found = normalize("plan", "workbook", pull, [bound(rows, Subject.DELIVERABLES)], BERLIN)
    assert len(found.deliverables) == 1
    assert found.read.records == 2


def test_a_table_is_bound_by_its_id_or_by_its_title() -> None:
    rows: list[dict[str, Cell]] = [{"title": "Mix"}]
    pull = Pull((replace(table(rows, "tbl1"), title="Tasks"),), records(rows, "tbl1"), NOW)
    for name in ("tbl1", "Tasks"):
        found = normalize("plan", "airtable", pull, [bound(rows, Subject.DELIVERABLES, name)], BERLIN)
        assert [filed.item.title for filed in found.deliverables] == ["Mix"]
        assert found.tables == {"tbl1": "Tasks"}


@pytest.mark.parametrize(
    ("subject", "place"),
    [
        (Subject.HANDOFFS, "has_handoffs"),
        (Subject.GATES, "has_gates"),
        (Subject.PEOPLE, "has_people"),
        (Subject.TRACKS, "has_tracks"),
        (Subject.VERSIONS, "has_versions"),
        (Subject.SPLITS, "has_splits"),
        (Subject.PITCHES, "has_pitches"),
        (Subject.REVIEWS, "has_reviews"),
    ],
)
def test_an_empty_table_is_a_place_where_something_could_be_recorded(subject: Subject, place: str) -> None:
    sheet = Table("T", "T", (Column("title", "title"),))
    binding = TableBinding("T", subject, {"title": "title"})
    assert getattr(normalize("plan", "workbook", Pull((sheet,), (), NOW), [binding], BERLIN), place)
    other = TableBinding("T", Subject.RELEASES, {"title": "title"})
    assert not getattr(normalize("plan", "workbook", Pull((sheet,), (), NOW), [other], BERLIN), place)


def test_a_source_is_whole_only_when_every_bound_table_was_read() -> None:
    rows: list[dict[str, Cell]] = [{"title": "Mix"}]
    pull = Pull((table(rows),), records(rows), NOW)
    work, gone = bound(rows, Subject.DELIVERABLES), TableBinding("Handoffs", Subject.HANDOFFS, {"work": "Work"})
    assert normalize("plan", "workbook", pull, [work], BERLIN).read.complete
    without = normalize("plan", "workbook", pull, [work, gone], BERLIN)
    assert not without.read.complete
    assert '"Handoffs"' in without.read.error
    assert without.has_handoffs, "the place is there, though nobody could look"
    assert not normalize("plan", "workbook", replace(pull, complete=False), [work], BERLIN).read.complete


def test_numbers_dates_and_ticks_are_text_where_text_is_meant() -> None:
    values: list[Cell] = [Decimal("3.10"), date(2026, 8, 3), True, ("a", "b"), datetime(2026, 8, 3, 9, tzinfo=BERLIN)]
    rows: list[dict[str, Cell]] = [{"title": "Mix", "version": value} for value in values]
    pull = Pull((table(rows),), records(rows), NOW)
    found = normalize("plan", "workbook", pull, [bound(rows, Subject.DELIVERABLES)], BERLIN)
    versions = [filed.item.version for filed in found.deliverables]
    assert versions == ["3.1", "2026-08-03", "yes", "a, b", "2026-08-03T09:00:00+02:00"]


def linked(release: LinkCell) -> Pull:
    """A deliverable that links to its release, its owner and what it needs, of which the tool gives bare ids."""
    work: dict[str, Cell] = {
        "title": "Master",
        "release": (release,),
        "owners": (LinkCell("p1"),),
        "approvers": (LinkCell("p1"), LinkCell("p9")),
        "needs": (LinkCell("d1"), LinkCell("d9")),
        "id": "d2",
    }
    rows: dict[str, Rows] = {
        "Work": [{"title": "Mix", "id": "d1"}, work],
        "People": [{"name": "Kaya Moon", "id": "p1"}],
        "Releases": [{"title": "Night Bus", "id": "r1"}],
    }
    tables = tuple(table(found, sheet) for sheet, found in rows.items())
    return Pull(tables, tuple(r for sheet, found in rows.items() for r in records(found, sheet, "tool")), NOW)


def normalized(pull: Pull) -> Normalized:
    subjects = {"Work": Subject.DELIVERABLES, "People": Subject.PEOPLE, "Releases": Subject.RELEASES}
    bindings = [TableBinding(t.id, subjects[t.id], {column.id: column.id for column in t.columns}) for t in pull.tables]
    return normalize("plan", "tool", pull, bindings, BERLIN)


def test_links_are_told_by_the_titles_that_the_source_knows() -> None:
    [_, master] = [filed.item for filed in normalized(linked(LinkCell("r1"))).deliverables]
    assert isinstance(master.owners, tuple)
    assert isinstance(master.needs, tuple)
    assert [(owner.text, owner.tool_id) for owner in master.owners] == [("Kaya Moon", "p1")]
    assert [(need.text, need.key) for need in master.needs] == [("Mix", "d1"), ("d9", "d9")]


def test_a_link_to_a_record_that_the_source_does_not_know_is_nobody_and_is_told() -> None:
    found = normalized(linked(LinkCell("r1")))
    assert [gate.item.approvers for gate in found.gates] == [Unknown.UNREADABLE]
    assert ("approvers", "it links to a table that the settings do not name") in said(found)


def test_a_link_to_what_is_no_release_names_none() -> None:
    [_, master] = normalized(linked(LinkCell("p1"))).deliverables
    assert master.release == Link("", "p1")


@pytest.mark.parametrize(("complete", "found"), [(True, [("Mix", "d1")]), (False, [("Mix", "d1"), ("d9", "d9")])])
def test_a_link_into_a_table_that_was_read_completely_leads_to_what_is_there(
    complete: bool, found: list[tuple[str, str]]
) -> None:
    pull = linked(LinkCell("r1"))
    work, *others = pull.tables
    columns = tuple(replace(c, relates_to="Work" if c.id == "needs" else "") for c in work.columns)
    pull = replace(pull, tables=(replace(work, columns=columns), *others), complete=complete)
    [_, master] = [filed.item for filed in normalized(pull).deliverables]
    assert isinstance(master.needs, tuple)
    assert [(need.text, need.key) for need in master.needs] == found
