"""Filling empty text cells of records that are there: on the team's word, and never over anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from rules.model import Ref


@dataclass(frozen=True, slots=True)
class TextToFill:
    """A text for one cell that was read as empty. `table` is as in `TableBinding.table`; `title` names the record."""

    ref: Ref
    table: str
    column: str
    title: str
    text: str


class Filler(Protocol):
    """What fills empty cells in one tool. Every method may raise `connectors.errors.ConnectorError`."""

    @property
    def name(self) -> str:
        """The name of the source in the settings."""
        ...

    def fill(self, texts: Sequence[TextToFill]) -> Iterator[TextToFill]:
        """Fill the cells in order and yield each that now holds its text.

        Must look at a cell right before it writes, and leave one that is not empty any more, or gone, as it is; must
        change nothing else. All cells of one record are filled together or not at all.
        """
        ...


def by_record(texts: Iterable[TextToFill]) -> list[list[TextToFill]]:
    """Return the texts of each record together, in order."""
    found: dict[str, list[TextToFill]] = {}
    for each in texts:
        found.setdefault(each.ref.key, []).append(each)
    return list(found.values())
