"""The annotated copy beside a file that must not be changed itself: where it stands, and when it holds our marks."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path


def copy_of(path: Path) -> Path:
    """Return where the annotated copy of a file goes."""
    return path.with_name(f"{path.stem} (Streetdate){path.suffix}")


def marked_copy(path: Path, data: bytes) -> Path | None:
    """Return the copy that shows our marks instead of the file with these bytes; `None` when the file does itself."""
    copy = copy_of(path)
    if not copy.is_file():
        return None
    # Loaded for the few files that have a copy: reading needs none of what writing does.
    from connectors.workbook.ooxml.package import read_package
    from connectors.workbook.ooxml.spans import Malformed
    from connectors.workbook.preserve import obstacles

    try:
        return copy if obstacles(read_package(data)) else None
    except (Malformed, zipfile.BadZipFile, zlib.error, KeyError, IndexError, ValueError):
        return None  # The reader says what is wrong with a damaged file; there is nothing to add.
