"""One plan in the stand-in for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.connectors.notion.plan import NotionPlan

TITLES = ("Final master", "Cover artwork", "Teaser video")


@pytest.fixture
def plan() -> Iterator[NotionPlan]:
    made = NotionPlan(TITLES)
    yield made
    made.close()
