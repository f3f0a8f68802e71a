"""One Airtable base as a source: the bound tables and nothing else, with as few requests as can be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from connectors.airtable.client import Airtable
from connectors.airtable.cursor import Cursor, cursor_from, cursor_text
from connectors.airtable.errors import NotAccepted
from connectors.airtable.following import follow
from connectors.airtable.polling import poll
from connectors.airtable.rows import PAGE_SIZE, pages
from connectors.airtable.schema import SITE, TOOL
from connectors.airtable.table import Reading, read_whole, records_of, schemas_of
from connectors.airtable.webhook import LIFE, REFUSALS, Webhook, make
from connectors.calls.budget import Allowance
from connectors.errors import AccessDenied, ConnectorError, NotShared, OutcomeUnknown, SourceUnreadable
from connectors.mapping.binding import TableBinding
from connectors.record import Pull
from connectors.wanted import Wanted, digest, wanted_of
from rules.model import Ref, Unreadable

_OF_ONE = (NotShared, NotAccepted, SourceUnreadable)
"""What goes wrong with one table and says nothing of the others."""
_MARGIN = timedelta(hours=1)
"""How far our clock and Airtable's may be apart."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What was read of each table, or why it was not, and the cursor that this leaves."""

    readings: Mapping[str, Reading]
    failures: Mapping[str, ConnectorError]
    cursor: Cursor
    delta: bool


