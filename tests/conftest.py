"""What tests of several areas are handed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.postgres.server import TEMPLATE, Server, any_server

settings.register_profile("untimed", deadline=None)  # how fast a busy machine is, is no part of any behaviour
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Return a real server with an empty store as the template, for the whole session."""
    with any_server() as server:
        server.prepare()
        yield server
        server.forget()


@pytest.fixture
def postgres_url(postgres: Server) -> Iterator[str]:
    """Return the address of a database of this test's own, with an empty store in it."""
    with postgres.database(like=TEMPLATE) as url:
        yield url
