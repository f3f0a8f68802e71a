"""One request under way: who asks, under which version, and what they may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.standins.notion import refusals
from tests.standins.notion.ids import normal
from tests.standins.notion.state import Capability, Database, DataSource, Json, Page, Token
from tests.standins.notion.workspace import Workspace
from tests.standins.wire import Request

LARGEST_PAGE = 100
LARGEST_BODY = 500_000
"""Bytes of one request."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request that was let in."""

    workspace: Workspace
    token: Token
    version: str
    request: Request
    body: Json

    def may(self, capability: Capability) -> bool:
        return capability in self.token.capabilities

    def need(self, *capabilities: Capability) -> None:
        """Refuse unless the connection may do all of these."""
        if not all(map(self.may, capabilities)):
            raise refusals.lacking()

    def only(self, *keys: str) -> None:
        """Refuse a body that holds anything else."""
        for key in self.body:
            if key not in keys:
                raise refusals.failed(f"body.{key}", f"should be not present, instead was `{self.body[key]!r}`")

    def page(self, given: str, kind: str = "page") -> Page:
        """Return a page that the connection can see."""
        page = self.workspace.pages.get(self.uuid(given, f"{kind}_id"))
        if page is None or not self.sees(page):
            raise self.missing(kind, given)
        return page

    def source(self, given: str) -> DataSource:
        """Return a data source that the connection can see."""
        source = self.workspace.sources.get(self.uuid(given, "data_source_id"))
        if source is None or source.database_id in self.token.unshared:
            raise self.missing("data_source", given)
        return source

    def database(self, given: str) -> Database:
        """Return a database that the connection can see."""
        database = self.workspace.databases.get(self.uuid(given, "database_id"))
        if database is None or database.id in self.token.unshared:
            raise self.missing("database", given)
        return database

    def sees(self, page: Page) -> bool:
        source = self.workspace.sources.get(page.source)
        if page.id in self.token.unshared or (source is not None and source.database_id in self.token.unshared):
            return False
        above = self.workspace.pages.get(page.parent_page)
        return above is None or self.sees(above)

    def sees_source(self, source_id: str) -> bool:
        return self.workspace.sources[source_id].database_id not in self.token.unshared

    def missing(self, kind: str, given: str) -> refusals.Refused:
        spelled = normal(given) or given
        return refusals.not_found(kind, spelled, self.token.name, self.token.bot_id)

    def user(self, user_id: str) -> tuple[Json, str]:
        """Return a user (or group) as this connection sees them within a value, and their name."""
        group = self.workspace.groups.get(user_id)
        if group is not None:
            return {"object": "group", "id": group.id, "name": group.name}, group.name
        bare = {"object": "user", "id": user_id}
        user = self.workspace.users.get(user_id)
        if user is None or user.departed or not (self.may(Capability.READ_USERS) or self.may(Capability.READ_MAIL)):
            return bare, "Anonymous"
        whole: Json = {**bare, "name": user.name, "avatar_url": None, "type": "bot" if user.bot else "person"}
        if user.bot:
            whole["bot"] = {}
        else:
            mail = {"email": user.mail} if user.mail and self.may(Capability.READ_MAIL) else {}
            whole["person"] = mail
        return whole, user.name

    def knows_user(self, user_id: str) -> bool:
        user = self.workspace.users.get(user_id)
        return user is not None and not user.departed

    def page_size(self) -> int:
        """Return how many results are asked for: in the body of a POST, else in the query."""
        place = "body" if self.request.method == "POST" else "query"
        asked: Any = self.body.get("page_size") if place == "body" else self.request.one("page_size") or None
        if asked is None:
            return LARGEST_PAGE
        try:
            size = int(asked)
        except (TypeError, ValueError):
            raise refusals.failed(f"{place}.page_size", f"should be a number, instead was `{asked!r}`") from None
        if not 1 <= size <= LARGEST_PAGE:
            raise refusals.failed(f"{place}.page_size", f"should be ≤ `{LARGEST_PAGE}`, instead was `{size}`")
        return size

    def cursor(self) -> str:
        """Return where the client wants to go on; empty at the start."""
        given = self.body.get("start_cursor") if self.request.method == "POST" else self.request.one("start_cursor")
        return str(given) if given else ""

    def listed(self, results: list[Json], kind: str) -> Json:
        """Return one page of a list that is cut by the positions of its results."""
        start = 0
        if self.cursor():
            ids = [str(result.get("id")) for result in results]
            if self.cursor() not in ids:
                raise refusals.invalid("The start_cursor provided is invalid: " + self.cursor())
            start = ids.index(self.cursor())
        end = start + self.page_size()
        more = end < len(results)
        return {
            "object": "list",
            "results": results[start:end],
            "next_cursor": results[end]["id"] if more else None,
            "has_more": more,
            "type": kind,
            kind: {},
        }

    def uuid(self, given: str, name: str) -> str:
        """Return an id of the path in its hyphenated spelling."""
        found = normal(given)
        if found is None:
            raise refusals.failed(f"path.{name}", f'should be a valid uuid, instead was `"{given}"`')
        return found
