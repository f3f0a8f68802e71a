"""The tools that whole runs are tried on; a new one adds its line and passes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from tests.runs.team import Team

NOTES = {"Master": "blocker:Kaya", "Cover": "warning:Ben", "Teaser": "blocker:Cem", "Bio": ""}
"""Every sort of record: a blocker, a warning, another blocker, a clean one."""


class Stage(Protocol):
    """Makes a team in a tool of its own; `agreed`: our columns are there and bound."""

    def __call__(self, notes: Mapping[str, str] = NOTES, *, agreed: bool = True) -> AbstractContextManager[Team]: ...


@contextmanager
def notion(notes: Mapping[str, str] = NOTES, *, agreed: bool = True) -> Iterator[Team]:
    from tests.connectors.notion.plan import NotionPlan
    from tests.notion_runs.team import NotionTeam

    with NotionPlan(agreed=agreed) as plan:
        yield NotionTeam(plan, notes)


def airtable(*, webhook: bool) -> Stage:
    @contextmanager
    def stage(notes: Mapping[str, str] = NOTES, *, agreed: bool = True) -> Iterator[Team]:
        from tests.airtable_runs.team import AirtableTeam
        from tests.connectors.airtable.plan import AirtablePlan

        with AirtablePlan(agreed=agreed) as plan:
            yield AirtableTeam(plan, notes, webhook=webhook)

    return stage


STAGES: Mapping[str, Stage] = {
    "notion": notion,
    "airtable": airtable(webhook=True),
    "airtable without webhooks": airtable(webhook=False),
}
