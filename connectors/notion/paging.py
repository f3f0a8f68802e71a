"""An answer that comes in pages, read to its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from connectors.errors import SourceUnreadable
from connectors.notion.client import Json

PAGE_SIZE = 100
"""The most that Notion gives at once."""


def results_of(answer: Json) -> list[Any]:
    """Return what an answer lists; nothing where it is not a list."""
    results = answer.get("results")
    return results if isinstance(results, list) else []


def answers(ask: Callable[[str], Json]) -> Iterator[Json]:
    """Yield each answer; `ask` sends the request for the page at a cursor, "" for the first.

    Only `has_more` tells the end: a page may be short. Raises `SourceUnreadable` when the pages would never end.
    """
    cursor = ""
    seen = {""}
    while True:
        answer = ask(cursor)
        yield answer
        if answer.get("has_more") is not True:
            return
        following = answer.get("next_cursor")
        if not isinstance(following, str) or following in seen:
            raise SourceUnreadable("Notion says that there is more to read, and not where it goes on")
        seen.add(following)
        cursor = following
