"""The part of the formula language that a filter of ours or of the recordings uses; anything else is refused.

Comparisons, `&`, texts, numbers, `{fields}` by name or id, and the functions in `_FUNCTIONS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import eq, ge, gt, le, lt, ne
from typing import TYPE_CHECKING, Any, TypeAlias

from tests.standins.airtable.cells import value
from tests.standins.airtable.refusals import invalid_formula
from tests.standins.airtable.row import Record
from tests.standins.airtable.schema import Field

if TYPE_CHECKING:
    from tests.standins.airtable.table import Table

_Term: TypeAlias = Callable[[Record], Any]

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    | (?P<number>\d+(?:\.\d+)?)
    | \{(?P<field>(?:[^{}\\]|\\.)*)\}
    | (?P<word>[A-Za-z_][A-Za-z_0-9]*)
    | (?P<sign><=|>=|!=|[=<>&(),])
    )""",
    re.VERBOSE,
)
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def compiled(table: Table, formula: str) -> Callable[[Record], bool]:
    """Return whether a record passes a filter, as a function. Raises `Refusal`."""
    reader = _Reader(table, _tokens(formula))
    term = reader.expression()
    reader.end()

    def passes(record: Record) -> bool:
        try:
            return bool(term(record))
        except (TypeError, ValueError):
            return False  # a formula in error keeps no record

    return passes


def _tokens(formula: str) -> list[_Token]:
    tokens, at = [], 0
    while formula[at:].strip():
        match = _TOKEN.match(formula, at)
        if match is None or match.lastgroup is None:
            raise invalid_formula()
        tokens.append(_Token(match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return tokens


class _Reader:
    """Reads tokens into terms, the loosest binding first."""

    def __init__(self, table: Table, tokens: list[_Token]) -> None:
        self._table = table
        self._left = tokens

    def expression(self) -> _Term:
        term = self._joined()
        while self._next_is(*_COMPARISONS):
            term = _compared(_COMPARISONS[self._left.pop(0).text], term, self._joined())
        return term

    def end(self) -> None:
        if self._left:
            raise invalid_formula()

    def _joined(self) -> _Term:
        term = self._single()
        while self._next_is("&"):
            self._left.pop(0)
            term = _concatenated(term, self._single())
        return term

    def _single(self) -> _Term:
        if not self._left:
            raise invalid_formula()
        token = self._left.pop(0)
        match token.kind:
            case "text":
                text = _ESCAPED.sub(r"\1", token.text[1:-1])
                return lambda _: text
            case "number":
                number = float(token.text)
                return lambda _: number
            case "field":
                return self._field(_ESCAPED.sub(r"\1", token.text))
            case "word":
                return self._call(token.text) if self._next_is("(") else self._field(token.text)
        if token.text != "(":
            raise invalid_formula()
        term = self.expression()
        self._take(")")
        return term

    def _field(self, name: str) -> _Term:
        field = self._found(name)
        return lambda record: _operand(self._table, record, field)

    def _found(self, name: str) -> Field:
        field = self._table.find_field(name)
        if field is None:
            raise invalid_formula(f"Unknown field names: {name.lower()}")
        return field

    def _call(self, name: str) -> _Term:
        self._take("(")
        if name.upper() == "LAST_MODIFIED_TIME":
            return self._last_modified()
        terms: list[_Term] = []
        while not self._next_is(")"):
            terms.append(self.expression())
            if not self._next_is(")"):
                self._take(",")
        self._take(")")
        function = _FUNCTIONS.get(name.upper())
        if function is None or len(terms) not in function.takes:
            raise invalid_formula()
        return lambda record: function.of(record, [term(record) for term in terms])

    def _last_modified(self) -> _Term:
        fields = []
        while not self._next_is(")"):
            if not self._left or self._left[0].kind not in ("field", "word"):
                raise invalid_formula()
            fields.append(self._found(_ESCAPED.sub(r"\1", self._left.pop(0).text)).id)
            if not self._next_is(")"):
                self._take(",")
        self._take(")")

        def last(record: Record) -> datetime | None:
            edits = [record.edits[key][0] for key in fields if key in record.edits]
            moment = max(edits, default=None) if fields else record.modified
            return None if moment is None else moment.replace(microsecond=0)

        return last

    def _next_is(self, *signs: str) -> bool:
        return bool(self._left) and self._left[0].kind == "sign" and self._left[0].text in signs

    def _take(self, sign: str) -> None:
        if not self._next_is(sign):
            raise invalid_formula()
        self._left.pop(0)


@dataclass(frozen=True, slots=True)
class _Function:
    of: Callable[[Record, Sequence[Any]], Any]
    takes: range


_ANY = range(1, 10_000)
_FUNCTIONS: dict[str, _Function] = {
    "AND": _Function(lambda _, parts: all(parts), _ANY),
    "OR": _Function(lambda _, parts: any(parts), _ANY),
    "NOT": _Function(lambda _, parts: not parts[0], range(1, 2)),
    "TRUE": _Function(lambda *_: True, range(1)),
    "FALSE": _Function(lambda *_: False, range(1)),
    "BLANK": _Function(lambda *_: None, range(1)),
    "RECORD_ID": _Function(lambda record, _: record.id, range(1)),
    "CREATED_TIME": _Function(lambda record, _: record.created.replace(microsecond=0), range(1)),
    "DATETIME_PARSE": _Function(lambda _, parts: _moment(parts[0]), range(1, 2)),
    "IS_AFTER": _Function(lambda _, parts: _moment(parts[0]) > _moment(parts[1]), range(2, 3)),
    "IS_BEFORE": _Function(lambda _, parts: _moment(parts[0]) < _moment(parts[1]), range(2, 3)),
    "IS_SAME": _Function(lambda _, parts: _moment(parts[0]) == _moment(parts[1]), range(2, 3)),
}


def _moment(written: Any) -> datetime:
    if isinstance(written, datetime):
        return written
    return datetime.fromisoformat(written)


def _operand(table: Table, record: Record, field: Field) -> Any:
    shown = value(table, record, field)
    if isinstance(shown, dict):
        return shown.get("name") or shown.get("text")
    return ", ".join(str(one) for one in shown) if isinstance(shown, list) else shown


def _compared(comparison: Callable[[Any, Any], bool], left: _Term, right: _Term) -> _Term:
    def compare(record: Record) -> bool:
        ours, theirs = left(record), right(record)
        if (ours is None or theirs is None) and comparison in (eq, ne):
            return comparison(ours or "", theirs or "")  # a blank equals an empty text
        return comparison(ours, theirs)

    return compare


def _concatenated(left: _Term, right: _Term) -> _Term:
    def texts(record: Record) -> str:
        return "".join("" if part is None else str(part) for part in (left(record), right(record)))

    return texts
