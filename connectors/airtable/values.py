"""One cell of the records API into one value, by its field's type. Nothing here raises, whatever Airtable sends.

The API leaves out cells that are empty, so an absent cell is empty only because the schema still has its field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any

from connectors.airtable.plain import plain
from connectors.airtable.schema import Field
from connectors.airtable.single import PUT_RIGHT, READERS, SHOWN, Flaw, by_shape
from connectors.normalize.cells import words_of
from connectors.record import Cell, FileCell, LinkCell, PersonCell

_NUMBERS_AS_TEXT = frozenset({"percent", "duration"})


def cell_of(value: object, field: Field) -> Cell | Flaw:
    """Return what a cell holds; `None` for `value` is a cell that the record does not have.

    Several values of a lookup are one tuple of texts, or of people, links or files; a single one is itself.
    """
    if value is None:
        if not field.valid:
            return Flaw("", f"what the field computes from is gone or wrong; {PUT_RIGHT}")
        return False if field.shows == "checkbox" and field.type != "multipleLookupValues" else None
    if isinstance(value, list):
        return _together([_member(member, field) for member in _flat(value)], field)
    return _member(value, field)


def _member(value: object, field: Field) -> Cell | Flaw:
    if isinstance(value, dict) and (error := _error(value)):
        return error
    if value is None:
        return False if field.shows == "checkbox" else None
    found = READERS.get(field.shows, by_shape)(value)
    if isinstance(found, Flaw) and field.shows != field.type and isinstance(value, str | int | float):
        # A formula may give a date in one record and "TBA" in the next; Airtable declares only one of them.
        return by_shape(value)
    return found


def _error(value: Mapping[str, Any]) -> Flaw | None:
    shown = value.get("error", value.get("specialValue"))
    if shown is None:
        return None
    text = plain(shown[:SHOWN]) if isinstance(shown, str) else "an error"
    if "error" in value:
        return Flaw(text, f"the cell shows the error {text}; {PUT_RIGHT}")
    return Flaw(text, f"the calculation gives {text}, as when it divides by nothing; {PUT_RIGHT}")


def _flat(values: Sequence[object]) -> Iterator[object]:
    """Return the members of lists within lists; a lookup of fields with several values may be either."""
    stack = [iter(values)]
    while stack:
        for value in stack[-1]:
            if isinstance(value, list):
                stack.append(iter(value))
                break
            yield value
        else:
            stack.pop()


def _together(cells: Sequence[Cell | Flaw], field: Field) -> Cell | Flaw:
    if len(cells) == 1:
        return cells[0]
    present: list[Cell] = []
    for cell in cells:
        if isinstance(cell, Flaw):
            return cell
        if cell is not None:
            present.append(cell)
    # A name that stands twice is one name, while two shares of 50 % are 100 %.
    if field.shows not in _NUMBERS_AS_TEXT and not any(isinstance(cell, Decimal) for cell in present):
        present = list(dict.fromkeys(present))
    if len(present) <= 1:
        return present[0] if present else None
    for kind in (PersonCell, LinkCell, FileCell, str):
        if all(isinstance(cell, tuple) and isinstance(cell[0], kind) for cell in present):
            return tuple(dict.fromkeys(chain.from_iterable(present)))  # type: ignore[arg-type, return-value]
    return tuple("no" if cell is False else words_of(cell) for cell in present)
