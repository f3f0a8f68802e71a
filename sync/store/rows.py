"""Entries, lives, events, receipts and runs as rows of the store, and back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, TypeAlias

from connectors.changes import Receipt
from rules.model import Ref
from rules.policy import Severity
from sync.gap import Gap
from sync.ledger import Entry
from sync.life import Event, Happening, Life, Turn
from sync.store.base import RunRecord, StoredReceipt

Value: TypeAlias = str | int | None
Row: TypeAlias = dict[str, Value]

_HALVES = re.compile("[\ud800-\udfff]")


def instant(moment: datetime) -> str:
    """Return an instant as text that sorts as instants do: always UTC, always with all its digits."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _maybe(moment: datetime | None) -> str | None:
    return instant(moment) if moment else None


def _read(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def storable(row: Row) -> Row:
    """Return the row without what no database takes in a text: NUL, and halves of characters outside UTF-8."""
    # One look at all texts together, because almost no row ever needs more.
    together = "".join([value for value in row.values() if type(value) is str])
    if "\0" not in together and (together.isascii() or not _HALVES.search(together)):
        return row
    return {name: _storable(value) if isinstance(value, str) else value for name, value in row.items()}


def _storable(text: str) -> str:
    return _HALVES.sub("\ufffd", text).replace("\0", "\ufffd")


def _list(items: Sequence[str]) -> str:
    return json.dumps(items) if items else "[]"


def _ref(row: Mapping[str, Any]) -> Ref:
    return Ref(row["tool"], row["container"], row["record"], row["url"])


def _place(ref: Ref) -> Row:
    return {"tool": ref.tool, "container": ref.container, "record": ref.record, "url": ref.url}


def row_of_entry(entry: Entry) -> Row:
    """Return an entry as a row."""
    return {
        "key": entry.ref.key,
        **_place(entry.ref),
        "source": entry.source,
        "title": entry.title,
        "flag": entry.flag,
        "gaps": entry.gaps,
        "restored": int(entry.restored),
        "comment_id": entry.comment_id,
        "comment_gone": int(entry.comment_gone),
        "body": entry.body,
        "mark": entry.mark,
        "told": _list(entry.told),
        "blockers": _list(entry.blockers),
        "generation": entry.generation,
    }


def entry_of_row(row: Mapping[str, Any]) -> Entry:
    """Return the entry of a row."""
    return Entry(
        ref=_ref(row),
        source=row["source"],
        title=row["title"],
        flag=row["flag"],
        gaps=row["gaps"],
        restored=bool(row["restored"]),
        comment_id=row["comment_id"],
        comment_gone=bool(row["comment_gone"]),
        body=row["body"],
        mark=row["mark"],
        told=tuple(json.loads(row["told"])),
        blockers=tuple(json.loads(row["blockers"])),
        generation=row["generation"],
    )


def row_of_life(life: Life) -> Row:
    """Return a life as a row; what is asked for by itself has a column, the gap is kept whole beside it."""
    gap = asdict(life.gap)
    gap["ref"] = [life.gap.ref.tool, life.gap.ref.container, life.gap.ref.record, life.gap.ref.url]
    return {
        "fingerprint": life.gap.fingerprint,
        "source": life.source,
        "code": life.gap.code,
        "severity": life.gap.severity.value,
        "release": life.gap.release,
        "gap": json.dumps(gap, ensure_ascii=False),
        "opened_at": instant(life.opened_at),
        "changed_at": instant(life.changed_at),
        "waived_at": _maybe(life.waived_at),
        "closed_at": _maybe(life.closed_at),
        "lacked": _list(life.lacked),
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
        lacked=tuple(json.loads(row["lacked"])),
    )


def row_of_event(event: Event, run: str) -> Row:
    """Return an event of a run as a row."""
    return {
        "fingerprint": event.fingerprint,
        "at": instant(event.at),
        "turn": event.turn.value,
        "severity": event.severity,
        "message": event.message,
        "run": run,
    }


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
        counts=json.loads(row["counts"]),
    )
