"""One team for each test, in each tool."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.runs.stages import STAGES, Stage
from tests.runs.team import Team


@pytest.fixture(params=STAGES, scope="module")
def stage(request: pytest.FixtureRequest) -> Stage:
    return STAGES[request.param]


@pytest.fixture
def team(stage: Stage) -> Iterator[Team]:
    with stage() as made:
        yield made
