"""The world that every test of the mirror begins in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.mirror.world import World, world


@pytest.fixture(name="world")
def a_world() -> Iterator[World]:
    with world() as opened:
        yield opened
