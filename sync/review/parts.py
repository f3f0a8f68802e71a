"""The parts that the review of a release and that of a month have in common. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rules.wording import counted, listed
from sync.review.answers import days_words, named, open_words
from sync.review.durations import Step, Wait
from sync.review.lateness import Late
from sync.review.lead_times import LEAST, Learned, Proposal
from sync.review.measure import Measure
from sync.review.measures import summary
from sync.review.past import When
from sync.review.sheet import Line, Part, Table
from sync.review.spans import RuleCount


def lateness_part(late: Sequence[Late], *, of_release: bool = False) -> Part:
    """Return what was late and why."""
    lines = tuple(
        Line(
            f"{each.step.title}{f' ({each.step.release})' if of_release else ''}, due {each.step.due}: {each.words}"
            f"{f' ({each.step.owner})' if each.step.owner else ''}",
            each.step.url,
            (*each.reasons, *dict.fromkeys(_meanwhile(each))) or ("nothing in the plan says why",),
            each.step.done is None,
        )
        for each in late
    )
    return Part("What was late, and why", "Nothing was late for certain.", lines=lines)


def _meanwhile(late: Late) -> Iterator[str]:
    for gap in late.meanwhile[:3]:
        least = "at least " if gap.at_least and gap.days >= 1 else ""
        long = "longer than anybody has looked" if gap.before and gap.days < 1 else f"{least}{days_words(gap.days)}"
        yield f"meanwhile open: {gap.code} {gap.name}, for {long}"


def steps_part(steps: Sequence[Step]) -> Part:
    """Return every step against the plan."""
    rows = tuple((step.title, _day(step.due), _done(step), _late(step), _took(step)) for step in steps)
    columns = ("step", "due", "done", "against the plan", "from first sign to done")
    shown = columns if any(step.took is not None for step in steps) else columns[:-1]
    table = Table(shown, tuple(row[: len(shown)] for row in rows), _urls(steps))
    return Part("How long each step took", "The plan has no work for it.", table=table)


def waits_part(waits: Sequence[Wait]) -> Part:
    """Return every handoff and decision against what the policy allows."""
    rows = tuple(
        (
            wait.title,
            f"waited {wait.sort}",
            wait.who or "nobody named",
            _waited(wait),
            f"{counted(wait.allowed, 'working day')}{', over' if wait.over else ''}",
        )
        for wait in waits
    )
    table = Table(("what", "for what", "for whom", "took", "allowed"), rows, tuple(wait.url for wait in waits))
    return Part("How long handoffs and decisions took", "None was sent, asked for or given.", table=table)


def _waited(wait: Wait) -> str:
    if wait.days is None:
        return "cannot tell"
    return counted(wait.days, "day") if wait.days else "the same day"


def rules_part(rules: Sequence[RuleCount], nothing: str, title: str = "Which rules fired most") -> Part:
    """Return how often rules fired and how long gaps stood open."""
    rows = tuple((f"{rule.code} {rule.name}", str(rule.times), open_words(rule), str(rule.still)) for rule in rules)
    table = Table(("rule", "times", "open for", "open now"), rows)
    return Part(title, nothing, table=table)


def figures_part(measures: Sequence[Measure]) -> Part:
    """Return the signs of a working system and the symptoms of a broken one."""
    nothing = "There is nothing to measure yet."
    return Part("How the system works", nothing, lead=summary(measures), measures=tuple(measures))


def proposal_part(proposal: Proposal | None, diff: str) -> Part:
    """Return what the template could learn, and the change of its file."""
    if proposal is None:
        return Part("What the template learns", "The release follows no template, so there is none to change.")
    title = f"What the template of {proposal.template.phrase} learns"
    if proposal.missing:
        has = counted(len(proposal.releases), "past release") if proposal.releases else "no past release"
        return Part(title, f"{has} of it; {proposal.missing} more before anything is proposed.".capitalize())
    rows = tuple(_learned(each) for each in proposal.steps if each.said)
    table = Table(("step", "days before", "needed (median)", "from, to", "says", "outliers"), rows)
    untold = [each for each in proposal.steps if each.step.days > 0 and len(each.said) < LEAST]
    lead = f"From {counted(len(proposal.releases), 'past release')}: {listed(proposal.releases)}."
    never = [each.step.title for each in untold if not each.said]
    lines = [Line(f"{each.step.title}: no proposal, {each.why}") for each in untold if each.said]
    lines += (
        [Line(f"No past release tells when these were planned and done, so no proposal: {named(never)}")]
        if never
        else []
    )
    nothing = "The releases say nothing against it."
    return Part(title, nothing, lead if diff else f"{lead} Nothing to change.", tuple(lines), table, text=diff)


def _learned(each: Learned) -> tuple[str, ...]:
    spread = each.spread
    change = f"{each.step.days} → {each.proposed}" if each.proposed is not None else f"{each.step.days}"
    outliers = [f"{said.release} ({said.needed})" for said in each.said if said.outlier]
    return (
        each.step.title,
        change,
        f"{each.middle}" if each.middle is not None else "",
        f"{spread[0]} to {spread[1]}" if spread else "",
        each.why,
        listed(outliers) if outliers else "",
    )


def untold_part(untold: Sequence[str]) -> Part:
    """Return what cannot be told."""
    return Part("What cannot be told", "Everything asked above can.", lines=tuple(map(Line, untold)))


def answers_part(title: str, said: Sequence[str], nothing: str) -> Part:
    """Return one answer of the review."""
    return Part(title, nothing, lines=tuple(map(Line, said)))


def _day(day: date | None) -> str:
    return "no date" if day is None else f"{day}"


def when_words(when: When) -> str:
    """Return a day in a cell of a table: after "by" where only a run saw that it was over."""
    return f"{when.day}" if when.exact else f"by {when.day}"


def _done(step: Step) -> str:
    if step.done is not None:
        return when_words(step.done)
    return "open" if step.open else "cannot tell"


def _late(step: Step) -> str:
    if step.least is None or step.most is None:
        return "" if step.open else "cannot tell"
    if step.done is None:
        return f"{counted(step.most, 'day')} late so far"
    if step.least != step.most and step.most > 0:
        return f"{max(step.least, 0)} to {counted(step.most, 'day')} late"
    if step.least != step.most and step.most == 0:
        return "in time"
    if step.most == 0:
        return "on the day"
    return f"{counted(abs(step.most), 'day')} {'late' if step.most > 0 else 'early'}"


def _took(step: Step) -> str:
    return "" if step.took is None else days_words(step.took) if step.took else "the same day"


def _urls(steps: Sequence[Step]) -> tuple[str, ...]:
    return tuple(step.url for step in steps)
