"""What a webhook's payloads say happened in a base: which records to fetch again, which are gone, which schema moved.

The values in a payload have other shapes than the records API's; `told.py` reads them where they tell a whole record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

_FORMAT = "v0"
_SCHEMA_KEYS = ("changedFieldsById", "createdFieldsById", "destroyedFieldIds", "changedMetadata")


class Fate(StrEnum):
    """What became of a record, all payloads together."""

    CREATED = "created"
    CHANGED = "changed"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True)
class Told:
    """What payloads say of one record that changed, in the webhooks' shapes."""

    edited: frozenset[str] | None
    """The fields that changed; `None` where a payload does not say."""
    cells: Mapping[str, Any]
    """The last value of each field that was told, changed or not."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that happened between two cursors.

    With `errors` (Airtable's codes, or what is wrong with the answer) the log has holes, and only a full read tells.
    """

    records: Mapping[str, Mapping[str, Fate]] = field(default_factory=dict)
    """By table id and record id."""
    told: Mapping[str, Mapping[str, Told]] = field(default_factory=dict)
    """Of the changed records, by table id and record id."""
    altered_tables: frozenset[str] = frozenset()
    """Tables whose name, description or fields changed."""
    created_tables: frozenset[str] = frozenset()
    destroyed_tables: frozenset[str] = frozenset()
    cursor: int = 0
    """Where the next list begins; 0 when the answer had none."""
    might_have_more: bool = False
    errors: tuple[str, ...] = ()

    @property
    def schema_moved(self) -> bool:
        """Whether the schema must be read again."""
        return bool(self.altered_tables or self.created_tables or self.destroyed_tables)

    def to_fetch(self, table: str) -> frozenset[str]:
        """Return the records of a table that are new or changed and still there."""
        return frozenset(id_ for id_, fate in self.records.get(table, {}).items() if fate is not Fate.DESTROYED)

    def gone(self, table: str) -> frozenset[str]:
        """Return the records of a table that were deleted."""
        return frozenset(id_ for id_, fate in self.records.get(table, {}).items() if fate is Fate.DESTROYED)


NO_CHANGES = Changes()


def changes_in(answer: object, before: Changes = NO_CHANGES) -> Changes:
    """Return what one answer of `GET …/payloads` adds to what the answers `before` it said."""
    payloads = answer.get("payloads") if isinstance(answer, dict) else None
    cursor = answer.get("cursor") if isinstance(answer, dict) else None
    if not isinstance(answer, dict) or not isinstance(payloads, list) or type(cursor) is not int:
        return replace(before, might_have_more=False, errors=(*before.errors, "the answer is no list of payloads"))
    log = _Log(before)
    for payload in payloads:
        log.add(payload)
    return Changes(
        records=log.records,
        told=log.told,
        altered_tables=frozenset(log.altered),
        created_tables=frozenset(log.created),
        destroyed_tables=frozenset(log.destroyed),
        cursor=cursor,
        might_have_more=answer.get("mightHaveMore") is True,
        errors=tuple(log.errors),
    )


class _Log:
    """Payloads laid over each other in the order in which they happened."""

    def __init__(self, before: Changes) -> None:
        self.records = {table: dict(fates) for table, fates in before.records.items()}
        self.told = {table: dict(told) for table, told in before.told.items()}
        self.altered = set(before.altered_tables)
        self.created = set(before.created_tables)
        self.destroyed = set(before.destroyed_tables)
        self.errors = list(before.errors)

    def add(self, payload: object) -> None:
        if not isinstance(payload, dict):
            self.errors.append("a payload is no object")
            return
        if payload.get("error"):
            code = payload.get("code")
            self.errors.append(code if isinstance(code, str) else "an error without a code")
            return
        if payload.get("payloadFormat", _FORMAT) != _FORMAT:
            self.errors.append(f"a payload is not in the format {_FORMAT}")
            return
        for table, created in self._keyed(payload, "createdTablesById"):
            self.created.add(table)
            self.destroyed.discard(table)
            self._fates(table, self._ids(created, "recordsById"), Fate.CREATED)
        for table, changed in self._keyed(payload, "changedTablesById"):
            if any(changed.get(key) for key in _SCHEMA_KEYS):
                self.altered.add(table)
            self._fates(table, self._ids(changed, "createdRecordsById"), Fate.CREATED)
            self._fates(table, self._ids(changed, "changedRecordsById"), Fate.CHANGED)
            self._tell(table, changed.get("changedRecordsById"))
            self._fates(table, self._ids(changed, "destroyedRecordIds"), Fate.DESTROYED)
        for table in self._ids(payload, "destroyedTableIds"):
            self.destroyed.add(table)
            self.created.discard(table)
            self.altered.discard(table)
            self.records.pop(table, None)
            self.told.pop(table, None)

    def _fates(self, table: str, ids: Iterable[str], fate: Fate) -> None:
        for id_ in ids:
            fates = self.records.setdefault(table, {})
            if not (fate is Fate.CHANGED and fates.get(id_) is Fate.CREATED):
                fates[id_] = fate
                if fate is not Fate.CHANGED:
                    self.told.get(table, {}).pop(id_, None)

    def _tell(self, table: str, records: object) -> None:
        told = self.told.setdefault(table, {})
        for id_, raw in records.items() if isinstance(records, dict) else ():
            before = told.get(id_, Told(frozenset(), {}))
            current, unchanged = _cells(raw, "current"), _cells(raw, "unchanged")
            edited = None if before.edited is None or not current else before.edited | current.keys()
            told[id_] = Told(edited, {**before.cells, **unchanged, **current})

    def _keyed(self, raw: Mapping[str, Any], key: str) -> list[tuple[str, Mapping[str, Any]]]:
        value = raw.get(key) or {}
        if isinstance(value, dict) and all(isinstance(part, dict) for part in value.values()):
            return list(value.items())
        self.errors.append(f"{key} is not what it was")
        return []

    def _ids(self, raw: Mapping[str, Any], key: str) -> list[str]:
        """Return ids, whether they are listed or are the keys of an object."""
        value = raw.get(key) or ()
        if isinstance(value, list | dict | tuple) and all(isinstance(id_, str) for id_ in value):
            return list(value)
        self.errors.append(f"{key} is not what it was")
        return []


def _cells(raw: object, key: str) -> Mapping[str, Any]:
    part = raw.get(key) if isinstance(raw, dict) else None
    cells = part.get("cellValuesByFieldId") if isinstance(part, dict) else None
    return cells if isinstance(cells, dict) else {}
