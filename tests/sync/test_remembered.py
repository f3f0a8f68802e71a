"""The rules' memory as text: exact, and readable when an older version wrote it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from rules.memory import Agreed, Memory
from sync.store.remembered import memory_from_text, memory_to_text

NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)


def test_agreed_shares_come_back_exactly() -> None:
    memory = Memory(shares={"s": Agreed({"share": "50 %"}, "2026-07-20", NOON, True, {"share": NOON})})
    assert memory_from_text(memory_to_text(memory)) == memory


def test_a_memory_from_before_shares_were_remembered_is_read() -> None:
    older = json.loads(memory_to_text(Memory(moments={"a|done": NOON})))
    del older["shares"]
    assert memory_from_text(json.dumps(older)) == Memory(moments={"a|done": NOON})
