"""Rich text, both ways: what people wrote as plain words, and our words as the items of a request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, TypeAlias, TypedDict

_UNSPEAKABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNITS = 2000
_ITEMS = 100
ROOM = (_ITEMS - 1) * (_UNITS - 1)
"""UTF-16 units of text that fit beside a mention, wherever its surrogate pairs fall."""


class _Content(TypedDict):
    content: str


class TextItem(TypedDict):
    """One piece of text in a request, at most 2,000 UTF-16 units."""

    type: Literal["text"]
    text: _Content


class _Id(TypedDict):
    id: str


class _Mentioned(TypedDict):
    type: Literal["user"]
    user: _Id


class MentionItem(TypedDict):
    """One mention of a user in a request."""

    type: Literal["mention"]
    mention: _Mentioned


RichText: TypeAlias = list[TextItem | MentionItem]


def clean(text: str) -> str:
    """Return the text with "�" for what no text may hold: NUL, other controls, half a surrogate pair.

    Raises `TypeError` for what is not a string.
    """
    if not _UNSPEAKABLE.search(text):
        return text
    return _UNSPEAKABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def plain_text(items: Any) -> str:
    """Return the words of a rich text as people read them, mentions included.

    Raises `TypeError`, `KeyError` or `AttributeError` for what is not a rich text.
    """
    if not isinstance(items, list):
        raise TypeError("not a list of rich text")
    return clean("".join([item["plain_text"] for item in items]))


def own_text(items: Any) -> str | None:
    """Return the words of a text of ours, without whom it mentions; `None` for what is not a rich text."""
    if not isinstance(items, list):
        return None
    try:
        return plain_text([item for item in items if item["type"] != "mention"])
    except (TypeError, KeyError, AttributeError):
        return None


def rich_text(text: str, mention: str = "") -> RichText:
    """Return our text as the items of a request, behind a mention of the user with the id `mention` if one is given.

    Raises `ValueError` when the text is longer than `ROOM` and fits no request.
    """
    items: RichText = []
    if mention:
        items.append({"type": "mention", "mention": {"type": "user", "user": {"id": mention}}})
        text = f" {text}" if text else ""
    items.extend({"type": "text", "text": {"content": piece}} for piece in pieces(clean(text)))
    if len(items) > _ITEMS:
        raise ValueError(f"the text is longer than Notion takes in one request ({ROOM} UTF-16 units)")
    return items


def pieces(text: str) -> Iterator[str]:
    """Cut the text as Notion counts it, in UTF-16 units, and never between the halves of one character."""
    data = text.encode("utf-16-le")
    start = 0
    while start < len(data):
        end = start + 2 * _UNITS
        if end < len(data) and 0xDC <= data[end + 1] <= 0xDF:
            end -= 2
        yield data[start:end].decode("utf-16-le")
        start = end
