"""A workbook as the settings name it."""

from __future__ import annotations

import os
from pathlib import Path

from rules.errors import SettingsError
from sync.settings.start import Origin, settings_there, source_name, workspace_name

_FIRST = "plan"
"""What the first workbook is called, unless told otherwise."""


def workbook_origin(file: Path, config: Path, name: str = "") -> Origin:
    """Return where a plan in a file stands, relative to the settings file that will name it.

    Without a name it is called after the file where there is a plan already. Raises `SettingsError` for a name that
    cannot be one, for a file that the settings have already, and for settings that cannot be used.
    """
    place = os.path.relpath(file.resolve(), config.resolve().parent)
    settings = settings_there(config)
    sources = settings.sources if settings else {}
    for known, section in sources.items():
        if section.tool == "workbook" and (config.resolve().parent / section.file).resolve() == file.resolve():
            raise SettingsError(
                f'{config.name} is there already, with {file.name} as its source "{known}"',
                hint="edit it, remove it, or write another with --config FILE",
            )
    usual = workspace_name(file.stem) if _FIRST in sources else _FIRST
    return Origin(file.name, source_name(name) if name else usual, {"tool": "workbook", "file": place}, file.stem)
