"""Small plans, from tables to a slate."""

from __future__ import annotations

from datetime import UTC, date
from typing import Any

from connectors.mapping.meanings import Subject
from connectors.normalize.normalized import Normalized
from connectors.normalize.source import normalize
from connectors.record import Pull
from rules.model import Deliverable, Release, Slate
from sync.assemble import assemble
from tests.connectors.normalize.sheets import NOW, Rows, bound, records, table

WORK, RELEASES, PEOPLE = Subject.DELIVERABLES, Subject.RELEASES, Subject.PEOPLE
HANDOFFS, GATES, TRACKS = Subject.HANDOFFS, Subject.GATES, Subject.TRACKS

FRIDAY = date(2026, 9, 4)


def source(
    *tables: tuple[Subject, Rows], name: str = "plan", tool: str = "workbook", whole: bool = True, **facts: Any
) -> Normalized:
    """Return one source whose tables are called by their subjects; `facts` go to every binding."""
    sheets = tuple(table(rows, subject.value) for subject, rows in tables)
    found = tuple(record for subject, rows in tables for record in records(rows, subject.value, tool))
    bindings = [bound(rows, subject, subject.value, **facts) for subject, rows in tables]
    return normalize(name, tool, Pull(sheets, found, NOW, complete=whole), bindings, UTC)


def joined(*sources: Normalized) -> Slate:
    return assemble(sources, NOW)


def alone(*tables: tuple[Subject, Rows], **facts: Any) -> Release:
    """Return the one release that one source comes to."""
    (release,) = joined(source(*tables, **facts)).releases
    return release


def by_title(slate: Slate) -> dict[str, Release]:
    assert len({release.title for release in slate.releases}) == len(slate.releases)
    return {release.title: release for release in slate.releases}


def titles(release: Release) -> list[str]:
    return [item.title for item in release.deliverables]


def need_keys(item: Deliverable) -> list[str]:
    assert isinstance(item.needs, tuple)
    return [need.key for need in item.needs]
