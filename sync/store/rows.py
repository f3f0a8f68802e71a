"""Lives, events, receipts and runs as rows of the store, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from rules.model import Ref
from rules.policy import Severity
from sync.gap import Gap
from sync.life import Event, Happening, Life, Turn
from sync.store.base import RunRecord, StoredReceipt
from sync.store.texts import to_json

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from connectors.changes import Receipt

Value: TypeAlias = str | int | None
Row: TypeAlias = dict[str, Value]
"""The parameters of one statement, by name."""

_GAP = tuple(field.name for field in fields(Gap))


@lru_cache(256)  # The gaps of one run share a few instants.
def instant(moment: datetime) -> str:
    """Return an instant as text that sorts as instants do: always UTC, always with all its digits."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _maybe(moment: datetime | None) -> str | None:
    return instant(moment) if moment else None


def _read(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _texts(text: str) -> tuple[str, ...]:
    items = json.loads(text)
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise ValueError("no list of texts")
    return tuple(items)


def _ref(row: Mapping[str, Any]) -> Ref:
    return Ref(row["tool"], row["container"], row["record"], row["url"])


def _place(ref: Ref) -> Row:
    return {"tool": ref.tool, "container": ref.container, "record": ref.record, "url": ref.url}


def rows_to_text(rows: Mapping[str, Mapping[str, object]]) -> str:
    """Return many rows, by key, as the one JSON object in which a statement takes them."""
    return to_json(_anything(), rows)


@cache
def _anything() -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(Any)


def lives_to_text(lives: Iterable[Life]) -> str:
    """Return lives as rows; what is asked for by itself has a column, the gap is kept whole beside it."""
    return rows_to_text({life.gap.fingerprint: _row_of_life(life) for life in lives})


def _row_of_life(life: Life) -> Mapping[str, object]:
    gap, ref = life.gap, life.gap.ref
    return {
        "source": life.source,
        "code": gap.code,
        "severity": gap.severity.value,
        "release": gap.release,
        "gap": {name: getattr(gap, name) for name in _GAP} | {"ref": (ref.tool, ref.container, ref.record, ref.url)},
        "opened_at": instant(life.opened_at),
        "changed_at": instant(life.changed_at),
        "waived_at": _maybe(life.waived_at),
        "closed_at": _maybe(life.closed_at),
        "lacked": life.lacked,
    }


def _gap(text: str) -> Gap:
    gap = json.loads(text)
    gap["ref"] = Ref(*gap["ref"])
    gap["severity"] = Severity(gap["severity"])
    return Gap(**gap)


def life_of_row(row: Mapping[str, Any]) -> Life:
    """Return the life of a row."""
    return Life(
        gap=_gap(row["gap"]),
        source=row["source"],
        opened_at=datetime.fromisoformat(row["opened_at"]),
        changed_at=datetime.fromisoformat(row["changed_at"]),
        waived_at=_read(row["waived_at"]),
        closed_at=_read(row["closed_at"]),
        lacked=_texts(row["lacked"]),
    )


def events_to_text(events: Iterable[Event]) -> str:
    """Return events as rows in their order."""
    return rows_to_text(
        {
            str(number): {
                "fingerprint": event.fingerprint,
                "at": instant(event.at),
                "turn": event.turn.value,
                "severity": event.severity,
                "message": event.message,
            }
            for number, event in enumerate(events)
        }
    )


def event_of_row(row: Mapping[str, Any]) -> Event:
    """Return the event of a row."""
    at = datetime.fromisoformat(row["at"])
    return Event(row["fingerprint"], at, Turn(row["turn"]), row["severity"], row["message"])


def happening_of_row(row: Mapping[str, Any]) -> Happening:
    """Return an event together with the gap that it happened to."""
    return Happening(event_of_row(row), _gap(row["gap"]), row["source"], row["run"])


def row_of_receipt(receipt: Receipt, run: str) -> Row:
    """Return a receipt as a row: that it was written and where, not the text, which the ledger holds."""
    return {
        "run": run,
        "at": instant(receipt.at),
        **_place(receipt.change.ref),
        "kind": type(receipt.change).__name__,
        "remote_id": receipt.remote_id,
    }


def receipt_of_row(row: Mapping[str, Any]) -> StoredReceipt:
    """Return the receipt of a row."""
    return StoredReceipt(row["run"], datetime.fromisoformat(row["at"]), _ref(row), row["kind"], row["remote_id"])


def row_of_run(run: RunRecord) -> Row:
    """Return a run as a row."""
    return {
        "id": run.id,
        "started": instant(run.started),
        "as_of": instant(run.as_of),
        "finished": _maybe(run.finished),
        "outcome": run.outcome,
        "counts": json.dumps(dict(run.counts), sort_keys=True),
    }


def run_of_row(row: Mapping[str, Any]) -> RunRecord:
    """Return the run of a row."""
    return RunRecord(
        id=row["id"],
        started=datetime.fromisoformat(row["started"]),
        as_of=datetime.fromisoformat(row["as_of"]),
        finished=_read(row["finished"]),
        outcome=row["outcome"],
        counts={name: int(count) for name, count in json.loads(row["counts"]).items()},
    )
