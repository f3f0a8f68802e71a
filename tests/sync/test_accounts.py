"""Accounts of the tools: whose they are, who has left, and what a name then means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from connectors.mapping.meanings import Subject
from connectors.normalize.normalized import Normalized
from connectors.record import Cell, Member, PersonCell
from rules.model import Actor, Person, Slate, Standing
from tests.connectors.normalize.sheets import Rows
from tests.sync.joined import PEOPLE, RELEASES, WORK, joined, source

KAYA = PersonCell("u1", "Kaya Müller", "kaya@label.example")
DEE = PersonCell("u2", "Dee Ito", "dee@label.example")
ELSEWHERE = PersonCell("usr1", "Kaya M.", "KAYA@label.example")


def plan(owner: Cell, *members: Member, people: Rows = ()) -> Normalized:
    tables: list[tuple[Subject, Rows]] = [
        (RELEASES, [{"title": "Night Bus"}]),
        (WORK, [{"title": "Artwork", "release": "Night Bus", "owners": owner}]),
        *([(PEOPLE, people)] if people else []),
    ]
    return replace(source(*tables, tool="notion"), members=members)


def there(account: PersonCell) -> Member:
    return Member(account)


def gone(account: PersonCell) -> Member:
    return Member(account, active=False)


def owner_in(slate: Slate) -> Actor:
    owners = slate.releases[0].deliverables[0].owners
    assert isinstance(owners, tuple)
    (owner,) = owners
    return owner


def person_of(slate: Slate) -> Person:
    person = owner_in(slate).person
    assert person is not None
    return person


def test_an_owner_whose_account_is_gone_has_left() -> None:
    owner = owner_in(joined(plan((DEE,), gone(DEE))))
    assert (owner.left, owner.name) == (True, "Dee Ito")


def test_an_owner_without_any_name_whose_account_is_gone_has_left() -> None:
    owner = owner_in(joined(plan((PersonCell("u9"),), gone(PersonCell("u9")))))
    assert (owner.left, owner.name) == (True, "a former member of the workspace")


def test_an_owner_whose_account_is_there_has_not_left() -> None:
    owner = owner_in(joined(plan((KAYA,), there(KAYA), gone(DEE))))
    assert (owner.left, owner.standing) == (False, Standing.PERSON)


@pytest.mark.parametrize("name", ["Kaya Müller", "kaya müller", "Kaya"])
def test_a_name_in_a_text_is_the_account_of_that_name_where_there_is_no_people_table(name: str) -> None:
    assert person_of(joined(plan(name, there(KAYA)))).tool_ids == (("notion", "u1"),)


@pytest.mark.parametrize("name", ["Mo Blake", "Dee Ito", "Dee"])
def test_a_name_in_a_text_that_no_account_bears_is_no_stranger_and_has_not_left(name: str) -> None:
    slate = joined(plan(name, there(KAYA), gone(DEE)))
    owner = owner_in(slate)
    assert (owner.standing, owner.person, slate.people_known) == (Standing.PERSON, None, False)


def test_a_people_table_alone_says_whom_a_name_means() -> None:
    table = [{"name": "Kaya Okafor", "mail": "other@label.example"}]
    slate = joined(plan("Kaya", there(KAYA), people=table))
    assert person_of(slate).name == "Kaya Okafor"
    assert owner_in(joined(plan("Kaya Müller", there(KAYA), people=table))).standing is Standing.STRANGER
    assert [person.name for person in slate.people] == ["Kaya Okafor"]


def test_an_account_that_the_people_table_lacks_is_still_somebody() -> None:
    owner = owner_in(joined(plan((KAYA,), there(KAYA), people=[{"name": "Mo Blake"}])))
    assert (owner.standing, owner.name, owner.left) == (Standing.PERSON, "Kaya Müller", False)


def test_nobody_is_a_stranger_while_a_people_table_was_not_read_to_its_end() -> None:
    work = source((RELEASES, [{"title": "Night Bus"}]), (WORK, [{"title": "Artwork", "release": "Night Bus",
                  "owners": "Mo Blake"}]), (PEOPLE, [{"name": "Kaya Okafor"}]), whole=False)  # fmt: skip
    other = source((PEOPLE, [{"name": "Dee Ito"}]), name="people")
    assert owner_in(joined(work, other)).standing is Standing.PERSON
    assert owner_in(joined(replace(work, read=replace(work.read, complete=True)), other)).standing is Standing.STRANGER


@pytest.mark.parametrize(
    "row",
    [
        {"name": "K. Müller", "mail": "Kaya@label.example"},
        {"name": "Kaya Müller"},
        {"name": (replace(KAYA, name="KM"),)},
    ],
    ids=["mail", "name", "id"],
)
def test_somebody_of_the_people_table_has_the_account(row: Mapping[str, Cell]) -> None:
    person = person_of(joined(plan((KAYA,), there(KAYA), people=[row])))
    assert person.key.startswith("notion/people/")
    assert person.tool_ids == (("notion", "u1"),)
    assert "kaya@label.example" in [mail.casefold() for mail in person.mails]


def test_one_name_with_another_mail_is_somebody_else() -> None:
    person = person_of(joined(plan((KAYA,), there(KAYA), people=[{"name": "Kaya Müller", "mail": "k@other.example"}])))
    assert person.mails == ("kaya@label.example",)


@pytest.mark.parametrize(("active", "left"), [("", True), ("yes", False), ("no", True)])
def test_the_people_table_has_the_last_word_on_who_is_there(active: str, left: bool) -> None:
    row = {"name": "Dee Ito", "mail": "dee@label.example", "active": active}
    assert owner_in(joined(plan((DEE,), gone(DEE), people=[row]))).left is left


def test_one_account_left_of_two_is_enough_to_be_there() -> None:
    other = replace(DEE, id="u3")
    assert not owner_in(joined(plan((DEE,), gone(DEE), there(other), people=[{"name": "Dee Ito"}]))).left


def test_accounts_of_one_mail_in_two_tools_are_one_person() -> None:
    airtable = replace(source((WORK, [{"title": "X"}]), name="base", tool="airtable"), members=(there(ELSEWHERE),))
    person = person_of(joined(plan((KAYA,), there(KAYA)), airtable))
    assert set(person.tool_ids) == {("notion", "u1"), ("airtable", "usr1")}


def test_a_bot_is_nobody() -> None:
    assert not joined(plan("Kaya", there(PersonCell("b1", "Kaya", group=True)))).people
