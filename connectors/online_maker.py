"""What makes rows in a tool over the network: in batches, links first, each row proved as soon as the tool has it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

from connectors.making import MadeRow, RowToMake, levels, with_ids
from connectors.tally import Client, Tally
from rules.model import Ref

SETTLING = 1.0
"""Seconds until what was just saved is certain to be listed."""


class OnlineMaker(ABC):
    """A `connectors.making.Maker` but for its cost and for how one batch is made."""

    def __init__(self, name: str, client: Client, most: int) -> None:
        """`name` is the source's name in the settings; `most` is how many rows one request makes."""
        self._name = name
        self._most = most
        self._tally = Tally(client)

    @property
    def name(self) -> str:
        return self._name

    @property
    def requests(self) -> int:
        return self._tally.requests

    def refusal(self) -> str:
        """Return "": whether we may make rows is only told by making one."""
        return ""

    def make(self, rows: Sequence[RowToMake]) -> Iterator[MadeRow]:
        """Make the rows in order."""
        made: dict[str, str] = {}
        for batch in levels(rows, self._most):
            with self._tally.counting():
                refs = self._made([with_ids(row, made) for row in batch])
            made.update({row.key: ref.record for row, ref in zip(batch, refs, strict=True)})
            yield from (MadeRow(row, ref) for row, ref in zip(batch, refs, strict=True))

    @abstractmethod
    def _made(self, rows: Sequence[RowToMake]) -> list[Ref]:
        """Make rows of one table, whose links all lead to records, and return where each stands."""
