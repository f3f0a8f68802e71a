"""Airtable as a place where dates are moved: ten records of one table at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from connectors.airtable.batches import MOST
from connectors.airtable.client import Airtable
from connectors.redating import DateToSet


class AirtableRedater:
    """Sets dates on records by id."""

    def __init__(self, name: str, airtable: Airtable) -> None:
        """`name` is the source's name in the settings."""
        self._name = name
        self._airtable = airtable

    @property
    def name(self) -> str:
        return self._name

    def cost(self, dates: Iterable[DateToSet]) -> int:
        """Return one request for each batch."""
        return sum(1 for _ in _batches(dates))

    def redate(self, dates: Sequence[DateToSet]) -> Iterator[DateToSet]:
        """Set the dates, a batch whole or not at all."""
        for batch in _batches(dates):
            records = [{"id": each.ref.record, "fields": {each.column: each.day.isoformat()}} for each in batch]
            self._airtable.change(f"{self._airtable.base}/{batch[0].table}", {"records": records})
            yield from batch


def _batches(dates: Iterable[DateToSet]) -> Iterator[list[DateToSet]]:
    """Yield the dates ten at once; no record stands twice in one request."""
    batch: list[DateToSet] = []
    for each in dates:
        twice = any(other.ref.key == each.ref.key for other in batch)
        if len(batch) == MOST or twice or (batch and batch[0].table != each.table):
            yield batch
            batch = []
        batch.append(each)
    if batch:
        yield batch
