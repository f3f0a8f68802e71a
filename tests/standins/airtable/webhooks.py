"""Webhooks without a listener: a log of changes that is read with a cursor."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.standins.airtable.cells import exact_instant
from tests.standins.airtable.refusals import invalid_request, refusal
from tests.standins.airtable.transactions import Edited, TableChange, Transaction

if TYPE_CHECKING:
    from tests.standins.airtable.base import Base

DATA_TYPES = frozenset({"tableData", "tableFields", "tableMetadata"})
_FILTERS = frozenset(
    {"dataTypes", "changeTypes", "fromSources", "recordChangeScope", "watchDataInFieldIds", "watchSchemasOfFieldIds"}
)
_INCLUDES = frozenset({"includeCellValuesInFieldIds", "includePreviousCellValues", "includePreviousFieldDefinitions"})


@dataclass(frozen=True, slots=True)
class Specification:
    """What a webhook watches. Empty means everything. Views as a scope are not supported here."""

    data_types: frozenset[str]
    change_types: frozenset[str]
    sources: frozenset[str]
    table: str
    data_fields: frozenset[str]
    schema_fields: frozenset[str]
    cell_values: frozenset[str] | None
    """Fields whose unchanged cells are told too; None: all."""
    previous_cells: bool
    previous_fields: bool

    @classmethod
    def read(cls, base: Base, written: Any) -> Specification:
        """Read a request's specification. Raises `Refusal`."""
        options = written.get("options") if isinstance(written, dict) else None
        filters = options.get("filters") if isinstance(options, dict) else None
        if not isinstance(filters, dict) or not filters.keys() <= _FILTERS:
            raise invalid_request()
        includes = written["options"].get("includes") or {}
        types = frozenset(filters.get("dataTypes") or ())
        if not types or not types <= DATA_TYPES or not includes.keys() <= _INCLUDES:
            raise invalid_request()
        values = includes.get("includeCellValuesInFieldIds") or ()
        read = cls(
            types,
            frozenset(filters.get("changeTypes") or ()),
            frozenset(filters.get("fromSources") or ()),
            filters.get("recordChangeScope") or "",
            frozenset(filters.get("watchDataInFieldIds") or ()),
            frozenset(filters.get("watchSchemasOfFieldIds") or ()),
            None if values == "all" else frozenset(values),
            bool(includes.get("includePreviousCellValues")),
            bool(includes.get("includePreviousFieldDefinitions")),
        )
        if not read.holds_in(base):
            raise refusal(422, "INVALID_FILTERS", "The filters name a table or field that is not in the base")
        return read

    def holds_in(self, base: Base) -> bool:
        """Whether everything that it names is in the base."""
        fields = {key for table in base.tables.values() for key in table.fields}
        return (not self.table or self.table in base.tables) and self.data_fields | self.schema_fields <= fields

    def wants(self, data_type: str, change_type: str) -> bool:
        """Whether changes of this kind are told."""
        return data_type in self.data_types and (not self.change_types or change_type in self.change_types)


