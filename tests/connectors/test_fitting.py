"""What a column can hold of what a new row says: in the team's own words, and never an invented one."""

from __future__ import annotations

from datetime import date

import pytest

from connectors.fitting import Category, Rows, Spot, Unfit, Wish, fitted
from connectors.making import RowLink
from connectors.record import Column, ColumnType, PersonCell
from rules.model import Actor, Kind, Person, Phase, Ref, State

DUE = date(2027, 1, 22)
PEOPLE = "tblPeople"
KAYA = Person("kaya", "Kaya Moon", Ref("notion", PEOPLE, "row1"), tool_ids=(("notion", "u1"),))
ROW_ONLY = Person("sam", "Sam Okafor", Ref("notion", PEOPLE, "row2"))
WORK = Rows((RowLink("Mix", key="mix"), RowLink("Artwork", record="r1")), "Mix, Artwork handoff", "tblWork")


def who(person: Person) -> tuple[Actor, ...]:
    return (Actor(f"person:{person.key}", person.name, person=person),)


ROLE = (Actor("role:designer", "Designer", role="designer"),)


def column(kind: ColumnType, *options: str, to: str = "", computed: bool = False) -> Column:
    return Column("c", "Column", kind, options, to, computed=computed)


SELECT, MANY, TEXT, RELATION = ColumnType.SELECT, ColumnType.MULTI_SELECT, ColumnType.TEXT, ColumnType.RELATION
CASES: list[tuple[str, Wish, Column, object]] = [
    ("a date", DUE, column(ColumnType.DATE), DUE),
    ("a date in a text", DUE, column(TEXT), "2027-01-22"),
    ("the plainest option", State.NOT_STARTED, column(SELECT, "💭 Idea", "⚪ Not started", "Done"), "⚪ Not started"),
    ("the first of its kin", State.NOT_STARTED, column(SELECT, "Backlog", "To do", "Done"), "Backlog"),
    ("an unticked box", State.NOT_STARTED, column(ColumnType.CHECKBOX), False),
    ("a category", Category(Kind.MASTER, "Master"), column(SELECT, "Artwork", "Mastering"), "Mastering"),
    ("a coarser category", Category(Kind.MIX, "Mix"), column(SELECT, "Visual", "Audio"), "Audio"),
    ("a phase", Phase.TEASE, column(SELECT, "1. Planning", "3. Teasing"), "3. Teasing"),
    ("a phase among several", Phase.TEASE, column(MANY, "Teasing"), ("Teasing",)),
    ("an account", who(KAYA), column(ColumnType.PEOPLE), (PersonCell("u1", "Kaya Moon"),)),
    ("a person's row", who(KAYA), column(RELATION, to=PEOPLE), (RowLink("Kaya Moon", "row1"),)),
    ("a person as an option", who(KAYA), column(SELECT, "kaya moon"), "kaya moon"),
    ("a role as an option", ROLE, column(SELECT, "Designer"), "Designer"),
    ("a name in words", who(KAYA), column(TEXT), "Kaya Moon"),
    ("links", WORK, column(RELATION, to="tblWork"), WORK.links),
    ("what is needed in words", WORK, column(TEXT), "Mix, Artwork handoff"),
    ("a link", "https://drive.example/x", column(ColumnType.URL), "https://drive.example/x"),
]
UNFIT: list[tuple[str, Wish, Column, str]] = [
    ("no such option", State.NOT_STARTED, column(SELECT, "Done"), "has no option for “Not started”"),
    ("nobody's account", who(ROW_ONLY), column(ColumnType.PEOPLE), "takes accounts, and none is known of “Sam Okafor”"),
    ("a role has no account", ROLE, column(ColumnType.PEOPLE), "takes accounts, and none is known of “Designer”"),
    ("a role has no row", ROLE, column(RELATION, to=PEOPLE), "links to people, and “Designer” has no row there"),
    ("another table", WORK, column(RELATION, to="tblOther"), "links to another table"),
    ("a text is no date", "soon", column(ColumnType.DATE), "cannot hold “soon”"),
    ("a formula", DUE, column(ColumnType.DATE, computed=True), "is filled in by the tool itself"),
    ("a number", "x", column(ColumnType.NUMBER), "cannot hold “x”"),
    ("a folder without a link", "Dropbox", column(ColumnType.URL), "cannot hold “Dropbox”"),
]


@pytest.mark.parametrize(("wish", "where", "value"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_column_holds_what_it_can_in_its_own_words(wish: Wish, where: Column, value: object) -> None:
    assert fitted(wish, Spot(where, "notion")) == value


@pytest.mark.parametrize(("wish", "where", "why"), [c[1:] for c in UNFIT], ids=[c[0] for c in UNFIT])
def test_what_a_column_cannot_hold_is_said_and_not_put_there(wish: Wish, where: Column, why: str) -> None:
    assert fitted(wish, Spot(where, "notion")) == Unfit(why)


@pytest.mark.parametrize(
    ("used", "said"),
    [(("Done", "to do"), "to do"), (("noch nicht begonnen",), "noch nicht begonnen"), ((), "Not started")],
)
def test_a_column_of_text_goes_on_in_the_words_that_stand_in_it(used: tuple[str, ...], said: str) -> None:
    assert fitted(State.NOT_STARTED, Spot(column(TEXT), "workbook", used, declared=False)) == said


def test_in_a_file_a_date_stays_a_date_wherever_it_stands() -> None:
    assert fitted(DUE, Spot(column(TEXT), "workbook", declared=False)) == DUE
