"""A Notion workspace as a source: the bound data sources and nothing else, with as few requests as can be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from connectors.errors import ConnectorError, NotShared, SourceUnreadable
from connectors.mapping.binding import TableBinding
from connectors.notion.client import Notion
from connectors.notion.cursor import Cursor, cursor_from, cursor_text
from connectors.notion.data_source import TOOL, Reading, read_again, read_whole, schema_of
from connectors.notion.errors import NotAccepted, TooMuchAtOnce
from connectors.notion.ids import hyphenated
from connectors.notion.members import listed_members, people_in, with_names, with_unlisted
from connectors.notion.records import records_of
from connectors.notion.wording import tick
from connectors.record import Pull
from connectors.wanted import Wanted, digest, wanted_of
from rules.model import Unreadable

_AT_ONCE = 3
"""Data sources read at the same time, all at the one pace of the token."""
_OF_ONE = (NotShared, NotAccepted, SourceUnreadable, TooMuchAtOnce)
"""What goes wrong with one data source and says nothing of the others."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What was read of each data source, or why it was not."""

    readings: Mapping[str, Reading]
    failures: Mapping[str, ConnectorError]


class NotionSource:
    """Reads everything when it must, and else what changed. An idle read costs one request for each data source.

    A change that moves no page's edit time is seen when its data source is next read whole: at once in one of up to 100
    rows, within the hour where a bound column is computed or a two-way relation, else within `full_read`.
    """

    tool = TOOL

    def __init__(
        self,
        name: str,
        notion: Notion,
        bindings: Iterable[TableBinding],
        *,
        clock: Callable[[], datetime],
        full_read: timedelta,
    ) -> None:
        """`full_read` is after how long everything is read again, columns and members included."""
        self._name = name
        self._notion = notion
        self._wanted = wanted_of(bindings, key=hyphenated)
        self._bound = digest(self._wanted)
        self._clock = clock
        self._full_read = full_read

    @property
    def name(self) -> str:
        return self._name

    def pull(self, since: str) -> Pull:
        """Read the source, as `connectors.changes.Source` says."""
        sent = self._notion.requests
        now = self._clock()
        before = cursor_from(since)
        fresh = before if before is not None and self._is_fresh(before, now) else None
        found = self._read(fresh, now)
        unreadable: list[Unreadable] = []
        records = [
            record
            for data_source, reading in found.readings.items()
            for record in records_of(reading, self._wanted[data_source], unreadable)
        ]
        members = fresh.members if fresh else listed_members(self._notion)
        if members is not None:
            known = before.members if before and before.members else {}
            members = with_unlisted(self._notion, members, people_in(records), known)
            records = [with_names(record, members) for record in records]
        lacking = (_sentence(self._wanted[key], r.lacking) for key, r in found.readings.items() if r.lacking)
        reasons = [*(failure.message for failure in found.failures.values()), *lacking]
        tables = {data_source: reading.known for data_source, reading in found.readings.items()}
        cursor = Cursor(self._bound, fresh.read_fully if fresh else now, tables, members)
        return Pull(
            tables=tuple(reading.table for reading in found.readings.values()),
            records=tuple(records),
            read_at=now,
            complete=not reasons,
            cursor="" if reasons else cursor_text(cursor),
            requests=self._notion.requests - sent,
            unreadable=tuple(unreadable),
            error="; ".join(reasons),
            delta=fresh is not None,
            unseen=self._unseen(found, nameless=members is None),
            whole=_whole(found) if fresh else frozenset(),
            members=tuple(members.values()) if members else (),
            tool_time=self._notion.server_time,
        )

    def _is_fresh(self, before: Cursor, now: datetime) -> bool:
        return before.bound == self._bound and timedelta(0) <= now - before.read_fully < self._full_read

    def _unseen(self, found: _Found, *, nameless: bool) -> str:
        told: list[str] = []
        if edited := [f"“{self._wanted[key].title}”" for key, reading in found.readings.items() if not reading.whole]:
            hours = round(self._full_read / timedelta(hours=1))
            told.append(
                f"Deletions and renamed options in {', '.join(edited)} are seen when everything is read again, "
                f"every {hours} hours; values that Notion computes, within the hour"
            )
        if nameless:
            told.append(f"Who the people are is not known: {tick('Read user information')}")
        return ". ".join(told)

    def _read(self, fresh: Cursor | None, now: datetime) -> _Found:
        """Read the data sources side by side. Raises the first failure when none could be read."""

        def read(wanted: Wanted) -> Reading | ConnectorError:
            known = fresh.tables.get(wanted.table) if fresh else None
            try:
                if known is not None:
                    return read_again(self._notion, wanted, known, now)
                return read_whole(self._notion, wanted, schema_of(self._notion, wanted.table), now)
            except _OF_ONE as error:
                return _told(wanted, error)

        # Pages of one query can only be turned one after the other, and an answer takes longer than a turn.
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            answers = dict(zip(self._wanted, pool.map(read, self._wanted.values()), strict=True))
        readings = {key: answer for key, answer in answers.items() if isinstance(answer, Reading)}
        failures = {key: answer for key, answer in answers.items() if isinstance(answer, ConnectorError)}
        if failures and not readings:
            raise next(iter(failures.values()))
        return _Found(readings, failures)


def _whole(found: _Found) -> frozenset[str]:
    """Return which data sources are as this read shows them; of one that could not be read, nothing is known."""
    return frozenset(key for key, reading in found.readings.items() if reading.whole) | found.failures.keys()


def _told(wanted: Wanted, error: ConnectorError) -> ConnectorError:
    if isinstance(error, NotShared):
        why = "it was deleted, or is not shared with the connection"
        return NotShared(_sentence(wanted, why), hint="Open it in Notion: ••• → Connections → add the connection.")
    return SourceUnreadable(_sentence(wanted, error.message), hint=error.hint)


def _sentence(wanted: Wanted, why: str) -> str:
    link = f"https://www.notion.so/{wanted.table.replace('-', '')}"
    return f"“{wanted.title}” ({link}) could not be read: {why}"
