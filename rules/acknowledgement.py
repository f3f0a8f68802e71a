"""Whose acknowledgement a handoff carries, and whether it still holds: it belongs to the person who gave it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from rules.memory import Memory
from rules.model import Actor, Handoff, Unknown
from rules.vocabulary.words import folded

_ABSENT = Unknown.ABSENT


class Acknowledgement(StrEnum):
    """Where the receiver's confirmation of a handoff stands."""

    NONE = "none"
    GIVEN = "given"
    VOID = "void"
    """It was given by somebody who is no longer the receiver."""
    UNKNOWN = "unknown"
    """The plan does not show whether there is one."""


def acknowledgement(handoff: Handoff, memory: Memory) -> Acknowledgement:
    """Return where the acknowledgement of `handoff` stands now."""
    if not handoff.was_acknowledged:
        shown = certainly_not(handoff.acknowledged_at, handoff.acknowledged)
        return Acknowledgement.NONE if shown else Acknowledgement.UNKNOWN
    receivers = handoff.receivers
    known = memory.acknowledgements.get(handoff.key)
    if known is None or type(receivers) is Unknown or not receivers:
        return Acknowledgement.GIVEN
    if known.mark != acknowledgement_mark(handoff) or _share_somebody(known.receivers, marks_of(receivers)):
        return Acknowledgement.GIVEN
    by = handoff.acknowledged_by
    if isinstance(by, Actor) and any(by.key == receiver.key for receiver in receivers):
        return Acknowledgement.GIVEN
    return Acknowledgement.VOID


def acknowledgement_mark(handoff: Handoff) -> str:
    """Return what tells one acknowledgement from another: a renewed one is a new one, by whoever receives then."""
    at, by = handoff.acknowledged_at, handoff.acknowledged_by
    when = "" if at is None or type(at) is Unknown else at.isoformat()
    return f"{when}|{by.text.casefold() if isinstance(by, Actor) else ''}"


def marks_of(actors: Iterable[Actor]) -> tuple[str, ...]:
    """Return everything by which a later run may recognise these people, also once a people table was added."""
    return tuple(sorted({mark for a in actors for mark in (a.key, f"name:{folded(a.name)}", f"name:{folded(a.text)}")}))


def certainly_not(moment: object, flag: bool | Unknown | None) -> bool:
    """Whether two columns that could state an event ("when" and "whether") show that it did not happen.

    A column that the plan does not have says nothing either way, so that the other must be there; a value that stands
    there but cannot be read may be a yes.
    """
    if moment is _ABSENT:
        return type(flag) is not Unknown
    return type(moment) is not Unknown and (flag is _ABSENT or type(flag) is not Unknown)


def _share_somebody(before: Iterable[str], now: Iterable[str]) -> bool:
    earlier, later = set(before), set(now)
    people = {mark for mark in earlier if mark.startswith("person:")}
    others = {mark for mark in later if mark.startswith("person:")}
    # A role keeps its words when another person fills it, so that where both runs knew the people, they decide.
    return not people.isdisjoint(others) if people and others else not earlier.isdisjoint(later)
