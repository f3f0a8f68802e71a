"""SPL004: a credited writer or producer has no share recorded, not even zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rules.model import Actor, Split, Standing, Track, Unknown
from rules.people import certainly_differ
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import actors, plan, share, track, work
from rules.tracks import by_track
from rules.view import View


@rule(
    code="SPL004",
    name="contributor-without-split",
    severity=Severity.WARNING,
    summary="A credited writer or producer of a track has no share of it recorded, not even zero.",
    why="Whoever is left out of the split sheet comes back when the song earns something.",
    fix="The manager asks what was agreed with that person and records it, zero included.",
    source="The coordination layer: rights and splits",
    needs=("release.tracks", "release.splits", "track.credits", "split.holder"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(credits=actors("Ana", "Kaya")),),
        splits=(share("Ana", "100"),),
        says="Kaya is credited on Night Bus and has no share recorded",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(credits=actors("Ana", "Kaya")),),
        splits=(share("Ana", "100"), share("Kaya", "0")),
    ),
)
def contributor_without_split(view: View, _: Context) -> Iterator[Finding]:
    release = view.release
    if not release.tracks or type(release.tracks) is Unknown or type(release.splits) is Unknown:
        return
    groups, loose = by_track(release, release.splits)
    for group in groups:
        credited = group.track.credits if group.track is not None else ()
        if group.track is None or not credited or type(credited) is Unknown:
            continue
        # A share of which nobody can tell the track may be of this one.
        shares = [*group.records, *loose]
        if any(type(split.holder) is Unknown or type(split.share) is Unknown for split in shares):
            continue
        yield from _left_out(group.track, credited, shares, group.token)


def _left_out(track: Track, credited: Sequence[Actor], shares: Sequence[Split], token: str) -> Iterator[Finding]:
    holding = [s.holder for s in shares if isinstance(s.holder, Actor) and isinstance(s.share, Decimal)]
    for person in credited:
        if person.standing in (Standing.PLACEHOLDER, Standing.GROUP):
            continue
        if all(certainly_differ(person, holder) for holder in holding):
            yield Hit(
                track,
                f"{person.name} is credited on {track.title} and has no share recorded",
                about=(token,),
                detail=person.key,
            )
