"""Every sentence on ownership, as the whole report: code, severity, subject and who must act."""

from __future__ import annotations

from typing import Any

import pytest

from rules.model import Actor, Link, Standing, State, Unknown
from rules.policy import Policy, Severity, Thresholds
from rules.rule import Example
from rules.samples import actors, example, person, plan, release, work
from tests.rules.verdict import report_on, told, untold

PEOPLE = (
    person("Mia", "Manager"),
    person("Dee", "Designer"),
    person("Olu", "Engineer"),
    person("Kai", "Engineer"),
    person("Gus", "Editor", active=False),
)


def photos(*owners: str, people: Any = PEOPLE, policy: Policy | None = None, **facts: Any) -> Example:
    return plan(work("Press photos", *owners, **facts), people=people, policy=policy or Policy())


def promo(*others: Any, title: str = "Promo", **facts: Any) -> Example:
    return plan(work(title, "Mia", **facts), *others, people=PEOPLE)


def part(of: str, **facts: Any) -> Any:
    return work("Photo wall", "Dee", parent=Link(of), **facts)


BOT = (Actor.stated("Zapier", standing=Standing.GROUP),)


def ours(code: str, who: str = "Mia", severity: str = "blocker", title: str = "Press photos") -> list[str]:
    return [f"{code} {severity} deliverable {title}: {who}"]


SENTENCES: list[tuple[str, Example, list[str]]] = [
    ("an open deliverable has no owner", photos(), ours("OWN001")),
    ("an open deliverable has one", photos("Dee"), []),
    ("a delivered one has none", photos(state="done"), []),
    ("a live one has none", photos(state="live"), []),
    ("a cancelled one has none", photos(state="cancelled"), []),
    ("a scheduled one is open", photos(state="scheduled"), ours("OWN001")),
    ("one that waits is open", photos(state="waiting"), ours("OWN001")),
    ("a status that cannot be read", photos(state=Unknown.UNREADABLE), []),
    ("it has more than one", photos("Dee", "Olu"), ours("OWN002")),
    ("it has the same one twice, by name and by role", photos("Dee", "Designer"), []),
    ("a delivered one has more than one", photos("Dee", "Olu", state="done"), []),
    *((f"the owner is {word!r}", photos(word), ours("OWN003"))
      for word in ("Marketing team", "info@label.example", "TBD", "team", "everyone", "us", "n/a", "?", "the team")),
    ("the owner is a bot", photos(owners=BOT), ours("OWN003")),
    ("a person's own address is no shared mailbox", photos("dee@label.example",
     people=(*PEOPLE[:1], person("Dee", mail="dee@label.example"))), []),
    ("the owner is a role that nobody fills", photos("Publicist"), ours("OWN004")),
    ("the owner is a role that two fill", photos("Engineer"), ours("OWN004")),
    ("the owner is a role that one fills", photos("Designer"), []),
    ("the owner is a role whose only holder left", photos("Editor"), ours("OWN004")),
    ("with no people table the role stands for its holder", photos("Designer", people=()), []),
    ("the owner has left", photos("Gus"), ours("OWN005")),
    ("the owner is not known to the workspace", photos("Zed"), ours("OWN005")),
    ("where there is no people table nobody is unknown", photos("Zed", people=()), []),
    ("the parent names an owner", photos(inherited_owner=actors("Dee")[0]), ours("OWN006", "Dee", "warning")),
    ("both name one", photos("Olu", inherited_owner=actors("Dee")[0]), []),
    ("the whole name covers many outputs", promo(), ours("OWN007", severity="warning", title="Promo")),
    ("a part of the name does", promo(title="Promo photos"), []),
    ("however it is written", promo(title=" SOCIALS! "), ours("OWN007", severity="warning", title=" SOCIALS! ")),
    ("something breaks it down", promo(part("Promo")), []),
    ("something breaks another thing down", promo(part("Content")), ours("OWN007", severity="warning", title="Promo")),
    ("only cancelled work breaks it down", promo(part("Promo", state="cancelled")),
     ours("OWN007", severity="warning", title="Promo")),
    ("an umbrella that is done", promo(state="done"), []),
]  # fmt: skip


@pytest.mark.parametrize(("story", "expected"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_the_sentence_holds(story: Example, expected: list[str]) -> None:
    assert told(story) == expected


@pytest.mark.parametrize("word", ["promo", "content", "assets", "marketing", "socials"])
def test_each_umbrella_of_the_catalogue_is_one(word: str) -> None:
    assert told(promo(title=word.title())) == ours("OWN007", severity="warning", title=word.title())


def test_a_missing_people_table_is_told_once_for_all_roles() -> None:
    story = plan(work("Press photos", "Designer"), work("Bio", "Publicist"), work("Lyrics", "Artist"))
    [entry] = untold(story, "OWN004")
    assert entry.count == 1


def load(count: int, due: str, title: str = "Night Bus", owner: str = "Dee", **facts: Any) -> Any:
    items = (work(f"Press photo {n}", owner, key=f"{title} {n} {due}", due=due, **facts) for n in range(count))
    return release(*items, title=title)


@pytest.mark.parametrize(
    ("releases", "fires"),
    [
        ((load(9, "2026-08-19"),), True),
        ((load(8, "2026-08-19"),), False),
        ((load(4, "2026-08-17"), load(5, "2026-08-23", "B")), True),
        ((load(4, "2026-08-16"), load(5, "2026-08-17", "B")), False),
        ((load(4, "2026-08-23"), load(5, "2026-08-24", "B")), False),
        ((load(8, "2026-08-19"), load(1, "2026-08-19", "B", state="done")), False),
        ((load(8, "2026-08-19"), load(1, "2026-08-19", "B", state=State.CANCELLED)), False),
        ((load(8, "2026-08-19"), load(1, "2026-08-19", "B", state=Unknown.UNREADABLE)), False),
        ((load(8, "2026-08-19"), load(1, "2026-08-19", "B", owner="Olu")), False),
    ],
    ids=["above", "at the limit", "Monday and Sunday", "Sunday, then Monday", "Sunday, then the next Monday", "done",
         "cancelled", "unreadable", "another's"],
)  # fmt: skip
def test_one_calendar_week_holds_eight_of_one_persons(releases: tuple[Any, ...], fires: bool) -> None:
    found = [v for v in report_on(example(*releases, people=PEOPLE)).violations if v.code == "OWN008"]
    assert [(v.severity, v.who.name if v.who else "") for v in found] == ([(Severity.NOTE, "Dee")] if fires else [])


def test_the_teams_severity_limit_and_switch_go_first() -> None:
    assert told(photos(policy=Policy(severities={"OWN001": Severity.NOTE}))) == ours("OWN001", severity="note")
    assert told(photos(policy=Policy(off=frozenset({"OWN001"})))) == []
    many = example(load(3, "2026-08-19"), people=PEOPLE, policy=Policy(thresholds=Thresholds(overload_per_week=2)))
    assert [v.code for v in report_on(many).violations if v.code != "PLN009"] == ["OWN008"]
