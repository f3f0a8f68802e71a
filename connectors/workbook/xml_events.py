"""Reading one XML part as a stream of events: no tree, no document types, no entities, no namespaces to care about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias
from xml.parsers import expat

from connectors.errors import SourceUnreadable

Start: TypeAlias = Callable[[str, Mapping[str, str]], None]
"""Called with the element's local name. An attribute in a namespace is named "<namespace> <name>"."""


def scan(data: bytes, part: str, start: Start, end: Callable[[str], None], text: Callable[[str], None]) -> None:
    """Feed the part to the callbacks. `part` names it in the error for damaged XML.

    Strict and transitional workbooks differ only in their namespaces, hence local names everywhere.
    """
    local: dict[str, str] = {}

    def started(name: str, attributes: dict[str, str]) -> None:
        known = local.get(name)
        if known is None:
            known = local[name] = name.rpartition(" ")[2]
        start(known, attributes)

    def ended(name: str) -> None:
        end(local[name])

    def refuse(*_: object) -> None:
        raise SourceUnreadable(
            f"{part}: this part of the workbook declares a document type, which no spreadsheet program writes.",
            hint="Open the file in Excel or LibreOffice and save it again as .xlsx.",
        )

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 65536
    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise SourceUnreadable(
            f"{part}: this part of the workbook is damaged ({error}).",
            hint="Open the file in Excel or LibreOffice, let it repair the file, and save it.",
        ) from error


def ignore(_: str) -> None:
    """Take an event that does not matter."""


def attribute(attributes: Mapping[str, str], name: str) -> str:
    """Return an attribute whatever namespace it is in, "" when it is not there."""
    plain = attributes.get(name)
    if plain is not None:
        return plain
    return next((value for key, value in attributes.items() if key.endswith(f" {name}")), "")