@dataclass(slots=True)
class Webhook:
    """One webhook. Cursors count its payloads from 1 and are never used again."""

    id: str
    written: dict[str, Any]
    """The specification as it was sent."""
    watches: Specification
    expires: datetime
    life: timedelta
    notification_url: str | None = None
    enabled: bool = True
    next_cursor: int = 1
    _payloads: dict[int, tuple[datetime, dict[str, Any]]] = field(default_factory=dict)

    def active(self, now: datetime) -> bool:
        """Whether it still gathers payloads."""
        return self.enabled and now < self.expires

    def gone(self, now: datetime) -> bool:
        """Whether it is past the days for which an expired webhook can still be read."""
        return now >= self.expires + self.life

    def record(self, base: Base, action: Transaction) -> None:
        """Keep a payload of what an action changed, if it watches any of that."""
        watches = self.watches
        if not self.active(action.at) or (watches.sources and action.origin not in watches.sources):
            return
        told: dict[str, Any] = {}
        tables = {
            key: shown
            for key, change in action.tables.items()
            if (not watches.table or watches.table == key) and (shown := _table_shown(watches, change))
        }
        if tables:
            told["changedTablesById"] = tables
        if not watches.table and watches.wants("tableMetadata", "add") and action.new_tables:
            told["createdTablesById"] = {table.id: _new_table(table) for table in action.new_tables}
        if watches.wants("tableMetadata", "remove") and action.lost_tables and not watches.table:
            told["destroyedTableIds"] = list(action.lost_tables)
        if told:
            user = {**action.user.shown(), "permissionLevel": base.role(action.user).name.lower()}
            source = {"source": action.origin.value, "sourceMetadata": {"user": user}}
            self._keep(action.at, action.number, {"actionMetadata": source, **told})

    def check(self, base: Base, number: int) -> None:
        """Turn itself off, with a last payload that says so, where its specification names what is gone."""
        now = base.airtable.clock.now()
        if self.active(now) and not self.watches.holds_in(base):
            self._keep(now, number, {"error": True, "code": "INVALID_FILTERS"})
            self.enabled = False

    def payloads(self, cursor: int, limit: int, now: datetime) -> tuple[list[dict[str, Any]], int, bool]:
        """Return kept payloads from a cursor on, the cursor after them, and whether there are more."""
        self._payloads = {at: kept for at, kept in self._payloads.items() if now < kept[0] + self.life}
        left = [at for at in sorted(self._payloads) if at >= cursor]
        page = left[:limit]
        return [self._payloads[at][1] for at in page], page[-1] + 1 if page else cursor, len(left) > limit

    def extend(self, now: datetime) -> None:
        """Live as long again from now on, unless it is over already."""
        if self.active(now):
            self.expires = now + self.life

    def shown(self, now: datetime) -> dict[str, Any]:
        """Return the webhook as the list of webhooks shows it."""
        return {
            "id": self.id,
            "specification": self.written,
            "notificationUrl": self.notification_url,
            "cursorForNextPayload": self.next_cursor,
            "lastNotificationResult": None,
            "areNotificationsEnabled": self.notification_url is not None,
            "lastSuccessfulNotificationTime": None,
            "isHookEnabled": self.active(now),
            "expirationTime": exact_instant(self.expires),
        }

    def _keep(self, at: datetime, number: int, told: dict[str, Any]) -> None:
        head = {"timestamp": exact_instant(at), "baseTransactionNumber": number, "payloadFormat": "v0"}
        self._payloads[self.next_cursor] = (at, head | told)
        self.next_cursor += 1


def _table_shown(watches: Specification, change: TableChange) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    if watches.wants("tableData", "add"):
        created = {
            key: {"createdTime": exact_instant(new.at), "cellValuesByFieldId": _watched(watches, new.cells)}
            for key, new in change.created.items()
        }
        shown["createdRecordsById"] = created
    if watches.wants("tableData", "update"):
        edited = {key: _edited(watches, edit) for key, edit in change.edited.items() if _watched(watches, edit.changed)}
        shown["changedRecordsById"] = edited
    if watches.wants("tableData", "remove"):
        shown["destroyedRecordIds"] = change.destroyed
    if watches.wants("tableFields", "add"):
        shown["createdFieldsById"] = change.new_fields
    if watches.wants("tableFields", "update"):
        wanted = watches.schema_fields
        shown["changedFieldsById"] = {
            key: {"current": new} | ({"previous": old} if watches.previous_fields else {})
            for key, (old, new) in change.fields.items()
            if not wanted or key in wanted
        }
    if watches.wants("tableFields", "remove"):
        shown["destroyedFieldIds"] = change.lost_fields
    if change.metadata and watches.wants("tableMetadata", "update"):
        shown["changedMetadata"] = {"previous": change.metadata[0], "current": change.metadata[1]}
    return {name: part for name, part in shown.items() if part}


def _watched(watches: Specification, cells: Any) -> Any:
    if isinstance(cells, dict):
        return {key: cell for key, cell in cells.items() if not watches.data_fields or key in watches.data_fields}
    return [key for key in cells if not watches.data_fields or key in watches.data_fields]


def _edited(watches: Specification, edit: Edited) -> dict[str, Any]:
    changed = _watched(watches, edit.changed)
    shown: dict[str, Any] = {"current": {"cellValuesByFieldId": {key: edit.after[key] for key in changed}}}
    if watches.previous_cells:
        shown["previous"] = {"cellValuesByFieldId": {key: edit.before[key] for key in changed if key in edit.before}}
    told = watches.cell_values
    unchanged = {
        key: cell for key, cell in edit.after.items() if key not in edit.changed and (told is None or key in told)
    }
    if unchanged:
        shown["unchanged"] = {"cellValuesByFieldId": unchanged}
    return shown


def _new_table(table: Any) -> dict[str, Any]:
    return {
        "metadata": {"name": table.name, "description": table.description or None},
        "fieldsById": {field.id: {"name": field.name, "type": field.type} for field in table.fields.values()},
        "recordsById": {},
    }
