"""OWN001 to OWN006: who answers for a deliverable."""

from __future__ import annotations

import pytest

from rules.model import Deliverable, Person, Standing, State, Unknown
from rules.model.people import Actor
from rules.samples import actors, person, plan, work
from tests.rules.verdict import codes, only, untold

PEOPLE = (
    person("Dee", "Designer"),
    person("Olu", "Producer"),
    person("Kaya", "Producer"),
    person("Gone", "Manager", active=False),
)
NONE_KNOWN: tuple[Person, ...] = ()
BOT = Actor.stated("Zapier sync", standing=Standing.GROUP)


def photos(*owners: str, **facts: object) -> Deliverable:
    return work("Press photos", *owners, **facts)


@pytest.mark.parametrize(
    ("item", "people", "expected"),
    [
        pytest.param(photos(), PEOPLE, ["OWN001"], id="nobody"),
        pytest.param(photos(), NONE_KNOWN, ["OWN001"], id="nobody, and no people table"),
        pytest.param(photos("Dee"), PEOPLE, [], id="one person"),
        pytest.param(photos(state=State.SCHEDULED), PEOPLE, ["OWN001"], id="scheduled work is open"),
        pytest.param(photos(state=State.DONE), PEOPLE, [], id="done work does not nag"),
        pytest.param(photos(state=State.LIVE), PEOPLE, [], id="live work does not nag"),
        pytest.param(photos(state=State.CANCELLED), PEOPLE, [], id="cancelled work is silent"),
        pytest.param(photos(state=Unknown.UNREADABLE), PEOPLE, [], id="a state nobody can read"),
        pytest.param(photos(state=Unknown.ABSENT), PEOPLE, ["OWN001"], id="a plan without states is still wanted"),
        pytest.param(photos(owners=Unknown.UNMAPPED), PEOPLE, [], id="an unmapped owner column"),
        pytest.param(photos(owners=Unknown.TRUNCATED), PEOPLE, [], id="a truncated owner"),
        pytest.param(photos("Dee", "Olu"), PEOPLE, ["OWN002"], id="two people"),
        pytest.param(photos("Dee", "Designer"), PEOPLE, [], id="one person, by name and by role"),
        pytest.param(photos("Dee", "dee"), NONE_KNOWN, [], id="one person, named twice"),
        pytest.param(photos("Dee", "TBD"), PEOPLE, ["OWN002"], id="a person and a placeholder"),
        pytest.param(photos("Dee", "Gone"), PEOPLE, ["OWN002"], id="several, one of whom left: one cause"),
        pytest.param(photos("TBD", "Marketing team"), PEOPLE, ["OWN003"], id="several, none of whom is a person"),
        pytest.param(photos("Marketing team"), PEOPLE, ["OWN003"], id="a team"),
        pytest.param(photos("info@label.example"), PEOPLE, ["OWN003"], id="a shared mailbox"),
        pytest.param(photos(owners=(BOT,)), PEOPLE, ["OWN003"], id="a bot"),
        pytest.param(photos("TBD"), PEOPLE, ["OWN003"], id="TBD"),
        pytest.param(photos("everyone"), NONE_KNOWN, ["OWN003"], id="everyone"),
        pytest.param(photos("?"), NONE_KNOWN, ["OWN003"], id="a question mark"),
        pytest.param(photos("Photographer"), PEOPLE, ["OWN004"], id="a role that nobody fills"),
        pytest.param(photos("Producer"), PEOPLE, ["OWN004"], id="a role that two people fill"),
        pytest.param(photos("Designer"), PEOPLE, [], id="a role that one person fills"),
        pytest.param(photos("Manager"), PEOPLE, ["OWN004"], id="a role whose only holder left"),
        pytest.param(photos("Designer"), NONE_KNOWN, [], id="a role stands for its holder without a people table"),
        pytest.param(photos("Gone"), PEOPLE, ["OWN005"], id="somebody who left"),
        pytest.param(photos("Zed"), PEOPLE, ["OWN005"], id="somebody nobody knows"),
        pytest.param(photos("Zed"), NONE_KNOWN, [], id="any name will do without a people table"),
        pytest.param(photos("Gone", state=State.DONE), PEOPLE, [], id="somebody who left after finishing"),
        pytest.param(photos(inherited_owner=actors("Dee")[0]), PEOPLE, ["OWN006"], id="only the release names one"),
        pytest.param(
            photos(inherited_owner=actors("TBD")[0]), PEOPLE, ["OWN001"], id="the release names nobody either"
        ),
        pytest.param(photos("Olu", inherited_owner=actors("Dee")[0]), PEOPLE, [], id="its own owner goes first"),
        pytest.param(photos("TBD", inherited_owner=actors("Dee")[0]), PEOPLE, ["OWN003"], id="a placeholder is a word"),
        pytest.param(photos(inherited_owner=actors("Dee")[0], state=State.DONE), PEOPLE, [], id="inherited and done"),
    ],
)
def test_open_work_has_exactly_one_person_who_answers_for_it(
    item: Deliverable, people: tuple[Person, ...], expected: list[str]
) -> None:
    assert codes(plan(item, people=people)) == expected


def test_a_name_that_two_people_bear_is_not_one_known_person() -> None:
    twins = (person("Sam", mail="sam@a.example"), Person("sam2", "Sam", person("Sam B").ref))
    assert codes(plan(photos("Sam"), people=twins)) == ["OWN005"]


def test_roles_without_a_people_table_are_said_to_be_untold_once() -> None:
    example = plan(photos("Designer"), work("Lyric sheet", "Producer"))
    assert [(entry.count, entry.why) for entry in untold(example, "OWN004")] == [
        (1, "owners are roles, and no people table says who fills them")
    ]


def test_roles_with_a_people_table_leave_nothing_untold() -> None:
    assert untold(plan(photos("Designer"), people=PEOPLE), "OWN004") == []


@pytest.mark.parametrize("code", ["OWN001", "OWN002", "OWN003", "OWN004", "OWN005", "OWN006"])
@pytest.mark.parametrize("facts", [{"owners": Unknown.UNMAPPED}, {"state": Unknown.UNREADABLE}])
def test_what_an_ownership_rule_cannot_see_is_told(code: str, facts: dict[str, Unknown]) -> None:
    assert [entry.count for entry in untold(plan(photos("Dee", **facts)), code)] == [1]


def test_the_manager_acts_where_no_one_person_owns_the_work() -> None:
    cast = (("Manager", actors("Mia")[0]),)
    who = only(plan(photos("Marketing team"), cast=cast), "OWN003").who
    assert who is not None
    assert who.name == "Mia"


def test_the_one_whose_ownership_is_only_assumed_acts_on_it() -> None:
    who = only(plan(photos(inherited_owner=actors("Dee")[0])), "OWN006").who
    assert who is not None
    assert who.name == "Dee"


def test_the_sentence_names_everybody_who_fills_the_role() -> None:
    found = only(plan(photos("Producer"), people=PEOPLE), "OWN004")
    assert found.message == "Press photos is owned by the role Producer, which 2 people fill: Olu and Kaya"
