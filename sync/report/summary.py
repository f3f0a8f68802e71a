"""A short summary as Markdown, for whoever sees a job's page: what is new, who must act on blockers, what was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rules.policy import Severity
from rules.violation import Violation
from rules.wording import counted
from sync.gap import Gap
from sync.report.markdown import moment
from sync.report.markdown_text import link, table, text
from sync.report.page import Counts, OpenGap, ReportPage

MOST = 15
"""Gaps, or people, of one list; the rest is counted."""


def render_summary(page: ReportPage) -> str:
    """Return the summary. What other people wrote in it reads as they wrote it and does nothing."""
    parts = [_head(page), _turned("New", page.new), _turned("Worse", page.worse), _closed(page.closed),
             _people(page), _sources(page)]  # fmt: skip
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))) + "\n\n"


def _head(page: ReportPage) -> Iterator[str]:
    yield f"### {text(page.title)}: {_counted(page.counts)}"
    yield ""
    changes = [f"{len(gaps)} {word}" for gaps, word in
               ((page.new, "new"), (page.worse, "worse"), (page.closed, "closed")) if gaps]  # fmt: skip
    yield f"As of {moment(page.as_of)}: {', '.join(changes) or 'nothing new'}."
    for trouble in page.troubles:
        yield ""
        yield f"> **Not complete.** {text(trouble)}"


def _turned(name: str, gaps: Sequence[OpenGap]) -> Iterator[str]:
    if not gaps:
        return
    yield f"**{name}**"
    yield ""
    for gap in gaps[:MOST]:
        found = gap.violation
        who = text(found.who.name) if found.who else "nobody yet"
        yield f"- {found.severity.value} {found.code} {_linked(found)}; {who}"
    yield from _rest(len(gaps))


def _closed(gaps: Sequence[Gap]) -> Iterator[str]:
    if not gaps:
        return
    yield "**Closed**"
    yield ""
    for gap in gaps[:MOST]:
        yield f"- {gap.code} {text(gap.message)}" + (f" ({text(gap.release)})" if gap.release else "")
    yield from _rest(len(gaps))


def _people(page: ReportPage) -> Iterator[str]:
    acting = [
        (person, blockers)
        for person in page.people
        if (blockers := [gap for gap in person.gaps if gap.violation.severity is Severity.BLOCKER])
    ]
    if not acting:
        return
    rows = [
        (text(person.name) or "nobody yet", str(len(blockers)), _first(blockers[0]))
        for person, blockers in acting[:MOST]
    ]
    yield from table(("Who must act", "Blockers", "First"), rows)
    if len(acting) > MOST:
        yield ""
        yield f"…and {len(acting) - MOST} more"


def _first(gap: OpenGap) -> str:
    found = gap.violation
    return f"{found.code} {_linked(found)}"


def _linked(found: Violation) -> str:
    """Return the sentence, linked where a browser can follow: a place in a file on some disk is only named."""
    url = found.subject.ref.url
    if url.startswith(("https://", "http://")):
        return link(found.message, url)
    return f"{text(found.message)} ({text(url)})" if url else text(found.message)


def _sources(page: ReportPage) -> Iterator[str]:
    for read in page.sources:
        state = "" if read.complete else f", **not complete**: {text(read.error)}"
        name = text(read.title or read.name)
        yield f"- read {name}: {counted(read.records, 'record')}, {counted(read.requests, 'request')}{state}"


def _rest(count: int) -> Iterator[str]:
    if count > MOST:
        yield f"- …and {count - MOST} more"


def _counted(counts: Counts) -> str:
    parts = ((counts.blockers, "blocker"), (counts.warnings, "warning"), (counts.notes, "note"))
    return ", ".join(counted(number, noun) for number, noun in parts if number) or "no gaps"
