"""Other people's work in a track, and whether whoever owns it has agreed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.model import Kind, Maybe, Track, Unknown
from rules.tracks import track_of
from rules.view import View
from rules.vocabulary.yes_no import yes_no
from rules.wording import listed


@dataclass(frozen=True, slots=True)
class Use:
    """One use of somebody else's work. `missing` is what is not cleared, `unseen` what nobody can tell."""

    phrase: str
    """What the track does, as a predicate: "samples “Harbour Song”"."""
    missing: tuple[str, ...]
    unseen: tuple[str, ...]


def uses_of(track: Track, view: View) -> Iterator[Use]:
    """Yield what the track uses: a cover needs its publishers, a sample master and publishing, the rest publishing."""
    if track.cover and type(track.cover) is not Unknown:
        phrase = "is a cover" + _of(track.cover, " of")
        yield _use(phrase, (("a mechanical licence from every publisher", track.licence),), track, view)
    if track.samples and type(track.samples) is not Unknown:
        rights = (("the sampled recording", track.master_cleared), ("the sampled song", track.publishing_cleared))
        yield _use("samples" + (_of(track.samples) or " other music"), rights, track, view)
    if track.interpolates and type(track.interpolates) is not Unknown:
        phrase = "interpolates" + (_of(track.interpolates) or " another song")
        yield _use(phrase, (("the interpolated song", track.publishing_cleared),), track, view)


def uncleared(track: Track, view: View) -> str:
    """Return, as a predicate, what the track uses without a clearance; "" for nothing."""
    return "; it ".join(
        f"{use.phrase}, without {'' if lacking[0].startswith('a ') else 'a clearance for '}{listed(lacking, 'and')}"
        for use in uses_of(track, view)
        if (lacking := use.missing)
    )


def _use(phrase: str, rights: tuple[tuple[str, Maybe[bool]], ...], track: Track, view: View) -> Use:
    stated = [(name, _work_says(track, view) if type(said) is Unknown else said) for name, said in rights]
    return Use(
        phrase,
        tuple(name for name, said in stated if said is None or said is False),
        tuple(name for name, said in stated if type(said) is Unknown),
    )


def _work_says(track: Track, view: View) -> Maybe[bool]:
    """Return what deliverables such as "Sample clearance" tell where the track has no column for it."""
    found = [
        item.finished
        for item in view.deliverables
        if item.kind is Kind.CLEARANCE and (item.track is None or track_of(view.release, item.track) in (None, track))
        if type(item.state) is not Unknown
    ]
    return all(found) if found else Unknown.ABSENT


def _of(words: str, joint: str = "") -> str:
    """Return " of “Harbour Song”", or nothing where the plan only says yes."""
    return "" if yes_no(words) is True else f"{joint} “{words}”"
