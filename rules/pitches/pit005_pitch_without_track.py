"""PIT005: a pitch names no track, or one that is not in the plan."""

from __future__ import annotations

from collections.abc import Iterator

from rules.model import Link, Release, Unknown
from rules.pitches.standing import pitcher, pitches_of
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import pitch, plan, track, work
from rules.tracks import track_of
from rules.view import View
from rules.vocabulary.pattern import Pattern
from rules.vocabulary.words import words_of

_WHOLE = Pattern(
    r"(?:the )?(?:(?:whole|full|entire|complete) )?(?:release|ep|album|lp|single|record|project)"
    r"|all(?: (?:tracks|songs|of (?:it|them)))?|every (?:track|song)|alle|tudo|todas?|todos?|tous"
)


@rule(
    code="PIT005",
    name="pitch-without-track",
    severity=Severity.WARNING,
    summary="A pitch names no track, or a track that is not in the plan. With one track only, that one is meant.",
    why="Nobody can tell whether the right song was offered, by somebody who may, at the right time.",
    fix="Whoever pitches names the track as it stands in the plan.",
    source="The coordination layer: a pitch that carries its own context",
    needs=("release.pitches", "release.tracks", "pitch.track"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(), track("Low Tide", isrc="GB-AYE-26-00002")),
        pitches=(pitch("Harbour Films", of=None),),
        says="Something to Harbour Films names no track",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(), track("Low Tide", isrc="GB-AYE-26-00002")),
        pitches=(pitch("Harbour Films"),),
    ),
)
def pitch_without_track(view: View, context: Context) -> Iterator[Finding]:
    tracks = view.release.tracks
    if not tracks or type(tracks) is Unknown:
        return
    for offer in pitches_of(view):
        named = offer.track
        if type(named) is Unknown or track_of(view.release, named) is not None:
            continue
        if isinstance(named, Link):
            if not context.complete or _is_all_of(view.release, named):
                continue
            said = f"{offer.title} names “{named.text}”, which is no track of {view.release.title}"
        else:
            said = f"{offer.title} names no track"
        yield Hit(offer, said, who=pitcher(offer))


def _is_all_of(release: Release, named: Link) -> bool:
    """Whether the words mean the release as a whole: its title, "all", "the whole EP"."""
    words = " ".join(words_of(named.text))
    return words == " ".join(words_of(release.title)) or _WHOLE.fullmatch(words) is not None
