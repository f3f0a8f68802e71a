"""One Google calendar as a calendar that is mirrored into."""

from __future__ import annotations

from typing import Any

from connectors.calendar import AlreadyThere, CalendarEvent, EventRefused, Look, Rewrite, Standing
from connectors.errors import AccessDenied, NotShared, WriteConflict
from connectors.google_calendar.client import GoogleClient
from connectors.google_calendar.errors import CursorExpired, Deleted, Duplicate
from connectors.google_calendar.events import (
    FIELDS,
    Json,
    event_id,
    is_deleted,
    new_body,
    ours,
    patch_body,
    standing_of,
)
from connectors.google_calendar.judge import SHARING

_PAGE = 2500
"""Events on one page, at most."""
_WRITERS = frozenset({"writer", "owner"})
_NAME = 80
"""Characters of a calendar's name that are told."""


class GoogleCalendar:
    """Writes events of one workspace into one calendar. Used by one thread at a time."""

    def __init__(self, client: GoogleClient, calendar: str, workspace: str) -> None:
        self._client = client
        self._id = calendar
        self._workspace = workspace
        self._name = ""
        self._role = ""

    @property
    def id(self) -> str:
        return self._id

    @property
    def name(self) -> str:
        return self._name or self._id

    @property
    def requests(self) -> int:
        return self._client.requests

    @property
    def writable(self) -> bool:
        """Whether the account may write here; known once it was looked at."""
        return self._role in _WRITERS

    @property
    def sharing(self) -> str:
        """What to click so that the account may write here."""
        return SHARING.format(who=self._client.who)

    def look(self, since: str) -> Look:
        if since:
            try:
                return self._listed(since)
            except (CursorExpired, EventRefused):
                # Expired, or of a listing that asked for something else: an earlier version's, or another account's.
                pass
        return self._listed("")

    def insert(self, event: CalendarEvent, generation: int) -> Standing:
        body = dict(new_body(event, self._workspace, generation))
        try:
            item = self._write("insert", body=body)
        except Duplicate as error:
            known = Standing(event.key, generation, event_id(self._workspace, event.key, generation))
            raise AlreadyThere(error.message, known) from error
        return standing_of(item, event.key, generation)

    def patch(self, standing: Standing, event: CalendarEvent, rewrite: Rewrite) -> Standing:
        body = dict(patch_body(event, standing, self._workspace, rewrite))
        try:
            item = self._write("patch", standing.version, eventId=standing.id, body=body)
        except NotShared as error:
            raise self._vanished(error) from error
        return standing_of(item, standing.key, standing.generation)

    def read(self, standing: Standing) -> Standing:
        try:
            item = self._send("get", eventId=standing.id, fields=FIELDS)
        except NotShared as error:
            self._vanished(error)
            return Standing(standing.key, standing.generation, standing.id, gone=True)
        return standing_of(item, standing.key, standing.generation)

    def delete(self, standing: Standing) -> None:
        self._check_writable()
        try:
            self._send("delete", eventId=standing.id, sendUpdates="none")
        except Deleted:
            return
        except NotShared as error:
            self._vanished(error)

    @property
    def _where(self) -> str:
        return f"the calendar “{self.name}”"

    def _write(self, method: str, version: str = "", **asked: Any) -> Json:
        self._check_writable()
        # Quietly: nobody who was invited to an event of ours gets mail for what we change in it.
        return self._send(method, version, sendUpdates="none", fields=FIELDS, **asked)

    def _send(self, method: str, version: str = "", **asked: Any) -> Json:
        return self._client.call(
            lambda service: getattr(service.events(), method)(calendarId=self._id, **asked), self._where, version
        )

    def _listed(self, since: str) -> Look:
        items: list[Json] = []
        page = ""
        while True:
            answer = self._page(since, page)
            items.extend(item for item in answer.get("items") or () if isinstance(item, dict))
            page = answer.get("nextPageToken") or ""
            if not page:
                break
        self._name = _one_line(answer.get("summary")) or self._name
        self._role = str(answer.get("accessRole") or "")
        found = [(item, ours(item, self._workspace)) for item in items]
        return Look(
            events=tuple(standing for _, standing in found if standing is not None),
            cursor=str(answer.get("nextSyncToken") or ""),
            full=not since,
            gone=frozenset(str(item.get("id")) for item, standing in found if standing is None and is_deleted(item)),
            others=tuple(
                standing_of(item, "", 0) for item, standing in found if standing is None and not is_deleted(item)
            ),
        )

    def _page(self, since: str, page: str) -> Json:
        more = {name: token for name, token in (("syncToken", since), ("pageToken", page)) if token}
        return self._send("list", maxResults=_PAGE, showDeleted=True, fields=_LISTED, **more)

    def _check_writable(self) -> None:
        if self._role and not self.writable:
            raise AccessDenied(
                f"{self._client.who} may only read {self._where}",
                hint=self.sharing,
            )

    def _vanished(self, error: NotShared) -> WriteConflict:
        """Return what it means that an event is not there; raises the error where the whole calendar is not.

        Google answers both in the same words.
        """
        try:
            self._send("list", maxResults=1, fields="etag")
        except NotShared:
            raise error from None
        return WriteConflict(f"An event vanished from {self._where}", hint="Run again.")


def _one_line(name: object) -> str:
    """Return a calendar's name as a sentence may hold it: people chose it, and it may hold anything."""
    plain = "".join(sign if sign.isprintable() else " " for sign in name) if isinstance(name, str) else ""
    words = " ".join(plain.split())
    return words if len(words) <= _NAME else words[: _NAME - 1] + "…"


_LISTED = f"nextPageToken,nextSyncToken,summary,accessRole,items({FIELDS})"
