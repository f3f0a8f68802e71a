"""Notion as a place where dates are moved: one page after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from connectors.errors import NotShared
from connectors.notion.client import Notion
from connectors.redating import DateToSet


class NotionRedater:
    """Sets dates on pages by id."""

    def __init__(self, name: str, notion: Notion) -> None:
        """`name` is the source's name in the settings."""
        self._name = name
        self._notion = notion

    @property
    def name(self) -> str:
        return self._name

    def cost(self, dates: Iterable[DateToSet]) -> int:
        """Return one request for each."""
        return sum(1 for _ in dates)

    def redate(self, dates: Sequence[DateToSet]) -> Iterator[DateToSet]:
        """Set the dates; a page that is gone is passed over."""
        for each in dates:
            properties = {each.column: {"date": {"start": each.day.isoformat()}}}
            try:
                self._notion.patch(f"pages/{each.ref.record}", {"properties": properties})
            except NotShared:
                continue
            yield each
