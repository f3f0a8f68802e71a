"""Whether another program holds a workbook open, from the lock file it leaves beside it."""

from __future__ import annotations

import re
from pathlib import Path

from connectors.errors import SourceBusy
from connectors.workbook.files import Files
from connectors.workbook.texts import clean

_EXCEL_NAME_BYTES = 54


def refuse_open(path: Path, files: Files) -> None:
    """Raise `SourceBusy` when LibreOffice or Excel has the file open."""
    try:
        present = set(files.names(path.parent))
    except OSError:
        return  # a folder that cannot be listed says nothing either way
    for program, name, person in (
        ("LibreOffice", f".~lock.{path.name}#", _libreoffice_user),
        ("Excel", f"~${path.name}", _excel_user),
    ):
        if name in present:
            who = person(_content(path.with_name(name), files))
            raise SourceBusy(
                f"{path.name} is open in {program}{f' by {who}' if who else ''}; nothing was written to it.",
                hint=f"Close it there and run again. If nobody has it open, {program} left “{name}” behind: delete it.",
            )


def _content(lock: Path, files: Files) -> bytes:
    try:
        return files.read(lock)
    except OSError:
        return b""  # Excel keeps its lock file to itself on Windows


def _libreoffice_user(content: bytes) -> str:
    """Read ",Kaya Muster,kaya,laptop,21.11.2026 10:11,file:///…": the name, else the account."""
    fields = content.decode("utf-8", errors="replace").split(",")
    return next((first for field in fields[:2] if (first := _first_name(field))), "")


def _excel_user(content: bytes) -> str:
    """Read the length and the name that the file begins with."""
    length = content[0] if content else 0
    if not 0 < length <= _EXCEL_NAME_BYTES:
        return ""
    return _first_name(content[1 : 1 + length].decode("cp1252", errors="replace"))


def _first_name(text: str) -> str:
    found = re.match(r"[^\W\d_][\w'’.-]*", (clean(text) or "").strip())
    return found[0] if found else ""
