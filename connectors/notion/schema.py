"""A data source's schema: as a table for everybody, and what only reading and writing Notion needs to know of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from connectors.errors import SourceUnreadable
from connectors.notion.ids import hyphenated, plain_id
from connectors.notion.texts import clean, plain_text
from connectors.record import Column, ColumnType, Table

UNTITLED = "Untitled"
"""What Notion shows for a database or page without a title."""

_TYPES: Mapping[str, ColumnType] = {
    "title": ColumnType.TEXT,
    "rich_text": ColumnType.TEXT,
    "email": ColumnType.TEXT,
    "phone_number": ColumnType.TEXT,
    "unique_id": ColumnType.TEXT,
    "place": ColumnType.TEXT,
    "number": ColumnType.NUMBER,
    "checkbox": ColumnType.CHECKBOX,
    "date": ColumnType.DATE,
    "created_time": ColumnType.DATE,
    "last_edited_time": ColumnType.DATE,
    "select": ColumnType.SELECT,
    "status": ColumnType.SELECT,
    "multi_select": ColumnType.MULTI_SELECT,
    "people": ColumnType.PEOPLE,
    "created_by": ColumnType.PEOPLE,
    "last_edited_by": ColumnType.PEOPLE,
    "relation": ColumnType.RELATION,
    "files": ColumnType.FILES,
    "url": ColumnType.URL,
}
_BY_FUNCTION: Mapping[str, ColumnType] = {
    "earliest_date": ColumnType.DATE,
    "latest_date": ColumnType.DATE,
    "date_range": ColumnType.OTHER,
    "show_original": ColumnType.OTHER,
    "show_unique": ColumnType.OTHER,
}

_WRITABLE = frozenset(
    {
        "title", "rich_text", "email", "phone_number", "number", "checkbox", "date", "select", "status", "multi_select",
        "people", "relation", "files", "url", "place",
    }
)  # fmt: skip
"""Types that Notion does not fill in itself."""

_IN_FORMULA = re.compile(r'block_property:([^:{}]+):|prop\("((?:[^"\\]|\\.)*)"\)')
"""How a formula names a column: by its quoted id as the API gives it, or by its name as people write it."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a select, multi-select or status. Its id survives being renamed."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a relation leads. A dual one is filled in from either side; "" is a data source that Notion hides."""

    data_source: str
    dual: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """One data source as reading and writing it needs it; everything is keyed by plain property id."""

    table: Table
    types: Mapping[str, str]
    """Notion's own name of each column's type."""
    options: Mapping[str, tuple[Option, ...]]
    relations: Mapping[str, Relation]
    percents: frozenset[str]
    """Number columns that show shares as percentages."""
    computed_from: Mapping[str, frozenset[str]]
    """The columns of this data source that a rollup or formula goes through, however far; if Notion cuts one of them,
    the result cannot be trusted."""
    title: str = ""
    """The column that holds the title; "" where Notion names none."""
    in_trash: bool = False

    def option_id(self, column: str, name: str) -> str | None:
        """Return the id of an option by its name."""
        return next((option.id for option in self.options.get(column, ()) if option.name == name), None)


def shape_of(data_source: object, ours: frozenset[str] = frozenset()) -> Shape:
    """Return the shape of what `GET /v1/data_sources/{id}` answers. `ours` are the ids of the columns that we made.

    A property without an id or a type is left out. Raises `SourceUnreadable` for what is not a data source.
    """
    if not isinstance(data_source, dict) or not isinstance(data_source.get("id"), str):
        raise SourceUnreadable("Notion answered something else than a database where its columns should be.")
    properties = data_source.get("properties")
    if not isinstance(properties, dict):
        raise SourceUnreadable(
            f'Notion gave no columns for the database "{_title(data_source)}": '
            "give the connection the right to read content."
        )
    found = [_Property(name, config) for name, config in properties.items() if _is_property(config)]
    by_name = {prop.name: prop.id for prop in found}
    # What else a formula names is a deleted column, or one of another data source.
    named = {prop.id: names for prop in found if (names := prop.mentions(by_name) & set(by_name.values()))}
    return Shape(
        table=Table(
            id=hyphenated(data_source["id"]),
            title=_title(data_source),
            columns=tuple(prop.column(prop.id in ours) for prop in found),
            url=clean(url) if isinstance(url := data_source.get("url"), str) else "",
        ),
        types={prop.id: prop.type for prop in found},
        options={prop.id: prop.options() for prop in found if prop.type in ("select", "multi_select", "status")},
        relations={prop.id: prop.relation() for prop in found if prop.type == "relation"},
        percents=frozenset(prop.id for prop in found if prop.text("format") == "percent"),
        computed_from={column: _behind(column, named) for column in named},
        title=next((prop.id for prop in found if prop.type == "title"), ""),
        in_trash=bool(data_source.get("in_trash", data_source.get("archived", False))),
    )


class _Property:
    """One property of a schema, of a type known or not."""

    def __init__(self, name: str, config: Mapping[str, Any]) -> None:
        self.id = plain_id(config["id"])
        self.type = clean(config["type"])
        self.name = clean(name)
        body = config.get(self.type)
        self._body: Mapping[str, Any] = body if isinstance(body, dict) else {}

    def text(self, key: str) -> str:
        """Return one text of the type's settings, "" where it has none."""
        found = self._body.get(key)
        return clean(found) if isinstance(found, str) else ""

    def options(self) -> tuple[Option, ...]:
        listed = self._body.get("options")
        return tuple(
            Option(clean(option["id"]), clean(option["name"]))
            for option in (listed if isinstance(listed, list) else ())
            if isinstance(option, dict) and isinstance(option.get("id"), str) and isinstance(option.get("name"), str)
        )

    def relation(self) -> Relation:
        return Relation(hyphenated(self.text("data_source_id")), dual=self.text("type") == "dual_property")

    def column(self, ours: bool) -> Column:
        kind = _TYPES.get(self.type, ColumnType.OTHER)
        if self.type == "rollup":
            kind = _BY_FUNCTION.get(self.text("function"), ColumnType.NUMBER)
        return Column(
            id=self.id,
            name=self.name,
            type=kind,
            options=tuple(option.name for option in self.options()),
            relates_to=self.relation().data_source if self.type == "relation" else "",
            ours=ours,
            computed=self.type not in _WRITABLE,
        )

    def mentions(self, by_name: Mapping[str, str]) -> frozenset[str]:
        """Return the columns that a rollup or formula names itself."""
        if self.type == "rollup":
            # A rollup's own ids are plain already, unlike those everywhere else.
            by_id = self.text("relation_property_id")
            return frozenset({by_name.get(self.text("relation_property_name"), by_id)})
        found = _IN_FORMULA.findall(self.text("expression")) if self.type == "formula" else ()
        return frozenset(
            plain_id(quoted) if quoted else by_name.get(re.sub(r"\\(.)", r"\1", name), "") for quoted, name in found
        )


def _is_property(config: object) -> bool:
    return isinstance(config, dict) and isinstance(config.get("id"), str) and isinstance(config.get("type"), str)


def _title(data_source: Mapping[str, Any]) -> str:
    try:
        return plain_text(data_source["title"]).strip() or UNTITLED
    except (TypeError, KeyError, AttributeError):
        return UNTITLED


def _behind(column: str, named: Mapping[str, frozenset[str]]) -> frozenset[str]:
    seen: set[str] = set()
    to_follow = {column}
    while to_follow:
        to_follow = {name for passed in to_follow for name in named.get(passed, ())} - seen
        seen |= to_follow
    return frozenset(seen)
