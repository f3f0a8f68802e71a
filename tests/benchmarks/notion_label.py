"""A large label's plan in the stand-in for Notion, with what is true of each row kept beside it.

It has what a reader of Notion has to cope with: more rows than one query lists, a database of two data sources, cells
with more people and references than a row shows, and rows in the trash.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from tests.benchmarks.side_by_side import Row
from tests.standins.clock import WallClock
from tests.standins.notion import DataSource, Page, User, Workspace, relation, status
from tests.standins.notion.columns import Columns

COLUMNS = ("Name", "State", "Due", "Owner", "Needs")
STATES = ("Not started", "In progress", "Done")
MEMBERS = 250
LOG, WORK, YEARS = 10_400, 1_200, (60, 40)
MANY_PEOPLE, MANY_REFERENCES, VERY_MANY = 20, 20, 5
IN_TRASH = 25
APART = 0.02
"""Minutes from the making of one row to the next."""
EDITED, DELETED = 20, 3


class PastClock(WallClock):
    """Real time at its real pace, some hours ago: minutes can be left out, and nothing lies in the future."""

    def __init__(self) -> None:
        self._ago = timedelta(hours=12)

    def now(self) -> datetime:
        """Return the instant, aware, in UTC."""
        return datetime.now(UTC) - self._ago

    def skip(self, minutes: float) -> None:
        """Leave minutes out."""
        self._ago -= timedelta(minutes=minutes)


@dataclass(slots=True)
class Label:
    """The workspace, its data sources and the truth by row id."""

    workspace: Workspace
    clock: PastClock
    sources: list[DataSource] = field(default_factory=list)
    truth: dict[str, Row] = field(default_factory=dict)

    @property
    def databases(self) -> Mapping[str, list[str]]:
        """The data sources of each database."""
        found: dict[str, list[str]] = {}
        for source in self.sources:
            found.setdefault(source.database_id, []).append(source.id)
        return found

    def people_edit(self) -> None:
        """Let some rows of the work be edited and some be deleted."""
        work = [page for page in self.workspace.pages.values() if page.source == self.sources[1].id]
        there = [page for page in work if not page.in_trash]
        for page in there[:: len(there) // EDITED][:EDITED]:
            self.workspace.edit(page, {"State": "Done", "Due": "2026-12-24"})
            self.truth[page.id] = replace(self.truth[page.id], state="Done", due="2026-12-24")
        for page in there[-DELETED:]:
            self.workspace.trash(page)
            del self.truth[page.id]


def label() -> Label:
    """Return a label's workspace, made an hour before its clock shows."""
    clock = PastClock()
    workspace = Workspace(clock)
    made = Label(workspace, clock)
    members = [workspace.member(f"Member {number}", f"m{number}@label.example") for number in range(MEMBERS)]
    plain: Columns = {"Name": "title", "State": status(*STATES), "Due": "date", "Owner": "people"}
    made.sources.append(log := workspace.database("Log", {**plain, "Needs": "rich_text"}))
    logged = [_add(made, log, number, [members[number % MEMBERS]], []) for number in range(LOG)]
    made.sources.append(work := workspace.database("Work", {**plain, "Needs": relation(log)}))
    for number in range(WORK):
        owners = members[:30] if number < MANY_PEOPLE else [members[number % MEMBERS]]
        needs = logged[number : number + _references(number)]
        page = _add(made, work, number, owners, needs)
        if number >= WORK - IN_TRASH:
            workspace.trash(page)
            del made.truth[page.id]
    made.sources.append(year := workspace.database("Pitches 2025", {**plain, "Needs": relation(log)}))
    made.sources.append(workspace.add_data_source(year, "Pitches 2026", {**plain, "Needs": relation(log)}))
    for source, rows in zip(made.sources[-2:], YEARS, strict=True):
        for number in range(rows):
            _add(made, source, number, [members[number]], logged[number : number + 2])
    clock.skip(60)
    return made


def _references(number: int) -> int:
    if number < MANY_PEOPLE:
        return 1
    number -= MANY_PEOPLE
    return 130 if number < VERY_MANY else 60 if number < MANY_REFERENCES else 2


def _add(made: Label, source: DataSource, number: int, owners: list[User], needs: list[Page]) -> Page:
    row = Row(
        f"{source.title} {number}",
        STATES[number % len(STATES)],
        f"2026-11-{number % 30 + 1:02}",
        frozenset(owner.id for owner in owners),
        frozenset(page.id for page in needs),
    )
    values = {"Name": row.title, "State": row.state, "Due": row.due, "Owner": owners}
    page = made.workspace.add_page(source, {**values, "Needs": needs} if needs else values)
    made.clock.skip(APART)
    made.truth[page.id] = row
    return page
