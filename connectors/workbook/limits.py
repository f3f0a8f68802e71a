"""How much of a file is read at all. A plan stays far below each figure; a hostile or broken file does not."""

from __future__ import annotations

MEGABYTE = 1024 * 1024

MAX_FILE = 100 * MEGABYTE
"""Bytes of the file as it lies on disk."""
MAX_PART = 256 * MEGABYTE
"""Bytes of one unpacked part. Taken from the archive's directory, so a zip bomb is refused before it is unpacked."""
MAX_COLUMNS = 500
"""Columns read of one sheet; a sheet may have 16,384."""
