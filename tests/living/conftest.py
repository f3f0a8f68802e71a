"""One place for each test, in each tool."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from tests.living.places import PLACES, Place


@pytest.fixture(params=PLACES)
def made(request: pytest.FixtureRequest) -> Callable[[], AbstractContextManager[Place]]:
    return PLACES[request.param]


@pytest.fixture
def place(made: Callable[[], AbstractContextManager[Place]]) -> Iterator[Place]:
    with made() as found:
        yield found
