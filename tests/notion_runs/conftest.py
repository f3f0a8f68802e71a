"""One team in Notion for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.connectors.notion.plan import NotionPlan
from tests.notion_runs.team import NotionTeam
from tests.runs.stages import NOTES


@pytest.fixture
def team() -> Iterator[NotionTeam]:
    with NotionPlan() as plan:
        yield NotionTeam(plan, NOTES)
