"""Putting one report in its place, whole or not at all: somebody may have the old one open."""

from __future__ import annotations

from pathlib import Path

from sync.errors import UsageError
from sync.whole_file import write_whole


def write_report(path: Path, text: str) -> None:
    """Write a report in UTF-8, making its folder where that is missing.

    Raises `UsageError` when the place does not allow it; then the old file is as it was.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode("utf-8", "replace"))
    except OSError as error:
        raise UsageError(
            f"{path.name} cannot be written in {path.parent.name or 'this folder'}: {error.strerror or error}",
            hint="make the folder writable, or name another place",
        ) from error
