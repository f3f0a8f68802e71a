"""The rows of one data source: all of them, or those edited since a moment, past every limit of a single query."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from connectors.notion.client import Json, Notion
from connectors.notion.errors import TooMuchAtOnce
from connectors.notion.paging import PAGE_SIZE, answers, results_of


@dataclass(frozen=True, slots=True)
class Rows:
    """What one data source holds, undecoded.

    `asked_at` is Notion's clock when the first answer came: an edit after it may be missing here.
    """

    pages: tuple[Json, ...]
    asked_at: datetime | None
    lacking: str = ""
    """Why rows are missing, in a sentence; "" when they are all here."""


def read_rows(notion: Notion, data_source: str, columns: Collection[str], edited_since: datetime | None = None) -> Rows:
    """Read the rows with the columns of these plain ids; trashed rows are never among them.

    They come in the order of their creation, which no edit changes while the pages are turned. Raises
    `ConnectorError` as `Notion` does.
    """
    query = _Query(notion, data_source, columns, edited_since)
    found: dict[str, Json] = {}
    asked_at: datetime | None = None
    since = ""
    while True:
        capped, last = False, ""
        for answer in answers(partial(query.ask, since)):
            asked_at = asked_at or notion.server_time
            for page in _pages(answer):
                found[page["id"]] = page
                last = page["created_time"]
            capped = capped or _is_capped(answer)
        if not capped:
            return Rows(tuple(found.values()), asked_at)
        if last in ("", since):
            when = last or "one moment"
            lacking = f"more rows were made at {when} than Notion lists in one query; the rest cannot be read"
            return Rows(tuple(found.values()), asked_at, lacking)
        since = last


class _Query:
    """One question, asked page by page; when Notion wants smaller pages, they stay small."""

    def __init__(
        self, notion: Notion, data_source: str, columns: Collection[str], edited_since: datetime | None
    ) -> None:
        self._notion = notion
        self._path = f"data_sources/{data_source}/query"
        # The ids go out plain: the HTTP library quotes them, and would quote a quoted one again.
        self._columns = {"filter_properties": sorted(columns)}
        self._edited_since = edited_since
        self._size = PAGE_SIZE

    def ask(self, created_since: str, cursor: str) -> Json:
        while True:
            try:
                return self._notion.ask(self._path, self._body(created_since, cursor), self._columns)
            except TooMuchAtOnce:
                if self._size == 1:
                    raise
                self._size //= 2

    def _body(self, created_since: str, cursor: str) -> Mapping[str, Any]:
        conditions: list[Mapping[str, Any]] = []
        if self._edited_since is not None:
            conditions.append(_on_or_after("last_edited_time", notion_time(self._edited_since)))
        if created_since:
            conditions.append(_on_or_after("created_time", created_since))
        return {
            "page_size": self._size,
            # A wiki lists the databases in it among its pages.
            "result_type": "page",
            "sorts": [{"timestamp": "created_time", "direction": "ascending"}],
            **({"filter": conditions[0]} if len(conditions) == 1 else {}),
            **({"filter": {"and": conditions}} if len(conditions) > 1 else {}),
            **({"start_cursor": cursor} if cursor else {}),
        }


def notion_time(moment: datetime) -> str:
    """Return an instant as Notion writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _on_or_after(timestamp: str, moment: str) -> Mapping[str, Any]:
    return {"timestamp": timestamp, timestamp: {"on_or_after": moment}}


def _pages(answer: Json) -> list[Json]:
    return [
        page
        for page in results_of(answer)
        if isinstance(page, dict) and isinstance(page.get("id"), str) and isinstance(page.get("created_time"), str)
    ]


def _is_capped(answer: Json) -> bool:
    status = answer.get("request_status")
    return isinstance(status, dict) and status.get("type") == "incomplete"
