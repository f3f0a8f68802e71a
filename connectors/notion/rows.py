"""The rows of one data source: all of them, or those edited since a moment, past every limit of a single query."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeAlias

from connectors.notion.client import Json, Notion
from connectors.notion.errors import TooMuchAtOnce
from connectors.notion.paging import PAGE_SIZE, answers, results_of

_Created: TypeAlias = tuple[str, str]
"""How a row's creation stands to a moment, and the moment, both in Notion's words."""


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
    lacking = ""
    created: _Created | None = None
    while True:
        capped, last = False, ""
        for answer in answers(partial(query.ask, created)):
            asked_at = asked_at or notion.server_time
            for page in _pages(answer):
                found[page["id"]] = page
                last = page["created_time"]
            capped = capped or _is_capped(answer)
        if not capped:
            return Rows(tuple(found.values()), asked_at, lacking)
        if last <= (created[1] if created else "") and created != ("on_or_after", last):
            return Rows(
                tuple(found.values()), asked_at, "Notion ended its list early, and there is no going on from it"
            )
        if created != ("on_or_after", last):
            created = ("on_or_after", last)
            continue
        # A whole query went into one minute, and nothing divides the rows of a minute.
        lacking = f"more of its rows were made in the minute {last[:16]} UTC than Notion lists; some are missing"
        created = ("after", last)


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

    def ask(self, created: _Created | None, cursor: str) -> Json:
        while True:
            try:
                return self._notion.ask(self._path, self._body(created, cursor), self._columns)
            except TooMuchAtOnce:
                if self._size == 1:
                    raise
                self._size //= 2

    def _body(self, created: _Created | None, cursor: str) -> Mapping[str, Any]:
        conditions: list[Mapping[str, Any]] = []
        if self._edited_since is not None:
            conditions.append(_when("last_edited_time", "on_or_after", notion_time(self._edited_since)))
        if created is not None:
            conditions.append(_when("created_time", *created))
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


def _when(timestamp: str, relation: str, moment: str) -> Mapping[str, Any]:
    return {"timestamp": timestamp, timestamp: {relation: moment}}


def _pages(answer: Json) -> list[Json]:
    return [
        page
        for page in results_of(answer)
        if isinstance(page, dict) and isinstance(page.get("id"), str) and isinstance(page.get("created_time"), str)
    ]


def _is_capped(answer: Json) -> bool:
    status = answer.get("request_status")
    return isinstance(status, dict) and status.get("type") == "incomplete"
