"""Fields, options and views, and how the schema answers show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from tests.standins.airtable.row import Row

Compute: TypeAlias = "Callable[[Row], Any]"
"""Makes a computed cell: the value as the records API shows it, None for empty; raising shows `#ERROR!`."""

SELECTS = frozenset({"singleSelect", "multipleSelects"})
CALLED = frozenset({"formula", "rollup", "aiText", "button", "externalSyncSource", "manualSort"})
"""Types whose cells come from the field's callable."""
COMPUTED = CALLED | {
    "autoNumber",
    "count",
    "createdBy",
    "createdTime",
    "lastModifiedBy",
    "lastModifiedTime",
    "multipleLookupValues",
}

_DATE = {"dateFormat": {"name": "iso", "format": "YYYY-MM-DD"}}
_TIME = {**_DATE, "timeFormat": {"name": "24hour", "format": "HH:mm"}, "timeZone": "utc"}
_INSTANT = {"result": {"type": "dateTime", "options": _TIME}}

DEFAULT_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "aiText": {"prompt": [], "referencedFieldIds": []},
    "checkbox": {"icon": "check", "color": "greenBright"},
    "count": {"isValid": True, "recordLinkFieldId": None},
    "createdTime": _INSTANT,
    "currency": {"precision": 2, "symbol": "$"},
    "date": _DATE,
    "dateTime": _TIME,
    "duration": {"durationFormat": "h:mm"},
    "externalSyncSource": {"choices": []},
    "formula": {"isValid": True, "formula": "", "referencedFieldIds": [], "result": {"type": "singleLineText"}},
    "lastModifiedTime": {"isValid": True, "referencedFieldIds": [], **_INSTANT},
    "multipleAttachments": {"isReversed": False},
    "multipleCollaborators": {},
    "multipleLookupValues": {"isValid": True, "recordLinkFieldId": None, "fieldIdInLinkedTable": None, "result": None},
    "multipleRecordLinks": {"isReversed": False, "prefersSingleRecordLink": False},
    "multipleSelects": {},
    "number": {"precision": 1},
    "percent": {"precision": 0},
    "rating": {"icon": "star", "max": 5, "color": "yellowBright"},
    "rollup": {
        "isValid": True,
        "recordLinkFieldId": None,
        "fieldIdInLinkedTable": None,
        "referencedFieldIds": [],
        "result": None,
    },
    "singleCollaborator": {},
    "singleSelect": {},
}
PLAIN = frozenset(
    {"singleLineText", "multilineText", "richText", "email", "url", "phoneNumber", "barcode", "button", "autoNumber"}
    | {"createdBy", "lastModifiedBy", "manualSort"}
)
"""Types that have no options."""

_COLORS = ("blueLight2", "cyanLight2", "tealLight2", "greenLight2", "yellowLight2", "orangeLight2", "redLight2")


@dataclass(frozen=True, slots=True)
class NewField:
    """A field to make. `to` names the table that links point into; `link` and `of` name the link field and the field
    behind it for lookups, rollups and counts; `compute` makes the cells of `CALLED` types."""

    name: str
    type: str = "singleLineText"
    choices: tuple[str, ...] = ()
    to: str = ""
    link: str = ""
    of: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    compute: Compute | None = None
    description: str = ""


@dataclass(slots=True)
class Option:
    """One option of a select."""

    id: str
    name: str
    color: str

    def shown(self) -> dict[str, str]:
        """Return the option as the schema and webhook payloads show it."""
        return {"id": self.id, "name": self.name, "color": self.color}


@dataclass(slots=True, eq=False)
class Field:
    """One field of a table."""

    id: str
    name: str
    type: str
    options: dict[str, Any]
    choices: list[Option] = field(default_factory=list)
    compute: Compute | None = None
    description: str = ""

    @property
    def computed(self) -> bool:
        """Whether nobody can write it."""
        return self.type in COMPUTED

    def option(self, name: str) -> Option | None:
        """Return the option of this exact name."""
        return next((option for option in self.choices if option.name == name), None)

    def option_by_id(self, key: str) -> Option | None:
        """Return the option of this id."""
        return next((option for option in self.choices if option.id == key), None)

    def shown(self) -> dict[str, Any]:
        """Return the field as the schema shows it."""
        shown: dict[str, Any] = {"type": self.type}
        if self.type not in PLAIN:
            options = dict(self.options)
            if self.type in SELECTS:
                options["choices"] = [option.shown() for option in self.choices]
            shown["options"] = options
        shown |= {"id": self.id, "name": self.name}
        if self.description:
            shown["description"] = self.description
        return shown


def color(position: int) -> str:
    """Return the color of the next option."""
    return _COLORS[position % len(_COLORS)]


@dataclass(slots=True, eq=False)
class View:
    """One view: which records it shows and which fields it hides."""

    id: str
    name: str
    type: str = "grid"
    keeps: Callable[[Row], bool] | None = None
    hidden: set[str] = field(default_factory=set)
    """Ids of hidden fields; the API shows their cells all the same."""
