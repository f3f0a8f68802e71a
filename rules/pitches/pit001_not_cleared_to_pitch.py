"""PIT001: a track is pitched by somebody who is not on record as allowed to."""

from __future__ import annotations

from collections.abc import Iterator

from rules.model import Actor, Pitch, Standing, Unknown
from rules.people import certainly_differ
from rules.pitches.standing import was_sent, with_tracks
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import actors, pitch, plan, track, work
from rules.view import View
from rules.wording import listed


@rule(
    code="PIT001",
    name="not-cleared-to-pitch",
    severity=Severity.BLOCKER,
    summary="A track is pitched, or to be pitched, by somebody who is not on record as allowed to.",
    why="Two agents with one song in one inbox, or one without the right to offer it, cost the placement.",
    fix="Whoever pitches stops until the manager has put them on record for the track.",
    source="The coordination layer: who may pitch the track",
    needs=("release.pitches", "release.tracks", "pitch.track", "pitch.by", "track.may_pitch"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(may_pitch=actors("Rae")),),
        pitches=(pitch("Harbour Films", "Lee"),),
        says="Lee is to pitch Night Bus to Harbour Films and is not on record as allowed to; Rae is",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"), tracks=(track(may_pitch=actors("Rae", "Lee")),), pitches=(pitch("Harbour Films", "Lee"),)
    ),
)
def not_cleared_to_pitch(view: View, context: Context) -> Iterator[Finding]:
    for offer, recording in with_tracks(view):
        allowed = recording.may_pitch
        if type(allowed) is Unknown or type(offer.by) is Unknown:
            continue
        for actor in offer.by:
            if actor.standing is Standing.PLACEHOLDER or not all(certainly_differ(actor, other) for other in allowed):
                continue
            yield Hit(
                offer,
                f"{actor.name} {_does(offer, context)} {recording.title}{_to(offer)} and is not on record "
                f"as allowed to; {_named(allowed)}",
                who=actor,
                detail=actor.key,
            )


def _does(offer: Pitch, context: Context) -> str:
    return "pitched" if was_sent(offer, context) else "is to pitch"


def _to(offer: Pitch) -> str:
    return f" to {offer.to}" if isinstance(offer.to, str) else ""


def _named(allowed: tuple[Actor, ...]) -> str:
    if not allowed:
        return "nobody is"
    return f"{listed(actor.name for actor in allowed)} {'is' if len(allowed) == 1 else 'are'}"