class AirtableSource:
    """Reads everything when it must, and else what changed. An idle read costs one request where there is a webhook.

    Without one it costs a request for each table, and what changes without an edit is seen later: `Pull.unseen`.
    """

    tool = TOOL

    def __init__(
        self,
        name: str,
        airtable: Airtable,
        bindings: Iterable[TableBinding],
        *,
        clock: Callable[[], datetime],
        full_read: timedelta,
        allowance: Allowance,
        webhook: bool,
        running: bool,
    ) -> None:
        """`full_read` is after how long everything is read again, or longer where the `allowance` is small; 0: always.

        `webhook` is whether changes may be learnt from one; it is only made while `running`, for that is a write.
        """
        self._name = name
        self._airtable = airtable
        self._wanted = wanted_of(bindings)
        self._bound = digest(self._wanted)
        self._clock = clock
        self._full_read = full_read
        self._allowance = allowance
        self._webhook = webhook and full_read > timedelta(0)
        self._running = running

    @property
    def name(self) -> str:
        return self._name

    def pull(self, since: str) -> Pull:
        """Read the source, as `connectors.changes.Source` says."""
        sent = self._airtable.requests
        now = self._clock()
        before = cursor_from(since)
        webhook = self._living(before, now)
        found = None
        if before is not None and self._is_fresh(before, now):
            if before.webhook is None:
                found = self._polled(before, now)
            elif webhook is not None:
                found = self._followed(before, webhook, now)
                webhook = webhook if found else None
        if found is None:
            found = self._everything(before, webhook, now)
        unreadable: list[Unreadable] = []
        records = [
            record
            for table, reading in found.readings.items()
            for record in records_of(reading, self._wanted[table], unreadable)
        ]
        reasons = [failure.message for failure in found.failures.values()]
        return Pull(
            tables=tuple(reading.shape.table for reading in found.readings.values()),
            records=tuple(records),
            read_at=now,
            complete=not reasons,
            cursor="" if reasons else cursor_text(found.cursor),
            requests=self._airtable.requests - sent,
            unreadable=tuple(unreadable),
            error="; ".join(reasons),
            delta=found.delta,
            whole=_whole(found) if found.delta else frozenset(),
            gone=_gone(found),
            unseen=self._unseen(found),
            tool_time=self._airtable.server_time,
        )

    def _living(self, before: Cursor | None, now: datetime) -> Webhook | None:
        """Return the webhook of the last pull unless it ran out since: it would be answered as if nothing happened."""
        if before is None or before.bound != self._bound or before.heard is None or not self._webhook:
            return None
        return before.webhook if -_MARGIN <= now - before.heard < LIFE - _MARGIN else None

    def _is_fresh(self, before: Cursor, now: datetime) -> bool:
        rows = (known.rows for known in before.tables.values())
        return before.bound == self._bound and timedelta(0) <= now - before.read_fully < self._interval(rows)

    def _interval(self, rows: Iterable[int]) -> timedelta:
        """Return after how long everything is read again."""
        if not self._full_read:
            return timedelta(0)
        return max(self._full_read, self._allowance.rest(1 + sum(map(pages, rows))))

    def _followed(self, before: Cursor, webhook: Webhook, now: datetime) -> _Found | None:
        followed = follow(self._airtable, self._wanted, before, webhook, self._allowance, now)
        return None if followed is None else self._changed(followed.readings, followed.cursor)

    def _polled(self, before: Cursor, now: datetime) -> _Found | None:
        try:
            readings = poll(self._airtable, self._wanted, before)
        except _OF_ONE:
            return None
        return self._changed(readings, replace(before, read_at=self._airtable.server_time or now))

    def _changed(self, readings: Mapping[str, Reading], cursor: Cursor) -> _Found:
        tables = {table: reading.known for table, reading in readings.items()}
        return _Found(readings, self._missing(readings), replace(cursor, tables=tables), delta=True)

    def _everything(self, before: Cursor | None, webhook: Webhook | None, now: datetime) -> _Found:
        """Read each table; a webhook that lives goes on where it was. Raises the first failure when all fail."""
        heard, refused = before.heard if before and webhook else None, ""
        if webhook is None and self._webhook and self._running:
            webhook, refused = self._made(before)
            heard = now if webhook else None
        schemas = schemas_of(self._airtable, self._wanted.keys()) if self._wanted else {}
        read_at = self._airtable.server_time or now
        readings: dict[str, Reading] = {}
        failures: dict[str, ConnectorError] = {}
        for table, schema in schemas.items():
            try:
                readings[table] = read_whole(self._airtable, self._wanted[table], schema)
            except _OF_ONE as error:
                failures[table] = _told(self._airtable.base, self._wanted[table], error.message, error.hint)
        failures |= self._missing({**readings, **failures})
        if failures and not readings:
            raise next(iter(failures.values()))
        tables = {table: reading.known for table, reading in readings.items()}
        cursor = Cursor(self._bound, now, read_at, tables, webhook, heard, refused=refused)
        return _Found(readings, failures, cursor, delta=False)

    def _made(self, before: Cursor | None) -> tuple[Webhook | None, str]:
        """Make the webhook before reading, so that no change falls between; or say why there is none.

        Raises `AccessDenied` when the schedule cannot be carried without one.
        """
        stale = before.webhook.id if before is not None and before.webhook is not None else ""
        try:
            return make(self._airtable, self._wanted, stale), ""
        except OutcomeUnknown:
            return None, ""
        except REFUSALS as error:
            shortage = replace(self._allowance, least=len(self._wanted)).shortage()
            if shortage:
                raise AccessDenied(
                    f"Airtable lets this token make no webhook, and without one the schedule is too dense: {shortage}",
                    hint="Give the token the scope webhook:manage and its user the role Creator, or set runs_per_day "
                    "lower; 0 is for runs that only people start.",
                ) from None
            return None, error.message

    def _missing(self, found: Mapping[str, object]) -> Mapping[str, ConnectorError]:
        why, hint = "it was deleted", "Restore it in Airtable, or take it out of the settings."
        return {
            table: _told(self._airtable.base, want, why, hint)
            for table, want in self._wanted.items()
            if table not in found
        }

    def _unseen(self, found: _Found) -> str:
        cursor = found.cursor
        if not found.delta and not cursor.refused:
            return ""
        hours = round(self._interval(known.rows for known in cursor.tables.values()) / timedelta(hours=1))
        if not hours:
            return ""
        when = "when everything is read again, " + ("every hour" if hours == 1 else f"every {hours} hours")
        if cursor.webhook is not None:
            return f"Renamed options, and formulas that depend on the moment, are seen {when}"
        blind = "changed fields"
        if any(known.rows > PAGE_SIZE for known in cursor.tables.values()):
            blind += ", and in tables of more than 100 records deletions and computed values,"
        why = f"; there is no webhook: {cursor.refused}" if cursor.refused else ""
        return f"Without a webhook, {blind} are seen {when}{why}"


def _whole(found: _Found) -> frozenset[str]:
    """Return which tables are as this read shows them; of one that could not be read, nothing is known."""
    return frozenset(table for table, reading in found.readings.items() if reading.whole) | found.failures.keys()


def _gone(found: _Found) -> frozenset[str]:
    return frozenset(Ref(TOOL, table, id_).key for table, reading in found.readings.items() for id_ in reading.gone)


def _told(base: str, want: Wanted, why: str, hint: str) -> SourceUnreadable:
    return SourceUnreadable(f"“{want.title}” ({SITE}/{base}/{want.table}) could not be read: {why}", hint=hint)
