"""A template counted back from a release day over working days: which row is due when, and what that leaves to say.

Pure. A due date never falls on a day off: it moves to the working day before, and after the release never onto the
release day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rules.calendar import ONE_DAY, WorkingCalendar
from rules.lead_times import BUSY_DAYS, BUSY_MONTHS, LeadTime
from rules.model import Kind
from rules.templates.template import Step, Template, Weight
from rules.vocabulary.kinds import kind_of
from rules.vocabulary.phrases import read_needs

FRIDAY = 4
LOCK_FROM, LOCK_UNTIL = 56, 42
"""Calendar days before the release between which its plan is locked: eight to six weeks."""
_SINGLE_QUOTES = str.maketrans(dict.fromkeys('"“”„«»', "'"))


@dataclass(frozen=True, slots=True)
class Planned:
    """One row of a plan: a step, for one track where it has one for each. `needs` are keys of other rows."""

    key: str
    title: str
    step: Step
    due: date
    needs: tuple[str, ...] = ()
    track: str = ""


def schedule(
    template: Template,
    out: date,
    calendar: WorkingCalendar,
    *,
    tracks: Sequence[str] = (),
    lead: LeadTime | None = None,
    optional: bool = False,
    solo: int = 0,
) -> tuple[Planned, ...]:
    """Return the rows of a release on `out`, what is needed before what needs it.

    Where the distributor advises more days than the template has for the upload, that step and everything it needs
    move earlier by the difference. With `solo`, steps that one person alone can do without fall away, and of the others
    no more than so many are due in one week before the release.
    """
    steps = _chosen(template.steps, optional=optional, solo=solo > 0)
    earlier = _moved_for(lead, steps)
    rows: list[Planned] = []
    for step in _in_order(steps):
        due = _due(out, step.days + earlier.get(step.id, 0), calendar)
        own = tracks if step.each_track and tracks else ("",)
        rows += (Planned(_key(step.id, track), _title(step, track, tracks), step, due, track=track) for track in own)
    by_step: dict[str, list[Planned]] = {}
    for row in rows:
        by_step.setdefault(row.step.id, []).append(row)
    linked = [replace(row, needs=tuple(_needed(row, by_step))) for row in rows]
    return tuple(_spread(linked, out, solo, calendar) if solo else linked)


def titled_for(steps: Sequence[Step], piece: str) -> Mapping[str, str]:
    """Return the titles of steps for one piece of content, by the steps' ids.

    The piece's name stands in quotation marks where it would otherwise come apart in a list of what is needed, or make
    a step read as other work than it is.
    """
    plain = {step.id: f"{step.title} for {piece}" for step in steps}
    if all(_stands_for(step, plain[step.id]) for step in steps):
        return plain
    name = piece.translate(_SINGLE_QUOTES)
    return {step.id: f'{step.title} for "{name}"' for step in steps}


def stays_whole(title: str) -> bool:
    """Whether a title is one thing where somebody writes that it is handed over: "Rain, and sun handoff" are two."""
    return [need.text for need in read_needs(f"{title} handoff", (title,))] == [title]


def squeezed(rows: Sequence[Planned], out: date, today: date, calendar: WorkingCalendar) -> tuple[Planned, ...]:
    """Return the rows with what comes before the release pressed into the days that are left, in the same order."""
    before = [(out - row.due).days for row in rows if row.due < out]
    longest = max(before, default=0)
    left = (out - today).days
    if longest <= left or left < 0:
        return tuple(rows)
    return tuple(
        replace(row, due=_not_before(today, out - timedelta(days=(out - row.due).days * left // longest), calendar))
        if row.due < out
        else row
        for row in rows
    )


def past(rows: Iterable[Planned], today: date) -> tuple[Planned, ...]:
    """Return the rows that would be due before today."""
    return tuple(row for row in rows if row.due < today)


def first_day_for(rows: Sequence[Planned], out: date, today: date) -> date:
    """Return the first Friday from `out` on for which none of the rows would be due before today."""
    late = max((today - row.due for row in rows), default=timedelta())
    # One week more where days off move a date: what is due on a Monday holiday is due on the Friday before.
    found = out + max(late, timedelta()) + timedelta(days=3 if late > timedelta() else 0)
    return found + timedelta(days=(FRIDAY - found.weekday()) % 7)


def notes_on(out: date, rows: Iterable[Planned], lead: LeadTime, today: date) -> Iterator[str]:
    """Yield what is worth knowing today of a release day, each in a sentence."""
    if out.weekday() != FRIDAY:
        yield f"{out} is a {out:%A}; records go on sale on Fridays all over the world"
    first, last = max(today, out - timedelta(days=LOCK_FROM)), out - timedelta(days=LOCK_UNTIL)
    if first < last:
        yield f"lock the plan between {first} and {last}, eight to six weeks before the release"
    else:
        yield "lock the plan at once: that is best done eight to six weeks before the release"
    upload = next((row for row in rows if row.step.kind is Kind.UPLOAD), None)
    if upload is None:
        return
    ahead = (out - upload.due).days
    if ahead < lead.advised:
        verb = "needs" if ahead < lead.floor else "advises"
        yield (
            f"the upload is due {ahead} days before the release; {lead.name} {verb} "
            f"{lead.floor if ahead < lead.floor else lead.advised}"
        )
    elif out.month in BUSY_MONTHS and ahead < lead.advised + BUSY_DAYS:
        yield (
            f"stores are slow in November and December: upload {BUSY_DAYS} days earlier, "
            f"by {upload.due - timedelta(days=BUSY_DAYS)}, if you can"
        )


def _chosen(steps: Iterable[Step], *, optional: bool, solo: bool) -> list[Step]:
    """Return the steps that are kept; what needed one that falls away needs what that one needed."""
    steps = tuple(steps)
    kept = {
        step.id: step for step in steps if (optional or step.weight is not Weight.OPTIONAL) and (step.solo or not solo)
    }
    by_id = {step.id: step for step in steps}

    def standing(need: str) -> Iterator[str]:
        if need in kept:
            yield need
        else:
            for further in by_id[need].needs:
                yield from standing(further)

    return [
        replace(step, needs=tuple(dict.fromkeys(found for need in step.needs for found in standing(need))))
        for step in kept.values()
    ]


def _moved_for(lead: LeadTime | None, steps: Sequence[Step]) -> dict[str, int]:
    """Return how many days earlier each step is due, by id, so that the upload keeps the distributor's lead time."""
    by_id = {step.id: step for step in steps}
    uploads = [step for step in steps if step.kind is Kind.UPLOAD]
    missing = max((lead.advised - step.days for step in uploads), default=0) if lead else 0
    moved: dict[str, int] = {}
    ahead = [step.id for step in uploads] if missing > 0 else []
    while ahead:
        id_ = ahead.pop()
        if id_ not in moved:
            moved[id_] = missing
            ahead.extend(by_id[id_].needs)
    return moved


