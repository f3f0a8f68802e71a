"""One property value of a page into one cell, by the type that Notion gives it.

Page and query answers hold at most 25 references for certain: what may have been cut is `Unknown.TRUNCATED`, and has to
be fetched as a property of its own (`connectors.notion.property_items`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import partial
from math import isfinite
from typing import Any, TypeAlias, cast

from connectors.notion.dates import date_of, moment_of
from connectors.notion.flaw import Flaw
from connectors.notion.ids import hyphenated
from connectors.notion.people import person_of
from connectors.notion.texts import clean, plain_text
from connectors.record import Cell, FileCell, LinkCell, PersonCell
from rules.model import Unknown

Read: TypeAlias = Cell | Flaw
"""What one value says, or why it cannot be read."""

REFERENCES = 25
"""How many people, relations or mentions of one property a page surely holds."""

_NOT_AS_DOCUMENTED = (TypeError, KeyError, AttributeError, ValueError, ArithmeticError)
"""What a decoder meets in a value of another shape than its type should have."""


def cell_of(value: object, *, percent: bool = False) -> Read:
    """Return the cell of a value in a page or query answer. Never raises.

    `percent` says that the column shows its numbers as percentages, which a value does not tell.
    """
    found = _by_type(value, _DECODERS)
    return as_percent(found) if percent and isinstance(found, Decimal) else found


def flat(cells: Iterable[Read]) -> Read:
    """Return the cells of several records as one: all their members, or their one value, or their differing values.

    Values that differ and are no texts become texts, for no cell holds several of them.
    """
    filled: list[Cell] = []
    for cell in cells:
        if isinstance(cell, (Flaw, Unknown)):
            return cell
        if cell is not None and cell != ():
            filled.append(cell)
    members = [member for cell in filled if isinstance(cell, tuple) for member in cell]
    scalars = dict.fromkeys(cell for cell in filled if not isinstance(cell, tuple))
    if len({type(member) for member in members}) + bool(scalars) > 1:
        return Flaw("the column shows values of several kinds")
    if members:
        return cast("tuple[str, ...]", tuple(dict.fromkeys(members)))
    return tuple(_words(scalar) for scalar in scalars) if len(scalars) > 1 else next(iter(scalars), None)


def as_percent(number: Decimal) -> str:
    """Return a share as people see it: 0.5 is "50%"."""
    return f"{number.scaleb(2).normalize():f}%"


def text(body: Any) -> Read:
    """Return a whole rich text, however many mentions it has."""
    return plain_text(body) or None


def people(body: Any) -> Read:
    """Return all the people of a list, however long."""
    return tuple(_person(user) for user in _list(body))


def relations(body: Any) -> Read:
    """Return all the references of a list, however long."""
    return tuple(LinkCell(hyphenated(clean(reference["id"]))) for reference in _list(body))


def decoded(decode: Callable[[Any], Read], body: object, kind: object) -> Read:
    """Return what `decode` makes of a body, and a flaw for a body that is not what Notion documents for the type."""
    try:
        return decode(body)
    except _NOT_AS_DOCUMENTED:
        return Flaw(f"Notion gave {_type_name(kind)} in a form that it does not document")


def _by_type(value: object, decoders: Mapping[str, Callable[[Any], Read]]) -> Read:
    if not isinstance(value, dict):
        return Flaw("Notion gave no value for a column")
    kind = value.get("type")
    if not isinstance(kind, str) or kind not in value:
        return Flaw(f"Notion gave no value for {_type_name(kind)}")
    if kind == "relation":
        return decoded(partial(_relations, more=value.get("has_more")), value[kind], kind)
    decode = decoders.get(kind)
    if decode is None:
        return Flaw(f"Notion's columns of the type {_type_name(kind)} are not read")
    return decoded(decode, value[kind], kind)


def _type_name(kind: object) -> str:
    return f'"{clean(kind)[:40]}"' if isinstance(kind, str) else "a column"


def _list(body: Any) -> list[Any]:
    # A mapping or a text can be iterated too, and would pass for an empty or a strange list.
    if not isinstance(body, list):
        raise TypeError("not a list")
    return body


def _person(user: object) -> PersonCell:
    person = person_of(user)
    if person is None:
        raise TypeError("not a user")
    return person


def _words(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell if isinstance(cell, str) else cast("datetime", cell).isoformat()


def _text(body: Any) -> Read:
    if len(body) >= REFERENCES and sum(item["type"] == "mention" for item in body) >= REFERENCES:
        return Unknown.TRUNCATED
    return text(body)


def _people(body: Any) -> Read:
    # Notion tells nothing of people that it left out: a full list may be a cut one.
    return Unknown.TRUNCATED if len(_list(body)) >= REFERENCES else people(body)


def _relations(body: Any, more: object) -> Read:
    # Only the value itself says whether there are more, and not in every answer: then a full list may be a cut one.
    whole = more is False or (more is None and len(_list(body)) < REFERENCES)
    return relations(body) if whole else Unknown.TRUNCATED


def _line(body: Any) -> Read:
    return None if body is None else clean(body) or None


def _option(body: Any) -> Read:
    return None if body is None else clean(body["name"]) or None


def _options(body: Any) -> Read:
    return tuple(clean(option["name"]) for option in _list(body))


def _number(body: Any) -> Read:
    if body is None:
        return None
    if isinstance(body, bool) or not isinstance(body, (int, float)) or not isfinite(body):
        raise TypeError("not a number")
    return Decimal(str(body))


def _tick(body: Any) -> Read:
    if not isinstance(body, bool):
        raise TypeError("neither ticked nor not")
    return body


def _boolean(body: Any) -> Read:
    return None if body is None else _tick(body)


def _files(body: Any) -> Read:
    return tuple(_file(file) for file in _list(body))


def _file(file: Any) -> FileCell:
    name, kind = clean(file["name"]), file["type"]
    url = clean(file[kind]["url"])
    if kind == "external":
        return FileCell(name, url, url)
    if kind != "file":
        raise TypeError("another kind of file")
    # Signed anew at every read, and good for an hour: only what stands before the signature is the file's own.
    unsigned = url.partition("?")[0].partition("#")[0]
    return FileCell(name, unsigned, f"{name} /{unsigned.partition('://')[2].partition('/')[2]}")


def _user(body: Any) -> Read:
    return (_person(body),)


def _counted(body: Any) -> Read:
    number = body["number"]
    if number is None:
        return None
    if isinstance(number, bool) or not isinstance(number, int):
        raise TypeError("not a number")
    return f"{clean(body['prefix'])}-{number}" if body.get("prefix") else str(number)


def _place(body: Any) -> Read:
    if body is None:
        return None
    named = ", ".join(clean(part) for part in (body.get("name"), body.get("address")) if part)
    return named or f"{float(body['lat'])}, {float(body['lon'])}"


def _verification(body: Any) -> Read:
    return None if body is None else clean(body["state"])


def _nothing(_: Any) -> Read:
    return None


def _formula(body: Any) -> Read:
    if body["type"] == "unsupported":
        return Flaw("Notion does not give the result of this formula")
    return _by_type(body, _RESULTS)


def rollup(body: Any) -> Read:
    """Return what a rollup shows of the records that it goes over."""
    if body["type"] in ("unsupported", "incomplete"):
        return Flaw("Notion does not give the result of this rollup")
    found = _by_type(body, _ROLLED_UP)
    share = isinstance(found, Decimal) and str(body.get("function")).startswith("percent_")
    return as_percent(cast("Decimal", found)) if share else found


def _array(body: Any) -> Read:
    if len(_list(body)) >= REFERENCES:
        return Unknown.TRUNCATED
    return flat(_by_type(item, _SIMPLE) for item in body)


_RESULTS: Mapping[str, Callable[[Any], Read]] = {
    "string": _line,
    "number": _number,
    "boolean": _boolean,
    "date": date_of,
}
_SIMPLE: Mapping[str, Callable[[Any], Read]] = {
    "title": _text,
    "rich_text": _text,
    "select": _option,
    "status": _option,
    "multi_select": _options,
    "people": _people,
    "date": date_of,
    "files": _files,
    "checkbox": _tick,
    "number": _number,
    "url": _line,
    "email": _line,
    "phone_number": _line,
    "unique_id": _counted,
    "created_time": moment_of,
    "last_edited_time": moment_of,
    "created_by": _user,
    "last_edited_by": _user,
    "button": _nothing,
    "place": _place,
    "verification": _verification,
    "formula": _formula,
}
_ROLLED_UP: Mapping[str, Callable[[Any], Read]] = {"number": _number, "date": date_of, "array": _array}
_DECODERS: Mapping[str, Callable[[Any], Read]] = {**_SIMPLE, "rollup": rollup}
