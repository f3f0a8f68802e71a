"""A table of people that does not show who has which role, or whom a row is about: nothing is concluded from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from connectors.normalize.normalized import Normalized
from connectors.record import Cell, LinkCell, Member, PersonCell
from rules.catalogue import ALL
from rules.engine import check
from rules.memory import NOTHING
from rules.model import Kind, Person, Slate, Unknown
from rules.policy import Policy
from rules.violation import CannotTell, Report
from tests.connectors.normalize.sheets import NOW, Rows
from tests.sync.joined import FRIDAY, PEOPLE, RELEASES, WORK, joined, source

ARTIST, ANA = "Artist", "Ana"
_BROKEN = Unknown.UNREADABLE

Row = Mapping[str, Cell]


def label(*people: Row, approver: Cell = "Sam", whole: bool = True, name: str = "plan", **work: Cell) -> Normalized:
    """Return a plan in which Kaya makes a master that somebody has to approve."""
    row: Row = {"title": "Final master", "release": "Night Bus", "owners": "Kaya", "approvers": approver, **work}
    releases: Rows = [{"title": "Night Bus", "date": FRIDAY}]
    return source((RELEASES, releases), (WORK, [row]), (PEOPLE, people), whole=whole, name=name)


def somebody(*people: Row, name: str, whole: bool = True) -> Normalized:
    return source((PEOPLE, people), name=name, tool=name, whole=whole)


def report(slate: Slate, decider: str) -> Report:
    return check(slate, Policy(authorities={Kind.MASTER: (decider,)}), NOW, NOTHING, ALL)


def codes(slate: Slate, decider: str) -> set[str]:
    return {found.code for found in report(slate, decider).violations}


def untold(slate: Slate, decider: str) -> list[CannotTell]:
    return [found for found in report(slate, decider).cannot_tell if found.code == "GAT003"]


@pytest.mark.parametrize(
    ("people", "why"),
    [
        ([{"name": "Sam"}, {"name": "Kaya"}], "who has which role: the plan has no column for it"),
        ([{"name": "Sam", "roles": _BROKEN}, {"name": "Kaya", "roles": _BROKEN}],
         "who has which role: the value could not be read"),
        ([{"name": "Sam", "roles": (LinkCell("rec1"),)}, {"name": "Kaya", "roles": (LinkCell("rec2", "Producer"),)}],
         "who has which role: the value could not be read"),
    ],
    ids=["no column", "every cell broken", "a link that leads nowhere"],
)  # fmt: skip
def test_whether_somebody_has_the_role_that_decides_cannot_be_told(people: list[Row], why: str) -> None:
    slate = joined(label(*people))
    assert "GAT003" not in codes(slate, ARTIST)
    assert [entry.why for entry in untold(slate, ARTIST)] == [why]


def test_somebody_without_the_role_may_not_decide_where_roles_are_shown() -> None:
    slate = joined(label({"name": "Sam", "roles": None}, {"name": "Kaya", "roles": "Producer"}))
    assert "GAT003" in codes(slate, ARTIST)
    assert untold(slate, ARTIST) == []


def test_a_linked_role_with_a_title_is_one() -> None:
    slate = joined(label({"name": "Sam", "roles": (LinkCell("rec1", "Artist"),)}, {"name": "Kaya", "roles": ()}))
    assert (codes(slate, ARTIST) & {"GAT003"}, untold(slate, ARTIST)) == (set(), [])


@pytest.mark.parametrize(("approver", "fires"), [("Ana", False), ("Sam", True)])
def test_whom_the_policy_names_decides_whether_or_not_roles_are_shown(approver: str, fires: bool) -> None:
    slate = joined(label({"name": "Sam"}, {"name": "Kaya"}, {"name": "Ana"}, approver=approver))
    assert ("GAT003" in codes(slate, ANA)) is fires
    assert untold(slate, ANA) == []


def test_a_role_that_the_release_casts_is_anothers_whatever_roles_are_shown() -> None:
    ana: Row = {"name": "Ana", "release": "Night Bus", "roles": "Artist"}
    assert "GAT003" in codes(joined(label({"name": "Sam", "roles": _BROKEN}, {"name": "Kaya"}, ana)), ARTIST)


def test_a_yes_of_somebody_whose_roles_are_not_shown_is_not_doubted() -> None:
    people = ({"name": "Sam"}, {"name": "Kaya"}, {"name": "Ana"})
    slate = joined(label(*people, decision="yes", decided_by="Sam", decided_at=NOW))
    assert "GAT003" not in codes(slate, ARTIST)
    assert untold(slate, ARTIST) != []


def test_nobody_is_missing_from_a_role_where_roles_are_not_shown() -> None:
    shown = joined(label({"name": "Sam", "roles": "Manager"}, {"name": "Kaya", "roles": ""}, owners="Mixer"))
    hidden = joined(label({"name": "Sam"}, {"name": "Kaya"}, owners="Mixer"))
    assert ("OWN004" in codes(shown, ANA), "OWN004" in codes(hidden, ANA)) == (True, False)


@pytest.mark.parametrize(
    "people",
    [
        [{"roles": "Artist", "mail": "a@x.test"}, {"roles": "Manager", "mail": "b@x.test"}],
        [{"name": _BROKEN, "roles": "Artist"}, {"name": _BROKEN, "roles": "Manager"}],
        [{"name": "Kaya", "roles": "Producer"}, {"name": _BROKEN, "roles": "Artist"}],
        [{"name": "Kaya", "roles": "Producer"}, {"name": (PersonCell("u1"),), "roles": "Artist"}],
    ],
    ids=["no column", "every cell broken", "one cell broken", "an account without a name"],
)
def test_nobody_is_a_stranger_where_rows_do_not_show_whom_they_are_about(people: list[Row]) -> None:
    slate = joined(label(*people))
    assert (codes(slate, ARTIST) & {"GAT003", "OWN005"}, slate.people_known) == (set(), False)


def test_a_row_without_a_name_is_nobody_and_hides_nobody() -> None:
    slate = joined(label({"name": "Kaya", "roles": "Producer"}, {"name": None, "roles": "Artist"}))
    assert "GAT003" in codes(slate, ARTIST)


def test_an_account_says_nothing_of_roles() -> None:
    sam = PersonCell("u1", "Sam", "sam@x.test")
    work: Rows = [{"title": "Final master", "owners": "Kaya", "approvers": (sam,)}]
    slate = joined(replace(source((WORK, work)), members=(Member(sam),)))
    assert [person.name for person in slate.people] == ["Sam"]
    assert "GAT003" not in codes(slate, ARTIST)


@pytest.mark.parametrize(("roles", "fires"), [({"roles": "Producer"}, True), ({}, False)])
def test_an_account_beside_the_people_table_has_the_roles_that_the_table_gives_it(roles: Row, fires: bool) -> None:
    sam = PersonCell("u1", "Sam", "sam@x.test")
    slate = joined(replace(label({"name": "Kaya", **roles}, approver=(sam,)), members=(Member(sam),)))
    assert ("GAT003" in codes(slate, ARTIST)) is fires


def person(slate: Slate) -> Person:
    (found,) = (each for each in slate.people if each.name == "Sam")
    return found


@pytest.mark.parametrize(
    ("other", "whole", "unseen"),
    [
        ({"name": "Sam"}, True, None),
        ({"name": "Sam", "roles": "Producer"}, True, None),
        ({"name": "Sam", "roles": _BROKEN}, True, _BROKEN),
        ({"name": "Lee", "roles": "Producer"}, True, None),
        ({"name": "Lee", "roles": "Producer"}, False, Unknown.UNSEEN),
        ({"name": _BROKEN, "roles": "Artist"}, True, Unknown.UNSEEN),
    ],
    ids=["no column", "further roles", "a broken cell", "another person", "not read", "a broken name"],
)
def test_what_one_tool_does_not_show_of_roles_another_may(other: dict[str, Any], whole: bool, unseen: Any) -> None:
    found = person(joined(label({"name": "Sam", "roles": "Manager"}), somebody(other, name="crew", whole=whole)))
    assert found.roles[0] == "Manager"
    assert found.roles_unseen is unseen
