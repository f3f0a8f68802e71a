"""Which rows a filter lets pass, and in what order sorts put them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from tests.standins.notion import computed, dates, rich_text
from tests.standins.notion.call import Call
from tests.standins.notion.refusals import Refused, failed, invalid
from tests.standins.notion.showing import shown_value
from tests.standins.notion.state import DataSource, Json, Page, Property

Test: TypeAlias = Callable[[Page], bool]

_TEXTS = frozenset({"title", "rich_text", "url", "email", "phone_number"})
_TIMES = frozenset({"date", "created_time", "last_edited_time"})
_PEOPLE = frozenset({"people", "created_by", "last_edited_by"})
_FAMILY = {
    **dict.fromkeys(_TEXTS, "text"), **dict.fromkeys(_TIMES, "date"), **dict.fromkeys(_PEOPLE, "list"),
    "relation": "list", "multi_select": "list", "number": "number", "unique_id": "number", "checkbox": "checkbox",
    "select": "option", "status": "option", "files": "list",
}  # fmt: skip
_OF_FORMULA = {"string": "text", "date": "date", "number": "number", "checkbox": "checkbox"}
_SPANS = {
    "past_week": (-7, 0), "past_month": (-30, 0), "past_year": (-365, 0),
    "next_week": (0, 7), "next_month": (0, 30), "next_year": (0, 365),
}  # fmt: skip
_DEEPEST = 2
_OVER: dict[str, Callable[[Iterable[bool]], bool]] = {"any": any, "every": all, "none": lambda found: not any(found)}


def passing(call: Call, source: DataSource, condition: Json, depth: int = 0) -> Test:
    """Return the test that a filter asks for; raise the refusal of a filter that is not valid."""
    for word, combined in (("and", all), ("or", any)):
        if word in condition:
            if depth > _DEEPEST or len(condition) != 1 or not isinstance(condition[word], list):
                raise invalid("body failed validation: body.filter is nested too deep or holds more than one operator.")
            tests = [passing(call, source, inner, depth + 1) for inner in condition[word]]
            return lambda page: combined(test(page) for test in tests)
    if "timestamp" in condition:
        return _timestamp(call, condition)
    if "property" not in condition:
        raise failed("body.filter", "should hold one of or, and, property, timestamp")
    prop = source.named(str(condition["property"]))
    if prop is None:
        raise invalid(f"Could not find property with name or id: {condition['property']}")
    kinds = [key for key in condition if key not in ("property", "type")]
    if len(kinds) != 1:
        raise failed("body.filter", "should hold exactly one condition")
    return _property(call, prop, kinds[0], condition[kinds[0]])


def _timestamp(call: Call, condition: Json) -> Test:
    name = condition["timestamp"]
    if name not in ("created_time", "last_edited_time") or not isinstance(condition.get(name), dict):
        raise failed("body.filter.timestamp", "should be `created_time` or `last_edited_time` with its condition")
    test = _compared("date", condition[name], call)
    return lambda page: test(dates.stamp(page.created_at if name == "created_time" else page.edited_at))


def _property(call: Call, prop: Property, kind: str, condition: Any) -> Test:
    if not isinstance(condition, dict):
        raise failed(f"body.filter.{kind}", "should be an object")
    if prop.type == "formula" and kind == "formula":
        shape, inner = _only(condition)
        if shape not in _OF_FORMULA:
            raise failed(f"body.filter.formula.{shape}", "should be not present")
        test = _compared(_OF_FORMULA[shape], inner, call)
        return lambda page: test(_of_formula(computed.formula(call, page, prop)))
    if prop.type == "rollup" and kind == "rollup":
        return _rollup(call, prop, condition)
    # text conditions may be put to every property that holds a text
    if _FAMILY.get(prop.type) is None or _FAMILY.get(kind) != _FAMILY[prop.type]:
        raise Refused(400, "validation_error", f"database property {prop.type} does not match filter {kind}")
    test = _compared(_FAMILY[prop.type], condition, call)
    return lambda page: test(plain(call, page, prop))


def _rollup(call: Call, prop: Property, condition: Json) -> Test:
    quantity, inner = _only(condition)
    if quantity in ("number", "date"):
        test = _compared(quantity, inner, call)
        return lambda page: test(_of_formula(computed.rollup(call, page, prop, cut=True)[0]))
    if quantity not in _OVER:
        raise failed("body.filter.rollup", "should be any, every, none, number or date")
    kind, asked = _only(inner)
    test = _compared(_FAMILY.get(kind, "text"), asked, call)

    def passes(page: Page) -> bool:
        return _OVER[quantity](test(_flat(item)) for item in computed.rollup(call, page, prop, cut=True)[1])

    return passes


def _of_formula(value: Json) -> Any:
    found = value.get(value["type"])
    return found["start"] if isinstance(found, dict) and "start" in found else found


def _flat(item: Json) -> Any:
    value = item[item["type"]]
    if item["type"] in ("title", "rich_text"):
        return rich_text.plain(value)
    if isinstance(value, dict):
        return value.get("start") or value.get("name")
    return value


def plain(call: Call, page: Page, prop: Property) -> Any:
    """Return a property's value as filters and sorts compare it."""
    value = page.values.get(prop.id)
    match prop.type:
        case "title" | "rich_text":
            return rich_text.plain(value or [])
        case "select" | "status":
            return next((known.name for known in prop.options if known.id == value), None)
        case "multi_select":
            return [known.name for known in prop.options if known.id in (value or [])]
        case "date":
            return value and value["start"]
        case "checkbox":
            return bool(value)
        case "people" | "files":
            return value or []
        case "relation":
            return [item["id"] for item in shown_value(call, page, prop)]
        case "unique_id":
            return page.number
        case "created_by":
            return [page.created_by]
        case "last_edited_by":
            return [page.edited_by]
        case "formula" | "rollup":
            return _of_formula(shown_value(call, page, prop))
        case "created_time" | "last_edited_time":
            return shown_value(call, page, prop)
        case _:
            return value


