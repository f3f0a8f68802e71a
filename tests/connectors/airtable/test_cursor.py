"""What a pull leaves for the next survives as text, and any other text is none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.airtable.cursor import Cursor, Known, cursor_from, cursor_text
from connectors.airtable.webhook import Webhook

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
LEAST = Cursor("b", NOON, NOON, {})
MOST = Cursor(
    "b", NOON, NOON, {"tbl1": Known({"id": "tbl1", "name": "Tö\n"}, 3)}, Webhook("ach1", 7), NOON, frozenset({"tbl1"}),
    NOON, "no right",
)  # fmt: skip


@pytest.mark.parametrize("cursor", [LEAST, MOST])
def test_a_cursor_comes_back_as_it_was(cursor: Cursor) -> None:
    assert cursor_from(cursor_text(cursor)) == cursor


@given(st.text() | st.sampled_from(["", "null", "1", "[]", "{}", '{"version":1}', cursor_text(MOST)[:-9]]))
def test_any_other_text_is_no_cursor(text: str) -> None:
    assert cursor_from(text) is None


def test_a_cursor_of_another_version_is_none() -> None:
    assert cursor_from(cursor_text(MOST).replace('"version":1', '"version":2')) is None
