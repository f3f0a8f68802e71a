"""Accounts that people cells show, for tools that do not list their members."""

from __future__ import annotations

from datetime import UTC

from connectors.mapping.binding import TableBinding
from connectors.mapping.meanings import Subject
from connectors.normalize.accounts import accounts_in
from connectors.normalize.source import normalize
from connectors.record import Cell, Column, ColumnType, Member, PersonCell, Pull, Record, Table
from rules.model import Ref, Unknown
from tests.connectors.normalize.sheets import NOW

KAYA = PersonCell("usr1", "Kaya", "kaya@label.example")
TABLE = Table("tbl1", "Work", (Column("fld1", "Owner", ColumnType.PEOPLE), Column("fld2", "Notes")))


def pull(*cells: Cell, members: tuple[Member, ...] = ()) -> Pull:
    records = tuple(Record(Ref("airtable", "tbl1", f"rec{n}"), {"fld1": cell}) for n, cell in enumerate(cells))
    return Pull((TABLE,), records, NOW, members=members)


def test_each_account_that_says_who_it_is_is_told_once() -> None:
    nameless, group = PersonCell("usr9"), PersonCell("ugp1", "Design", group=True)
    cells = ((KAYA,), None, Unknown.UNREADABLE, (nameless, KAYA, group), ())
    assert accounts_in(pull(*cells)) == (Member(KAYA), Member(group))


def test_what_the_tool_itself_tells_of_its_members_counts() -> None:
    binding = TableBinding("tbl1", Subject.DELIVERABLES, {"owners": "fld1"})
    listed = Member(PersonCell("usr2", "Dee"))
    assert normalize("plan", "airtable", pull((KAYA,)), [binding], UTC).members == (Member(KAYA),)
    assert normalize("plan", "airtable", pull((KAYA,), members=(listed,)), [binding], UTC).members == (listed,)
