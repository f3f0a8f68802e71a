"""Two tables side by side on the same rows, told from one table with an empty column in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from connectors.workbook.grid import Row
from connectors.workbook.header import folded


def leftmost(
    rows: Mapping[int, Row], numbers: Sequence[int], names: Mapping[int, str], own: frozenset[int]
) -> tuple[list[int], int]:
    """Return the columns of the leftmost table, and the first column of another beside it (0: there is none).

    `numbers` are the rows of data, `names` the header by column, `own` the columns that are ours.
    """
    used = {column for number in numbers for column in rows[number]} - own | set(names)
    blocks: list[list[int]] = []
    for column in sorted(used):
        if blocks and column == blocks[-1][-1] + 1:
            blocks[-1].append(column)
        else:
            blocks.append([column])
    left: list[int] = []
    for block in blocks:
        if left and _stands_alone(rows, numbers, names, left, block):
            return left, block[0]
        left.extend(block)
    return left, 0


def _stands_alone(
    rows: Mapping[int, Row], numbers: Sequence[int], names: Mapping[int, str], left: list[int], block: list[int]
) -> bool:
    """Tell whether the block is a table itself: it has names of the first table again, or ends on another row."""
    labels = {folded(names[column]) for column in block if column in names}
    if len(labels) < 2:
        return False
    if labels & {folded(names[column]) for column in left if column in names}:
        return True
    return _last_filled(rows, numbers, block) != _last_filled(rows, numbers, left)


def _last_filled(rows: Mapping[int, Row], numbers: Sequence[int], columns: Iterable[int]) -> int:
    wanted = set(columns)
    return next((number for number in reversed(numbers) if not wanted.isdisjoint(rows[number])), 0)
