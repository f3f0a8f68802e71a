"""One team in Airtable for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.airtable_runs.team import AirtableTeam
from tests.connectors.airtable.plan import AirtablePlan
from tests.runs.stages import NOTES


@pytest.fixture
def team() -> Iterator[AirtableTeam]:
    with AirtablePlan() as plan:
        yield AirtableTeam(plan, NOTES)