def _only(condition: Any) -> tuple[str, Any]:
    if not isinstance(condition, dict) or len(condition) != 1:
        raise failed("body.filter", "should hold exactly one condition")
    ((word, asked),) = condition.items()
    return word, asked


def _compared(family: str, condition: Json, call: Call) -> Callable[[Any], bool]:
    word, asked = _only(condition)
    if word in ("is_empty", "is_not_empty"):
        wanted = word == "is_empty"
        return lambda value: (value in (None, "", [])) is wanted
    test = _on_date(word, asked, call) if family == "date" else _plainly(family, word, asked)
    if test is None:
        raise failed(f"body.filter.{family}.{word}", "should be not present")
    return test


def _plainly(family: str, word: str, asked: Any) -> Callable[[Any], bool] | None:
    if family == "text":
        wanted = str(asked).lower()
        texts: dict[str, Callable[[str], bool]] = {
            "equals": lambda value: value == wanted, "does_not_equal": lambda value: value != wanted,
            "contains": lambda value: wanted in value, "does_not_contain": lambda value: wanted not in value,
            "starts_with": lambda value: value.startswith(wanted), "ends_with": lambda value: value.endswith(wanted),
        }  # fmt: skip
        found = texts.get(word)
        return None if found is None else lambda value: found((value or "").lower())
    if family == "option":
        names = asked if isinstance(asked, list) else [asked]
        return {"equals": lambda v: v in names, "does_not_equal": lambda v: v not in names}.get(word)
    if family == "list":
        return {"contains": lambda v: asked in v, "does_not_contain": lambda v: asked not in v}.get(word)
    if family == "checkbox":
        return {"equals": lambda v: bool(v) is asked, "does_not_equal": lambda v: bool(v) is not asked}.get(word)
    numbers: dict[str, Callable[[Any], bool]] = {
        "equals": lambda v: v == asked, "does_not_equal": lambda v: v != asked,
        "greater_than": lambda v: v is not None and v > asked, "less_than": lambda v: v is not None and v < asked,
        "greater_than_or_equal_to": lambda v: v is not None and v >= asked,
        "less_than_or_equal_to": lambda v: v is not None and v <= asked,
    }  # fmt: skip
    return numbers.get(word)


def _on_date(word: str, asked: Any, call: Call) -> Callable[[Any], bool] | None:
    if word in _SPANS or word == "this_week":
        start, end = _window(word, call.workspace.clock.now())
        return lambda value: value is not None and start <= dates.moment(value) < end
    if word not in ("equals", "before", "after", "on_or_before", "on_or_after"):
        return None
    try:
        first, after = dates.span(str(asked))
    except ValueError:
        raise failed(
            f"body.filter.{word}", f'should be a valid ISO 8601 date string, instead was `"{asked}"`'
        ) from None
    words: dict[str, Callable[[datetime], bool]] = {
        "equals": lambda moment: first <= moment < after, "before": lambda moment: moment < first,
        "after": lambda moment: moment >= after, "on_or_before": lambda moment: moment < after,
        "on_or_after": lambda moment: moment >= first,
    }  # fmt: skip
    return lambda value: value is not None and words[word](dates.moment(value))


def _window(word: str, now: datetime) -> tuple[datetime, datetime]:
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if word == "this_week":
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=7)
    first, last = _SPANS[word]
    return today + timedelta(days=first), today + timedelta(days=last + 1)


def sorting(call: Call, source: DataSource, sorts: list[Json]) -> Callable[[list[Page]], list[Page]]:
    """Return what puts rows in the order that is asked for: empty values last, words by their numbers."""
    steps: list[tuple[Callable[[Page], Any], bool]] = []
    for number, sort in enumerate(sorts):
        if sort.get("direction") not in ("ascending", "descending"):
            raise failed(f"body.sorts[{number}].direction", "should be `ascending` or `descending`")
        steps.append((_key(call, source, sort), sort["direction"] == "descending"))

    def ordered(pages: list[Page]) -> list[Page]:
        found = pages
        for key, reverse in reversed(steps):
            keyed = [(key(page), page) for page in found]
            there = sorted((pair for pair in keyed if pair[0] is not None), key=lambda pair: pair[0], reverse=reverse)
            found = [page for _, page in there] + [page for value, page in keyed if value is None]
        return found

    return ordered


def _key(call: Call, source: DataSource, sort: Json) -> Callable[[Page], Any]:
    if "timestamp" in sort:
        name = sort["timestamp"]
        if name not in ("created_time", "last_edited_time"):
            raise failed("body.sorts.timestamp", "should be `created_time` or `last_edited_time`")
        return lambda page: dates.minute(page.created_at if name == "created_time" else page.edited_at)
    prop = source.named(str(sort.get("property")))
    if prop is None:
        raise invalid(f"Could not find sort property with name or id: {sort.get('property')}")
    order = {option.name: number for number, option in enumerate(prop.options)}

    def key(page: Page) -> Any:
        value = plain(call, page, prop)
        if value in (None, "", []):
            return None
        if prop.type in ("select", "status"):
            return order[value]
        if isinstance(value, list):
            return [natural(str(item)) for item in value]
        if _FAMILY.get(prop.type) == "date":
            return dates.moment(value)
        return natural(value) if isinstance(value, str) else value

    return key


def natural(words: str) -> list[tuple[int, int, str]]:
    """Return the key that puts "Track 2" before "Track 10"."""
    parts = re.findall(r"\d+|\D+", words.lower())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]
