"""The rules' memory as JSON text and back, exactly."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from rules.memory import Acknowledged, Agreed, Approved, Carried, DateSeen, Memory, Stated, statement_mark
from rules.model import Ref, Statement

_DISPUTED = "disputed"


def memory_to_text(memory: Memory) -> str:
    """Return the memory as text, sorted, so that equal memories are equal text."""
    return json.dumps(
        {
            "moments": _instants_out(memory.moments),
            "opened": _instants_out(memory.opened),
            "approvals": {
                key: [a.decision, dict(a.material), a.seen_at.isoformat(), _instants_out(a.changed)]
                for key, a in memory.approvals.items()
            },
            "acknowledgements": {
                key: [list(a.receivers), a.seen_at.isoformat(), a.mark] for key, a in memory.acknowledgements.items()
            },
            "dates": {
                key: [[d.date.isoformat(), d.seen_at.isoformat(), list(d.late_work)] for d in dates]
                for key, dates in memory.dates.items()
            },
            "joined": {
                key: [c.key, c.ref.tool, c.ref.container, c.ref.record, c.ref.url] for key, c in memory.joined.items()
            },
            "statements": {
                release: [_statement_out(seen[mark]) for mark in sorted(seen)]
                for release, seen in memory.stated.items()
            },
            "all_read_at": memory.all_read_at.isoformat() if memory.all_read_at else "",
            "shares": {
                key: [dict(a.terms), a.mark, a.seen_at.isoformat(), a.withdrawn, _instants_out(a.changed)]
                for key, a in memory.shares.items()
            },
        },
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )


def memory_from_text(text: str) -> Memory:
    """Return the memory that `memory_to_text` wrote."""
    value = json.loads(text)
    return Memory(
        moments=_instants_in(value["moments"]),
        opened=_instants_in(value["opened"]),
        approvals={
            key: Approved(decision, dict(material), datetime.fromisoformat(seen), _instants_in(changed))
            for key, (decision, material, seen, changed) in value["approvals"].items()
        },
        acknowledgements={
            key: Acknowledged(tuple(receivers), datetime.fromisoformat(seen), mark)
            for key, (receivers, seen, mark) in value["acknowledgements"].items()
        },
        dates={
            key: tuple(
                DateSeen(date.fromisoformat(day), datetime.fromisoformat(seen), tuple(late))
                for day, seen, late in dates
            )
            for key, dates in value["dates"].items()
        },
        # A store that was written before these were remembered has none of them.
        joined={
            key: Carried(carrier, Ref(tool, container, record, url))
            for key, (carrier, tool, container, record, url) in value.get("joined", {}).items()
        },
        stated={
            release: {statement_mark(s.on, s.name, s.says): s for s in map(_statement_in, seen)}
            for release, seen in value.get("statements", {}).items()
        },
        all_read_at=datetime.fromisoformat(at) if (at := value.get("all_read_at")) else None,
        shares={
            key: Agreed(dict(terms), mark, datetime.fromisoformat(seen), withdrawn, _instants_in(changed))
            for key, (terms, mark, seen, withdrawn, changed) in value.get("shares", {}).items()
        },
    )


def _statement_out(stated: Stated) -> list[str]:
    said, ref = stated.says, stated.says.ref
    return [
        stated.on, stated.name, said.source, ref.tool, ref.container, ref.record, ref.url, said.value, said.means,
        stated.seen_at.isoformat(), *([_DISPUTED] if stated.disputed else []),
    ]  # fmt: skip


def _statement_in(texts: Sequence[str]) -> Stated:
    on, name, source, tool, container, record, url, value, means, at, *more = texts
    says = Statement(value, Ref(tool, container, record, url), source, means)
    return Stated(on, name, says, _DISPUTED in more, datetime.fromisoformat(at))


def _instants_out(instants: Mapping[str, datetime]) -> dict[str, str]:
    return {key: instant.isoformat() for key, instant in instants.items()}


def _instants_in(value: Mapping[str, Any]) -> dict[str, datetime]:
    return {key: datetime.fromisoformat(instant) for key, instant in value.items()}
