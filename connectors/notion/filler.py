"""Notion as a place where empty text cells are filled: one page after the other, each looked at before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from connectors.errors import NotShared
from connectors.filling import TextToFill, by_record
from connectors.notion.client import Json, Notion
from connectors.notion.ids import plain_id
from connectors.notion.texts import rich_text


class NotionFiller:
    """Writes into rich texts that are empty. Notion takes all columns of a page in one request."""

    def __init__(self, name: str, notion: Notion) -> None:
        """`name` is the source's name in the settings."""
        self._name = name
        self._notion = notion

    @property
    def name(self) -> str:
        return self._name

    def fill(self, texts: Sequence[TextToFill]) -> Iterator[TextToFill]:
        """Fill what is empty; a page that is gone or in the trash is passed over."""
        for wanted in by_record(texts):
            path = f"pages/{wanted[0].ref.record}"
            try:
                empty = _empty_columns(self._notion.read(path))
                fit = [each for each in wanted if each.column in empty]
                if fit:
                    properties = {each.column: {"rich_text": rich_text(each.text)} for each in fit}
                    self._notion.patch(path, {"properties": properties})
            except NotShared:
                continue
            yield from fit


def _empty_columns(page: Json) -> set[str]:
    """Return the ids of the rich texts of a page that hold nothing."""
    properties: Any = page.get("properties")
    if page.get("in_trash", page.get("archived")) or not isinstance(properties, dict):
        return set()
    return {
        plain_id(value["id"])
        for value in properties.values()
        if isinstance(value, dict) and isinstance(value.get("id"), str) and value.get("rich_text") == []
    }
