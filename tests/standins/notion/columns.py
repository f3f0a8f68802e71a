"""How a test says what a column is: `"rich_text"` and the like, or one of these for columns with settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from tests.standins.notion.state import Compute, DataSource, Json


@dataclass(frozen=True, slots=True)
class Column:
    """The making of one property."""

    type: str
    options: tuple[str, ...] = ()
    related: str = ""
    two_way: str = ""
    """The name of the property that a two-way relation makes at the other end."""
    settings: Json = field(default_factory=dict)
    compute: Compute | None = None


Columns: TypeAlias = dict[str, str | Column]


def select(*options: str) -> Column:
    return Column("select", options)


def multi_select(*options: str) -> Column:
    return Column("multi_select", options)


def status(*options: str) -> Column:
    """Return a status column; the first option stands in the To-do group, the last in Complete."""
    return Column("status", options or ("Not started", "In progress", "Done"))


def number(format: str = "number") -> Column:  # noqa: A002 - Notion's name for it
    return Column("number", settings={"format": format})


def unique_id(prefix: str | None = None) -> Column:
    return Column("unique_id", settings={"prefix": prefix})


def relation(to: DataSource | str, two_way: str = "") -> Column:
    return Column("relation", related=to if isinstance(to, str) else to.id, two_way=two_way)


def rollup(relation: str, of: str, function: str = "show_original") -> Column:
    """Return a rollup over a relation of this data source (by name) of a property of the other (by name)."""
    return Column("rollup", settings={"relation": relation, "of": of, "function": function})


def formula(compute: Compute, result: str = "string") -> Column:
    """Return a formula that shows what a callable makes of the row (`computed.Row`).

    `result` is string, number, boolean, date, or unsupported.
    """
    return Column("formula", settings={"result": result}, compute=compute)
