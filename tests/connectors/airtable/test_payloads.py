"""A webhook's payloads: what is new, changed, gone, which schema moved, and where the log has holes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from connectors.airtable.payloads import NO_CHANGES, Changes, Fate, changes_in
from tests.connectors.airtable.anything import ANYTHING


def _payload(**parts: Any) -> dict[str, Any]:
    return {
        "timestamp": "2026-03-06T12:00:00.000Z",
        "baseTransactionNumber": 4,
        "payloadFormat": "v0",
        "actionMetadata": {"source": "client", "sourceMetadata": {"user": {"id": "usr1"}}},
        **parts,
    }


def _table(**parts: Any) -> dict[str, Any]:
    return _payload(changedTablesById={"tbl1": parts})


def _answer(*payloads: object, cursor: int = 9, more: bool = False) -> dict[str, Any]:
    return {"cursor": cursor, "mightHaveMore": more, "payloads": list(payloads)}


_CREATED = _table(createdRecordsById={"rec1": {"createdTime": "x", "cellValuesByFieldId": {}}})
_CHANGED = _table(changedRecordsById={"rec1": {"current": {"cellValuesByFieldId": {"fld1": {"id": "sel1"}}}}})
_DESTROYED = _table(destroyedRecordIds=["rec1"])


def test_no_payloads_are_no_changes() -> None:
    assert changes_in(_answer()) == Changes(cursor=9)


def test_the_cursor_and_whether_there_may_be_more_are_told() -> None:
    found = changes_in(_answer(_CHANGED, cursor=52, more=True))
    assert (found.cursor, found.might_have_more) == (52, True)


@pytest.mark.parametrize(
    ("payloads", "fate"),
    [
        ((_CREATED,), Fate.CREATED),
        ((_CHANGED,), Fate.CHANGED),
        ((_DESTROYED,), Fate.DESTROYED),
        ((_CREATED, _CHANGED), Fate.CREATED),
        ((_CHANGED, _DESTROYED), Fate.DESTROYED),
        ((_CREATED, _DESTROYED), Fate.DESTROYED),
        ((_DESTROYED, _CREATED), Fate.CREATED),
        ((_DESTROYED, _CHANGED), Fate.CHANGED),
    ],
)
def test_the_last_word_on_a_record_counts(payloads: tuple[object, ...], fate: Fate) -> None:
    together = changes_in(_answer(*payloads))
    assert together.records == {"tbl1": {"rec1": fate}}
    one_by_one = NO_CHANGES
    for payload in payloads:
        one_by_one = changes_in(_answer(payload), one_by_one)
    assert one_by_one == together


def test_what_is_to_fetch_and_what_is_gone_are_told_per_table() -> None:
    found = changes_in(
        _answer(_table(createdRecordsById={"rec1": {}}, changedRecordsById={"rec2": {}}, destroyedRecordIds=["rec3"]))
    )
    assert found.to_fetch("tbl1") == {"rec1", "rec2"}
    assert found.gone("tbl1") == {"rec3"}
    assert found.to_fetch("tbl2") == found.gone("tbl2") == frozenset()
    assert not found.schema_moved


@pytest.mark.parametrize(
    "parts",
    [
        {"changedFieldsById": {"fld1": {"current": {"name": "Due"}}}},
        {"createdFieldsById": {"fld2": {"name": "New", "type": "date"}}},
        {"destroyedFieldIds": ["fld1"]},
        {"changedMetadata": {"current": {"name": "Work"}, "previous": {"name": "Tasks"}}},
    ],
)
def test_a_changed_field_or_name_says_which_schema_to_read_again(parts: dict[str, Any]) -> None:
    found = changes_in(_answer(_table(**parts)))
    assert found.altered_tables == {"tbl1"}
    assert found.schema_moved
    assert not found.records


def test_a_new_table_brings_its_records() -> None:
    created = _payload(createdTablesById={"tbl2": {"metadata": {"name": "New"}, "recordsById": {"rec9": {}}}})
    found = changes_in(_answer(created))
    assert found.created_tables == {"tbl2"}
    assert found.to_fetch("tbl2") == {"rec9"}


def test_a_destroyed_table_takes_its_records_along() -> None:
    found = changes_in(_answer(_CHANGED, _payload(destroyedTableIds=["tbl1"])))
    assert found.destroyed_tables == {"tbl1"}
    assert found.schema_moved
    assert not found.records


def test_what_airtable_adds_later_is_no_error() -> None:
    found = changes_in({**_answer({**_CHANGED, "weather": "fine"}), "payloadFormat": "v0"})
    assert not found.errors


@pytest.mark.parametrize(
    ("payload", "error"),
    [
        ({"error": True, "code": "INVALID_HOOK"}, "INVALID_HOOK"),
        ({"error": True}, "an error without a code"),
        (_payload(payloadFormat="v1"), "a payload is not in the format v0"),
        ("x", "a payload is no object"),
        (_payload(changedTablesById=["tbl1"]), "changedTablesById is not what it was"),
        (_payload(changedTablesById={"tbl1": None}), "changedTablesById is not what it was"),
        (_table(destroyedRecordIds=[7]), "destroyedRecordIds is not what it was"),
        (_table(changedRecordsById="rec1"), "changedRecordsById is not what it was"),
    ],
)
def test_a_payload_that_cannot_be_read_is_a_hole_in_the_log(payload: object, error: str) -> None:
    found = changes_in(_answer(payload, _DESTROYED))
    assert found.errors == (error,)
    assert found.gone("tbl1") == {"rec1"}


@pytest.mark.parametrize("answer", [None, [], {}, {"payloads": []}, {"payloads": [], "cursor": "9"}, {"cursor": 9}])
def test_an_answer_that_is_no_list_keeps_what_was_known_and_says_so(answer: object) -> None:
    before = changes_in(_answer(_CHANGED, more=True))
    found = changes_in(answer, before)
    assert found.errors == ("the answer is no list of payloads",)
    assert (found.records, found.cursor, found.might_have_more) == (before.records, 9, False)


@given(ANYTHING)
def test_no_answer_raises(raw: object) -> None:
    changes_in(raw)
    changes_in(_answer(raw))
    changes_in(_answer(_payload(changedTablesById=raw, createdTablesById=raw, destroyedTableIds=raw)))
    changes_in(_answer(_payload(changedTablesById={"tbl1": raw}, createdTablesById={"tbl1": raw})))
