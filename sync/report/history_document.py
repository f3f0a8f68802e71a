"""The history of gaps as a document for machines: `report --history … --format json`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sync.report.history import GapHistory

HISTORY_SCHEMA = "https://streetdate.example/schema/history-1.json"


class _Entry(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.rstrip("_"), populate_by_name=True
    )


class EventEntry(_Entry):
    """One thing that happened to a gap, and what it said then."""

    at: datetime
    turn: Literal["opened", "changed", "worse", "waived", "closed"]
    severity: Literal["blocker", "warning", "note"]
    message: str


class GapHistoryEntry(_Entry):
    """One gap with its events, oldest first."""

    fingerprint: str
    code: str
    name: str
    title: str
    release: str
    tool: str
    record: str
    url: str
    events: tuple[EventEntry, ...]


class HistoryDocument(_Entry):
    """What happened to the gaps that were asked for."""

    schema_: str
    asked: str
    gaps: tuple[GapHistoryEntry, ...]


def history_document(asked: str, found: Iterable[GapHistory]) -> HistoryDocument:
    """Return the histories as a document."""
    return HistoryDocument(schema_=HISTORY_SCHEMA, asked=asked, gaps=tuple(map(_entry, found)))


def _entry(history: GapHistory) -> GapHistoryEntry:
    gap = history.gap
    return GapHistoryEntry(
        fingerprint=gap.fingerprint,
        code=gap.code,
        name=gap.name,
        title=gap.title,
        release=gap.release,
        tool=gap.ref.tool,
        record=gap.ref.record,
        url=gap.ref.url,
        events=tuple(
            EventEntry.model_validate({"at": e.at, "turn": e.turn.value, "severity": e.severity, "message": e.message})
            for e in history.events
        ),
    )
