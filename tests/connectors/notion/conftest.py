"""One plan in the stand-in for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.connectors.notion.plan import NotionPlan

TITLES = ("Final master", "Cover artwork", "Teaser video")


@pytest.fixture
def plan() -> Iterator[NotionPlan]:
    with NotionPlan(TITLES) as made:
        yield made


@pytest.fixture
def bare() -> Iterator[NotionPlan]:
    """A plan where nobody has agreed to columns of ours."""
    with NotionPlan(TITLES, agreed=False) as made:
        yield made
