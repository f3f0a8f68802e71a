"""The way of a request through the stand-in: token, version, limits, route, answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.standins.notion import blocks, comments, data_sources, old_version, pages, queries, search, users
from tests.standins.notion.call import LARGEST_BODY, Call
from tests.standins.notion.queries import Cursors
from tests.standins.notion.refusals import Refused, failed, unauthorized
from tests.standins.notion.state import Json, Token
from tests.standins.notion.workspace import Workspace
from tests.standins.wire import Request, Response

OLD = "2022-06-28"
VERSIONS = (OLD, "2025-09-03", "2026-03-11")


@dataclass(frozen=True, slots=True)
class Route:
    """One endpoint, by the name that the client library gives it; `{}` stands for an id."""

    name: str
    method: str
    path: str
    writes: bool = False

    def fits(self, method: str, segments: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return the ids in a path, None for a path of another route."""
        parts = self.path.split("/")
        if method != self.method or len(parts) != len(segments):
            return None
        if any(part not in ("{}", found) for part, found in zip(parts, segments, strict=True)):
            return None
        return tuple(found for part, found in zip(parts, segments, strict=True) if part == "{}")


ROUTES = (
    Route("users.me", "GET", "users/me"),
    Route("users.list", "GET", "users"),
    Route("users.retrieve", "GET", "users/{}"),
    Route("databases.retrieve", "GET", "databases/{}"),
    Route("databases.query", "POST", "databases/{}/query"),
    Route("data_sources.retrieve", "GET", "data_sources/{}"),
    Route("data_sources.query", "POST", "data_sources/{}/query"),
    Route("data_sources.update", "PATCH", "data_sources/{}", writes=True),
    Route("pages.properties.retrieve", "GET", "pages/{}/properties/{}"),
    Route("pages.retrieve", "GET", "pages/{}"),
    Route("pages.create", "POST", "pages", writes=True),
    Route("pages.update", "PATCH", "pages/{}", writes=True),
    Route("blocks.retrieve", "GET", "blocks/{}"),
    Route("blocks.children.list", "GET", "blocks/{}/children"),
    Route("blocks.children.append", "PATCH", "blocks/{}/children", writes=True),
    Route("blocks.delete", "DELETE", "blocks/{}", writes=True),
    Route("comments.list", "GET", "comments"),
    Route("comments.retrieve", "GET", "comments/{}"),
    Route("comments.create", "POST", "comments", writes=True),
    Route("comments.update", "PATCH", "comments/{}", writes=True),
    Route("comments.delete", "DELETE", "comments/{}", writes=True),
    Route("search", "POST", "search"),
)


def route_of(request: Request) -> tuple[Route, tuple[str, ...]] | None:
    """Return the route of a request and the ids in its path; None where there is no such endpoint."""
    if request.segments[:1] != ("v1",):
        return None
    for route in ROUTES:
        ids = route.fits(request.method, request.segments[1:])
        if ids is not None:
            return route, ids
    return None


def kind_of(request: Request) -> str:
    """Return the name of a request's route, for the journal."""
    found = route_of(request)
    return found[0].name if found else "unknown"


def is_write(request: Request) -> bool:
    """Tell whether a request changes anything."""
    found = route_of(request)
    return found is not None and found[0].writes


class Notion:
    """The application: answers requests to one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        cursors = Cursors()
        self._endpoints: dict[str, Callable[..., Json]] = {
            "users.me": users.me,
            "users.list": users.list_users,
            "users.retrieve": users.retrieve,
            "databases.retrieve": data_sources.retrieve_database,
            "data_sources.retrieve": data_sources.retrieve,
            "data_sources.query": lambda call, source_id: queries.query(call, cursors, source_id),
            "data_sources.update": data_sources.update,
            "pages.properties.retrieve": pages.retrieve_property,
            "pages.retrieve": pages.retrieve,
            "pages.create": pages.create,
            "pages.update": pages.update,
            "blocks.retrieve": blocks.retrieve,
            "blocks.children.list": blocks.children,
            "blocks.children.append": blocks.append,
            "blocks.delete": blocks.delete,
            "comments.list": comments.list_comments,
            "comments.retrieve": comments.retrieve,
            "comments.create": comments.create,
            "comments.update": comments.update,
            "comments.delete": comments.delete,
            "search": search.search,
        }
        self._old_endpoints: dict[str, Callable[..., Json]] = {
            "databases.retrieve": old_version.retrieve_database,
            "databases.query": lambda call, database_id: old_version.query_database(call, cursors, database_id),
        }

    def __call__(self, request: Request) -> Response:
        request_id = self.workspace.ids.uuid()
        try:
            answer = self._answer(request)
        except Refused as refusal:
            return refusal.response(request_id)
        return Response.of({**answer, "request_id": request_id}, headers={"x-notion-request-id": request_id})

    def _answer(self, request: Request) -> Json:
        token = self._token(request)
        version = _version(request)
        found = route_of(request)
        if found is None:
            raise Refused(400, "invalid_request_url", "Invalid request URL.")
        route, ids = found
        self.workspace.limits.admit(token.secret, route.name, self.workspace.clock.monotonic())
        call = Call(self.workspace, token, version, request, _body(request))
        return self._endpoint(route.name, version)(call, *ids)

    def _token(self, request: Request) -> Token:
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        token = self.workspace.tokens.get(secret)
        if scheme != "Bearer" or token is None or token.revoked:
            raise unauthorized()
        return token

    def _endpoint(self, name: str, version: str) -> Callable[..., Json]:
        endpoints = self._endpoints
        if version == OLD:
            endpoints = {
                known: endpoint for known, endpoint in endpoints.items() if not known.startswith("data_sources")
            } | self._old_endpoints
        if name not in endpoints:
            raise Refused(400, "invalid_request_url", "Invalid request URL.")
        return endpoints[name]


def _version(request: Request) -> str:
    version = request.headers.get("notion-version")
    complaint = "Notion-Version header failed validation: Notion-Version header should be "
    if version is None:
        raise Refused(400, "missing_version", f"{complaint}defined, instead was `undefined`.")
    if version not in VERSIONS:
        expected = " or ".join(f'`"{known}"`' for known in VERSIONS)
        raise Refused(400, "validation_error", f'{complaint}{expected}, instead was `"{version}"`.')
    return version


def _body(request: Request) -> Json:
    if len(request.body) > LARGEST_BODY:
        raise failed("body", f"should be ≤ `{LARGEST_BODY}` bytes, instead was `{len(request.body)}`")
    try:
        body = request.json()
    except ValueError:
        raise Refused(400, "invalid_json", "Error parsing JSON body.") from None
    if not isinstance(body, dict):
        raise failed("body", "should be an object")
    return body
