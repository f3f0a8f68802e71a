"""Which record a violation stands on, and what to call it."""

from __future__ import annotations

from rules.model import Deliverable, Gate, Handoff, Link, Person, Pitch, Release, Review, Split, Track, Version
from rules.rule import Entity
from rules.violation import Subject

_KINDS: dict[type, str] = {
    Deliverable: "deliverable",
    Handoff: "handoff",
    Gate: "gate",
    Release: "release",
    Track: "track",
    Version: "version",
    Split: "split",
    Pitch: "pitch",
    Review: "review",
    Person: "person",
}


def subject_of(entity: Entity, release: Release) -> Subject:
    """Return the subject of a violation on `entity`.

    A gate or handoff that is only columns on a deliverable, or on the release, is carried by that; its own key still
    tells its violations apart.
    """
    kind = _KINDS[type(entity)]
    title = entity.title
    if isinstance(entity, (Gate, Handoff)) and entity.inline:
        link = entity.on if isinstance(entity, Gate) else entity.work
        key = link.key if isinstance(link, Link) else ""
        carrier = next((item for item in release.deliverables if item.key == key), None)
        if carrier is not None:
            kind, title = "deliverable", carrier.title
        elif key == release.key:
            kind, title = "release", release.title
    return Subject(kind, title, release.title, entity.ref, entity.key, release.key)
