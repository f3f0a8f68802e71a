"""Putting one report in its place, whole or not at all: somebody may have the old one open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sync.errors import UsageError
from sync.whole_file import write_whole

if TYPE_CHECKING:
    from sync.settings.schema import ReportSettings


def report_folder(config: Path, wanted: ReportSettings) -> Path:
    """Return where reports and reviews lie, whoever makes them: their links to each other hold only there."""
    return config.resolve().parent / wanted.folder


def write_report(path: Path, text: str) -> None:
    """Write a report in UTF-8, making its folder where that is missing.

    Raises `UsageError` when the place does not allow it; then the old file is as it was.
    """
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode("utf-8", "replace"))


def append_text(path: Path, text: str) -> None:
    """Append to a file that others may write to as well, such as the summary of a GitHub job.

    Raises `UsageError` when the place does not allow it.
    """
    with _explained(path), path.open("ab") as file:
        file.write(text.encode("utf-8", "replace"))


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"{path.name} cannot be written in {path.parent.name or 'this folder'}: {error.strerror or error}",
            hint="make the folder writable, or name another place",
        ) from error
