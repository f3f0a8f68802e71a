"""A changed record as a webhook tells it: read where it is told whole and as documented, else left to be fetched."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from connectors.airtable.payloads import Told
from connectors.airtable.schema import table_of
from connectors.airtable.told import listed
from tests.connectors.airtable.anything import ANYTHING

BASE = "app00000000000000"


def read(kind: str, value: Any, **options: Any) -> Any:
    """Return what the records API would list for a cell; `None` for an empty one, "fetch" where it is not told."""
    schema = {"id": "tbl1", "name": "T", "fields": [{"id": "fld1", "name": "F", "type": kind, "options": options}]}
    row = listed("rec1", Told(frozenset({"fld1"}), {"fld1": value}), table_of(schema, BASE), {"fld1"})
    if row is None:
        return "fetch"
    assert row["id"] == "rec1"
    return row["fields"].get("fld1")


ONE = {"id": "sel1", "name": "Done", "color": "blue"}
ANNA = {"id": "usr1", "email": "anna@label.example", "name": "Anna", "permissionLevel": "edit"}


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("singleLineText", "Mix", "Mix"),
        ("number", 0, 0),
        ("percent", 0.5, 0.5),
        ("checkbox", True, True),
        ("checkbox", False, False),
        ("checkbox", None, None),
        ("date", "2026-12-04", "2026-12-04"),
        ("singleSelect", ONE, "Done"),
        ("multipleSelects", [ONE, {"id": "sel2", "name": "Two"}], ["Done", "Two"]),
        ("multipleSelects", None, None),
        ("multipleRecordLinks", [{"id": "rec2", "name": "Album"}], ["rec2"]),
        ("singleCollaborator", ANNA, ANNA),
        ("multipleCollaborators", [ANNA], [ANNA]),
        ("multipleAttachments", [{"id": "att1", "filename": "a.wav"}], [{"id": "att1", "filename": "a.wav"}]),
        ("formula", {"error": "#ERROR!"}, {"error": "#ERROR!"}),
    ],
)
def test_a_value_is_listed_as_the_records_api_would(kind: str, value: Any, shown: Any) -> None:
    assert read(kind, value) == shown


def test_a_lookup_is_flattened_in_the_order_of_its_links() -> None:
    value = {"linkedRecordIds": ["rec2", "rec1"], "valuesByLinkedRecordId": {"rec1": ["b"], "rec2": ["a", "c"]}}
    assert read("multipleLookupValues", value, result={"type": "singleLineText"}) == ["a", "c", "b"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("singleSelect", "Done"),
        ("singleSelect", {"id": "sel1"}),
        ("multipleSelects", ONE),
        ("multipleRecordLinks", ["rec1"]),
        ("multipleLookupValues", ["a"]),
        ("multipleLookupValues", {"linkedRecordIds": ["rec1"]}),
        ("singleCollaborator", "usr1"),
        ("singleLineText", {"text": "rich"}),
        ("button", {"label": "Go"}),
        ("aHologram", "3D"),
    ],
)
def test_what_is_not_as_documented_is_fetched(kind: str, value: Any) -> None:
    assert read(kind, value) == "fetch"


def test_a_field_that_is_not_told_is_not_empty() -> None:
    schema = {"id": "tbl1", "fields": [{"id": f"fld{n}", "name": "F", "type": "number"} for n in (1, 2)]}
    told = Told(frozenset({"fld1"}), {"fld1": 1})
    assert listed("rec1", told, table_of(schema, BASE), {"fld1", "fld2"}) is None
    assert listed("rec1", told, table_of(schema, BASE), {"fld1"}) == {"id": "rec1", "fields": {"fld1": 1}}


@given(ANYTHING)
def test_nothing_that_is_told_raises(value: Any) -> None:
    for kind in ("singleSelect", "multipleRecordLinks", "multipleLookupValues", "multipleAttachments", "number", "x"):
        read(kind, value)
