"""One listed record: cells by field id, our own marks, and what could not be read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from connectors.airtable.records import RecordRead, record_of
from connectors.airtable.schema import TableShape, tables_in
from connectors.explore import OwnColumns
from connectors.record import FileCell, LinkCell, Marks, PersonCell, Record
from rules.model import Ref, Unknown, Unreadable
from tests.connectors.airtable.anything import ANYTHING
from tests.connectors.airtable.fields import BASE, described, lookup, table
from tests.recordings import recorded

_SHAPE = table(
    described("singleLineText", "fldTitle", "Task"),
    described("date", "fldDue", "Due"),
    described("checkbox", "fldDone", "Done"),
    {**lookup(described("number"), "formula"), "id": "fldSum", "name": "Sum"},
    described("singleSelect", "fldFlag", "Streetdate flag"),
    described("multilineText", "fldGaps", "Streetdate gaps"),
    ours=frozenset({"fldFlag", "fldGaps"}),
)
_OWN = OwnColumns("tbl1", flag="fldFlag", gaps="fldGaps")
_REF = Ref("airtable", "tbl1", "rec1", f"https://airtable.com/{BASE}/tbl1/rec1")


def _read(fields: dict[str, Any], **more: Any) -> RecordRead:
    read = record_of({"id": "rec1", "createdTime": "2026-01-01T00:00:00.000Z", "fields": fields, **more}, _SHAPE, _OWN)
    assert read
    return read


def test_a_record_has_its_link_and_its_cells_by_field_id() -> None:
    read = _read({"fldTitle": "Mix", "fldDue": "2026-03-06", "fldDone": True, "fldSum": 3}, commentCount=0)
    assert read.record == Record(
        _REF, {"fldTitle": "Mix", "fldDue": date(2026, 3, 6), "fldDone": True, "fldSum": Decimal(3)}
    )
    assert read.unreadable == ()


def test_an_empty_record_holds_nothing_but_unticked_boxes() -> None:
    assert _read({}).record.cells == {"fldDone": False}


def test_a_value_of_a_field_that_the_schema_does_not_have_is_left_out() -> None:
    assert "fldGone" not in _read({"fldGone": "x"}).record.cells


def test_our_own_columns_are_marks_and_no_cells() -> None:
    read = _read({"fldFlag": "Blocked", "fldGaps": 'Blocker OWN001: x\n<airtable:mention id="m">@A</airtable:mention>'})
    assert read.record.cells == {"fldDone": False}
    assert read.record.marks.flag == "Blocked"
    assert read.record.marks.gaps == 'Blocker OWN001: x\n<airtable:mention id="m">@A</airtable:mention>'


@pytest.mark.parametrize(
    ("count", "comment"), [({"commentCount": 0}, None), ({"commentCount": 2}, Unknown.UNSEEN), ({}, Unknown.UNSEEN)]
)
def test_only_a_count_of_zero_says_that_there_is_no_comment(count: dict[str, int], comment: Unknown | None) -> None:
    assert _read({}, **count).record.marks == Marks(comment=comment)


def test_a_cell_in_error_is_unknown_and_told_with_its_reason() -> None:
    read = _read({"fldSum": {"error": "#ERROR!"}})
    assert read.record.cells["fldSum"] is Unknown.UNREADABLE
    assert read.unreadable == (
        Unreadable(_REF, "Sum", "#ERROR!", "the cell shows the error #ERROR!; put the field right in Airtable"),
    )


def test_a_broken_formula_is_unknown_on_every_record() -> None:
    shape = table({**lookup(None, "formula", isValid=False), "id": "fldSum"})
    read = record_of({"id": "rec1", "fields": {}}, shape, OwnColumns("tbl1"))
    assert read
    assert read.record.cells == {"fldSum": Unknown.UNREADABLE}


@given(ANYTHING)
def test_no_record_raises(raw: object) -> None:
    record_of(raw, _SHAPE, _OWN)
    record_of({"id": "rec1", "fields": raw, "commentCount": raw}, _SHAPE, _OWN)
    record_of({"id": "rec1", "fields": dict.fromkeys(_SHAPE.fields, raw)}, _SHAPE, _OWN)


_EXPECTED: dict[str, type | tuple[type, ...]] = {
    "Name": str,
    "f_autoNumber": Decimal,
    "f_barcode": str,
    "f_checkbox": bool,
    "f_count": Decimal,
    "f_createdBy": PersonCell,
    "f_createdTime": date,
    "f_currency": Decimal,
    "f_date": date,
    "f_dateTime": date,
    "f_duration": str,
    "f_email": str,
    "f_formula": str,
    "f_lastModifiedBy": PersonCell,
    "f_lastModifiedTime": date,
    "f_multilineText": str,
    "f_multipleAttachments": FileCell,
    "f_multipleCollaborators": PersonCell,
    "f_multipleLookupValues": (str, Decimal),
    "f_multipleRecordLinks": LinkCell,
    "f_multipleSelects": str,
    "f_number": Decimal,
    "f_percent": str,
    "f_phoneNumber": str,
    "f_rating": Decimal,
    "f_richText": str,
    "f_rollup": Decimal,
    "f_singleCollaborator": PersonCell,
    "f_singleLineText": str,
    "f_singleSelect": str,
    "f_url": str,
}


def _recorded_shape() -> TableShape:
    answers = [i["response"] for i in recorded("airtable/interactions.jsonl") if "tables" in (i["response"] or {})]
    shapes = [shape for answer in answers for shape in tables_in(answer, BASE)]
    return max(shapes, key=lambda shape: len(shape.fields))


def test_every_recorded_record_decodes_to_the_types_of_its_fields() -> None:
    shape = _recorded_shape()
    ids = {one.name: one.id for one in shape.fields.values()}
    seen: set[str] = set()
    for interaction in recorded("airtable/interactions.jsonl"):
        answer = interaction["response"] or {}
        for raw in answer.get("records") or ([answer] if "fields" in answer else []):
            given_fields = raw.get("fields", {})
            renamed = {ids[name]: value for name, value in given_fields.items() if name in ids}
            read = record_of({**raw, "fields": renamed}, shape, OwnColumns(shape.table.id))
            assert read
            flawed = {unreadable.field for unreadable in read.unreadable}
            for name, value in given_fields.items():
                cell = read.record.cells.get(ids[name]) if name in ids else None
                if name == "f_button" or name not in ids:
                    assert cell is None
                elif isinstance(value, dict) and "specialValue" in value:
                    assert cell is Unknown.UNREADABLE
                    assert name in flawed
                else:
                    member = cell[0] if isinstance(cell, tuple) else cell
                    assert isinstance(member, _EXPECTED[name]), name
                    seen.add(name)
    assert seen == set(_EXPECTED)
