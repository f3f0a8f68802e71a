"""One single value of a cell, by the type of its field. Nothing here raises, whatever Airtable sends."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import Any, TypeAlias

from connectors.airtable.plain import plain
from connectors.record import Cell, FileCell, LinkCell, PersonCell

PUT_RIGHT = "put the field right in Airtable"
SHOWN = 120
"""Characters of an unreadable value that are told."""
_LONGEST_DURATION = 10**12
_MENTION_TOKEN = re.compile(r"<airtable:mention\b[^<>]*>([^<>]*)</airtable:mention>")
"""How a person who is mentioned in a long text arrives; the words between are what people see."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A value that stands there and cannot be trusted: its text as far as there is one, and why, with what to do."""

    text: str
    reason: str


Reader: TypeAlias = Callable[[object], Cell | Flaw]


def _odd(value: object, expected: str) -> Flaw:
    text = plain(value[:SHOWN]) if isinstance(value, str) else ""
    return Flaw(text, f"{expected} was expected; look at the record in Airtable")


def _text(value: object) -> Cell | Flaw:
    return plain(value) if isinstance(value, str) else _odd(value, "text")


def _long_text(value: object) -> Cell | Flaw:
    if isinstance(value, str) and "<airtable:mention" in value:
        value = _MENTION_TOKEN.sub(r"\1", value)
    return _text(value)


def _ai_text(value: object) -> Cell | Flaw:
    if not isinstance(value, dict):
        return _text(value)
    if (state := value.get("state")) in ("loading", "error"):
        return Flaw("", "Airtable is still writing this text" if state == "loading" else f"no text came; {PUT_RIGHT}")
    written = value.get("value")
    return None if written is None else _text(written)


def _barcode(value: object) -> Cell | Flaw:
    return _text(value.get("text") or "") if isinstance(value, dict) else _text(value)


def _number(value: object) -> Decimal | Flaw:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _odd(value, "a number")
    if isinstance(value, int):
        return Decimal(value)
    return Decimal(repr(value)) if isfinite(value) else _odd(value, "a number")


def _percent(value: object) -> Cell | Flaw:
    number = _number(value)
    return number if isinstance(number, Flaw) else f"{number.scaleb(2).normalize():f}%"


def _duration(value: object) -> Cell | Flaw:
    """Return seconds as hours, minutes and seconds ("1:21:30"), as a workbook's times arrive."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _LONGEST_DURATION:
        return _odd(value, "a length of time")
    seconds, thousandths = divmod(round(abs(value) * 1000), 1000)
    minutes, seconds = divmod(seconds, 60)
    part = f".{thousandths:03d}".rstrip("0") if thousandths else ""
    return f"{'-' if value < 0 else ''}{minutes // 60}:{minutes % 60:02d}:{seconds:02d}{part}"


def _tick(value: object) -> Cell | Flaw:
    return value if isinstance(value, bool) else _odd(value, "a tick")


def _moment(value: object) -> date | datetime | Flaw:
    if isinstance(value, str):
        try:
            if "T" not in value:
                return date.fromisoformat(value)
            moment = datetime.fromisoformat(value)
        except ValueError:
            return _odd(value, "a date")
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return _odd(value, "a date")


def _day(value: object) -> date | datetime | Flaw:
    """Return a day. A computed one may arrive as its midnight in UTC, which is another day in half of the world."""
    moment = _moment(value)
    if isinstance(moment, datetime) and moment.timetz() == time(tzinfo=UTC):
        return moment.date()
    return moment


def _name(value: object) -> Cell | Flaw:
    return plain(value) if isinstance(value, str) else _odd(value, "an option")


def _names(value: object) -> Cell | Flaw:
    return (plain(value),) if isinstance(value, str) else _odd(value, "an option")


def _person(value: object) -> Cell | Flaw:
    if not isinstance(value, dict):
        return _odd(value, "a collaborator")
    id_, name, mail = _part(value, "id"), _part(value, "name"), _part(value, "email")
    return _known_person(id_, name, mail) if id_ or mail else _odd(value, "a collaborator")


@lru_cache(maxsize=4096)
def _known_person(id_: str, name: str, mail: str) -> tuple[PersonCell, ...]:
    # Ids of people begin with "usr"; groups and accounts of machines stand in the same fields under other ids.
    return (PersonCell(id_ or mail, name, mail, group=bool(id_) and not id_.startswith("usr")),)


def _link(value: object) -> Cell | Flaw:
    if isinstance(value, str) and value:
        return (LinkCell(plain(value)),)
    return _odd(value, "a linked record")


def _file(value: object) -> Cell | Flaw:
    """Return an attachment without its address, which dies after two hours; the id stays."""
    if not isinstance(value, dict) or not (id_ := _part(value, "id")):
        return _odd(value, "an attachment")
    size = value.get("size")
    exact = size if isinstance(size, int) and not isinstance(size, bool) else None
    return (FileCell(_part(value, "filename"), stable_id=id_, size=exact),)


def _nothing(_: object) -> Cell | Flaw:
    return None


def by_shape(value: object) -> Cell | Flaw:
    """Return a value of a type that is not declared, or that Airtable added after this was written."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, dict):
        if "filename" in value:
            return _file(value)
        if "email" in value or _part(value, "id").startswith(("usr", "ugp")):
            return _person(value)
        if words := _part(value, "name") or _part(value, "text"):
            return words
    return Flaw("", "it has a shape that this version of Streetdate does not know")


def _part(value: Mapping[str, Any], key: str) -> str:
    part = value.get(key)
    return plain(part) if isinstance(part, str) else ""


READERS: Mapping[str, Reader] = {
    "singleLineText": _text,
    "multilineText": _long_text,
    "richText": _long_text,
    "aiText": _ai_text,
    "email": _text,
    "phoneNumber": _text,
    "url": _text,
    "barcode": _barcode,
    "number": _number,
    "currency": _number,
    "rating": _number,
    "count": _number,
    "autoNumber": _number,
    "percent": _percent,
    "duration": _duration,
    "checkbox": _tick,
    "date": _day,
    "dateTime": _moment,
    "singleSelect": _name,
    "externalSyncSource": _name,
    "multipleSelects": _names,
    "singleCollaborator": _person,
    "multipleCollaborators": _person,
    "createdBy": _person,
    "lastModifiedBy": _person,
    "multipleRecordLinks": _link,
    "multipleAttachments": _file,
    "button": _nothing,
}
"""By Airtable's word for the type. Types with several values give each as a tuple of one."""
