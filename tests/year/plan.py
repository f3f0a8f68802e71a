"""A label's plan over a year, as people change it: releases that come and go, gaps that open and close, days that pass.

What should be open when is counted here, from what people did, and from nothing that the service says.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, TypeAlias

from rules.planning.pln006_overdue import overdue
from rules.rule import Rule
from tests.fakes.rules import BLOCKED, WARNED

RULES: tuple[Rule, ...] = (BLOCKED, WARNED, overdue)
"""Two that do what the notes say, and one that a day passing is enough for."""
OPEN, DONE = "Not started", "Done"
STATES = (OPEN, "In progress", DONE)
PEOPLE = ("Kaya", "Sam", "Jo", "Mara", "Dee", "Vic")
WORKING = range(9, 18)
WORK = 30
"""Deliverables of one release."""
EVERY = timedelta(days=21)
"""A release begins."""
AHEAD = timedelta(days=70)
"""From its first day in the plan to the day it comes out."""
KEPT = timedelta(days=14)
"""After that day its rows are deleted."""
EDITS = 10
"""Of dates, states and names in a working day; the plan's own work is done besides."""
OPENED = 3
"""Gaps that people open in a working day."""
CLOSED = 0.25
"""Of what is wrong, what somebody puts right in a working day."""

Gap: TypeAlias = tuple[str, str, str]
"""Record, code and the person it waits for."""


@dataclass(slots=True)
class Work:
    """One row of the plan."""

    title: str
    release: str
    due: date
    state: str = OPEN
    notes: str = ""

    def gaps(self, record: str, today: date) -> set[Gap]:
        """Return what is wrong with it on a day."""
        codes = {"blocker": BLOCKED.code, "warning": WARNED.code}
        noted = (word.partition(":") for word in self.notes.split())
        found = {(record, codes[sort], name) for sort, _, name in noted}
        return found | ({(record, overdue.code, "")} if self.due < today and self.state != DONE else set())


class Tool(Protocol):
    """Where people keep the plan."""

    def add(self, work: Work) -> str:
        """Add a row and return its record's id."""
        ...

    def edit(self, record: str, work: Work) -> None: ...

    def delete(self, record: str) -> None: ...


class Plan:
    """The plan as people see it, hour by hour."""

    def __init__(self, tool: Tool, begin: datetime, seed: int) -> None:
        """The plan begins with the releases that are under way on that day."""
        self._tool = tool
        self._chance = random.Random(seed)
        self._releases: dict[str, date] = {}
        self._next = begin.date() - AHEAD
        self.work: dict[str, Work] = {}
        self.deleted: dict[str, datetime] = {}
        """When the rows that are gone were deleted, by record."""
        self.changes = 0
        """Made by people."""
        self._come(begin.date())

    def gaps(self, today: date) -> set[Gap]:
        """Return everything that is wrong on a day."""
        return {gap for record, work in self.work.items() for gap in work.gaps(record, today)}

    def hour(self, now: datetime) -> None:
        """Let people work for an hour."""
        if now.weekday() > 4 or now.hour not in WORKING:
            return
        if now.hour == WORKING[0]:
            self._come(now.date())
            self._go(now)
        for record, work in list(self.work.items()):
            self._work_on(record, work, now.date())
        if self._happens(EDITS):
            self._edit_anything()
        if self._happens(OPENED):
            self._open_a_gap()

    def _happens(self, a_day: float) -> bool:
        return self._chance.random() < a_day / len(WORKING)

    def _come(self, today: date) -> None:
        while self._next <= today:
            name = f"Release {self._next:%m-%d}"
            out = self._next + AHEAD
            self._next += EVERY
            if out + KEPT < today:
                continue
            self._releases[name] = out
            for number in range(WORK):
                due = out - timedelta(days=self._chance.randint(1, 60))
                work = Work(f"Work {number}", name, due, DONE if due < today else OPEN)
                self.work[self._tool.add(work)] = work

    def _go(self, now: datetime) -> None:
        for name, out in list(self._releases.items()):
            if out + KEPT < now.date():
                del self._releases[name]
                for record in [record for record, work in self.work.items() if work.release == name]:
                    del self.work[record]
                    self._tool.delete(record)
                    self.deleted[record] = now
                    self.changes += 1

    def _work_on(self, record: str, work: Work, today: date) -> None:
        """Finish what is due, mostly in time, and put right what is wrong, mostly soon."""
        if work.state != DONE and work.due <= today and self._happens(0.9 if work.due == today else 0.4):
            work.state = DONE
            self._keep(record)
        elif work.notes and self._happens(CLOSED):
            words = work.notes.split()
            words.pop(self._chance.randrange(len(words)))
            work.notes = " ".join(words)
            self._keep(record)

    def _edit_anything(self) -> None:
        record, work = self._any()
        if self._chance.random() < 0.5 and work.state != DONE:
            work.state = "In progress"
        elif work.state != DONE:
            work.due += timedelta(days=self._chance.randint(-3, 7))
        else:
            work.title = f"{work.title.partition(',')[0]}, version {self._chance.randint(2, 9)}"
        self._keep(record)

    def _open_a_gap(self) -> None:
        record, work = self._any()
        word = f"{self._chance.choice(('blocker', 'warning'))}:{self._chance.choice(PEOPLE)}"
        if word not in work.notes:
            work.notes = f"{work.notes} {word}".strip()
            self._keep(record)

    def _any(self) -> tuple[str, Work]:
        return self._chance.choice(list(self.work.items()))

    def _keep(self, record: str) -> None:
        self._tool.edit(record, self.work[record])
        self.changes += 1


def worst(gaps: set[Gap]) -> Mapping[str, str]:
    """Return the flag that each record with gaps should show."""
    blocked = {record for record, code, _ in gaps if code == BLOCKED.code}
    return {record: "Blocked" if record in blocked else "Attention" for record, _, _ in gaps}
