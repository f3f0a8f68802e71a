"""What asks for our columns, completes and removes them; pure."""

from __future__ import annotations

from typing import Any

import pytest

from connectors.changes import Flag
from connectors.explore import FLAG_NAME, GAPS_NAME, OwnColumns
from connectors.notion import own_columns
from connectors.notion.schema import Shape, shape_of
from connectors.wanted import Wanted

TABLE = "11111111-2222-4333-8444-555555555555"


def shape(**properties: tuple[str, str, dict[str, Any]]) -> Shape:
    """Return a data source by id: name, type, settings."""
    return shape_of(
        {
            "object": "data_source",
            "id": TABLE,
            "title": [],
            "properties": {
                name: {"id": key, "type": kind, kind: body} for key, (name, kind, body) in properties.items()
            },
        }
    )


def options(*names: str) -> dict[str, Any]:
    return {"options": [{"id": f"id of {name}", "name": name, "color": "red"} for name in names]}


OURS = {"f": (FLAG_NAME, "select", options(*Flag)), "g": (GAPS_NAME, "rich_text", {})}
WANTED = Wanted(TABLE, "Deliverables", frozenset(), OwnColumns(TABLE, "f", "g"))


@pytest.mark.parametrize(
    ("properties", "flag", "gaps"),
    [
        (OURS, "f", "g"),
        ({}, "", ""),
        ({"f": OURS["f"]}, "f", ""),
        ({"f": (FLAG_NAME, "status", {}), "g": OURS["g"]}, "", "g"),
        ({"f": ("Renamed", "select", {}), "g": (GAPS_NAME, "title", {})}, "", ""),
    ],
)
def test_columns_that_no_settings_know_are_told_by_name_and_type(properties: Any, flag: str, gaps: str) -> None:
    assert own_columns.by_name(shape(**properties)) == OwnColumns(TABLE, flag, gaps)


@pytest.mark.parametrize(
    ("properties", "flag", "gaps"),
    [
        (OURS, "f", "g"),
        ({"f": ("Ampel", "select", {}), "g": ("Lücken", "rich_text", {})}, "f", "g"),
        ({"f": (FLAG_NAME, "status", {}), "g": OURS["g"]}, "", "g"),
        ({"x": OURS["f"], "y": OURS["g"]}, "", ""),
    ],
)
def test_bound_columns_are_told_by_id_and_type(properties: Any, flag: str, gaps: str) -> None:
    assert own_columns.standing(WANTED.own, shape(**properties)) == OwnColumns(TABLE, flag, gaps)


def test_only_what_is_missing_is_made_with_an_option_for_each_flag() -> None:
    body = own_columns.making(OwnColumns(TABLE, "", "g"))["properties"]
    assert list(body) == [FLAG_NAME]
    assert [option["name"] for option in body[FLAG_NAME]["select"]["options"]] == ["Clear", "Attention", "Blocked"]
    assert len({option["color"] for option in body[FLAG_NAME]["select"]["options"]}) == 3


def test_a_name_that_a_column_of_another_type_bears_is_told() -> None:
    taken = shape(f=(FLAG_NAME, "number", {}), g=OURS["g"])
    assert own_columns.names_taken(taken, own_columns.by_name(taken)) == (FLAG_NAME,)
    assert own_columns.names_taken(shape(), OwnColumns(TABLE)) == ()


def test_missing_options_come_after_everything_that_is_there() -> None:
    body = own_columns.completing("f", shape(f=(FLAG_NAME, "select", options("Theirs", "Clear"))))
    assert body is not None
    assert body["properties"]["f"]["select"]["options"] == [
        {"id": "id of Theirs", "name": "Theirs"},
        {"id": "id of Clear", "name": "Clear"},
        {"name": "Attention", "color": "yellow"},
        {"name": "Blocked", "color": "red"},
    ]


def test_more_options_than_one_request_takes_are_left_alone() -> None:
    crowded = shape(f=(FLAG_NAME, "select", options(*(str(number) for number in range(98)))))
    assert own_columns.completing("f", crowded) is None


@pytest.mark.parametrize(
    ("flag", "gaps", "option", "items"),
    [
        (Flag.BLOCKED, "it", {"id": "id of Blocked"}, 1),
        (Flag.CLEAR, None, {"id": "id of Clear"}, 0),
        (None, None, None, 0),
        (Flag.BLOCKED, "x" * 2000, {"id": "id of Blocked"}, 1),
        (Flag.BLOCKED, "x" * 2001, {"id": "id of Blocked"}, 2),
    ],
)
def test_a_mark_is_written_by_ids(flag: Flag | None, gaps: str | None, option: object, items: int) -> None:
    body = own_columns.marking(OwnColumns(TABLE, "f", "g"), shape(**OURS), flag, gaps)["properties"]
    assert body["f"] == {"select": option}
    assert len(body["g"]["rich_text"]) == items


def test_only_columns_that_stand_are_asked_about_and_removed() -> None:
    assert own_columns.removing(OwnColumns(TABLE, "f", "")) == {"properties": {"f": None}}
    assert own_columns.not_empty(OwnColumns(TABLE, "", "g"))["filter"] == {
        "or": [{"property": "g", "rich_text": {"is_not_empty": True}}]
    }
