"""Made-up pasts: a release or two, what runs saw of them, and when."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from rules.linking import link_release
from rules.memory import DateSeen, Memory
from rules.model import Release, Slate
from rules.people import Directory
from rules.policy import Policy, Severity
from rules.samples import ref, work
from sync.gap import Gap
from sync.life import Event, Happening, Turn
from sync.review.past import Past
from sync.store.base import RunRecord
from tests.rules.templates.shipped import TEMPLATES

OUT = date(2026, 9, 4)
NOW = datetime(2026, 9, 20, 10, tzinfo=UTC)
SINGLE = TEMPLATES["single"]


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


def past(
    *releases: Release,
    moments: dict[str, str] | None = None,
    runs: tuple[str, ...] = (),
    happenings: tuple[Happening, ...] = (),
    now: datetime = NOW,
    policy: Policy | None = None,
    **memory: Any,
) -> Past:
    """Return a past whose runs were done on these instants; the first look at each release is the first of them."""
    looks = [RunRecord(str(n), at(run), at(run), at(run), "done") for n, run in enumerate(runs)]
    first = {each.key: (DateSeen(OUT, at(runs[0])),) for each in releases if runs}
    known = Memory(moments={key: at(text) for key, text in (moments or {}).items()}, **{"dates": first, **memory})
    return Past("label", Slate(releases, now), known, happenings, looks, policy or Policy(), now)


def linked(one: Release) -> Release:
    return link_release(one, Directory((), known=False))


def opened(code: str = "HND005", key: str = "Master", on: str = "Night Bus") -> Gap:
    return Gap(f"{code}/{key}", code, code.lower(), Severity.WARNING, "m", "f", "", "", ref(key, "Work"), "work", key,
               key, on, on)  # fmt: skip


def happened(turn: Turn, when: str, of: Gap | None = None) -> Happening:
    one = of or opened()
    return Happening(Event(one.fingerprint, at(when), turn, "warning", "m"), one, "plan", "run")


DAILY = tuple(f"2026-07-{number:02}T09:00" for number in range(1, 32))
MASTER = work("Master", "Jo", due="2026-07-10", state="done")
