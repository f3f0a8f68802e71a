"""What is ours in a workbook: two columns and the author of our cell comments. The reader and the writer share it."""

from __future__ import annotations

FLAG_COLUMN = "Streetdate flag"
GAPS_COLUMN = "Streetdate gaps"
AUTHOR = "Streetdate"
"""The author of every cell comment of ours; a comment by anybody else is never read, changed or removed."""
