"""From a request to the endpoint that answers it: authentication, limits, routes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.standins.airtable import comment_requests as comments
from tests.standins.airtable import record_requests as records
from tests.standins.airtable import schema_requests as schema
from tests.standins.airtable import webhook_requests as webhooks
from tests.standins.airtable.airtable import Airtable
from tests.standins.airtable.asked import Asked
from tests.standins.airtable.people import Token
from tests.standins.airtable.refusals import Refusal, no_such_route, unauthenticated, url_too_long
from tests.standins.serving import Server
from tests.standins.wire import Request, Response

_LONGEST_URL = 16_000
_ORIGIN = len("https://api.airtable.com")
_BASE = re.compile(r"app[A-Za-z0-9]{14}")


@dataclass(frozen=True, slots=True)
class _Route:
    method: str
    path: tuple[str, ...]
    """Parts in braces are named; others stand as they are."""
    endpoint: Callable[[Asked], Any]


_TABLE, _RECORD, _COMMENT = ("{base}", "{table}"), ("{base}", "{table}", "{record}"), "{comment}"
_SCHEMA, _HOOKS = ("meta", "bases", "{base}", "tables"), ("bases", "{base}", "webhooks")
_ROUTES = (
    _Route("GET", ("meta", "whoami"), schema.whoami),
    _Route("GET", ("meta", "bases"), schema.list_bases),
    _Route("GET", _SCHEMA, schema.list_tables),
    _Route("POST", _SCHEMA, schema.create_table),
    _Route("POST", (*_SCHEMA, "{table}", "fields"), schema.create_field),
    _Route("PATCH", (*_SCHEMA, "{table}", "fields", "{field}"), schema.update_field),
    _Route("GET", _HOOKS, webhooks.list_webhooks),
    _Route("POST", _HOOKS, webhooks.create_webhook),
    _Route("DELETE", (*_HOOKS, "{webhook}"), webhooks.delete_webhook),
    _Route("POST", (*_HOOKS, "{webhook}", "refresh"), webhooks.refresh_webhook),
    _Route("GET", (*_HOOKS, "{webhook}", "payloads"), webhooks.list_payloads),
    _Route("GET", _TABLE, records.list_records),
    _Route("POST", _TABLE, records.create_records),
    _Route("PATCH", _TABLE, records.update_records),
    _Route("PUT", _TABLE, records.update_records),
    _Route("DELETE", _TABLE, records.delete_records),
    _Route("POST", (*_TABLE, "listRecords"), records.list_records_by_post),
    _Route("GET", _RECORD, records.get_record),
    _Route("PATCH", _RECORD, records.update_record),
    _Route("PUT", _RECORD, records.update_record),
    _Route("DELETE", _RECORD, records.delete_record),
    _Route("GET", (*_RECORD, "comments"), comments.list_comments),
    _Route("POST", (*_RECORD, "comments"), comments.create_comment),
    _Route("PATCH", (*_RECORD, "comments", _COMMENT), comments.edit_comment),
    _Route("DELETE", (*_RECORD, "comments", _COMMENT), comments.delete_comment),
)


def serve(airtable: Airtable) -> Server:
    """Return a loopback server of the stand-in, for `with`; its journal names requests by their endpoint."""
    return Server(lambda request: answer(airtable, request), clock=airtable.clock, kind=kind)


def kind(request: Request) -> str:
    """Return the name of the endpoint that a request is for, such as "list_records"; "" for none."""
    found = _route(request)
    return found[0].endpoint.__name__ if found else ""


def answer(airtable: Airtable, request: Request) -> Response:
    """Return what the vendor would answer."""
    try:
        return Response.of(_answer(airtable, request))
    except Refusal as refusal:
        return Response(refusal.status) if refusal.body is None else Response.of(refusal.body, refusal.status)


def _answer(airtable: Airtable, request: Request) -> Any:
    token = _token(airtable, request)
    airtable.limits.pass_account(token.user.id)
    query = sum(len(name) + len(text) + 2 for name, text in request.query)
    if _ORIGIN + len(request.path) + query > _LONGEST_URL:
        raise url_too_long()
    found = _route(request)
    if found is None:
        raise no_such_route()
    route, parts = found
    asked = Asked(airtable, request, token, parts)
    if "base" in parts:
        if not _BASE.fullmatch(parts["base"]):
            raise no_such_route()
        airtable.limits.pass_base(asked.base)
        if airtable.settings.schema_calls_count or route.path[0] != "meta":
            airtable.limits.pass_month(asked.base.workspace)
    return route.endpoint(asked)


def _token(airtable: Airtable, request: Request) -> Token:
    secret = request.headers.get("authorization", "").removeprefix("Bearer ")
    token = airtable.tokens.get(secret)
    if token is None or token.revoked:
        raise unauthenticated()
    return token


def _route(request: Request) -> tuple[_Route, dict[str, str]] | None:
    version, *segments = request.segments
    if version != "v0":
        return None
    for route in _ROUTES:
        if route.method == request.method and len(route.path) == len(segments):
            pairs = list(zip(route.path, segments, strict=True))
            if all(part.startswith("{") or part == segment for part, segment in pairs):
                return route, {part[1:-1]: segment for part, segment in pairs if part.startswith("{")}
    return None
