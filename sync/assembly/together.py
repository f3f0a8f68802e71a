"""Several records of one thing as one model value, with what each of them states of its facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, TypeVar

from rules.model import Kind, OtherRecord, Ref, StatedFact, Statement, Unknown
from rules.people import Directory
from sync.assembly.authority import Authority
from sync.assembly.compared import COMPARED, Compared, fact_name, said
from sync.assembly.facts import agreed

T = TypeVar("T")

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
    """One value out of several records; the facts that at least two of them state, and the records behind it."""

    item: T
    facts: tuple[StatedFact, ...]
    records: tuple[OtherRecord, ...]


def together(
    rows: Sequence[tuple[str, T]], directory: Directory, authority: Authority, leave: frozenset[str] = frozenset()
) -> Together[T]:
    """Return what the rows, each with its source's name, say together. The first one's record carries the value.

    Facts that are not compared, and the fields in `leave`, are the first one's that states them, or its own.
    """
    base: Any = rows[0][1]
    of = type(base)
    compared = _COMPARED[of]
    changes: dict[str, object] = {}
    facts: list[StatedFact] = []
    for name in _COUNTING[of]:
        if name in leave:
            continue
        values = [getattr(item, name) for _, item in rows]
        own, rule = values[0], compared.get(name)
        same = all(value == own for value in values)
        if same and (rule is None or not rule.dated or not _is_stated(own)):
            continue
        if rule is None:
            changes[name] = _first(values)
            continue
        fact = _fact(rows, rule, values, directory, authority)
        if fact is not None and (fact.disputed or rule.dated):
            facts.append(fact)
        if not same:
            right = [value for (source, _), value in zip(rows, values, strict=True) if fact and source == fact.right]
            counting = right or values
            disputed = rule.disputed(filter(_is_stated, counting), directory)
            changes[name] = Unknown.DISPUTED if disputed else _agreed(counting)
    item: T = replace(base, **changes) if changes else base
    records = tuple(OtherRecord(base.key, other.ref, source, other.key) for source, other in _further(rows))
    return Together(item, tuple(facts), records)


def _fact(
    rows: Sequence[tuple[str, Any]], rule: Compared, values: Sequence[Any], directory: Directory, authority: Authority
) -> StatedFact | None:
    """Return the fact where two records state it."""
    base = rows[0][1]
    there = [(*row, value) for row, value in zip(rows, values, strict=True) if _is_stated(value)]
    if len(there) < 2:
        return None
    name = fact_name(type(base), rule.field)
    disputed = rule.disputed((value for _, _, value in there), directory)
    right = authority.get(name, "")
    return StatedFact(
        name,
        rule.words,
        base.key,
        tuple(Statement(said(value), item.ref, source) for source, item, value in there),
        disputed,
        right if disputed and any(source == right for source, _, _ in there) else "",
    )


def _is_stated(value: object) -> bool:
    return value is not None and value != () and not isinstance(value, Unknown)


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
