"""A rule's example written out: what stands in the plan, one line per record, only what the example states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import MISSING, Field, fields
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from rules.blindness import FIELD_WORDS
from rules.memory import Memory
from rules.model import Actor, Brief, Decision, FileFact, FileSpec, Link, Need, Person, Release, StatedFact, Unknown
from rules.policy import Policy
from rules.rule import Example
from rules.samples import BRIEF
from rules.wording import listed

_CHILDREN = ("deliverables", "handoffs", "gates", "tracks", "versions", "splits", "pitches", "reviews")
_UNSAID = frozenset({"key", "title", "ref", "kind", *_CHILDREN})
_ALWAYS = frozenset({("release", "date"), ("release", "brief"), ("deliverable", "owners"), ("deliverable", "due")})
"""What is told even when it is empty: in an example, that is the point."""
_UNASKED = (("folder", Unknown.ABSENT), ("upc", Unknown.ABSENT), ("file", Unknown.ABSENT))
"""What every example leaves open unless it is about it."""
_KINDS = {"pitches": "pitch"}


def scene(example: Example) -> tuple[str, ...]:
    """Return the example as lines: the clock, every record with what it states, and what earlier runs saw."""
    return (
        f"On {example.now:%A} {_said(example.now)}:",
        *(line for release in example.slate.releases for line in _release(release)),
        *(_person(person) for person in example.slate.people),
        *_remembered(example.memory),
        *_decided(example.policy),
    )


def _release(release: Release) -> Iterator[str]:
    yield _line("release", release)
    for name in _CHILDREN:
        children = getattr(release, name)
        if isinstance(children, tuple):
            yield from (_line(_KINDS.get(name, name.removesuffix("s")), child) for child in children)


def _line(kind: str, record: Any) -> str:
    facts = [
        f"{FIELD_WORDS.get(field.name, field.name.replace('_', ' '))}: {_said(value)}"
        for field in fields(record)
        if field.init and field.name not in _UNSAID
        if (value := getattr(record, field.name)) != BRIEF
        if (field.name, value) not in _UNASKED
        if (kind, field.name) in _ALWAYS or not _is_default(value, field)
    ]
    return f"{kind} {record.title}" + (f" ({'; '.join(facts)})" if facts else "")


def _is_default(value: object, field: Field[Any]) -> bool:
    if field.default is not MISSING:
        return bool(value == field.default)
    return field.default_factory is not MISSING and bool(value == field.default_factory())


def _person(person: Person) -> str:
    facts = [*person.roles, *(["no longer with the team"] if person.active is False else [])]
    facts += [f"known in {listed(person.known_in)}"] if person.known_in else []
    facts += [f"further roles not known, {person.roles_unseen.value}"] if person.roles_unseen else []
    return f"person {person.name}" + (f" ({', '.join(facts)})" if facts else "")


def _remembered(memory: Memory) -> Iterator[str]:
    for key, moment in memory.moments.items():
        record, _, what = key.rpartition("|")
        yield f"earlier runs saw: {record} {what} on {_said(moment)}"
    for release, dates in memory.dates.items():
        moves = listed(f"{_said(entry.date)} (on {_said(entry.seen_at.date())})" for entry in dates)
        yield f"earlier runs saw: {release} dated {moves}"
    for gate, approved in memory.approvals.items():
        stood = ", ".join(f"{name} {value}" for name, value in approved.material.items() if value)
        yield f"earlier runs saw: {gate} decided with {stood} on {_said(approved.seen_at)}"
    for share, agreed in memory.shares.items():
        terms = ", ".join(f"{name} {value}" for name, value in agreed.terms.items())
        yield f"earlier runs saw: {share} agreed with {terms} on {_said(agreed.seen_at)}"
    for handoff, known in memory.acknowledgements.items():
        yield f"earlier runs saw: {handoff} acknowledged when it went to {listed(known.receivers)}"


def _decided(policy: Policy) -> Iterator[str]:
    default = Policy()
    for field in fields(policy):
        value = getattr(policy, field.name)
        if value != getattr(default, field.name):
            yield f"policy: {field.name.replace('_', ' ')} {_said(value)}"


def _inside(spec: FileSpec) -> str:
    """Return a file's facts as people write them."""
    sides = " x ".join(str(side) for side in (spec.width, spec.height) if side is not None)
    depth = f"{spec.bit_depth} bit" if spec.bit_depth else ""
    rate = f"{spec.sample_rate} Hz" if spec.sample_rate else ""
    return ", ".join(filter(None, (sides and f"{sides} px", spec.colour, spec.format, depth, rate)))


def _said(value: object) -> str:
    """Return one value in words."""
    match value:
        case Unknown():
            return f"not known, {value.value}"
        case bool():
            return "yes" if value else "no"
        case Enum():
            return str(value.value)
        case datetime():
            return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        case date():
            return value.isoformat()
        case Actor():
            return f"{value.text} (who is {value.name})" if value.name != value.text else value.text
        case FileFact():
            return value.name
        case FileSpec():
            return _inside(value)
        case Link():
            return value.text
        case StatedFact():
            return f"{value.words} {', '.join(f'{said.value} in {said.source}' for said in value.statements)}"
        case Need():
            return f"{value.text} (handed over)" if value.handed else value.text
        case Decision():
            by = f" by {value.by.name}" if isinstance(value.by, Actor) else ""
            at = f" on {_said(value.at)}" if isinstance(value.at, date) else ""
            version = f" for {value.version}" if isinstance(value.version, str) else ""
            return f"{value.text or value.word}{by}{at}{version}"
        case Brief():
            return "; ".join(_said(part) for part in (value.type, value.goal, value.message, value.text) if part)
        case dict():
            return ", ".join(f"{_said(name)} {_said(entry)}" for name, entry in value.items())
        case str():
            return value
        case Iterable():
            return ", ".join(_said(part) for part in value) or "none"
        case _:
            return "empty" if value is None else str(value)
