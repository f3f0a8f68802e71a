"""One save of a workbook in which cells of people's own rows change, as somebody asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Generic, Protocol, TypeAlias, TypeVar

from connectors.errors import WriteFailed
from connectors.workbook.files import Disk, Files
from connectors.workbook.opening import is_csv
from connectors.workbook.outcome import Outcome
from connectors.workbook.places import Locate, TablePlace
from connectors.workbook.saving import rewrite
from connectors.workbook.target import WorkbookTarget, said
from rules.model import Ref


class Cell(Protocol):
    """Something wanted of one cell."""

    @property
    def ref(self) -> Ref: ...
    @property
    def table(self) -> str: ...
    @property
    def column(self) -> str: ...


C = TypeVar("C", bound=Cell)
Places: TypeAlias = Mapping[str, TablePlace]
Spot: TypeAlias = tuple[TablePlace, int, int]
"""A table, and the row and the column of one cell of its sheet, counted from 1."""
Change: TypeAlias = Callable[[bytes, Places, Sequence[C], list[C]], bytes]
"""Makes the new file of the old one; what it did is added to the list."""


class InPlace(Generic[C]):
    """Changes cells of a file on disk; all of one call go into one save."""

    def __init__(
        self, name: str, path: Path, locate: Locate, judge: WorkbookTarget, files: Files | None = None
    ) -> None:
        """`name` is the source's name in the settings; `judge` knows what keeps the file from being written."""
        self._name = name
        self._path = path
        self._locate = locate
        self._judge = judge
        self._files = files or Disk()

    @property
    def name(self) -> str:
        return self._name

    def _saved(
        self, wanted: Sequence[C], in_csv: Change[C], in_workbook: Change[C], refused: str, hint: str
    ) -> list[C]:
        """Save the file with what is wanted, and return what of it was done.

        Raises `WriteFailed` that begins with `refused` for a file that may not be changed itself.
        """
        if why := self._judge.capabilities.why or self._judge.notice():
            raise WriteFailed(f"{refused}: {why}", hint=hint)
        done: list[C] = []
        change = in_csv if is_csv(self._path) else in_workbook

        def outcome(data: bytes) -> Outcome:
            places = {place.container: place for place in self._locate(data, self._path.name)}
            done.clear()
            with said(self._path):
                return Outcome(change(data, places, wanted, done))

        if wanted:
            rewrite(self._path, self._files, outcome)
        return done


def spot_of(places: Places, each: Cell) -> Spot | None:
    """Return where a cell stands now; `None` where the table, the row or the column is gone."""
    place = places.get(each.table)
    row = place.rows.get(each.ref.record) if place else None
    column = place.columns.get(each.column) if place else None
    return (place, row, column) if place and row and column else None
