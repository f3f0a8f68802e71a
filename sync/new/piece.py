"""One piece of content as work inside a release that is there. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from connectors.mapping.meanings import Subject
from rules.model import Kind, Phase, Release
from rules.templates.schedule import Planned, titled_for
from rules.vocabulary.kinds import kind_of
from rules.vocabulary.words import words_of
from rules.wording import listed
from sync.errors import UsageError
from sync.new.asked import Asked
from sync.new.known import Known
from sync.new.place import Place
from sync.new.wording import named


def of_piece(
    asked: Asked, rows: Sequence[Planned], present: Release | None, known: Known, places: Mapping[Subject, Place]
) -> tuple[Planned, ...]:
    """Return the rows under titles of the piece's own, so that the next piece has others. What is due after the release
    sustains it, whatever it is before.

    Raises `UsageError` where the release, or the piece's name or day, keeps it out.
    """
    _refuse_nameless(asked)
    _refuse_nowhere(asked, present, known, places)
    out = known.date or date.max
    titles = titled_for([row.step for row in rows], asked.title)
    titled = tuple(
        replace(
            row,
            title=titles[row.step.id],
            step=replace(row.step, phase=Phase.SUSTAIN)
            if row.due > out and row.step.phase is not Phase.REVIEW
            else row.step,
        )
        for row in rows
    )
    _refuse_unphased(asked, titled, out, places[Subject.DELIVERABLES])
    return titled


def _refuse_nameless(asked: Asked) -> None:
    if not words_of(asked.title):
        raise UsageError(
            f"“{asked.title}” has neither a letter nor a number by which its work could be told from another piece's",
            hint="give the piece a name in words",
        )


def _refuse_nowhere(asked: Asked, present: Release | None, known: Known, places: Mapping[Subject, Place]) -> None:
    """Refuse a piece whose release has no row to which the new ones could belong, unless work is filed by its title."""
    table = places[Subject.RELEASES].table if Subject.RELEASES in places else None
    there = bool(known.by_source) if table is None else present is not None and present.ref.container == table.id
    if not there:
        raise UsageError(
            f"“{known.into}” has no release “{asked.within}”",
            hint="give its title as it stands there; or plan it first: streetdate new TITLE --release-date DAY",
        )


def _refuse_unphased(asked: Asked, rows: Sequence[Planned], out: date, place: Place) -> None:
    """Refuse work after the release where no column can say that it is meant for then, and is not late."""
    if place.column("phase") is not None:
        return
    after = [row for row in rows if row.due > out and kind_of(row.title) is not Kind.REVIEW]
    if after:
        raise UsageError(
            f"“{place.title}” has no column for the phase: {listed(named(after))} would read as late for the release "
            f"of “{asked.within}” on {out}",
            hint="add a column Phase, and let `streetdate init` look again; or give an earlier --release-date",
        )
