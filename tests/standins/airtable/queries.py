"""Which records a list request asks for, and the iterators behind its pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from tests.standins.airtable.cells import instant, value
from tests.standins.airtable.formula import compiled
from tests.standins.airtable.identifiers import Identifiers
from tests.standins.airtable.refusals import invalid_request, iterator_gone, refusal, unknown_field
from tests.standins.airtable.row import Record, Row
from tests.standins.airtable.schema import Field
from tests.standins.airtable.settings import Settings
from tests.standins.airtable.table import Table
from tests.standins.clock import Time
from tests.standins.wire import Request

_OPTIONS = frozenset(
    {"pageSize", "offset", "maxRecords", "view", "fields", "filterByFormula", "sort", "cellFormat"}
    | {"returnFieldsByFieldId", "recordMetadata", "timeZone", "userLocale"}
)
_SORT = re.compile(r"sort\[(\d+)\]\[(field|direction)\]")


@dataclass(frozen=True, slots=True)
class Query:
    """One list request."""

    page_size: int
    offset: str
    fields: tuple[Field, ...]
    by_id: bool
    comment_count: bool


@dataclass(slots=True)
class _Iterator:
    records: list[str]
    used: float


class Iterators:
    """The offsets that were given out. A restart of the vendor's server forgets them all."""

    def __init__(self, clock: Time, settings: Settings) -> None:
        self._clock = clock
        self._settings = settings
        self._ids = Identifiers(seed=7)
        self._left: dict[str, _Iterator] = {}

    def keep(self, records: list[str]) -> str:
        """Return an offset that leads to these records."""
        key = self._ids.new("itr")
        self._left[key] = _Iterator(records, self._clock.monotonic())
        return f"{key}/{records[0]}"

    def take(self, offset: str) -> list[str]:
        """Return the records behind an offset; it may be used again while it lives. Raises `Refusal`."""
        found = self._left.get(offset.partition("/")[0])
        if found is None or self._clock.monotonic() - found.used > self._settings.iterator_life:
            raise iterator_gone()
        found.used = self._clock.monotonic()
        return found.records

    def expire(self) -> None:
        """Forget every offset."""
        self._left.clear()


def options_of(request: Request) -> dict[str, Any]:
    """Return the options of a GET as the body of a POST would hold them. Raises `Refusal`."""
    options: dict[str, Any] = {}
    sorts: dict[int, dict[str, str]] = {}
    for name, text in request.query:
        if match := _SORT.fullmatch(name):
            sorts.setdefault(int(match[1]), {})[match[2]] = text
        elif name in ("fields[]", "recordMetadata[]"):
            options.setdefault(name[:-2], []).append(text)
        elif name == "returnFieldsByFieldId":
            options[name] = text.lower() in ("1", "true")
        else:
            options[name] = text
    if sorts:
        options["sort"] = [sorts[place] for place in sorted(sorts)]
    return options


def read_query(table: Table, options: dict[str, Any]) -> Query:
    """Read the options of a list request. Raises `Refusal`."""
    if not options.keys() <= _OPTIONS or options.get("cellFormat", "json") != "json":
        raise invalid_request()
    metadata = options.get("recordMetadata") or []
    size = _whole(options.get("pageSize", 100))
    if not 1 <= size <= 100 or not set(metadata) <= {"commentCount"}:
        raise invalid_request()
    names = options.get("fields") or []
    fields = tuple(named_field(table, name) for name in names) or tuple(table.fields.values())
    by_id = bool(options.get("returnFieldsByFieldId"))
    return Query(size, options.get("offset") or "", fields, by_id, "commentCount" in metadata)


def matching(table: Table, options: dict[str, Any]) -> list[str]:
    """Return the ids of the records that a list request means, in its order. Raises `Refusal`."""
    records = list(table.records.values())
    if name := options.get("view"):
        view = table.view(name)
        if view is None:
            raise refusal(422, "VIEW_NAME_NOT_FOUND", f"View {name} not found")
        if view.keeps is not None:
            records = [record for record in records if view.keeps(Row(table, record))]
    if formula := options.get("filterByFormula"):
        keeps = compiled(table, formula)
        records = [record for record in records if keeps(record)]
    for order in reversed(options.get("sort") or []):
        field = named_field(table, order.get("field", ""))
        direction = order.get("direction", "asc")
        if direction not in ("asc", "desc"):
            raise invalid_request()
        records.sort(key=partial(_rank, table, field), reverse=direction == "desc")
    if "maxRecords" in options:
        records = records[: _whole(options["maxRecords"])]
    return [record.id for record in records]


def page(table: Table, options: dict[str, Any], iterators: Iterators) -> dict[str, Any]:
    """Return the answer to a list request. Raises `Refusal`."""
    query = read_query(table, options)
    ids = iterators.take(query.offset) if query.offset else matching(table, options)
    here, rest = ids[: query.page_size], ids[query.page_size :]
    found = [table.records[key] for key in here if key in table.records]
    shown: dict[str, Any] = {"records": [shown_record(table, record, query) for record in found]}
    if rest:
        shown["offset"] = iterators.keep(rest)
    return shown


def shown_record(table: Table, record: Record, query: Query) -> dict[str, Any]:
    """Return a record as an answer shows it: empty cells are left out."""
    cells = {}
    for field in query.fields:
        cell = value(table, record, field)
        if cell is not None:
            cells[field.id if query.by_id else field.name] = cell
    shown: dict[str, Any] = {"id": record.id, "createdTime": instant(record.created), "fields": cells}
    if query.comment_count:
        shown["commentCount"] = len(record.comments)
    return shown


def named_field(table: Table, name: str) -> Field:
    """Return a field by its name or id. Raises `Refusal`."""
    field = table.find_field(name)
    if field is None:
        raise unknown_field(name)
    return field


def _rank(table: Table, field: Field, record: Record) -> tuple[int, Any]:
    shown = value(table, record, field)
    if field.type == "singleSelect":
        names = [option.name for option in field.choices]
        return (0, 0) if shown is None else (1, names.index(shown))
    if shown is None:
        return 0, ""
    return (1, shown) if isinstance(shown, int | float) else (2, str(shown).lower())


def _whole(text: Any) -> int:
    try:
        return int(text)
    except (TypeError, ValueError):
        raise invalid_request() from None
