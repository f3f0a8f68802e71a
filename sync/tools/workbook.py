"""A workbook on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectors.mapping.binding import TableBinding
from sync.tools.parts import Connected, Surroundings

if TYPE_CHECKING:
    from connectors.changes import Target
    from connectors.filling import Filler
    from connectors.making import Maker
    from connectors.redating import Redater
    from sync.settings.sources import WorkbookSettings


def connect_workbook(
    name: str, section: WorkbookSettings, bindings: tuple[TableBinding, ...], around: Surroundings
) -> Connected:
    """Join a file; it is not looked for before it is read."""
    del bindings  # A file is read whole.
    from connectors.workbook.reader import WorkbookSource

    file = around.folder / section.file

    def target() -> Target:
        from connectors.workbook.reader import locate
        from connectors.workbook.target import WorkbookTarget

        return WorkbookTarget(name, file, locate, around.clock)

    def maker() -> Maker:
        from connectors.workbook.maker import WorkbookMaker
        from connectors.workbook.reader import locate
        from connectors.workbook.target import WorkbookTarget

        return WorkbookMaker(name, file, locate, WorkbookTarget(name, file, locate, around.clock))

    def redater() -> Redater:
        from connectors.workbook.reader import locate
        from connectors.workbook.redater import WorkbookRedater
        from connectors.workbook.target import WorkbookTarget

        return WorkbookRedater(name, file, locate, WorkbookTarget(name, file, locate, around.clock))

    def filler() -> Filler:
        from connectors.workbook.filler import WorkbookFiller
        from connectors.workbook.reader import locate
        from connectors.workbook.target import WorkbookTarget

        return WorkbookFiller(name, file, locate, WorkbookTarget(name, file, locate, around.clock))

    source = WorkbookSource(name, file, around.zone, clock=around.clock)
    return Connected(source, target, maker=maker, redater=redater, filler=filler)
