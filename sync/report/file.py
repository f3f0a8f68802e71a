"""Writing one report file whole or not at all: somebody may have the old one open."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from sync.errors import UsageError


def write_whole(path: Path, text: str) -> None:
    """Put `text` in the place of the file at once, making its folder where it is missing.

    Raises `UsageError` when the place does not allow it; then the old file is as it was.
    """
    draft: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            draft = Path(file.name)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        draft.replace(path)
    except OSError as error:
        if draft is not None:
            draft.unlink(missing_ok=True)
        raise UsageError(
            f"{path.name} cannot be written in {path.parent.name or 'this folder'}: {error.strerror or error}",
            hint="make the folder writable, or name another place",
        ) from error
