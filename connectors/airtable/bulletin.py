"""The report as one record of a table that a team keeps for it: made once, and then one field of it is kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from connectors.access import Access
from connectors.airtable.bulletin_text import formatted_text, plain_text
from connectors.airtable.client import Airtable, Json
from connectors.airtable.errors import NotAccepted, TokenRefused
from connectors.airtable.identity import identity
from connectors.airtable.rows import all_rows
from connectors.airtable.schema import SITE, Field, TableShape, tables_in
from connectors.airtable.wording import TOKENS, Scope, grant
from connectors.bulletin import Document, Fate, Posted, Shown, digest_in
from connectors.calls.patience import ATTEMPTS
from connectors.errors import AccessDenied, ConnectorError, NotShared, OutcomeUnknown, WriteFailed
from connectors.mapping.nearest import did_you_mean
from connectors.tally import Tally

_SETTLING = 1.0
"""Seconds until what was just saved is certain to be listed."""
_FORMATTED = "richText"
_TEXTS = ("multilineText", _FORMATTED)
_TITLES = ("singleLineText", *_TEXTS)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a record of ours is, or is to be; `record` is "" before it is made."""

    table: str
    text: str
    type: str
    title: str = ""
    """The field that names it; "" where Airtable fills it in."""
    record: str = ""


