"""How the file of a source lies on the disk: whether it may be written, and whether another program has it open."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from connectors.errors import SourceBusy
from connectors.workbook.files import Disk
from connectors.workbook.locks import refuse_open
from sync.doctor.facts import FileFacts, Trouble


def look_at(path: Path, source: str, written: bool) -> FileFacts:
    """Return what can be seen of a file without opening it. That it is not there is said by whoever reads it."""
    try:
        path = path.resolve()
        modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        writable, folder_writable = Disk().writable(path), _may_hold_more(path.parent)
    except OSError:
        return FileFacts(source, path.name, written, found=False)
    return FileFacts(source, path.name, written, True, writable, folder_writable, _held(path), modified)


def _may_hold_more(folder: Path) -> bool:
    # The mode counts for an administrator too, who could write anyway and is rarely who runs on a schedule.
    return bool(folder.stat().st_mode & 0o222) and os.access(folder, os.W_OK | os.X_OK)


def _held(path: Path) -> Trouble | None:
    try:
        refuse_open(path, Disk())
    except SourceBusy as error:
        return Trouble.of(error)
    return None
