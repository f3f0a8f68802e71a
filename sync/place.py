"""Where in the code an error came up: no values, which could be somebody's data."""

from __future__ import annotations

import sys
import traceback


def place(error: BaseException) -> str:
    """Return file and line of the innermost frame."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return "an unknown place"
    last = frames[-1]
    return f"{last.filename.replace(sys.prefix, '…').rsplit('/', 2)[-1]}:{last.lineno}"
