"""Tiny builders of real model values, used by every rule's examples and by the tests.

Names stand for themselves: `work("Master", "Kaya")` is a deliverable that Kaya owns. Mentions of other records are
by title and are resolved exactly as a connector's are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from rules.linking import link_release
from rules.memory import NOTHING, Memory
from rules.model import (
    Actor,
    Brief,
    Decision,
    Deliverable,
    Gate,
    Handoff,
    Kind,
    Link,
    Need,
    NeedKind,
    Person,
    Pie,
    Pitch,
    Ref,
    Release,
    Slate,
    Split,
    State,
    Track,
    Unknown,
    Version,
    Word,
)
from rules.people import Directory
from rules.policy import Policy
from rules.rule import Example
from rules.vocabulary.kinds import kind_of

MONDAY = datetime(2026, 8, 3, 10, tzinfo=UTC)
"""The clock of every example unless it says otherwise: a Monday, four and a half weeks before the release."""

FRIDAY = date(2026, 9, 4)
"""The release date of every example unless it says otherwise."""

BRIEF = Brief(text="A single. The goal is 500 pre-saves. The message: the last bus home is a party.")
"""The brief of every example unless it says otherwise."""


def day(text: str) -> date:
    """Return a date from "2026-08-20"."""
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    """Return an instant in UTC from "2026-08-20 10:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def ref(record: str, container: str = "Plan") -> Ref:
    """Return where an example's record stands."""
    return Ref("workbook", container, record)


def actors(*names: str) -> tuple[Actor, ...]:
    """Return the named actors, not yet resolved."""
    return tuple(Actor.stated(name) for name in names if name)


def person(name: str, *roles: str, mail: str = "", active: bool | None = None) -> Person:
    """Return one row of a people table."""
    return Person(name.casefold(), name, ref(name, "People"), (mail,) if mail else (), roles, active)


def needs(*titles: str) -> tuple[Need, ...]:
    """Return needs for other deliverables; a title that ends in " handoff" is written as a handoff."""
    return tuple(Need(t.removesuffix(" handoff"), NeedKind.WORK, handed=t.endswith(" handoff")) for t in titles)


def work(title: str, *owners: str, kind: Kind | None = None, **facts: Any) -> Deliverable:
    """Return a deliverable; `facts` are its further fields, `needs`, `due` and `state` also as text.

    The plan has no column for files unless one is given.
    """
    if isinstance(wanted := facts.get("needs", ()), tuple) and all(isinstance(n, str) for n in wanted):
        facts["needs"] = needs(*wanted)
    if isinstance(due := facts.get("due", "2026-08-20"), str):
        facts["due"] = day(due)
    else:
        facts["due"] = due
    if isinstance(state := facts.get("state"), str):
        facts["state"] = State(state)
    facts.setdefault("owners", actors(*owners))
    facts.setdefault("file", Unknown.ABSENT)
    return Deliverable(facts.pop("key", title), title, ref(title), kind or kind_of(title), **facts)


def promoted() -> tuple[Deliverable, ...]:
    """Return work that covers the campaign up to release day, for examples close to it about something else."""
    return (
        work("Lyric video", "Vic", due="2026-08-18", state="live"),
        work("Teaser video", "Vic", due="2026-08-26", state="live"),
        work("Pre-save link", "Sam", due="2026-08-20", state="live"),
        work("Welcome sequence", "Sam", due="2026-08-20", state="live"),
    )


def handoff(of: str, to: str | None = None, *, sender: str = "", receiver: str = "", **facts: Any) -> Handoff:
    """Return the handoff of one deliverable, to another if named."""
    title = facts.pop("title", f"{of} to {to or receiver}")
    facts.setdefault("senders", actors(sender))
    facts.setdefault("receivers", actors(receiver))
    if isinstance(by := facts.get("acknowledged_by"), str):
        facts["acknowledged_by"] = Actor.stated(by)
    waiting = Link(to) if to else None
    return Handoff(facts.pop("key", f"handoff {title}"), title, ref(title, "Handoffs"), Link(of), waiting, **facts)


def said(word: str | Word, by: str = "", on: datetime | date | None = None, version: str | None = None) -> Decision:
    """Return one decision; `word` is yes, no, pending or anything else, which is unclear."""
    known = word in {w.value for w in Word}
    actor = Actor.stated(by) if by else None
    return Decision(Word(word) if known else Word.UNCLEAR, str(word), actor, on, version)


