"""JSON and plain text as every database takes it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")

_HALVES = re.compile("[\ud800-\udfff]")
_ESCAPED_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")


def storable(text: str) -> str:
    """Return the text without what no database takes: NUL, and halves of characters outside UTF-8."""
    if "\0" not in text and _whole(text):
        return text
    return _HALVES.sub("\ufffd", text).replace("\0", "\ufffd")


def _whole(text: str) -> bool:
    # Encoding is ten times as fast as looking for halves, and a picture of a large label has 50 MB.
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def to_json(adapter: TypeAdapter[T], value: T) -> str:
    """Return the value as storable JSON text; fields that hold their default are left out."""
    try:
        text = adapter.dump_json(value, exclude_defaults=True).decode()
    except ValueError:  # Half a character: pydantic's writer, which is the fast one, refuses it.
        plain = adapter.dump_python(value, exclude_defaults=True)
        text = _HALVES.sub("\ufffd", json.dumps(plain, ensure_ascii=False, separators=(",", ":")))
    return _ESCAPED_NUL.sub("\\1\ufffd", text) if "\\u0000" in text else text
