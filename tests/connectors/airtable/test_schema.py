"""The schema answer: columns with their types, and what reading needs beyond them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from connectors.airtable.schema import tables_in
from connectors.errors import SourceUnreadable
from connectors.record import ColumnType, Table
from tests.connectors.airtable.anything import ANYTHING
from tests.connectors.airtable.fields import BASE, described, field, lookup, table
from tests.recordings import recorded

_CHOICES = [{"id": "sel1", "name": "Draft"}, {"id": "sel2", "name": "Done", "color": "greenBright"}]


def test_a_table_has_its_title_its_link_and_its_columns_in_order() -> None:
    shape = table(described("singleLineText", "fldA", "Task"), described("date", "fldB", "Due"))
    assert shape.table == Table(
        "tbl1",
        "Tasks",
        shape.table.columns,
        "https://airtable.com/appLabel000000001/tbl1",
    )
    assert [(column.id, column.name, column.type) for column in shape.table.columns] == [
        ("fldA", "Task", ColumnType.TEXT),
        ("fldB", "Due", ColumnType.DATE),
    ]
    assert shape.primary == "fldA"


@pytest.mark.parametrize(
    ("raw", "type_"),
    [
        (described("singleLineText"), ColumnType.TEXT),
        (described("multilineText"), ColumnType.TEXT),
        (described("richText"), ColumnType.TEXT),
        (described("aiText"), ColumnType.TEXT),
        (described("email"), ColumnType.TEXT),
        (described("phoneNumber"), ColumnType.TEXT),
        (described("barcode"), ColumnType.TEXT),
        (described("url"), ColumnType.URL),
        (described("number", precision=0), ColumnType.NUMBER),
        (described("currency", precision=2, symbol="€"), ColumnType.NUMBER),
        (described("percent", precision=1), ColumnType.NUMBER),
        (described("rating", max=5), ColumnType.NUMBER),
        (described("duration", durationFormat="h:mm"), ColumnType.NUMBER),
        (described("count"), ColumnType.NUMBER),
        (described("autoNumber"), ColumnType.NUMBER),
        (described("checkbox"), ColumnType.CHECKBOX),
        (described("date"), ColumnType.DATE),
        (described("dateTime", timeZone="Europe/Berlin"), ColumnType.DATE),
        (described("createdTime"), ColumnType.DATE),
        (described("lastModifiedTime"), ColumnType.DATE),
        (described("createdTime", result={"type": "date"}), ColumnType.DATE),
        (described("singleSelect", choices=_CHOICES), ColumnType.SELECT),
        (described("externalSyncSource", choices=_CHOICES), ColumnType.SELECT),
        (described("multipleSelects", choices=_CHOICES), ColumnType.MULTI_SELECT),
        (described("singleCollaborator"), ColumnType.PEOPLE),
        (described("multipleCollaborators"), ColumnType.PEOPLE),
        (described("createdBy"), ColumnType.PEOPLE),
        (described("lastModifiedBy"), ColumnType.PEOPLE),
        (described("multipleRecordLinks", linkedTableId="tbl2"), ColumnType.RELATION),
        (described("multipleAttachments"), ColumnType.FILES),
        (described("button"), ColumnType.OTHER),
        (described("hologram"), ColumnType.OTHER),
        (lookup(described("date")), ColumnType.DATE),
        (lookup(described("number"), "formula"), ColumnType.NUMBER),
        (lookup(described("checkbox"), "rollup"), ColumnType.CHECKBOX),
        (lookup(lookup(described("date"), "formula")), ColumnType.DATE),
        (lookup(described("createdTime")), ColumnType.DATE),
        (lookup(None, "formula", isValid=False), ColumnType.OTHER),
        (described("formula"), ColumnType.OTHER),
    ],
    ids=lambda value: value["type"] if isinstance(value, dict) else value.value,
)
def test_every_field_type_has_the_shape_of_its_values(raw: dict[str, Any], type_: ColumnType) -> None:
    assert table(raw).table.columns[0].type is type_


@pytest.mark.parametrize(
    "raw", [described("singleSelect", choices=_CHOICES), lookup(described("singleSelect", choices=_CHOICES))]
)
def test_a_select_knows_its_options_by_name_and_id(raw: dict[str, Any]) -> None:
    assert table(raw).table.columns[0].options == ("Draft", "Done")
    assert field(raw).choices == {"Draft": "sel1", "Done": "sel2"}


@pytest.mark.parametrize(
    "raw",
    [
        described("multipleRecordLinks", linkedTableId="tbl2"),
        lookup(described("multipleRecordLinks", linkedTableId="tbl2")),
    ],
)
def test_links_and_lookups_of_links_name_the_table_they_lead_to(raw: dict[str, Any]) -> None:
    assert table(raw).table.columns[0].relates_to == "tbl2"


@pytest.mark.parametrize(
    ("type_", "computed"),
    [
        ("formula", True),
        ("rollup", True),
        ("multipleLookupValues", True),
        ("count", True),
        ("autoNumber", True),
        ("createdTime", True),
        ("lastModifiedTime", True),
        ("createdBy", True),
        ("lastModifiedBy", True),
        ("button", True),
        ("aiText", True),
        ("externalSyncSource", True),
        ("singleLineText", False),
        ("singleSelect", False),
        ("multipleRecordLinks", False),
    ],
)
def test_fields_that_airtable_fills_in_are_told_from_those_that_people_fill_in(type_: str, computed: bool) -> None:
    assert field(described(type_)).computed is computed


def test_a_formula_that_lost_its_field_is_not_valid() -> None:
    assert not field(lookup(None, "formula", isValid=False)).valid
    assert field(lookup(described("date"), "formula")).valid
    assert field(described("singleLineText")).valid


def test_our_columns_are_told_by_their_ids_whatever_they_are_called() -> None:
    shape = table(
        described("singleLineText", "fldA"), described("singleSelect", "fldB", "Renamed"), ours=frozenset({"fldB"})
    )
    assert [column.ours for column in shape.table.columns] == [False, True]


def test_what_could_steer_a_terminal_is_taken_out_of_names() -> None:
    assert field(described("singleLineText", name="Due\x1b[2J\ud800")).name == "Due\ufffd[2J\ufffd"


@pytest.mark.parametrize("answer", [None, [], {}, {"tables": None}, {"tables": {}}, "Bad gateway"])
def test_an_answer_without_tables_is_an_error_and_not_an_empty_base(answer: object) -> None:
    with pytest.raises(SourceUnreadable, match=BASE):
        tables_in(answer, BASE)


def test_an_empty_base_has_no_tables() -> None:
    assert tables_in({"tables": []}, BASE) == ()


@given(ANYTHING)
def test_no_schema_raises(raw: object) -> None:
    tables_in({"tables": [raw, {"id": "tbl1", "fields": raw}, {"id": "tbl1", "fields": [raw]}]}, BASE)
    tables_in({"tables": [{"id": "tbl1", "fields": [{"id": "fld1", "type": "formula", "options": raw}]}]}, BASE)


def test_every_recorded_schema_decodes() -> None:
    answers = [i["response"] for i in recorded("airtable/interactions.jsonl") if "tables" in (i["response"] or {})]
    assert answers
    for answer in answers:
        shapes = tables_in(answer, BASE)
        assert len(shapes) == len(answer["tables"])
        for shape, raw in zip(shapes, answer["tables"], strict=True):
            assert shape.primary in shape.fields
            assert [column.name for column in shape.table.columns] == [f["name"] for f in raw["fields"]]
            assert all(
                column.type is not ColumnType.OTHER
                or shape.fields[column.id].type in ("button", "formula", "rollup", "multipleLookupValues")
                for column in shape.table.columns
            )
