"""Airtable as a place where empty text cells are filled: one record after the other, each looked at before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from connectors.airtable.client import Airtable
from connectors.airtable.rows import rows_of
from connectors.filling import TextToFill, by_record


class AirtableFiller:
    """Writes into text fields that are empty. Airtable takes all fields of a record in one request."""

    def __init__(self, name: str, airtable: Airtable) -> None:
        """`name` is the source's name in the settings."""
        self._name = name
        self._airtable = airtable

    @property
    def name(self) -> str:
        return self._name

    def fill(self, texts: Sequence[TextToFill]) -> Iterator[TextToFill]:
        """Fill what is empty; a record that is gone is passed over."""
        for wanted in by_record(texts):
            table, record = wanted[0].table, wanted[0].ref.record
            rows = rows_of(self._airtable, table, {each.column for each in wanted}, [record])
            # A field that holds nothing is not in the answer at all.
            held = next((row.get("fields") for row in rows if row.get("id") == record), None)
            if not isinstance(held, dict):
                continue
            fit = [each for each in wanted if not str(held.get(each.column) or "").strip()]
            if fit:
                fields = {each.column: each.text for each in fit}
                body = {"records": [{"id": record, "fields": fields}]}
                self._airtable.change(f"{self._airtable.base}/{table}", body)
            yield from fit
