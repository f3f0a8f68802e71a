"""What is ours in a workbook: two columns and our cell comments. The reader and the writer share it."""

from __future__ import annotations

import re

FLAG_COLUMN = "Streetdate flag"
GAPS_COLUMN = "Streetdate gaps"
AUTHOR = "Streetdate"
"""The author of every cell comment of ours; a comment by anybody else is never read, changed or removed."""

_MARK = re.compile(r"\[sd:[0-9a-z]+\]")


def is_own_comment(author: str, body: str) -> bool:
    """Tell whether a comment on a cell of our flag column is ours.

    LibreOffice forgets the author of a cell comment when it saves, so the mark in its text counts as well.
    """
    return author == AUTHOR or (not author.strip() and _MARK.search(body) is not None)


def comment_id(container: str, record: str) -> str:
    """Return the id of the one comment of ours that a record can have, wherever its row stands now."""
    return f"{container}!{FLAG_COLUMN}:{record}"