def gate(on: str, *approvers: str, kind: Kind | None = None, said: Sequence[Decision] = (), **facts: Any) -> Gate:
    """Return the gate on one deliverable; its kind is that of the words in `on`."""
    title = facts.pop("title", f"{on} approval")
    facts.setdefault("approvers", actors(*approvers))
    facts.setdefault("decisions", tuple(said))
    return Gate(facts.pop("key", f"gate {title}"), title, ref(title, "Gates"), Link(on), kind or kind_of(on), **facts)


def track(title: str = "Night Bus", **facts: Any) -> Track:
    """Return a track whose ISRC, stems and pitchers are on record unless given otherwise."""
    facts.setdefault("isrc", "GB-AYE-26-00001")
    facts.setdefault("stems_holder", actors("Kaya"))
    facts.setdefault("may_pitch", actors("Lee"))
    return Track(facts.pop("key", f"track {title}"), title, ref(title, "Tracks"), **facts)


def version(
    title: str, of: str | None = "Night Bus", *, canonical: bool | Unknown | None = None, **facts: Any
) -> Version:
    """Return one version of a track."""
    key = facts.pop("key", f"version {of} {title}")
    return Version(key, title, ref(key, "Versions"), Link(of) if of else None, canonical, **facts)


def share(holder: str, percent: str | None, *, of: str | None = "Night Bus", **facts: Any) -> Split:
    """Return one agreed share of a track's composition, in percent; `pie` and `role` say otherwise."""
    if isinstance(pie := facts.get("pie", "composition"), str):
        facts["pie"] = Pie(pie)
    facts.setdefault("agreed", True)
    title = f"{holder} of {of}"
    key = facts.pop("key", f"split {title} {facts['pie']} {facts.get('role', '')}")
    part = Decimal(percent) if percent is not None else None
    link = Link(of) if of else None
    return Split(key, title, ref(key, "Splits"), link, holder=Actor.stated(holder), share=part, **facts)


def pitch(to: str, by: str = "Lee", *, of: str | None = "Night Bus", **facts: Any) -> Pitch:
    """Return one pitch with its whole context."""
    for name, words in (
        ("version", "Master v3"),
        ("contacts", "Rae"),
        ("splits", "as signed"),
        ("clearance", "one stop"),
    ):
        facts.setdefault(name, words)
    title = f"{of or 'Something'} to {to}"
    link = Link(of) if of else None
    return Pitch(facts.pop("key", f"pitch {title}"), title, ref(title, "Pitches"), link, actors(by), to, **facts)


def release(*deliverables: Deliverable, title: str = "Night Bus", **facts: Any) -> Release:
    """Return a release; its date is `FRIDAY`, its brief `BRIEF`, and no column for a folder or a UPC, unless given."""
    facts.setdefault("date", FRIDAY)
    facts.setdefault("folder", Unknown.ABSENT)
    facts.setdefault("upc", Unknown.ABSENT)
    facts.setdefault("brief", BRIEF)
    facts.setdefault("handoffs", ())
    facts.setdefault("gates", ())
    gates = facts["gates"]
    if isinstance(gates, tuple):
        facts["gates"] = tuple(_on_release(g, title) for g in gates)
    return Release(title, title, ref(title, "Releases"), deliverables=deliverables, **facts)


def _on_release(gate: Gate, title: str) -> Gate:
    if isinstance(gate.on, Link) and gate.on.text in ("release date", title):
        return replace(gate, on=Link(title, title))
    return gate


def slate(*releases: Release, people: Sequence[Person] = (), pulled_at: datetime = MONDAY) -> Slate:
    """Return a slate with every mention resolved. With `people` there is a people table, without there is none."""
    known = bool(people)
    directory = Directory(people, known=known)
    elsewhere = {d.ref.record: d.key for r in releases for d in r.deliverables}
    linked = tuple(link_release(r, directory, elsewhere) for r in releases)
    return Slate(linked, pulled_at, tuple(people), known)


def example(
    *releases: Release,
    people: Sequence[Person] = (),
    now: datetime = MONDAY,
    policy: Policy | None = None,
    memory: Memory = NOTHING,
    says: str = "",
) -> Example:
    """Return a rule's example; `says` is the sentence that the rule must print on it, empty for silence."""
    return Example(slate(*releases, people=people, pulled_at=now), now, policy or Policy(), memory, says)


def plan(*deliverables: Deliverable, says: str = "", **facts: Any) -> Example:
    """Return an example of one release; what is not a field of the release goes to `example`."""
    about = {name: facts.pop(name) for name in ("people", "now", "policy", "memory") if name in facts}
    return example(release(*deliverables, **facts), says=says, **about)
