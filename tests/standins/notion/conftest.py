"""The stand-in served, and the real client library in front of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, cast

import pytest
from notion_client import Client

from tests.standins.notion import Token, Workspace, serve
from tests.standins.notion.everything import Everything, everything
from tests.standins.serving import Server

QUIET = logging.getLogger("tests.standins.notion")


class Asked(Client):
    """The client library, its answers typed as the JSON that they are."""

    def get(self, path: str, **query: Any) -> Any:
        return self.request(path=path, method="GET", query=query or None)

    def post(self, path: str, body: Any) -> Any:
        return self.request(path=path, method="POST", body=body)

    def patch(self, path: str, body: Any) -> Any:
        return self.request(path=path, method="PATCH", body=body)

    def delete(self, path: str) -> Any:
        return self.request(path=path, method="DELETE")


def client_of(server: Server, token: Token, version: str = "2026-03-11") -> Asked:
    """Return the client library for a token; to be closed."""
    return Asked(auth=token.secret, base_url=server.url, notion_version=version, retry=False, logger=QUIET)


@pytest.fixture
def workspace() -> Workspace:
    return Workspace()


@pytest.fixture
def token(workspace: Workspace) -> Token:
    return workspace.connect()


@pytest.fixture
def server(workspace: Workspace) -> Iterator[Server]:
    with serve(workspace) as serving:
        yield serving


@pytest.fixture
def client(server: Server, token: Token) -> Iterator[Asked]:
    with client_of(server, token) as opened:
        yield cast(Asked, opened)


@pytest.fixture(scope="module")
def whole() -> Everything:
    """Return a workspace with everything; for reading only."""
    return everything()


@pytest.fixture(scope="module")
def reader(whole: Everything) -> Iterator[Asked]:
    """Return a client of that workspace."""
    whole.workspace.limits.connection = None
    with serve(whole.workspace) as serving, client_of(serving, whole.token) as opened:
        yield cast(Asked, opened)
