"""The calendar file on the disk: written when something changed, and never over somebody else's file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from connectors.errors import ConnectorError
from sync.milestones.milestone import Milestones, Sort
from sync.whole_file import write_whole

if TYPE_CHECKING:
    from sync.calendar_file.publish import Publication
    from sync.calendar_file.published import Published


class CalendarNotWritten(ConnectorError):
    """The calendar file could not be read or written; the one that is there is as it was."""


class Memory(Protocol):
    """The part of the store that remembers what was published."""

    def published(self) -> Mapping[str, Published]: ...

    def save_published(self, events: Iterable[Published]) -> None: ...


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """Where the milestones go, under which name, and which of them."""

    path: Path
    name: str
    sorts: frozenset[Sort] = frozenset(Sort)

    def publish(self, milestones: Milestones, memory: Memory, now: datetime) -> Publication:
        """Bring the file up to date, and remember what stands in it.

        The file is written before it is remembered: a run that was killed in between finds its own events in it. Raises
        `CalendarNotWritten` when the file cannot be used, and `StoreError` when the memory cannot.
        """
        publication, there = self._planned(milestones, memory, now)
        if publication.data != there:
            self._write(publication.data)
        remembered = memory.published()
        if fresh := [e for uid, e in publication.events.items() if remembered.get(uid) != e]:
            memory.save_published(fresh)
        return publication

    def planned(self, milestones: Milestones, memory: Memory, now: datetime) -> Publication:
        """Return what `publish` would write; touches neither the file nor the memory."""
        return self._planned(milestones, memory, now)[0]

    def withdraw(self, memory: Memory, now: datetime, *, write: bool) -> int:
        """Cancel everything that was published, so that it leaves every calendar; return how much that is.

        Without `write`, only say how much it would be.
        """
        if not memory.published() and not self.path.exists():
            return 0
        step = self.publish if write else self.planned
        return step(Milestones(()), memory, now).cancelled

    def _planned(self, milestones: Milestones, memory: Memory, now: datetime) -> tuple[Publication, bytes | None]:
        # Every workspace has such a file, and only what publishes pays for it.
        from sync.calendar_file.publish import in_file, latest, publish

        chosen = replace(milestones, found=tuple(m for m in milestones.found if m.sort in self.sorts))
        there = self._read()
        before = memory.published()
        if there is not None and there != in_file(before.values(), self.name, now):
            before = latest(before, self._events(there))
        return publish(chosen, before, self.name, now), there

    def _read(self) -> bytes | None:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise CalendarNotWritten(
                f"{self.path.name} cannot be read: {error.strerror or error}",
                hint=f'make it a file that you may read, or give "calendar.file" another name than {self.path.name}',
            ) from error

    def _events(self, data: bytes) -> Mapping[str, Published]:
        from sync.calendar_file.event import events_in

        events = events_in(data)
        if events is None:
            raise CalendarNotWritten(
                f"{self.path.name} is there already and is not a calendar of Streetdate's; it was left as it is",
                hint='move it away, or give "calendar.file" in the settings another name',
            )
        return events

    def _write(self, data: bytes) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, data)
        except OSError as error:
            raise CalendarNotWritten(
                f"{self.path.name} was not written: {error.strerror or error}; what was there is as it was",
                hint=f'make the folder "{self.path.parent.name}" writable with some room left, and run again',
            ) from error