class AirtableBulletin:
    """One record. Its text is ours; its other fields are the team's, the one that names it after it is made."""

    def __init__(self, airtable: Airtable, source: str, table: str, text: str, plan: Collection[str]) -> None:
        """`table` and `text` are names or ids, of the table and its long text field.

        `plan` are the ids of the tables that are read as the plan: a record of ours there would be taken for work.
        """
        self._airtable = airtable
        self._source = source
        self._table = table
        self._text = text
        self._plan = frozenset(plan)
        self._tally = Tally(airtable)

    @property
    def place(self) -> str:
        return f"airtable\n{self._airtable.base}\n{self._table}\n{self._text}"

    @property
    def requests(self) -> int:
        return self._tally.requests

    def show(self, document: Document, known: Posted | None, *, anew: bool) -> Shown:
        with self._tally.counting():
            try:
                return self._shown(document, known, anew=anew)
            except TokenRefused:
                raise
            except AccessDenied:
                raise _not_allowed() from None

    def take_back(self, mark: str, known: Posted | None) -> str:
        with self._tally.counting():
            spot = _spot(known) if known else self._found(mark)
            if spot is None or not spot.record:
                return ""
            try:
                record = self._airtable.read(self._path(spot), {"returnFieldsByFieldId": "true"})
                if self._others(record, spot):
                    self._airtable.change(self._path(spot), {"fields": {spot.text: None}})
                    return f"emptied the report's record ({self._url(spot)}); it stays, for others filled in its fields"
                self._airtable.delete(self._path(spot))
            except NotShared:
                return ""
            return f"deleted the report's record ({self._url(spot)})"

    def access(self) -> tuple[Access, ...]:
        what = f"keep the report in “{self._table}”"
        try:
            self._resolved()
            scopes = identity(self._airtable).scopes
        except ConnectorError as error:
            return (Access(what, granted=False, why=error.message, todo=error.hint),)
        if scopes is not None and Scope.WRITE_RECORDS not in scopes:
            todo = f"add the scope {Scope.WRITE_RECORDS} to the token at {TOKENS}"
            return (Access(what, granted=False, why="the token may not write records", todo=todo),)
        return (Access(what, granted=None, why="it adds one record, which the first run makes"),)

    def _shown(self, document: Document, known: Posted | None, *, anew: bool) -> Shown:
        if known is not None and known.digest and not known.gone:
            try:
                return self._rewritten(_spot(known), document)
            except (NotAccepted, NotShared):
                pass  # A look tells why.
        spot = self._resolved()
        if known is not None:
            spot = replace(spot, record=known.ids[0])
            said = self._said(spot)
            if said is not None:
                return self._right_or_rewritten(spot, said, document)
            if not anew:
                return Shown(Fate.GONE, replace(known, digest=document.digest, gone=True))
            return self._made(replace(spot, record=""), document)
        found = self._standing(spot, document.mark)
        return self._right_or_rewritten(*found, document) if found else self._made(spot, document)

    def _right_or_rewritten(self, spot: _Spot, said: str, document: Document) -> Shown:
        if digest_in(said.replace("\\", ""), document.mark) == document.digest:
            return Shown(Fate.UNCHANGED, self._posted(spot, document))
        try:
            return self._rewritten(spot, document)
        except NotShared:
            raise _not_allowed() from None  # It was read a moment ago.
        except NotAccepted as refused:
            raise WriteFailed(
                f"Airtable does not take the report in its record ({self._url(spot)}): “{refused.said or refused.code}”"
            ) from None

    def _rewritten(self, spot: _Spot, document: Document) -> Shown:
        self._airtable.change(self._path(spot), {"fields": {spot.text: _written(spot, document)}})
        return Shown(Fate.REWRITTEN, self._posted(spot, document))

    def _made(self, spot: _Spot, document: Document) -> Shown:
        fields = {spot.text: _written(spot, document), **({spot.title: document.title} if spot.title else {})}
        for attempt in range(1, ATTEMPTS + 1):
            try:
                answer = self._airtable.create(f"{self._airtable.base}/{spot.table}", {"fields": fields})
            except OutcomeUnknown:
                self._airtable.rest(_SETTLING)
                found = self._standing(spot, document.mark)
                if found is not None:
                    return Shown(Fate.MADE, self._posted(found[0], document))
                if attempt == ATTEMPTS:
                    raise
            except NotShared:
                raise _not_allowed() from None  # The table was seen a moment ago.
            except NotAccepted as refused:
                raise WriteFailed(
                    f"Airtable makes no record for the report in “{self._table}”: “{refused.said or refused.code}”"
                ) from None
            else:
                made = replace(spot, record=str(answer.get("id", "")))
                return Shown(Fate.MADE, self._posted(made, document))
        raise AssertionError

    def _said(self, spot: _Spot) -> str | None:
        """Return what stands in our record; `None` where it is gone. Raises where the table itself cannot be seen."""
        try:
            record = self._airtable.read(self._path(spot), {"returnFieldsByFieldId": "true"})
        except NotShared:
            return None  # The schema was read a moment ago, so that the table is there.
        return _cell(record, spot.text)

    def _found(self, mark: str) -> _Spot | None:
        found = self._standing(self._resolved(), mark)
        return found[0] if found else None

    def _standing(self, spot: _Spot, mark: str) -> tuple[_Spot, str] | None:
        """Return our record and what stands in it; of several, the oldest: the others are people's copies of it."""
        rows = all_rows(self._airtable, spot.table, [spot.text])
        ours = [row for row in rows if digest_in(_cell(row, spot.text).replace("\\", ""), mark)]
        if not ours:
            return None
        oldest = min(ours, key=lambda row: (str(row.get("createdTime", "")), str(row["id"])))
        return replace(spot, record=str(oldest["id"])), _cell(oldest, spot.text)

    def _resolved(self) -> _Spot:
        """Find table and field in the base. Raises `WriteFailed` where the settings name what is not there."""
        base = self._airtable.base
        shapes = tables_in(self._airtable.read(f"meta/bases/{base}/tables"), base)
        shape = next((s for s in shapes if self._table in (s.table.id, s.table.title)), None)
        if shape is None:
            raise WriteFailed(
                f"The base {SITE}/{base} has no table “{self._table}” for the report (reports.living.table)",
                hint=did_you_mean(self._table, [s.table.title for s in shapes]),
            )
        if shape.table.id in self._plan:
            raise WriteFailed(
                f"“{shape.table.title}” is part of the plan, and a record there would be read as work",
                hint="Make a table of its own for the report, and name that one (reports.living.table).",
            )
        field = self._field(shape)
        named = shape.fields.get(shape.primary)
        title = named.id if named and named.type in _TITLES and named.id != field.id else ""
        return _Spot(shape.table.id, field.id, field.type, title)

    def _field(self, shape: TableShape) -> Field:
        texts = [field for field in shape.fields.values() if field.type in _TEXTS]
        field = next((field for field in texts if self._text in (field.id, field.name)), None)
        if field is None:
            raise WriteFailed(
                f"“{shape.table.title}” has no long text field “{self._text}” for the report (reports.living.text)",
                hint=did_you_mean(self._text, [field.name for field in texts])
                if texts
                else f"Add a field of the type “Long text” there: {shape.table.url}",
            )
        return field

    def _others(self, record: Json, spot: _Spot) -> bool:
        """Whether people filled in other fields of our record."""
        base = self._airtable.base
        shapes = tables_in(self._airtable.read(f"meta/bases/{base}/tables"), base)
        fields = next((shape.fields for shape in shapes if shape.table.id == spot.table), {})
        filled = record.get("fields")
        ids = filled.keys() if isinstance(filled, dict) else ()
        return any(id_ in fields and not fields[id_].computed for id_ in ids if id_ not in (spot.text, spot.title))

    def _path(self, spot: _Spot) -> str:
        return f"{self._airtable.base}/{spot.table}/{spot.record}"

    def _url(self, spot: _Spot) -> str:
        return f"{SITE}/{self._path(spot)}"

    def _posted(self, spot: _Spot, document: Document) -> Posted:
        ids = (spot.record, spot.table, spot.text, spot.type, spot.title)
        return Posted(
            self._source, self.place, ids, "the report's record in Airtable", self._url(spot), document.digest
        )


def _not_allowed() -> AccessDenied:
    return AccessDenied(
        "Airtable does not let the token write the report", hint=f"To have it, {grant(Scope.WRITE_RECORDS)}."
    )


def _spot(known: Posted) -> _Spot:
    record, table, text, type_, title = known.ids
    return _Spot(table, text, type_, title, record)


def _written(spot: _Spot, document: Document) -> str:
    return formatted_text(document) if spot.type == _FORMATTED else plain_text(document)


def _cell(row: Json, field: str) -> str:
    fields = row.get("fields")
    value = fields.get(field) if isinstance(fields, dict) else None
    return value if isinstance(value, str) else ""
