"""What the values of one column look like together, from a sample that is spread over the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from connectors.mapping.traits import Trait, traits_of
from connectors.record import Cell, Column, FileCell, LinkCell, PersonCell, Record
from rules.model import Unknown

MOST_RECORDS = 200
_STRIDE = 7
_MOST_VALUES = 24
"""Values read for what they look like; more would not change what is said, and reading words is slow."""
_SAMPLES = 3
_SAMPLE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Profile:
    """One column's sample: how many values were read, how many look like what, how many differ."""

    filled: int = 0
    counts: Mapping[Trait, int] = field(default_factory=dict)
    differing: float = 0.0
    """The share of values that are not repeated."""
    samples: tuple[str, ...] = ()
    texts: frozenset[str] = frozenset()
    """The sampled words, folded; empty for a column without texts."""
    targets: frozenset[str] = frozenset()
    """Ids of the records that the sample links to."""

    def share(self, *traits: Trait) -> float:
        """Return the share of filled values that look like the most frequent of these."""
        return max(self.counts.get(trait, 0) for trait in traits) / self.filled if self.filled else 0.0

    def words(self, trait: Trait) -> str:
        """Say how many values look like this: "9 of 10 values are people"."""
        return f"{self.counts.get(trait, 0)} of {self.filled} values are {trait.value}"


EMPTY = Profile()


def sampled(records: Sequence[Record]) -> Sequence[Record]:
    """Return at most `MOST_RECORDS` records, spread over all of them.

    Plans repeat themselves from release to release: each pick stands elsewhere in its stretch, or the same few rows of
    every release would be met each time.
    """
    step = -(-len(records) // MOST_RECORDS) or 1
    picks = (start + turn * _STRIDE % step for turn, start in enumerate(range(0, len(records), step)))
    return [records[pick] for pick in picks if pick < len(records)]


def profile_of(column: Column, records: Sequence[Record], *, telling: bool = True) -> Profile:
    """Return the profile of a column over an already sampled table.

    A column whose name tells nothing is not read: its values alone could not give it a meaning.
    """
    cells = [cell for record in records if _filled(cell := record.cells.get(column.id))]
    if not cells:
        return EMPTY
    if not telling:
        return Profile(samples=_samples(dict.fromkeys(_words(cell) for cell in cells[:_MOST_VALUES])))
    texts = dict.fromkeys(_words(cell) for cell in cells)
    step = -(-len(cells) // _MOST_VALUES) or 1
    read = cells[::step]
    counts: Counter[Trait] = Counter()
    for cell in read:
        counts.update(traits_of(cell))
    return Profile(
        filled=len(read),
        counts=counts,
        differing=len(texts) / len(cells),
        samples=_samples(texts),
        texts=frozenset(text.strip().casefold() for text in texts if len(text) <= _SAMPLE_LENGTH * 2),
        targets=frozenset(
            part.id for cell in cells if isinstance(cell, tuple) for part in cell if isinstance(part, LinkCell)
        ),
    )


def _filled(cell: Cell) -> bool:
    return not (cell is None or cell == () or isinstance(cell, Unknown) or (isinstance(cell, str) and not cell.strip()))


def _words(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return ", ".join(_part(part) for part in cell)
    return str(cell)


def _part(part: str | PersonCell | LinkCell | FileCell) -> str:
    match part:
        case str():
            return part
        case LinkCell(id=id, title=title):
            return title or id
        case PersonCell():
            return part.words
        case FileCell(name=name):
            return name


def _samples(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(_shortened(text) for text in islice(texts, _SAMPLES))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SAMPLE_LENGTH else line[: _SAMPLE_LENGTH - 1].rstrip() + "…"
