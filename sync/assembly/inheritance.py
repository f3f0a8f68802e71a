"""The owner that a deliverable without one would have from its parent item or its release."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rules.model import Actor, Deliverable, Link, Release, Unknown
from sync.assembly.facts import title_key

_DEPTH = 20
"""How far up parent items are followed; deeper is a circle."""


def with_inherited_owners(release: Release, items: Iterable[Deliverable]) -> tuple[Deliverable, ...]:
    """Return the deliverables, those that name no owner with the one they inherit.

    Only an owner field that is there and empty inherits; with no such field nothing was left out.
    """
    work = tuple(items)
    if all(item.owners != () for item in work):
        return work
    by_record: dict[str, Deliverable] = {}
    by_title: dict[str, list[Deliverable]] = {}
    for item in work:
        by_record[item.key] = by_record[item.ref.record] = item
        by_title.setdefault(title_key(item.title), []).append(item)

    def parent_of(item: Deliverable) -> Deliverable | None:
        link = item.parent
        if not isinstance(link, Link):
            return None
        if link.key:
            return by_record.get(link.key)
        titled = by_title.get(title_key(link.text), [])
        return titled[0] if len(titled) == 1 else None

    def inherited(item: Deliverable) -> Actor | None:
        above = parent_of(item)
        for _ in range(_DEPTH):
            if above is None or above is item:
                break
            if above.owner is not None:
                return above.owner
            above = parent_of(above)
        owners = release.owners
        return owners[0] if not isinstance(owners, Unknown) and len(owners) == 1 else None

    return tuple(replace(item, inherited_owner=inherited(item)) if item.owners == () else item for item in work)