def _in_order(steps: Sequence[Step]) -> Iterator[Step]:
    """Yield the steps by date, what is needed first."""
    left = {step.id: step for step in sorted(steps, key=lambda step: -step.days)}
    while left:
        step = next(each for each in left.values() if left.keys().isdisjoint(each.needs))
        yield left.pop(step.id)


def _key(step: str, track: str) -> str:
    return f"{step}/{track}" if track else step


def _title(step: Step, track: str, tracks: Sequence[str]) -> str:
    """Return the title of a track's own row; by its number where its name would read as another kind of work, or come
    apart in a list of what is needed."""
    if not track:
        return step.title
    named = f"{step.title}: {track}"
    return named if _stands_for(step, named) else f"{step.title} (track {tracks.index(track) + 1})"


def _stands_for(step: Step, title: str) -> bool:
    """Whether a row of this title reads as the step's work, and stays whole in a list of what is needed."""
    return kind_of(title) is kind_of(step.title) and stays_whole(title)


def _needed(row: Planned, by_step: dict[str, list[Planned]]) -> Iterator[str]:
    for need in row.step.needs:
        rows = by_step[need]
        own = [other.key for other in rows if row.track and other.track == row.track]
        yield from own or [other.key for other in rows]


def _due(out: date, days: int, calendar: WorkingCalendar) -> date:
    found = _on_or_before(out - timedelta(days=days), calendar)
    if days < 0 and found <= out:
        found = out + ONE_DAY
        while not calendar.works(found):
            found += ONE_DAY
    return found


def _on_or_before(day: date, calendar: WorkingCalendar) -> date:
    while not calendar.works(day):
        day -= ONE_DAY
    return day


def _not_before(today: date, day: date, calendar: WorkingCalendar) -> date:
    found = _on_or_before(day, calendar)
    while found < today or not calendar.works(found):
        found += ONE_DAY
    return found


def _spread(rows: Sequence[Planned], out: date, most: int, calendar: WorkingCalendar) -> list[Planned]:
    """Let no week before the release hold more than `most` rows: what is too much moves to the week before."""
    latest: dict[str, date] = {}
    held: Counter[date] = Counter()
    spread: list[Planned] = []
    by_date = sorted(rows, key=lambda row: row.due)
    for row in reversed(by_date):
        due = min(row.due, latest.get(row.key, row.due))
        while due <= out and held[_monday(due)] >= most:
            due = _on_or_before(_monday(due) - ONE_DAY, calendar)
        held[_monday(due)] += 1
        for need in row.needs:
            latest[need] = min(due, latest.get(need, due))
        spread.append(replace(row, due=due))
    return spread[::-1]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
