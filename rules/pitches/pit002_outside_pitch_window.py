"""PIT002: a track is pitched before or after the agreed window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rules.model import Maybe, Unknown
from rules.pitches.standing import day_of, pitcher, was_sent, with_tracks
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import day, pitch, plan, track, work
from rules.view import View


@rule(
    code="PIT002",
    name="outside-pitch-window",
    severity=Severity.BLOCKER,
    summary="A track is pitched, or to be pitched, before or after the window that was agreed for it.",
    why="A song that is offered before it may be, or after it was promised elsewhere, breaks somebody's word.",
    fix="Whoever pitches moves the pitch into the window, or agrees another window with the manager.",
    source="The coordination layer: who may pitch the track, to whom and by when",
    needs=(
        "release.pitches",
        "release.tracks",
        "pitch.track",
        "pitch.sent_at|pitch.due",
        "track.pitch_from|track.pitch_until",
    ),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(pitch_from=day("2026-08-10"), pitch_until=day("2026-08-31")),),
        pitches=(pitch("Harbour Films", sent_at=day("2026-08-02")),),
        says=(
            "Night Bus to Harbour Films went out on 2026-08-02, "
            "and Night Bus may be pitched from 2026-08-10 to 2026-08-31"
        ),
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(pitch_from=day("2026-08-02"), pitch_until=day("2026-08-31")),),
        pitches=(pitch("Harbour Films", sent_at=day("2026-08-02")), pitch("Rae Films", due=day("2026-08-31"))),
    ),
)
def outside_pitch_window(view: View, context: Context) -> Iterator[Finding]:
    for offer, recording in with_tracks(view):
        first, last = _day(recording.pitch_from), _day(recording.pitch_until)
        on = day_of(offer, context)
        if on is None or not ((first is not None and on < first) or (last is not None and on > last)):
            continue
        yield Hit(
            offer,
            f"{offer.title} {'went out' if was_sent(offer, context) else 'is due'} on {on}, "
            f"and {recording.title} may be pitched {_window(first, last)}",
            who=pitcher(offer),
        )


def _window(first: date | None, last: date | None) -> str:
    if first is None:
        return f"until {last}"
    return f"from {first}" if last is None else f"from {first} to {last}"


def _day(stated: Maybe[date]) -> date | None:
    return None if type(stated) is Unknown else stated
