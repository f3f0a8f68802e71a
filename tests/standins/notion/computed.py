"""Rollups and formulas: worked out on each read, so that they change without an edit."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tests.standins.notion import dates, rich_text
from tests.standins.notion.call import Call
from tests.standins.notion.state import Json, Page, Property


class Row:
    """What a formula sees of a row: `row["Name"]` in plain Python, of a relation the rows, 25 at most."""

    def __init__(self, call: Call, page: Page) -> None:
        self._call = call
        self._page = page

    def __getitem__(self, name: str) -> Any:
        workspace = self._call.workspace
        prop = workspace.sources[self._page.source].named(name)
        if prop is None:
            raise KeyError(name)
        value = self._page.values.get(prop.id)
        match prop.type:
            case "title" | "rich_text":
                return rich_text.plain(value or [])
            case "select" | "status":
                return next((option.name for option in prop.options if option.id == value), None)
            case "multi_select":
                return [option.name for option in prop.options if option.id in (value or [])]
            case "relation":
                return [Row(self._call, page) for page in related(self._call, self._page, prop, cut=True)]
            case "date":
                return value and value["start"]
            case _:
                return value

    @property
    def edited_at(self) -> datetime:
        return self._page.edited_at

    @property
    def now(self) -> datetime:
        return self._call.workspace.clock.now()


def related(call: Call, page: Page, prop: Property, *, cut: bool) -> list[Page]:
    """Return the pages that a relation names and the connection can see; the first 25 of them if `cut`."""
    found = [call.workspace.pages[page_id] for page_id in page.values.get(prop.id) or []]
    seen = [other for other in found if not other.in_trash and call.sees(other)]
    return seen[: call.workspace.quirks.references] if cut else seen


def formula(call: Call, page: Page, prop: Property) -> Json:
    """Return what a formula shows."""
    kind = prop.settings["result"]
    if kind == "unsupported" or prop.compute is None:
        return {"type": "unsupported", "unsupported": {}}
    result = prop.compute(Row(call, page))
    if kind == "date" and result is not None:
        result = {"start": _spelled(result), "end": None, "time_zone": None}
    return {"type": kind, kind: result}


def _spelled(value: str | date | datetime) -> str:
    return dates.spelled(value) if isinstance(value, datetime) else str(value)


def rollup(call: Call, page: Page, prop: Property, *, cut: bool) -> tuple[Json, list[Json]]:
    """Return a rollup's final value and the typed values that it gathers."""
    from tests.standins.notion.showing import shown_value  # a rollup shows values, and values hold rollups

    workspace, function = call.workspace, prop.settings["function"]
    through = workspace.sources[page.source].properties.get(prop.settings["relation"])
    if through is None or through.type != "relation":
        return {"type": "unsupported", "unsupported": {}, "function": function}, []
    of = workspace.sources[through.related].properties.get(prop.settings["of"])
    if of is None:
        return {"type": "unsupported", "unsupported": {}, "function": function}, []
    pages = related(call, page, through, cut=cut)
    gathered = [{"type": of.type, of.type: shown_value(call, other, of)} for other in pages]
    if function in ("show_original", "show_unique"):
        unique = function == "show_unique"
        items = [item for place, item in enumerate(gathered) if not unique or item not in gathered[:place]]
        return {"type": "array", "array": items, "function": function}, items
    return {**_reduced(function, [item[of.type] for item in gathered]), "function": function}, gathered


def _reduced(function: str, values: list[Any]) -> Json:
    there = [value for value in values if value not in (None, [], "")]
    numbers = [value for value in there if isinstance(value, int | float) and not isinstance(value, bool)]
    starts = sorted(
        (value["start"] for value in there if isinstance(value, dict) and "start" in value), key=dates.moment
    )
    match function:
        case "count":
            return {"type": "number", "number": len(values)}
        case "count_values" | "not_empty":
            return {"type": "number", "number": len(there)}
        case "empty":
            return {"type": "number", "number": len(values) - len(there)}
        case "sum":
            return {"type": "number", "number": sum(numbers)}
        case "average":
            return {"type": "number", "number": sum(numbers) / len(numbers) if numbers else None}
        case "min" | "max":
            best = min if function == "min" else max
            return {"type": "number", "number": best(numbers) if numbers else None}
        case "checked" | "unchecked":
            return {"type": "number", "number": sum(value is (function == "checked") for value in values)}
        case "percent_checked":
            return {"type": "number", "number": sum(map(bool, values)) / len(values) if values else None}
        case "earliest_date" | "latest_date":
            start = (starts[0] if function == "earliest_date" else starts[-1]) if starts else None
            return {"type": "date", "date": start and {"start": start, "end": None, "time_zone": None}}
        case _:
            return {"type": "unsupported", "unsupported": {}}
