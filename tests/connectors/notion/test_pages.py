"""A page as a record's cells: nothing that was asked for is silently empty."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from connectors.errors import SourceUnreadable
from connectors.notion.pages import page_of
from connectors.notion.schema import shape_of
from rules.model import Unknown

PAGE = "00000000-0000-4000-8000-00000000000a"
SOURCE = "00000000-0000-4000-8000-000000000001"
SHAPE = shape_of(
    {
        "id": SOURCE,
        "title": [{"plain_text": "Plan", "type": "text"}],
        "properties": {
            "Name": {"id": "title", "type": "title", "title": {}},
            "Share": {"id": "%3Ash", "type": "number", "number": {"format": "percent"}},
            "Needs": {"id": "need", "type": "relation", "relation": {"data_source_id": SOURCE}},
            "Count": {
                "id": "cnt",
                "type": "rollup",
                "rollup": {"relation_property_name": "Needs", "function": "count"},
            },
        },
    }
)


def page(**properties: object) -> dict[str, object]:
    return {
        "object": "page",
        "id": PAGE.replace("-", "").upper(),
        "url": "https://notion.test/p",
        "created_time": "2026-06-01T10:00:00.000Z",
        "last_edited_time": "2026-06-02T10:00:00.000Z",
        "in_trash": False,
        "parent": {"type": "data_source_id", "data_source_id": SOURCE, "database_id": PAGE},
        "properties": properties,
    }


def needs(more: bool) -> dict[str, object]:
    return {"id": "need", "type": "relation", "relation": [], "has_more": more}


def count(number: int) -> dict[str, object]:
    return {"id": "cnt", "type": "rollup", "rollup": {"type": "number", "number": number, "function": "count"}}


def test_a_page_has_its_cells_by_plain_column_id() -> None:
    read = page_of(page(Share={"id": "%3Ash", "type": "number", "number": 0.5}), SHAPE, [":sh"])
    assert read.cells == {":sh": "50%"}
    assert (read.id, read.url, read.data_source) == (PAGE, "https://notion.test/p", SOURCE)
    assert read.edited_at == datetime(2026, 6, 2, 10, tzinfo=UTC)
    assert not read.in_trash


def test_a_column_that_was_renamed_since_is_still_found() -> None:
    assert page_of(page(Renamed=count(3)), SHAPE, ["cnt"]).cells == {"cnt": Decimal(3)}


def test_a_column_that_the_answer_lacks_is_unseen_and_not_empty() -> None:
    assert page_of(page(), SHAPE, ["title"]).cells == {"title": Unknown.UNSEEN}
    assert page_of({"object": "page", "id": PAGE}, SHAPE, ["title"]).cells == {"title": Unknown.UNSEEN}


def test_a_flaw_is_told_beside_its_unreadable_cell() -> None:
    read = page_of(page(Share={"id": "%3Ash", "type": "number", "number": "half"}), SHAPE, [":sh"])
    assert read.cells == {":sh": Unknown.UNREADABLE}
    assert "number" in read.flaws[":sh"].reason


def test_what_is_computed_from_a_cut_relation_is_cut_too() -> None:
    read = page_of(page(Needs=needs(True), Count=count(25)), SHAPE, ["cnt", "need"])
    assert read.cells == {"cnt": Unknown.TRUNCATED, "need": Unknown.TRUNCATED}
    assert set(read.truncated) == {"cnt", "need"}
    assert page_of(page(Needs=needs(True), Count=count(25)), SHAPE, ["cnt"]).truncated == ("cnt",)
    assert page_of(page(Needs=needs(False), Count=count(25)), SHAPE, ["cnt"]).cells == {"cnt": Decimal(25)}


def test_trash_is_known_in_both_versions() -> None:
    old = {key: value for key, value in page().items() if key != "in_trash"}
    assert page_of({**page(), "in_trash": True}, SHAPE, []).in_trash
    assert page_of({**old, "archived": True}, SHAPE, []).in_trash


@pytest.mark.parametrize("odd", [None, [], {}, {"object": "data_source", "id": SOURCE}, {"object": "page"}])
def test_what_is_no_page_is_said_so_with_the_name_of_the_database(odd: object) -> None:
    with pytest.raises(SourceUnreadable, match='"Plan"'):
        page_of(odd, SHAPE, [])


@pytest.mark.parametrize("odd", [None, [], 1, {"Name": None}, {"Name": {"id": 1}}, {"Name": {"id": "title"}}])
def test_odd_parts_of_a_page_are_not_empty(odd: object) -> None:
    spoilt = {**page(), "properties": odd, "parent": odd, "url": odd, "last_edited_time": odd}
    read = page_of(spoilt, SHAPE, ["title"])
    assert isinstance(read.cells["title"], Unknown)
    assert read.edited_at is None
    assert read.url == read.data_source == ""
