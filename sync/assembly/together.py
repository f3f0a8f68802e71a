"""Several records of one thing as one model value, with what each of them states of its facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, TypeAlias, TypeVar

from rules.model import Kind, OtherRecord, Ref, StatedFact, Statement, Unknown
from rules.people import Directory
from sync.assembly.authority import Authority
from sync.assembly.compared import COMPARED, NEEDS, Compared, fact_name, is_stated
from sync.assembly.facts import agreed

T = TypeVar("T")
Standing: TypeAlias = tuple[str, Ref, Any]
"""A field's value as it stands somewhere: the source's name, the record, the value."""

_OWN = frozenset({"key", "title", "ref", "inline", "confirmation", "cancelled", "implied", "facts", "records"})
"""Fields that stay those of the record that carries the value."""


_COMPARED: Mapping[type, Mapping[str, Compared]] = {
    of: {each.field: each for each in some} for of, some in COMPARED.items()
}
_COUNTING: Mapping[type, tuple[str, ...]] = {
    of: tuple(field.name for field in fields(of) if field.init and field.name not in _OWN) for of in COMPARED
}


@dataclass(frozen=True, slots=True)
class Together(Generic[T]):
    """One value out of several records; what they state of its facts, and the records behind it."""

    item: T
    facts: tuple[StatedFact, ...]
    records: tuple[OtherRecord, ...]


def together(
    rows: Sequence[tuple[str, T]], directory: Directory, authority: Authority, leave: frozenset[str] = frozenset()
) -> Together[T]:
    """Return what the rows, each with its source's name, say together. The first one's record carries the value.

    Facts that are not compared, and the fields in `leave`, are the first one's that states them, or its own.
    """
    several: Sequence[tuple[str, Any]] = rows
    base = several[0][1]
    of = type(base)
    compared = _COMPARED[of]
    changes: dict[str, object] = {}
    facts: list[StatedFact] = []
    for name in _COUNTING[of]:
        if name in leave:
            continue
        values = [getattr(item, name) for _, item in several]
        own, rule = values[0], compared.get(name)
        same = all(value == own for value in values)
        if same and (rule is None or not rule.dated or not is_stated(own)):
            continue
        there = [(source, item.ref, getattr(item, name)) for source, item in several]
        if name == "needs":
            changes[name] = _all_needs(values)
            facts.append(_needs_fact(base.key, there))
            continue
        if rule is None:
            changes[name] = _first(values)
            continue
        fact = fact_of(fact_name(of, name), base.key, rule, there, directory, authority)
        facts += [fact] if fact is not None else []
        if not same:
            changes[name] = taken(rule, there, fact, directory)
    item: T = replace(base, **changes) if changes else base
    records = tuple(OtherRecord(base.key, other.ref, source, other.key) for source, other in _further(several))
    return Together(item, tuple(facts), records)


def fact_of(
    name: str, on: str, rule: Compared, there: Sequence[Standing], directory: Directory, authority: Authority
) -> StatedFact | None:
    """Return the fact where two records state different values, or where it is kept since when they state theirs."""
    stated = [(source, ref, value) for source, ref, value in there if is_stated(value)]
    disputed = rule.disputed((value for _, _, value in stated), directory)
    if not stated or not (disputed or rule.dated):
        return None
    right = authority.get(name, "")
    return StatedFact(
        name,
        rule.words,
        on,
        tuple(rule.stated(value, ref, source, directory) for source, ref, value in stated),
        disputed,
        right if disputed and any(source == right for source, _, _ in stated) else "",
    )


def taken(rule: Compared, there: Sequence[Standing], fact: StatedFact | None, directory: Directory) -> Any:
    """Return what the records come to: the right tool's value, what they agree on, or why there is none."""
    right = [value for source, _, value in there if fact is not None and source == fact.right]
    counting = right or [value for _, _, value in there]
    return Unknown.DISPUTED if rule.disputed(filter(is_stated, counting), directory) else _agreed(counting)


def _all_needs(values: Sequence[Any]) -> Any:
    """Return the needs that any of the records states: what one leaves out is no word against it.

    Linking finds out which of them are one.
    """
    return tuple(need for needs in values if isinstance(needs, tuple) for need in needs) or _first(values)


def _needs_fact(on: str, there: Sequence[Standing]) -> StatedFact:
    """Return who states any needs, so that it is known of whom some are missing."""
    said = (
        Statement(", ".join(need.text for need in needs), ref, source)
        for source, ref, needs in there
        if is_stated(needs)
    )
    return StatedFact(NEEDS, "what it depends on", on, tuple(said), disputed=False)


def _first(values: Sequence[Any]) -> Any:
    """Return the first value that is stated; a kind that nobody named is none."""
    if any(isinstance(value, Kind) for value in values):
        return next((value for value in values if value is not Kind.OTHER), Kind.OTHER)
    if all(isinstance(value, bool) for value in values):
        return any(values)
    return _agreed(values)


def _agreed(values: Sequence[Any]) -> Any:
    """Return the first value that is stated, else why there is none; an empty collection is no statement."""
    found = agreed((None if value == () else value for value in values), lambda _: "")
    return () if found is None and any(value == () for value in values) else found


def _further(rows: Sequence[tuple[str, Any]]) -> Sequence[tuple[str, Any]]:
    seen: set[Ref] = {rows[0][1].ref}
    found = []
    for source, item in rows[1:]:
        if item.ref not in seen:
            seen.add(item.ref)
            found.append((source, item))
    return found
