"""A workbook as the settings name it."""

from __future__ import annotations

import os
from pathlib import Path

from sync.settings.start import Origin


def workbook_origin(file: Path, config: Path) -> Origin:
    """Return where a plan in a file stands, relative to the settings file that will name it."""
    place = os.path.relpath(file.resolve(), config.resolve().parent)
    return Origin(file.name, "plan", {"tool": "workbook", "file": place}, file.stem)
