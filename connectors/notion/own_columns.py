"""Our two columns in a data source: how they are told from anybody else's, and the requests around them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from connectors.changes import Flag
from connectors.explore import FLAG_NAME, GAPS_NAME, OwnColumns
from connectors.notion.schema import Shape
from connectors.notion.texts import rich_text

Body: TypeAlias = Mapping[str, Any]
"""What a request says; the vendor's own shape."""

FLAG_TYPE, GAPS_TYPE = "select", "rich_text"

_COLOURS: Mapping[Flag, str] = {Flag.CLEAR: "green", Flag.ATTENTION: "yellow", Flag.BLOCKED: "red"}
_MOST_OPTIONS = 100
"""In one request, and every option that a request leaves out is deleted."""


def by_name(shape: Shape) -> OwnColumns:
    """Return which of our columns a data source has that no settings know: by name and type together."""
    found = {(column.name, shape.types[column.id]): column.id for column in shape.table.columns}
    return OwnColumns(shape.table.id, found.get((FLAG_NAME, FLAG_TYPE), ""), found.get((GAPS_NAME, GAPS_TYPE), ""))


def standing(own: OwnColumns, shape: Shape) -> OwnColumns:
    """Return which of the bound columns are still there and of the type that we gave them."""
    return OwnColumns(
        own.table,
        own.flag if own.flag and shape.types.get(own.flag) == FLAG_TYPE else "",
        own.gaps if own.gaps and shape.types.get(own.gaps) == GAPS_TYPE else "",
    )


def names_taken(shape: Shape, have: OwnColumns) -> tuple[str, ...]:
    """Return our names that columns of other types bear: making ours under them would turn those into ours."""
    wanted = {name for name, column in ((FLAG_NAME, have.flag), (GAPS_NAME, have.gaps)) if not column}
    return tuple(column.name for column in shape.table.columns if column.name in wanted)


def making(have: OwnColumns) -> Body:
    """Return what adds the columns that are missing; sent twice, it adds them once."""
    wanted: dict[str, object] = {}
    if not have.flag:
        wanted[FLAG_NAME] = {FLAG_TYPE: {"options": [_option(flag) for flag in Flag]}}
    if not have.gaps:
        wanted[GAPS_NAME] = {GAPS_TYPE: {}}
    return {"properties": wanted}


def missing_options(column: str, shape: Shape) -> tuple[Flag, ...]:
    """Return the flags that our select cannot show: somebody deleted or renamed their options."""
    return tuple(flag for flag in Flag if shape.option_id(column, flag) is None)


def completing(column: str, shape: Shape) -> Body | None:
    """Return what puts our missing options back beside all that are there; `None` where no more fit."""
    kept = [{"id": option.id, "name": option.name} for option in shape.options.get(column, ())]
    options = [*kept, *(_option(flag) for flag in missing_options(column, shape))]
    if len(options) > _MOST_OPTIONS:
        return None
    return {"properties": {column: {FLAG_TYPE: {"options": options}}}}


def removing(columns: OwnColumns) -> Body:
    """Return what deletes our columns."""
    return {"properties": {column: None for column in (columns.flag, columns.gaps) if column}}


def not_empty(columns: OwnColumns) -> Body:
    """Return the query for one record that still holds something in our columns."""
    holding = [
        {"property": column, kind: {"is_not_empty": True}}
        for column, kind in ((columns.flag, FLAG_TYPE), (columns.gaps, GAPS_TYPE))
        if column
    ]
    return {"filter": {"or": holding}, "page_size": 1}


def marking(columns: OwnColumns, shape: Shape, flag: Flag | None, gaps: str | None) -> Body:
    """Return what shows a flag and a gaps text on a page; `None` empties a cell."""
    option = shape.option_id(columns.flag, flag) if flag else None
    return {
        "properties": {
            columns.flag: {FLAG_TYPE: {"id": option} if option else None},
            columns.gaps: {GAPS_TYPE: rich_text(gaps or "")},
        }
    }


def _option(flag: Flag) -> dict[str, str]:
    return {"name": flag.value, "color": _COLOURS[flag]}
