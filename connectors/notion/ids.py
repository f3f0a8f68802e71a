"""Notion's ids in the one spelling in which they are compared and kept."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from connectors.notion.texts import clean

_HYPHENATED = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_BARE = re.compile(r"[0-9a-f]{32}", re.ASCII)


@lru_cache(maxsize=4096)
def plain_id(property_id: str) -> str:
    """Return a property id as it is, where answers spell it for a web address: `%3AUPp` is `:UPp`.

    Only for ids from answers: an id that is already plain would be unquoted a second time.
    """
    return clean(unquote(property_id))


def hyphenated(object_id: str) -> str:
    """Return the id of a page, data source or user in lower case with hyphens; anything else comes back as it is."""
    if _HYPHENATED.fullmatch(object_id):
        return object_id
    bare = object_id.replace("-", "").lower()
    if not _BARE.fullmatch(bare):
        return object_id
    return f"{bare[:8]}-{bare[8:12]}-{bare[12:16]}-{bare[16:20]}-{bare[20:]}"
