"""What an event shows of its milestone, in words. Pure."""

from __future__ import annotations

import hashlib
import re
from dataclasses import astuple, dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from rules.model import Moment
from rules.policy import Severity
from rules.wording import listed
from sync.milestones.milestone import Milestone, Sort
from sync.wording import folded, line

_TOLD = 8
"""The most gaps in one description: more are read in the report."""
_LINK = re.compile(r"https?://[^\s\x00-\x20\x7f\"<>\\^`{|}]{1,2000}", re.IGNORECASE)
_PLACE = 300
_CATEGORIES = {
    Sort.RELEASE: "Release day",
    Sort.LOCK: "Plan lock",
    Sort.DUE: "Due date",
    Sort.OUT: "Goes out",
    Sort.GATE: "Decision",
    Sort.HANDOFF: "Handoff",
    Sort.PITCH: "Pitch",
    Sort.DISTRIBUTOR: "Distributor",
    Sort.REVIEW: "Review",
}
_TROUBLE = {Severity.BLOCKER: ("Blocked", "crimson"), Severity.WARNING: ("Attention", "darkorange")}


@dataclass(frozen=True, slots=True)
class Showing:
    """The part of an event that people see."""

    on: Moment
    summary: str
    description: str
    categories: tuple[str, ...]
    url: str = ""
    color: str = ""
    """A CSS name, as RFC 7986 has it."""

    @property
    def digest(self) -> str:
        """The same exactly when nothing that people see has changed."""
        return hashlib.blake2b(repr(astuple(self)).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def showing(milestone: Milestone) -> Showing:
    """Return what the event of a milestone shows."""
    trouble, color = _TROUBLE[milestone.trouble] if milestone.trouble else ("", "")
    state = trouble or ("Done" if milestone.met else "")
    title = f"{milestone.title} · {milestone.release}" if milestone.release else milestone.title
    url = milestone.ref.url
    return Showing(
        milestone.on,
        f"{state}: {title}" if state else title,
        "\n".join(_told(milestone)),
        (_CATEGORIES[milestone.sort], *((trouble,) if trouble else ())),
        url if _LINK.fullmatch(url) else "",
        color,
    )


def _told(milestone: Milestone) -> list[str]:
    """Return the description, line by line: what is wrong, who acts, when exactly, where it stands."""
    lines = [line(gap) for gap in milestone.gaps[:_TOLD]]
    if (more := len(milestone.gaps) - _TOLD) > 0:
        lines.append(f"… and {more} more")
    if milestone.who:
        lines.append(f"With: {listed(milestone.who)}")
    if isinstance(milestone.on, datetime):
        lines.append(f"At: {milestone.on.astimezone(ZoneInfo(milestone.zone)):%H:%M} ({milestone.zone})")
    place = milestone.ref.url or milestone.ref.container
    return [*lines, f"Plan: {folded(place, _PLACE)}"]
