"""One authenticated request, with what its path names looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tests.standins.airtable.people import Token
from tests.standins.airtable.refusals import (
    forbidden,
    forbidden_or_missing,
    invalid_request,
    refusal,
    table_not_found,
)
from tests.standins.airtable.settings import Role
from tests.standins.wire import Request

if TYPE_CHECKING:
    from tests.standins.airtable.airtable import Airtable
    from tests.standins.airtable.base import Base
    from tests.standins.airtable.table import Table


@dataclass(frozen=True)
class Asked:
    """What an endpoint gets. Each lookup may raise `Refusal`."""

    airtable: Airtable
    request: Request
    token: Token
    parts: Mapping[str, str]
    """The named parts of the path."""

    def part(self, name: str) -> str:
        """Return a part of the path."""
        return self.parts[name]

    def need_scope(self, scope: str) -> None:
        """Refuse a token without a scope."""
        if scope not in self.token.scopes:
            raise forbidden_or_missing()

    def need(self, scope: str, role: Role) -> None:
        """Refuse a token without a scope, or an account with a lesser role in the base."""
        self.need_scope(scope)
        if self.base.role(self.token.user) < role:
            raise forbidden()

    @cached_property
    def base(self) -> Base:
        """The base that the path names."""
        base = self.airtable.bases.get(self.part("base"))
        if base is None or not base.visible_to(self.token):
            raise forbidden_or_missing()
        return base

    @cached_property
    def table(self) -> Table:
        """The table that the path names, by id or name."""
        name = self.part("table")
        found = self.base.find_table(name)
        if found is None:
            masked = self.airtable.settings.masks_missing
            raise forbidden_or_missing() if masked else table_not_found(name, self.base.id)
        return found

    @cached_property
    def body(self) -> dict[str, Any]:
        """The JSON object that was sent."""
        try:
            body = self.request.json()
        except ValueError:
            message = "Could not parse request body"
            raise refusal(400, "INVALID_REQUEST_BODY", message) from None
        if not isinstance(body, dict):
            raise invalid_request()
        return body
