"""PIT003: a pitch does not carry its own context."""

from __future__ import annotations

from collections.abc import Iterator

from rules.model import Pitch, Unknown
from rules.pitches.standing import pitcher, pitches_of
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import pitch, plan, track, work
from rules.tracks import by_track, track_of
from rules.view import View
from rules.wording import listed

_CONTEXT = ("version", "contacts", "splits", "clearance")


@rule(
    code="PIT003",
    name="pitch-without-context",
    severity=Severity.WARNING,
    summary=(
        "A pitch does not say which version is offered, whom to contact, who has which share, or whether it is "
        "cleared. Shares that the plan records for the track are known."
    ),
    why="Whoever gets the pitch decides in minutes: what it does not answer, somebody else's song does.",
    fix="Whoever pitches adds what is missing before it goes out.",
    source="The coordination layer: a pitch that carries its own context",
    needs=("release.pitches", "pitch.version", "pitch.contacts", "pitch.splits", "pitch.clearance"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(),),
        pitches=(pitch("Harbour Films", contacts=None, clearance=None),),
        says="Night Bus to Harbour Films does not state its contacts and clearance",
    ),
    clean=lambda: plan(work("Lyrics", "Dee"), tracks=(track(),), pitches=(pitch("Harbour Films"),)),
)
def pitch_without_context(view: View, _: Context) -> Iterator[Finding]:
    for offer in pitches_of(view):
        missing = [name for name in _CONTEXT if _is_empty(getattr(offer, name))]
        if "splits" in missing and _has_shares(offer, view):
            missing.remove("splits")
        if missing:
            yield Hit(offer, f"{offer.title} does not state its {listed(missing)}", who=pitcher(offer))


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _has_shares(offer: Pitch, view: View) -> bool:
    """Whether the plan records shares of the pitched track."""
    splits = view.release.splits
    recording = track_of(view.release, offer.track)
    if not splits or type(splits) is Unknown or recording is None:
        return False
    return any(group.track == recording and group.records for group in by_track(view.release, splits)[0])
