"""What asks for our fields and writes into them; pure."""

from __future__ import annotations

from typing import Any

import pytest

from connectors.airtable import own_columns
from connectors.airtable.schema import TableShape, table_of
from connectors.changes import Flag, SetMarks
from connectors.explore import FLAG_NAME, GAPS_NAME, OwnColumns
from rules.model import Ref


def shape(**fields: tuple[str, str, tuple[str, ...]]) -> TableShape:
    """Return a table by field id: name, type, options."""
    return table_of(
        {
            "id": "tbl1",
            "name": "Deliverables",
            "primaryFieldId": "p",
            "fields": [
                {
                    "id": key,
                    "name": name,
                    "type": kind,
                    "options": {"choices": [{"id": f"sel{option}", "name": option} for option in options]},
                }
                for key, (name, kind, options) in fields.items()
            ],
        },
        "app1",
    )


OURS = {"f": (FLAG_NAME, "singleSelect", tuple(Flag)), "g": (GAPS_NAME, "multilineText", ())}
OWN = OwnColumns("tbl1", "f", "g")


@pytest.mark.parametrize(
    ("fields", "flag", "gaps"),
    [
        (OURS, "f", "g"),
        ({}, "", ""),
        ({"f": OURS["f"]}, "f", ""),
        ({"f": (FLAG_NAME, "multipleSelects", ()), "g": OURS["g"]}, "", "g"),
        ({"f": ("Renamed", "singleSelect", ()), "g": (GAPS_NAME, "singleLineText", ())}, "", ""),
    ],
)
def test_fields_that_no_settings_know_are_told_by_name_and_type(fields: Any, flag: str, gaps: str) -> None:
    assert own_columns.by_name(shape(**fields)) == OwnColumns("tbl1", flag, gaps)


@pytest.mark.parametrize(
    ("fields", "flag", "gaps"),
    [
        (OURS, "f", "g"),
        ({"f": ("Ampel", "singleSelect", ()), "g": ("Lücken", "richText", ())}, "f", "g"),
        ({"f": (FLAG_NAME, "singleLineText", ()), "g": OURS["g"]}, "", "g"),
        ({"x": OURS["f"], "y": OURS["g"]}, "", ""),
    ],
)
def test_bound_fields_are_told_by_id_and_type(fields: Any, flag: str, gaps: str) -> None:
    assert own_columns.standing(OWN, shape(**fields)) == OwnColumns("tbl1", flag, gaps)


def test_only_what_is_missing_is_made_with_an_option_for_each_flag() -> None:
    [body] = own_columns.making(OwnColumns("tbl1", "", "g"))
    assert (body["name"], body["type"]) == (FLAG_NAME, "singleSelect")
    assert [choice["name"] for choice in body["options"]["choices"]] == ["Clear", "Attention", "Blocked"]
    assert len({choice["color"] for choice in body["options"]["choices"]}) == 3
    assert own_columns.making(OWN) == ()


def test_a_name_that_a_field_of_another_type_bears_is_told() -> None:
    taken = shape(f=(FLAG_NAME, "number", ()), g=OURS["g"])
    assert own_columns.names_taken(taken, own_columns.by_name(taken)) == (FLAG_NAME,)
    assert own_columns.names_taken(shape(), OwnColumns("tbl1")) == ()


def test_missing_options_are_those_of_which_no_name_is_left() -> None:
    assert own_columns.missing_options("f", shape(**OURS)) == ()
    renamed = shape(f=(FLAG_NAME, "singleSelect", ("Clear", "clear", "Blockiert")))
    assert own_columns.missing_options("f", renamed) == (Flag.ATTENTION, Flag.BLOCKED)


@pytest.mark.parametrize(
    ("flag", "gaps", "cells"),
    [
        (Flag.BLOCKED, "it", {"f": "Blocked", "g": "it"}),
        (Flag.CLEAR, None, {"f": "Clear", "g": None}),
        (Flag.CLEAR, "", {"f": "Clear", "g": None}),
        (None, None, {"f": None, "g": None}),
    ],
)
def test_a_mark_is_written_by_field_ids_and_never_with_options_to_be_added(
    flag: Flag | None, gaps: str | None, cells: object
) -> None:
    change = SetMarks(Ref("airtable", "tbl1", "rec1"), "x", flag, gaps)
    assert own_columns.marking(OWN, [change], completing=False) == {"records": [{"id": "rec1", "fields": cells}]}
    assert own_columns.marking(OWN, [change], completing=True)["typecast"] is True
