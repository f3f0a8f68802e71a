"""A plan in good order that exercises every family of rules, and the smallest ways to disturb it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rules.model import Deliverable, FileFact, FileSpec, Handoff, Kind, Phase, Release
from rules.rule import Example
from rules.samples import (
    actors,
    at,
    day,
    example,
    gate,
    handoff,
    person,
    pitch,
    release,
    said,
    share,
    track,
    version,
    work,
)

PEOPLE = (
    person("Ana", "Artist"),
    person("Mia", "Manager"),
    person("Kaya", "Producer"),
    person("Dee", "Designer"),
    person("Vic", "Video editor"),
    person("Sam", "Social manager"),
)
FOLDER = "https://files.example/night-bus"


def passed(of: str, to: str, sender: str, receiver: str, sent: str = "", acknowledged: str = "") -> Handoff:
    """Return a handoff with its whole context; without `sent` it is only planned."""
    return handoff(
        of, to, sender=sender, receiver=receiver, done="Final files", next="Use them as they are",
        location=f"{FOLDER}/{of.casefold().replace(' ', '-')}.zip",
        sent_at=day(sent) if sent else None, acknowledged_at=day(acknowledged) if acknowledged else None,
    )  # fmt: skip


AUDIO = FileSpec(bit_depth=24, sample_rate=48_000)


def filed(*items: Deliverable) -> tuple[Deliverable, ...]:
    """Return work with its file in the release folder, and its cover in a size that stores take."""
    return tuple(
        replace(
            item,
            file=FileFact(f"{item.title}.zip", f"{FOLDER}/{item.title}.zip"),
            spec=FileSpec(3000, 3000, "RGB") if item.kind is Kind.ARTWORK else None,
        )
        for item in items
    )


def healthy_release() -> Release:
    return release(
        *filed(
        work("Mix", "Kaya", due="2026-07-10", state="done", done_at=day("2026-07-10")),
        work(
            "Final master", "Kaya", due="2026-07-20", state="done", done_at=day("2026-07-20"), version="v3",
            needs=("Mix",),
        ),
        work("Cover artwork", "Dee", due="2026-07-24", state="done", done_at=day("2026-07-24")),
        work("Distributor upload", "Mia", due="2026-08-06", needs=("Final master", "Cover artwork handoff")),
        work("Editorial pitch", "Manager", due="2026-08-14", needs=("Distributor upload",)),
        work("Promotional calendar", "Sam", due="2026-08-10"),
        work("Teaser video", "Vic", due="2026-08-24", state="in progress", needs=("Cover artwork",)),
        work("Launch posts", "Sam", due="2026-09-04", phase=Phase.RELEASE, needs=("Teaser video",)),
        work("Week 2 recap reel", "Sam", due="2026-09-18", phase=Phase.SUSTAIN),
        work("Press photos", due=None, state="cancelled", needs=("Moon",)),
        ),
        date=day("2026-09-04"), locked_at=day("2026-07-01"), template="Single", folder=FOLDER, owners=actors("Mia"),
        handoffs=(
            passed("Final master", "Distributor upload", "Kaya", "Mia", "2026-07-21", "2026-07-22"),
            passed("Cover artwork", "Distributor upload", "Dee", "Mia", "2026-07-27", "2026-07-28"),
            passed("Cover artwork", "Teaser video", "Designer", "Vic", "2026-07-27", "2026-07-28"),
            passed("Teaser video", "Launch posts", "Vic", "Sam"),
        ),
        upc="036000291452",
        tracks=(
            track(
                iswc="T-034.524.680-1", credits=actors("Ana", "Kaya"), stems_holder=actors("Kaya"),
                may_pitch=actors("Mia"), pitch_from=day("2026-08-01"), pitch_until=day("2026-12-31"),
                samples="Harbour Song", master_cleared=True, publishing_cleared=True, spec=AUDIO,
            ),
        ),
        versions=(
            version("Final master v2", canonical=False, file=FileFact("master-v2.wav", f"{FOLDER}/master-v2.wav")),
            version("Final master v3", canonical=True, file=FileFact("master-v3.wav", f"{FOLDER}/v3.wav"), spec=AUDIO),
            version("Instrumental v1", canonical=True),
        ),
        splits=(
            share("Ana", "66.67", agreed_at=day("2026-06-20"), role="Writer", ipi="00000000199"),
            share("Kaya", "33.33", agreed_at=day("2026-06-20"), role="Producer"),
            share("Ana", "100", pie="master", agreed_at=day("2026-06-20")),
        ),
        pitches=(
            pitch("Harbour Films", "Mia", version="Final master v3", due=day("2026-08-20"), exclusive=True,
                  from_day=day("2026-08-20"), until_day=day("2026-09-20")),
        ),
        gates=(
            gate("Mix", "Ana", said=(said("yes", "Ana", day("2026-07-10")),)),
            gate("Final master", "Artist", said=(said("yes", "Ana", day("2026-07-21"), "V3"),)),
            gate("Cover artwork", "Ana", said=(said("yes", "Ana", at("2026-07-25 18:00")),)),
            gate("Distributor upload", "Mia", confirmation=True),
            gate("Promotional calendar", "Mia"),
            gate("Teaser video", "Ana"),
            gate("Launch posts", "Mia"),
            gate("Week 2 recap reel", "Ana"),
            gate("release date", "Mia", said=(said("yes", "Mia", day("2026-07-01")),)),
        ),
    )  # fmt: skip


def healthy() -> Example:
    return example(healthy_release(), people=PEOPLE)


def disturbed(change: Callable[[Release], Release]) -> Example:
    """Return the healthy plan with its (already linked) release changed."""
    whole = healthy()
    [only] = whole.slate.releases
    return replace(whole, slate=replace(whole.slate, releases=(change(only),)))


def with_work(title: str, **facts: object) -> Callable[[Release], Release]:
    """Return the change of one deliverable's facts."""

    def change(plan: Release) -> Release:
        return replace(plan, deliverables=tuple(_if(d, d.title == title, **facts) for d in plan.deliverables))

    return change


def with_all_work(**facts: object) -> Callable[[Release], Release]:
    return lambda plan: replace(plan, deliverables=tuple(_if(d, True, **facts) for d in plan.deliverables))


def with_all_handoffs(**facts: object) -> Callable[[Release], Release]:
    return lambda plan: replace(plan, handoffs=tuple(replace(h, **facts) for h in plan.handoffs))  # type: ignore[union-attr]


def with_all_gates(**facts: object) -> Callable[[Release], Release]:
    return lambda plan: replace(plan, gates=tuple(replace(g, **facts) for g in plan.gates))  # type: ignore[union-attr]


def _if(item: Deliverable, wanted: bool, **facts: object) -> Deliverable:
    return replace(item, **facts) if wanted and not item.cancelled else item  # type: ignore[arg-type]


__all__ = [
    "FOLDER",
    "PEOPLE",
    "disturbed",
    "healthy",
    "healthy_release",
    "passed",
    "with_all_gates",
    "with_all_handoffs",
    "with_all_work",
    "with_work",
]
