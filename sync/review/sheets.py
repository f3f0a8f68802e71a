"""From a review to the sheet that people read. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rules.model import Unknown
from rules.templates.agenda import Agenda, Figures, Item
from rules.wording import counted
from sync.review.answers import Answers, moved_words
from sync.review.durations import Wait
from sync.review.lead_times import Proposal
from sync.review.measure import Measure
from sync.review.month_review import MonthReview
from sync.review.parts import (
    answers_part,
    figures_part,
    lateness_part,
    proposal_part,
    rules_part,
    steps_part,
    untold_part,
    waits_part,
)
from sync.review.past import Past
from sync.review.release_review import ReleaseReview
from sync.review.sheet import Line, Part, Sheet

_QUIET = "Nothing that figures could tell."
_UNREAD = "Nothing that was read; not everything was, so nobody can tell."


def release_sheet(
    review: ReleaseReview,
    measures: Sequence[Measure],
    proposal: Proposal | None,
    diff: str,
    past: Past,
    notes: Sequence[str],
) -> Sheet:
    """Return the sheet of a release. `diff` is the change of its template's file, "" for none."""
    return Sheet(
        f"Review of {review.release.title}",
        past.team,
        past.now,
        (*_when(review, past), *notes),
        (
            *_as_read(
                past,
                *_answers(review.answers),
                lateness_part(review.late),
                _date_part(review),
                steps_part(review.steps),
                waits_part(review.waits),
            ),
            rules_part(review.rules, _unwatched(past)),
            untold_part(review.untold),
            figures_part(measures),
            proposal_part(proposal, diff),
        ),
    )


def month_sheet(
    review: MonthReview,
    agenda: Agenda,
    measures: Sequence[Measure],
    proposals: Sequence[tuple[Proposal, str]],
    past: Past,
    notes: Sequence[str],
) -> Sheet:
    """Return the sheet of a month: the questions of the agenda, each with its figures; what no question asks for
    comes after them."""
    figures: Mapping[Figures, tuple[Part, ...]] = {
        Figures.RELEASES: _as_read(past, _released(review), lateness_part(review.late, of_release=True)),
        Figures.WORKED: _as_read(past, answers_part("What worked", review.answers.worked, _QUIET)),
        Figures.FAILED: _as_read(
            past, answers_part("What failed", review.answers.failed, _QUIET), waits_part(_over(review))
        ),
        Figures.BROKE: (rules_part(review.opened, _unseen(review), "What broke: rules that fired"),),
        Figures.TEMPLATES: tuple(proposal_part(proposal, diff) for proposal, diff in proposals),
    }
    asked = [item.figures for item in agenda.items]
    parts: list[Part] = []
    for item in agenda.items:
        own = figures.get(item.figures, ()) if item.figures else ()
        parts.append(Part(f"{item.ask} ({item.minutes} min)", "", item.about))
        parts += (replace(part, below=True) for part in own if item is _first(agenda, item.figures))
    parts += [part for figure, own in figures.items() if figure not in asked for part in own]
    until = "" if review.over else ", up to now"
    head = f"{counted(review.looks, 'run')} looked in it; {counted(review.closed, 'gap')} closed."
    return Sheet(
        f"Review of {review.month.words}{until}",
        past.team,
        past.now,
        (f"{agenda.phrase[:1].upper()}{agenda.phrase[1:]}, {agenda.when}: {agenda.minutes} minutes.", head, *notes),
        (*parts, untold_part(review.untold), figures_part(measures)),
    )


def _as_read(past: Past, *parts: Part) -> tuple[Part, ...]:
    """Return the parts; where a source was not read completely, an empty one is no word that there was nothing."""
    return parts if past.context.complete else tuple(replace(part, nothing=_UNREAD) for part in parts)


def _when(review: ReleaseReview, past: Past) -> Iterator[str]:
    if isinstance(stated := review.release.date, Unknown):
        yield f"Its release date cannot be told ({stated.value}), so that little can be said of it."
    elif review.out is None:
        yield "It has no release date, so that little can be said of it."
    elif review.out > past.today:
        yield f"It is not out before {review.out}: this is how it stands so far."
    else:
        yield f"Out since {review.out}, {counted((past.today - review.out).days, 'day')} ago."


def _answers(answers: Answers) -> Iterator[Part]:
    for title, said in (
        ("What worked", answers.worked),
        ("What failed", answers.failed),
        ("What broke", answers.broke),
    ):
        yield answers_part(title, said, _QUIET)


def _date_part(review: ReleaseReview) -> Part:
    kept = review.kept
    moved = tuple(Line(moved_words(move)) for move in kept.moves)
    nothing = "It did not move." if kept.watched else "No run saw the release before its day, so nobody can tell."
    return Part("Whether the date moved", nothing, lines=moved)


def _released(review: MonthReview) -> Part:
    out = [Line(f"{release.title} came out on {release.date}", release.ref.url) for release in review.released]
    moved = [
        Line(f"{release.title}: {moved_words(move)}", release.ref.url, pressing=bool(move.late_work))
        for release, move in review.moves
    ]
    return Part("Releases and dates", "Nothing came out, and no date moved.", lines=(*out, *moved))


def _unwatched(past: Past) -> str:
    return "No run saw a gap." if past.looks else "No run has looked before, so nobody can tell."


def _unseen(review: MonthReview) -> str:
    return "No run saw a new gap." if review.looks else f"No run looked in {review.month.words}, so nobody can tell."


def _first(agenda: Agenda, figures: Figures | None) -> Item | None:
    """Return the first question that asks for these figures: they are shown once."""
    return next((item for item in agenda.items if item.figures is figures), None)


def _over(review: MonthReview) -> tuple[Wait, ...]:
    return tuple(wait for wait in review.waits if wait.over)
