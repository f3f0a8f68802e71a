"""One plan in the stand-in for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.connectors.airtable.plan import AirtablePlan

TITLES = ("Final master", "Cover artwork", "Teaser video")


@pytest.fixture
def plan() -> Iterator[AirtablePlan]:
    made = AirtablePlan(TITLES)
    yield made
    made.close()
