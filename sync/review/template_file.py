"""A team's template file with other lead times: comments and order stay, and it is shown before it is written."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rules.errors import SettingsError
from rules.templates.parse import read_template
from sync.errors import UsageError
from sync.settings.edit import set_templates_folder
from sync.settings.schema import Settings
from sync.settings.templates import SHIPPED, shipped_text
from sync.whole_file import write_whole

FOLDER = "templates"
"""What the team's folder of templates is called where the settings name none."""


def text_of(name: str, settings: Settings, folder: Path) -> str:
    """Return a template's text: the team's own file, else the one that comes with Streetdate.

    `folder` is that of the settings. Raises `SettingsError` for a file that cannot be read.
    """
    file = file_of(name, settings, folder)
    if not settings.templates.folder or (not file.exists() and name in SHIPPED):
        return shipped_text(name)
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file.name} cannot be read: {error}", hint="expected a text file in UTF-8") from error


def file_of(name: str, settings: Settings, folder: Path) -> Path:
    """Return where the team's own file of a template is, or would be."""
    return folder / (settings.templates.folder or FOLDER) / f"{name}.toml"


def changed(text: str, name: str, days: Mapping[str, int]) -> str:
    """Return a template's text with these days before the release, by the id of the step.

    Raises `SettingsError` where the outcome would be no template.
    """
    import tomlkit

    document: Any = tomlkit.parse(text)
    for step, before in days.items():
        document["steps"][step]["before"] = before
    found = tomlkit.dumps(document)
    read_template(found, f"{name}.toml")
    return found


def diff(before: str, after: str, name: str) -> str:
    """Return what differs, a few lines around each change."""
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{name}.toml", f"{name}.toml, from the evidence", lineterm="", n=2
    )
    return "\n".join(lines)


def accept(text: str, name: str, config: Path, settings: Settings) -> Path:
    """Write a template into the team's folder, which is made and named in the settings where there is none yet.

    Raises `UsageError` or `SettingsError` when that cannot be done; the old file is then as it was.
    """
    file = file_of(name, settings, config.resolve().parent)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, text.encode("utf-8"))
    except OSError as error:
        raise UsageError(
            f"{file.name} cannot be written in {file.parent.name}: {error.strerror or error}",
            hint="make the folder writable, and run it again",
        ) from error
    if not settings.templates.folder:
        set_templates_folder(config, FOLDER)
    return file
