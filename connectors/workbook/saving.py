"""Saving a user's file so that it is at every moment the old one or the new one, and never overwrites newer work."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path

from connectors.errors import SourceMissing, WriteConflict, WriteFailed
from connectors.workbook.files import Files, Stamp
from connectors.workbook.locks import refuse_open
from connectors.workbook.outcome import Outcome

ATTEMPTS = 5
_MARK = ".streetdate-"
_FULL = (errno.ENOSPC, errno.EDQUOT)


def rewrite(path: Path, files: Files, change: Callable[[bytes], Outcome], *, into: Path | None = None) -> Outcome:
    """Read the file, let `change` make the new bytes, and save them in its place or `into` another file.

    When the file changed meanwhile, it is read again and `change` is asked again, `ATTEMPTS` times at most. Raises
    `SourceBusy`, `SourceMissing`, `WriteConflict` or `WriteFailed`; the file is then as it was.
    """
    path = _followed(path)
    target = _followed(into) if into else path
    remove_leftovers(target, files)
    for _ in range(ATTEMPTS):
        refuse_open(target, files)
        data, stamp = _read(path, files)
        outcome = change(data)
        if outcome.data == (data if target == path else _present(target, files)):
            return outcome
        if target == path and not files.writable(path):
            raise _read_only(path)
        draft = _draft(target, outcome.data, path, files)
        try:
            if not _unchanged(path, files, data, stamp):
                continue
            refuse_open(target, files)
            _put(draft, target, files)
        finally:
            with contextlib.suppress(OSError):
                files.remove(draft)
        return outcome
    raise WriteConflict(
        f"{path.name} changed {ATTEMPTS} times while it was being written; nothing was written to it.",
        hint="Another program keeps saving it (a synchronising folder, perhaps). Run again when it is at rest.",
    )


def remove_leftovers(target: Path, files: Files) -> None:
    """Remove what a run that was killed while saving left beside the file."""
    with contextlib.suppress(OSError):
        for name in list(files.names(target.parent)):
            if name.startswith(f".{target.name}{_MARK}"):
                files.remove(target.with_name(name))


def _followed(path: Path) -> Path:
    """Follow a symbolic link, so that the file it points to is replaced and not the link."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:
        raise SourceMissing(f"{path.name} is a link that leads nowhere.", hint="Name the file itself.") from error


def _read(path: Path, files: Files) -> tuple[bytes, Stamp]:
    try:
        stamp = files.stamp(path)
        return files.read(path), stamp
    except FileNotFoundError as error:
        raise SourceMissing(
            f"{path.name} is gone from {path.parent.name}; nothing was written.",
            hint="Check whether it was moved or renamed, and change the path in the settings.",
        ) from error
    except OSError as error:
        raise _failed(path, error) from error


def _present(target: Path, files: Files) -> bytes | None:
    try:
        return files.read(target)
    except OSError:
        return None


def _draft(target: Path, data: bytes, like: Path, files: Files) -> Path:
    """Write the new bytes beside the file and see them safely on the disk."""
    draft = target.with_name(f".{target.name}{_MARK}{os.getpid()}.tmp")
    try:
        files.write(draft, data)
        files.dress(draft, like)
        files.sync(draft)
    except OSError as error:
        with contextlib.suppress(OSError):
            files.remove(draft)
        raise _failed(target, error) from error
    return draft


def _unchanged(path: Path, files: Files, data: bytes, stamp: Stamp) -> bool:
    try:
        return files.stamp(path) == stamp and files.read(path) == data
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _failed(path, error) from error


def _put(draft: Path, target: Path, files: Files) -> None:
    try:
        files.replace(draft, target)
    except OSError as error:
        raise _failed(target, error) from error
    # Some network drives cannot sync a folder; the file is in its place all the same.
    with contextlib.suppress(OSError):
        files.sync(target.parent)


def _read_only(path: Path) -> WriteFailed:
    return WriteFailed(
        f"{path.name} is read-only; nothing was written to it.",
        hint=f"Allow writing to it (`chmod u+w`, or clear “Read-only” in its properties): {path.name}.",
    )


def _failed(path: Path, error: OSError) -> WriteFailed:
    if error.errno in _FULL:
        return WriteFailed(
            f"{path.name} was not written: the disk is full. The file is as it was.",
            hint="Free some space on its disk and run again.",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return WriteFailed(
            f"{path.name} was not written: its folder does not allow it, or another program holds the file open "
            "(the file is as it was).",
            hint=f"Close it everywhere, and check that new files may be created in the folder “{path.parent.name}”.",
        )
    if error.errno == errno.ENAMETOOLONG:
        return WriteFailed(f"{path.name} was not written: its name is too long.", hint="Give it a shorter name.")
    return WriteFailed(
        f"{path.name} was not written ({error.strerror or error}). The file is as it was.",
        hint="Check that its disk or network drive is connected, and run again.",
    )
