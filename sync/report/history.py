"""What happened to one gap, or to all gaps of one record, over every run that the store remembers. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import tzinfo

from sync.gap import Gap
from sync.life import Event, Happening
from sync.report.markdown import moment


@dataclass(frozen=True, slots=True)
class GapHistory:
    """One gap as it stands by now, and everything that happened to it, oldest first."""

    gap: Gap
    events: tuple[Event, ...]


def histories(happenings: Iterable[Happening], named: str) -> tuple[GapHistory, ...]:
    """Return the histories of the gap with that fingerprint, or of the gaps on the record of that name.

    A record is named as in a waiver: by title, "release/title", id or link; upper and lower case are the same.
    """
    wanted = named.strip().casefold()
    found: dict[str, tuple[Gap, list[Event]]] = {}
    for happening in happenings:
        if wanted in _names(happening.gap):
            found.setdefault(happening.gap.fingerprint, (happening.gap, []))[1].append(happening.event)
    return tuple(GapHistory(gap, tuple(events)) for gap, events in found.values())


def history_text(found: Iterable[GapHistory], zone: tzinfo) -> str:
    """Return the histories for a terminal, instants in the team's time zone."""
    return "\n".join(_lines(found, zone)) + "\n"


def _lines(found: Iterable[GapHistory], zone: tzinfo) -> Iterator[str]:
    for number, history in enumerate(found):
        gap = history.gap
        if number:
            yield ""
        release = f" ({gap.release})" if gap.release and gap.release != gap.title else ""
        yield shown(f"{gap.code} {gap.name} on {gap.title}{release}  {gap.fingerprint}")
        for event in history.events:
            at = moment(event.at.astimezone(zone))
            yield shown(f"  {at}  {event.turn.value:<8} {event.severity:<8} {event.message}")


def shown(line: str) -> str:
    """Return a line without what a terminal would obey."""
    return "".join(sign if sign.isprintable() else " " for sign in line)


def _names(gap: Gap) -> set[str]:
    names = {
        gap.fingerprint,
        gap.key,
        gap.ref.key,
        gap.ref.record,
        gap.ref.url,
        gap.title,
        f"{gap.release}/{gap.title}",
    }
    return {name.casefold() for name in names if name}
