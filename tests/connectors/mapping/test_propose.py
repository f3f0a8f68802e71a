"""Proposals for whatever a source may hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.mapping.bind import to_bindings
from connectors.mapping.check import check_bindings
from connectors.mapping.propose import propose
from connectors.mapping.settings import binding_from_settings, binding_to_settings
from connectors.record import Cell, Column, ColumnType, LinkCell, PersonCell, Record, Table
from rules.model import Ref, Unknown

_NAMES = st.sampled_from(
    [
        "Task",
        "Release",
        "Owner",
        "Due",
        "Date",
        "Status",
        "Mix Status",
        "A&R",
        "Share %",
        "Notes",
        "Song",
        "Approver",
        "",
    ]
) | st.text(max_size=15)
_CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.booleans(),
    st.dates(),
    st.integers(-5, 3000).map(Decimal),
    st.sampled_from(["Done", "Mara Lind", "Yes", "TBD", "50%", "https://d.example/a", Unknown.UNREADABLE]),
    st.just((PersonCell("u1", "Mara"),)),
    st.just((LinkCell("1"),)),
    st.just(("a", "b")),
    st.just(()),
)


@st.composite
def sources(draw: st.DrawFn) -> tuple[list[Table], list[Record]]:
    tables: list[Table] = []
    records: list[Record] = []
    for place in range(draw(st.integers(0, 3))):
        columns = tuple(
            Column(f"c{number}", draw(_NAMES), draw(st.sampled_from(ColumnType)), relates_to=f"t{number}")
            for number in range(draw(st.integers(0, 6)))
        )
        tables.append(Table(f"t{place}", draw(_NAMES), columns))
        for row in range(draw(st.integers(0, 4))):
            cells = {column.id: draw(_CELLS) for column in columns if draw(st.booleans())}
            records.append(Record(Ref("workbook", f"t{place}", str(row)), cells))
    return tables, records


@given(sources())
@settings(max_examples=60, deadline=None)
def test_anything_can_be_proposed_bound_kept_and_checked(source: tuple[list[Table], list[Record]]) -> None:
    tables, records = source
    proposal = propose(tables, records)
    assert [table.table for table in proposal.tables] == tables
    assert propose(tables, records) == proposal
    bindings = to_bindings(proposal)
    assert check_bindings(bindings, tables) == ()
    assert tuple(binding_from_settings(b.table, binding_to_settings(b)) for b in bindings) == bindings


def _tasks(rows: int) -> tuple[Table, list[Record]]:
    columns = tuple(Column(name, name) for name in ("Task", "Owner", "Due"))
    records = [
        Record(
            Ref("workbook", "Tasks", str(row)),
            {
                "Task": f"Cover {row}",
                "Owner": ("Mara Lind", "Jo Park")[row % 2],
                "Due": date(2026, 3, 6) if row >= rows // 4 else "soon",
            },
        )
        for row in range(rows)
    ]
    return Table("Tasks", "Tasks", columns), records


def test_a_long_table_is_sampled_over_its_whole_length() -> None:
    """The first quarter holds words where dates belong; a sample of the first rows would see nothing else."""
    table, records = _tasks(4000)
    found = {column.column.id: column for column in propose([table], records).tables[0].columns}
    assert found["Due"].candidates[0].reason == "named 'Due', 17 of 23 values are dates"


def test_a_table_of_ten_thousand_columns_is_answered() -> None:
    names: Sequence[str] = [f"Mix {number} status" for number in range(10_000)]
    table = Table("Wide", "Songs", tuple(Column(name, name) for name in ("Song", *names)))
    assert len(propose([table], []).tables[0].columns) == 10_001


def test_records_of_other_tables_are_no_evidence() -> None:
    table, records = _tasks(8)
    strangers = [Record(Ref("workbook", "Elsewhere", "1"), {"Owner": Decimal(3)})] * 50
    assert propose([table], [*records, *strangers]) == propose([table], records)


def _crew(owner: Column) -> tuple[list[Table], list[Record]]:
    """Tasks with owners, and a table of names that alone may be anything."""
    tasks = Table("t", "Tasks", (Column("a", "Task"), owner, Column("d", "Due", ColumnType.DATE)))
    crew = Table("c", "Crew", (Column("n", "Name"), Column("p", "Pronouns")))
    names = ("Kaya Moon", "Jo Park")
    people = [Record(Ref("notion", "c", f"p{n}"), {"n": name}) for n, name in enumerate(names)]
    work = [
        Record(Ref("notion", "t", f"t{n}"), {"a": title, "d": date(2026, 9, n + 1), owner.id: (LinkCell(f"p{n % 2}"),)})
        for n, title in enumerate(("Final master", "Cover artwork", "Launch posts"))
    ]
    return [tasks, crew], [*people, *work]


def test_a_table_to_which_owners_link_is_people() -> None:
    proposal = propose(*_crew(Column("o", "Owner", ColumnType.RELATION, relates_to="c")))
    assert [binding.subject.value for binding in to_bindings(proposal)] == ["deliverables", "people"]


def test_a_table_to_which_something_else_links_stays_in_doubt() -> None:
    proposal = propose(*_crew(Column("o", "Studio", ColumnType.RELATION, relates_to="c")))
    assert [binding.subject.value for binding in to_bindings(proposal)] == ["deliverables"]
