"""Getting the bytes of the user's file, once and for reading only, or saying in one sentence why not."""

from __future__ import annotations

from pathlib import Path

from connectors.errors import SourceMissing, SourceUnreadable
from connectors.workbook.limits import MAX_FILE, MEGABYTE

CSV_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})


def is_csv(path: Path) -> bool:
    """Tell whether the file is to be read as delimited text; everything else has to be a workbook."""
    return path.suffix.lower() in CSV_SUFFIXES


def read_bytes(path: Path) -> bytes:
    """Return the file's content. Raises `SourceMissing` or `SourceUnreadable`, each with what to do."""
    try:
        return _read(path)
    except PermissionError as error:
        raise SourceUnreadable(
            f"{path.name}: the file may not be read by this user; expected read permission.",
            hint=f"Allow reading it and its folder, for example with `chmod u+r {path.name}`.",
        ) from error
    except OSError as error:
        raise SourceUnreadable(
            f"{path.name}: the file could not be read ({error.strerror or error}).",
            hint="Check that its disk or network share is there, then try again.",
        ) from error


def _read(path: Path) -> bytes:
    if not path.exists():
        raise SourceMissing(
            f"{path.name}: there is no such file in {path.parent}; expected the workbook that holds the plan.",
            hint="Check the path in the settings, or run `streetdate init workbook FILE` where the file is now.",
        )
    if not path.is_file():
        what = "a folder" if path.is_dir() else "not a regular file"
        raise SourceUnreadable(
            f"{path.name}: this is {what}; expected an .xlsx or .csv file.", hint="Name the file itself."
        )
    size = path.stat().st_size
    if size > MAX_FILE:
        raise SourceUnreadable(
            f"{path.name}: the file has {size // MEGABYTE} MB; at most {MAX_FILE // MEGABYTE} MB are read.",
            hint="A plan that large mostly holds pictures or pasted exports: save a copy without them.",
        )
    return path.read_bytes()
