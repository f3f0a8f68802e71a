"""Everything that was recorded decodes, and to the kind of cell that its type promises."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from connectors.notion.comments import comment_of
from connectors.notion.flaw import Flaw
from connectors.notion.pages import page_of
from connectors.notion.people import person_of
from connectors.notion.property_items import full_cell
from connectors.notion.schema import Shape, shape_of
from connectors.notion.values import Read, cell_of
from connectors.record import ColumnType, FileCell, LinkCell, PersonCell
from rules.model import Unknown
from tests.recordings import recorded

TEXTS = ("title", "rich_text", "select", "status", "url", "email", "phone_number", "place", "verification", "unique_id")
MEMBERS: dict[str, type] = {
    "multi_select": str,
    "people": PersonCell,
    "created_by": PersonCell,
    "last_edited_by": PersonCell,
    "relation": LinkCell,
    "files": FileCell,
}
NUMBERS_AND_DATES: dict[str, type | tuple[type, ...]] = {
    "number": Decimal,
    "checkbox": bool,
    "created_time": datetime,
    "last_edited_time": datetime,
    "date": (date, datetime),
}


def pages() -> Iterator[dict[str, Any]]:
    for line in recorded("notion/page.jsonl"):
        yield line["object"]
    for line in recorded("notion/query_lists.jsonl"):
        yield from (item for item in line["response"]["results"] if item["object"] == "page")


def values() -> Iterator[dict[str, Any]]:
    for page in pages():
        yield from page["properties"].values()


def is_cell_of(kind: str, read: Read) -> bool:
    if kind in MEMBERS:
        return isinstance(read, tuple) and all(isinstance(member, MEMBERS[kind]) for member in read)
    if read is None:
        return kind not in ("checkbox", "created_time", "last_edited_time")
    if kind in TEXTS:
        return isinstance(read, str)
    return isinstance(read, NUMBERS_AND_DATES[kind]) if kind in NUMBERS_AND_DATES else not isinstance(read, Flaw)


def test_every_recorded_value_is_the_cell_of_its_type() -> None:
    kinds = set()
    for value in values():
        read = cell_of(value)
        assert read is Unknown.TRUNCATED or is_cell_of(value["type"], read), (value["type"], read)
        kinds.add(value["type"])
    assert len(kinds) >= 20


def test_only_values_that_may_be_cut_are_called_cut() -> None:
    cut = [value for value in values() if cell_of(value) is Unknown.TRUNCATED]
    assert cut
    for value in cut:
        mentions = [item for item in value[value["type"]] if item.get("type") == "mention"]
        assert value.get("has_more") or len(mentions) >= 25, value["type"]


def test_every_recorded_property_that_was_fetched_by_itself_is_whole() -> None:
    most = 0
    for line in recorded("notion/property_item.jsonl"):
        read = full_cell([line["object"]])
        assert not isinstance(read, (Flaw, Unknown)), (line["object"], read)
        if line["object"]["object"] == "list" and line["object"]["property_item"]["type"] == "relation":
            assert isinstance(read, tuple)
            most = max(most, len(read))
    assert most > 25


def test_every_recorded_data_source_is_a_table() -> None:
    types = set()
    for line in recorded("notion/data_source.jsonl"):
        source = line["object"]
        shape = shape_of(source)
        assert [column.name for column in shape.table.columns] == list(source["properties"])
        assert shape.table.id == source["id"]
        assert shape.table.url.startswith("https://")
        assert shape.types[shape.title] == "title"
        assert all("%" not in column.id for column in shape.table.columns)
        for column in shape.table.columns:
            assert bool(column.relates_to) == (column.type is ColumnType.RELATION)
        assert {name for column in shape.computed_from.values() for name in column} <= set(shape.types)
        types |= {column.type for column in shape.table.columns}
    assert types == set(ColumnType)


def test_every_recorded_page_fits_the_shape_of_its_data_source() -> None:
    shapes: dict[str, list[Shape]] = {}
    for line in recorded("notion/data_source.jsonl"):
        shape = shape_of(line["object"])
        shapes.setdefault(shape.table.id, []).append(shape)
    fitted = 0
    for page in pages():
        ids = {value["id"] for value in page["properties"].values()}
        for shape in shapes.get(page["parent"].get("data_source_id"), []):
            read = page_of(page, shape, shape.types)
            assert read.data_source == shape.table.id
            assert read.edited_at is not None and not read.flaws
            if len(shape.types) == len(ids):
                fitted += Unknown.UNSEEN not in read.cells.values()
    assert fitted


def test_every_recorded_user_is_known_by_name_and_bots_are_nobody_in_person() -> None:
    for line in recorded("notion/user.jsonl"):
        user = line["object"]
        person = person_of(user)
        assert person is not None
        assert person.name == user["name"]
        assert person.group == (user["type"] == "bot")
        assert bool(person.mail) == (user["type"] == "person")


def test_every_recorded_comment_is_read_with_its_thread_and_author() -> None:
    for line in recorded("notion/comment.jsonl"):
        comment = comment_of(line["object"])
        assert comment is not None
        assert comment.discussion == line["object"]["discussion_id"]
        assert comment.author == line["object"]["created_by"]["id"]
        assert comment.text is not None


@pytest.mark.parametrize("name", ["notion/errors.jsonl", "notion/user.jsonl", "notion/database.jsonl"])
def test_no_other_recorded_object_breaks_the_decoders(name: str) -> None:
    for line in recorded(name):
        assert isinstance(cell_of(line), Flaw)
        assert isinstance(full_cell([line]), Flaw)
