"""The agenda as Markdown and as plain text: one line per item, a time box per section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sync.report.markdown import day, moment
from sync.report.markdown_text import MOST as LONGEST
from sync.report.markdown_text import link, text
from sync.report.weekly import Agenda, Item, Section, length
from sync.review.measures import summary
from sync.review.measures_table import measures_table
from sync.review.spark import bars

MOST = 15
"""Items of one section that are written out; nobody goes through more in its minutes. The rest are counted."""


def agenda_markdown(agenda: Agenda) -> str:
    """Return the agenda for a wiki page, an issue or a chat."""
    return "\n".join(_markdown(agenda)) + "\n"


def agenda_text(agenda: Agenda) -> str:
    """Return the agenda for a terminal or a mail, without any markup."""
    return "\n".join(_plain(agenda)) + "\n"


def _markdown(agenda: Agenda) -> Iterator[str]:
    yield f"# {text(agenda.team)}: {text(agenda.meeting)}, {day(agenda.week.today)}"
    yield ""
    yield f"{length(agenda)}. {_span(agenda)}"
    for trouble in agenda.troubles:
        yield ""
        yield f"> **Not everything was seen.** {text(trouble)}"
    for section in agenda.sections:
        yield ""
        yield f"## {text(section.title)}{_time(section)}"
        yield ""
        if section.about:
            yield from (text(section.about), "")
        if not section.items and section.nothing:
            yield section.nothing
        for lead, items in _by_lead(section.items):
            yield f"- **{text(lead)}**"
            yield from (f"  - {'**!** ' if item.pressing else ''}{link(item.words, item.url)}" for item in items)
        if len(section.items) > MOST:
            yield f"- … and {len(section.items) - MOST} more, in the report"
    if agenda.figures:
        yield from ("", "## How the system works", "", summary(agenda.figures), "", *measures_table(agenda.figures))


def _plain(agenda: Agenda) -> Iterator[str]:
    head = f"{_clean(agenda.team)}: {_clean(agenda.meeting)}, {day(agenda.week.today)}"
    yield head
    yield "=" * len(head)
    yield f"{length(agenda)}. {_span(agenda)}"
    for trouble in agenda.troubles:
        yield f"Not everything was seen: {_clean(trouble)}"
    for section in agenda.sections:
        yield ""
        yield f"{_clean(section.title)}{_time(section)}"
        if section.about:
            yield f"  {_clean(section.about)}"
        if not section.items and section.nothing:
            yield f"  {section.nothing}"
        for lead, items in _by_lead(section.items):
            yield f"  {_clean(lead)}"
            yield from (f"    {'!' if item.pressing else '-'} {_clean(item.words)}" for item in items)
        if len(section.items) > MOST:
            yield f"  … and {len(section.items) - MOST} more, in the report"
    if agenda.figures:
        yield from ("", "How the system works", f"  {summary(agenda.figures)}")
        yield from (f"  {measure.name:<26}{bars(measure):<7}{_clean(measure.told)}" for measure in agenda.figures)


def _by_lead(items: Sequence[Item]) -> Iterator[tuple[str, list[Item]]]:
    """Yield what is shown of a section, neighbours with one lead together."""
    for lead, group in groupby(items[:MOST], key=lambda item: item.lead):
        yield lead, list(group)


def _time(section: Section) -> str:
    return f" ({section.minutes} min)" if section.minutes else ""


def _span(agenda: Agenda) -> str:
    week = agenda.week
    return (
        f"Behind: {day(week.first)} to now; ahead: {day(week.today)} to {day(week.last)}. As of {moment(agenda.as_of)}."
    )


def _clean(words: str) -> str:
    """Return other people's words without what a terminal would obey, on one line."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"
