"""A team with every sort of page: a blocker, a warning, another blocker, a clean one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.connectors.notion.plan import NotionPlan
from tests.notion_runs.team import Team

NOTES = {"Master": "blocker:Kaya", "Cover": "warning:Ben", "Teaser": "blocker:Cem", "Bio": ""}


@pytest.fixture
def plan() -> Iterator[NotionPlan]:
    with NotionPlan() as made:
        yield made


@pytest.fixture
def team(plan: NotionPlan) -> Team:
    return Team(plan, NOTES)
