"""What is said of gaps: who must act on which, and what closed. Pure."""

from __future__ import annotations

from sync.gap import Gap
from sync.notify.message import Group, Line, Message
from sync.notify.news import News
from sync.wording import who_does_what

MOST = 25
"""Lines of one message: who gets more than that reads the report."""


def gap_message(team: str, news: News) -> Message:
    """Return the message; whoever has most to do comes first, and nobody's gaps come last."""
    by_person: dict[str, list[Line]] = {}
    for word, gaps in (("Now a", news.worse), ("New", news.new)):
        for gap in gaps:
            by_person.setdefault(gap.who, []).append(_line(f"{word} {gap.severity.value}", gap))
    people = sorted(by_person, key=lambda name: (not name, -len(by_person[name]), name.casefold()))
    groups = [
        Group(f"{name} must act" if name else "Nobody is named to act", tuple(by_person[name])) for name in people
    ]
    if news.closed:
        groups.append(Group("Closed", tuple(Line(gap.message, _about("", gap), gap.ref.url) for gap in news.closed)))
    counts = (("new", news.new), ("worse", news.worse), ("closed", news.closed))
    title = ", ".join(f"{len(gaps)} {word}" for word, gaps in counts if gaps)
    return Message(f"{team}: {title}", tuple(groups)).first(MOST)


def _line(turned: str, gap: Gap) -> Line:
    asked = who_does_what(gap.who, gap.fix).removeprefix(f"{gap.who}: ")
    return Line(f"{gap.message}{f' → {asked}' if asked else ''}", _about(turned, gap), gap.ref.url)


def _about(turned: str, gap: Gap) -> str:
    """Return what a line begins with; a title that the sentence says anyway is not said twice."""
    title = "" if gap.title in gap.message or gap.title == gap.release else gap.title
    return ", ".join(filter(None, (turned, gap.release, title)))
