"""Property values of requests: checked as Notion checks them, and kept."""

from __future__ import annotations

from typing import Any

from tests.standins.notion import dates, rich_text
from tests.standins.notion.call import Call
from tests.standins.notion.ids import normal
from tests.standins.notion.refusals import failed, invalid
from tests.standins.notion.state import COMPUTED, Capability, DataSource, Json, Option, Page, Property, Value

_LONGEST = {"url": 2000, "email": 200, "phone_number": 200}
_MOST = 100


def write(call: Call, page: Page, source: DataSource, properties: Any) -> None:
    """Put the properties of a request on a page: all of them, or none."""
    pending, made = check(call, source, properties)
    for prop, option in made:
        prop.options.append(option)
    before = dict(page.values)
    for prop, value in pending:
        call.workspace.put(page, prop, value)
    if call.workspace.quirks.same_value_edits or before != page.values:
        call.workspace.touch(page, call.token.bot_id)


def check(
    call: Call, source: DataSource, properties: Any
) -> tuple[list[tuple[Property, Value]], list[tuple[Property, Option]]]:
    """Return the values to keep and the options to make, or raise the refusal of the first that is wrong."""
    if not isinstance(properties, dict):
        raise failed("body.properties", f"should be an object, instead was `{properties!r}`")
    pending: list[tuple[Property, Value]] = []
    made: list[tuple[Property, Option]] = []
    for name, given in properties.items():
        prop = source.named(name)
        if prop is None:
            raise invalid(f"{name} is not a property that exists.")
        pending.append((prop, accepted(call, prop, given, made)))
    return pending, made


def accepted(call: Call, prop: Property, given: Any, made: list[tuple[Property, Option]]) -> Value:
    """Return a value as it is kept, or raise its refusal; options that it makes are added to `made`."""
    if prop.type in COMPUTED or prop.type == "verification":
        raise invalid(f"{prop.name} is a {prop.type} property and cannot be updated.")
    if not isinstance(given, dict):
        raise failed(f"body.properties.{prop.name}", f"should be an object, instead was `{given!r}`")
    unknown = given.keys() - {"id", "type", "name", prop.type, *(["has_more"] if prop.type == "relation" else [])}
    if unknown or prop.type not in given:
        raise invalid(f"{prop.name} is expected to be {prop.type}.")
    value, place = given[prop.type], f"body.properties.{prop.name}.{prop.type}"
    if isinstance(value, list) and len(value) > _MOST:
        raise failed(f"{place}.length", f"should be ≤ `{_MOST}`, instead was `{len(value)}`")
    match prop.type:
        case "title" | "rich_text":
            return rich_text.accepted(value, place, call.knows_user)
        case "select" | "status":
            return None if value is None else _option(call, prop, value, made).id
        case "multi_select":
            return [_option(call, prop, one, made).id for one in _list(value, place)]
        case "people":
            return [_person(call, one, place) for one in _list(value, place)]
        case "relation":
            return [_related(call, prop, one, place) for one in _list(value, place)]
        case "date":
            return None if value is None else _date(value, place)
        case "files":
            return [_file(one, place) for one in _list(value, place)]
        case _:
            return _scalar(prop.type, value, place)


def _list(value: Any, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise failed(place, f"should be an array, instead was `{value!r}`")
    return value


def _option(call: Call, prop: Property, given: Any, made: list[tuple[Property, Option]]) -> Option:
    place = f"body.properties.{prop.name}.{prop.type}"
    if not isinstance(given, dict) or not (given.get("id") or given.get("name")):
        raise failed(place, "should hold an id or a name")
    known = [*prop.options, *(option for owner, option in made if owner is prop)]
    if given.get("id"):
        found = next((option for option in known if option.id == given["id"]), None)
        if found is None:
            raise invalid(f"{prop.type.capitalize()} option with ID {given['id']} does not exist.")
        return found
    name = given["name"]
    found = next((option for option in known if option.name == name), None)
    if found is not None:
        return found
    if prop.type == "status":
        raise invalid(f'Status option "{name}" does not exist.')
    if "," in name:
        raise failed(f"{place}.name", "should not hold a comma")
    option = Option(call.workspace.ids.uuid(), name, given.get("color") or "default")
    made.append((prop, option))
    return option


def _person(call: Call, given: Any, place: str) -> str:
    user_id = normal(str(given.get("id", ""))) if isinstance(given, dict) else None
    if user_id is None or not (call.knows_user(user_id) or user_id in call.workspace.groups):
        raise failed(place, f"should hold ids of users of this workspace, instead was `{given!r}`")
    return user_id


def _related(call: Call, prop: Property, given: Any, place: str) -> str:
    page_id = normal(str(given.get("id", ""))) if isinstance(given, dict) else None
    if page_id is None:
        raise failed(place, f"should hold page ids, instead was `{given!r}`")
    page = call.page(page_id)
    if page.source != prop.related:
        raise invalid(f"{prop.name} relates to another data source than that of page {page_id}.")
    return page.id


def _date(given: Any, place: str) -> Json:
    if not isinstance(given, dict) or not isinstance(given.get("start"), str):
        raise failed(f"{place}.start", "should be a string")
    zone, end = given.get("time_zone"), given.get("end")
    try:
        start = dates.accepted(given["start"], zone)
        until = None if end is None else dates.accepted(end, zone)
    except (TypeError, ValueError):
        raise failed(place, f"should be a valid ISO 8601 date, instead was `{given!r}`") from None
    if until is not None and dates.moment(until) < dates.moment(start):
        raise failed(place, "should end after its start")
    return {"start": start, "end": until, "time_zone": None}


def _file(given: Any, place: str) -> Json:
    if not isinstance(given, dict) or not isinstance(given.get("name"), str):
        raise failed(f"{place}.name", "should be a string")
    if "external" in given:
        return {"name": given["name"], "external": given["external"]["url"]}
    return {"name": given["name"]}


def _scalar(kind: str, value: Any, place: str) -> Value:
    if kind == "checkbox":
        if not isinstance(value, bool):
            raise failed(place, f"should be a boolean, instead was `{value!r}`")
        return value
    if value is None:
        return None
    if kind == "number":
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise failed(place, f"should be a number, instead was `{value!r}`")
        return value
    if kind in _LONGEST:
        if not isinstance(value, str):
            raise failed(place, f"should be a string, instead was `{value!r}`")
        found = rich_text.length(value)
        if found > _LONGEST[kind]:
            raise failed(f"{place}.length", f"should be ≤ `{_LONGEST[kind]}`, instead was `{found}`")
        return value
    if kind == "place" and isinstance(value, dict):
        return {"name": None, "address": None, "aws_place_id": None, "google_place_id": None} | value
    raise invalid(f"{kind} cannot be updated through the API.")


def may_write(call: Call) -> None:
    """Refuse a connection that may not update content, and a workspace that is full."""
    call.need(Capability.UPDATE_CONTENT)
    not_full(call)


def not_full(call: Call) -> None:
    """Refuse what adds or edits in a workspace at its block limit."""
    if call.workspace.quirks.full:
        raise invalid("This workspace has reached its block limit. Upgrade the workspace to add or edit content.")
