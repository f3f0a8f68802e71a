"""Changing the settings file in place: comments, order and spacing of the user's file stay as they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rules.errors import SettingsError
from rules.policy import Waiver
from sync.whole_file import write_whole

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


def add_waiver(path: Path, waiver: Waiver) -> None:
    """Append a waiver to the settings file. Raises `SettingsError` when the file cannot be written."""
    import tomlkit

    document = tomlkit.parse(path.read_text(encoding="utf-8"))
    waivers = document.get("waivers")
    if not isinstance(waivers, tomlkit.items.AoT):
        waivers = tomlkit.aot()
        document.append("waivers", waivers)
    entry = tomlkit.table()
    entry.add("code", waiver.code)
    entry.add("record", waiver.subject)
    entry.add("reason", waiver.reason)
    entry.add("by", waiver.by)
    entry.add("until", waiver.until)
    waivers.append(entry)
    write(path, document)


def write(path: Path, document: TOMLDocument) -> None:
    """Write the document whole or not at all. Raises `SettingsError` when the folder does not allow it."""
    import tomlkit

    try:
        write_whole(path, tomlkit.dumps(document).encode())
    except OSError as error:
        raise SettingsError(
            f"{path.name} cannot be written: {error.strerror or error}",
            hint="make the folder writable, or name another settings file with --config",
        ) from error
