"""Formulas hold ids and times and nothing that somebody typed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.airtable.formulas import modified_after, these_records


def test_records_are_asked_for_by_their_ids() -> None:
    assert these_records(["recA1", "recB2"]) == "OR(RECORD_ID()='recA1',RECORD_ID()='recB2')"


@pytest.mark.parametrize("id_", ["", "tbl1", "rec1'", "rec1\n", "rec{x}", "rec\\", "rec1',TRUE(),'"])
def test_nothing_but_an_id_goes_into_a_formula(id_: str) -> None:
    with pytest.raises(ValueError, match="not the id"):
        these_records(["recA1", id_])


@given(st.text())
def test_no_text_breaks_out_of_its_quotes(text: str) -> None:
    try:
        formula = these_records([text])
    except ValueError:
        return
    assert formula == f"OR(RECORD_ID()='{text}')"
    assert text.isalnum()


def test_an_instant_is_written_in_utc() -> None:
    moment = datetime(2026, 3, 6, 13, 0, 1, 250_000, timezone(timedelta(hours=1)))
    assert modified_after(moment) == "IS_AFTER(LAST_MODIFIED_TIME(),DATETIME_PARSE('2026-03-06T12:00:01.250Z'))"
    assert modified_after(moment) == modified_after(moment.astimezone(UTC))


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        modified_after(datetime(2026, 3, 6))  # noqa: DTZ001
