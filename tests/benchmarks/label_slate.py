"""A label's slate of any size, built from a seed: 50 deliverables a release, most of it in order, some of it not."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta

from rules.model import (
    Actor,
    Brief,
    Decision,
    Deliverable,
    FileFact,
    Gate,
    Handoff,
    Kind,
    Link,
    Need,
    Person,
    Phase,
    Ref,
    Release,
    Slate,
    Standing,
    State,
    Word,
)

NOW = datetime(2026, 8, 3, 10, tzinfo=UTC)
PER_RELEASE = 50

_KINDS = (
    Kind.MIX, Kind.MASTER, Kind.ARTWORK, Kind.UPLOAD, Kind.EDITORIAL_PITCH, Kind.PRESAVE, Kind.TEASER, Kind.LAUNCH_POST,
    Kind.VIDEO, Kind.PHOTO, Kind.POST, Kind.POST, Kind.EMAIL, Kind.DOCUMENT, Kind.METADATA, Kind.OTHER,
)  # fmt: skip
_GATED = {Kind.MASTER, Kind.ARTWORK, Kind.UPLOAD, Kind.TEASER, Kind.LAUNCH_POST, Kind.POST}


def label_slate(deliverables: int, seed: int = 7) -> Slate:
    """Return a slate of about `deliverables` deliverables; the same seed gives the same slate."""
    rng = random.Random(seed)
    releases = max(1, deliverables // PER_RELEASE)
    people = [_person(f"Person {number}") for number in range(max(8, releases))]
    seats = [Actor(f"person:{p.key}", p.name, Standing.PERSON, p) for p in people]
    return Slate(
        tuple(_release(number, rng, seats) for number in range(releases)), NOW, tuple(people), people_known=True
    )


def _person(name: str) -> Person:
    return Person(name.casefold(), name, Ref("workbook", "People", name), roles=("Artist",))


def _instant(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def _release(number: int, rng: random.Random, seats: list[Actor]) -> Release:
    title = f"Release {number}"
    ref = Ref("workbook", "Releases", title)
    out = NOW.date() + timedelta(days=rng.randrange(20, 120))
    team = rng.sample(seats, 6)
    made: list[Deliverable] = []
    handoffs: list[Handoff] = []
    gates: list[Gate] = []
    for index in range(PER_RELEASE):
        item = _deliverable(f"{ref.key}/{index}", index, rng, team, out, made)
        made.append(item)
        for need in item.needs if isinstance(item.needs, tuple) else ():
            before = next(d for d in made if d.key == need.key)
            if before.owner and item.owner and before.owner.key != item.owner.key and rng.random() < 0.95:
                handoffs.append(_handoff(before, item, before.owner, item.owner))
        if item.kind in _GATED:
            gates.append(_gate(item, team, rng))
    brief = Brief("single", "500 pre-saves", "a message")
    return Release(
        ref.key, title, ref, "Artist", out, "single", None, brief, out - timedelta(days=60), "https://files.example/folder",
        cast=(("Manager", team[0]),), deliverables=tuple(made), handoffs=tuple(handoffs), gates=tuple(gates),
    )  # fmt: skip


def _deliverable(
    key: str, index: int, rng: random.Random, team: list[Actor], out: date, made: list[Deliverable]
) -> Deliverable:
    kind = _KINDS[index % len(_KINDS)]
    due = out - timedelta(days=rng.randrange(3, 60))
    done = due < NOW.date()
    if kind is Kind.UPLOAD:
        due, done = out - timedelta(days=30), out - timedelta(days=30) < NOW.date()
    owners: tuple[Actor, ...] = (rng.choice(team),)
    if rng.random() < 0.02:
        owners = ()
    needed = [d for d in rng.sample(made, min(len(made), 1)) if d.finished and isinstance(d.due, date) and d.due <= due]
    return Deliverable(
        key,
        f"{kind.value} {index}",
        Ref("workbook", "Deliverables", key),
        kind,
        owners,
        State.DONE if done else State.NOT_STARTED,
        due,
        tuple(Need(d.title, key=d.key) for d in needed),
        _instant(due, 12) if done else None,
        Phase.ASSETS,
        FileFact(f"{kind.value}.wav", "https://files.example/folder/file", "id") if done else None,
        "v1" if done else None,
    )


def _handoff(before: Deliverable, after: Deliverable, sender: Actor, receiver: Actor) -> Handoff:
    sent = before.done_at
    key = f"{before.key}>{after.key}"
    return Handoff(
        key, f"{before.title} to {after.title}", Ref("workbook", "Handoffs", key), Link(before.title, before.key),
        Link(after.title, after.key), (sender,), (receiver,), sent, None, sent, None, receiver if sent else None,
        "made it", "use it", "https://files.example/folder/file",
    )  # fmt: skip


def _gate(item: Deliverable, team: list[Actor], rng: random.Random) -> Gate:
    approver = next(actor for actor in team if item.owner is None or actor.key != item.owner.key)
    said: tuple[Decision, ...] = ()
    if item.finished and rng.random() < 0.98:
        said = (Decision(Word.YES, "yes", approver, item.done_at, "v1"),)
    key = f"{item.key}#gate"
    return Gate(key, f"{item.title} sign-off", Ref("workbook", "Gates", key), Link(item.title, item.key), item.kind,
                (approver,), said, item.done_at)  # fmt: skip
