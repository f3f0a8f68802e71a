"""A label's plan in the stand-in for Airtable, with what is true of each record kept beside it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tests.benchmarks.side_by_side import Row
from tests.standins.airtable import Airtable, NewField, Role, Token, User
from tests.standins.airtable.base import Base
from tests.standins.airtable.table import Table
from tests.standins.clock import WallClock

COLUMNS = ("Name", "State", "Due", "Owner", "Needs")
STATES = ("Not started", "In progress", "Done")
ROWS = {"Log": 1_950, "Work": 890, "Pitches": 60, "Approvals": 40, "People": 10}
EMPTY = 5
"""Records of the work that somebody added and left empty."""
EDITED, DELETED = 20, 3


@dataclass(slots=True)
class Label:
    """The service, its one base, a token for it, and the truth by record id."""

    service: Airtable
    base: Base
    token: Token
    truth: dict[str, Row] = field(default_factory=dict)

    @property
    def tables(self) -> list[Table]:
        return list(self.base.tables.values())

    def people_edit(self) -> None:
        """Let some records of the work be edited and some be deleted."""
        work = self.base.table("Work")
        there = [record for record in work.records if self.truth[record].title]
        for record in there[:: len(there) // EDITED][:EDITED]:
            work.edit(record, {"State": "Done", "Due": "2026-12-24"})
            self.truth[record] = replace(self.truth[record], state="Done", due="2026-12-24")
        for record in there[-DELETED:]:
            work.delete(record)
            del self.truth[record]


def label() -> Label:
    """Return a label's base, on the real clock."""
    service = Airtable(WallClock())
    robot = service.service_account("Streetdate")
    base = service.base("Plan")
    base.share(robot, Role.CREATE)
    made = Label(service, base, service.token(robot))
    members = [service.person(f"Member {number}", f"m{number}@label.example") for number in range(40)]
    for member in members:
        base.share(member, Role.EDIT)
    logged: list[str] = []
    for name, rows in ROWS.items():
        state = NewField("State", "singleSelect", STATES)
        columns = [NewField("Name"), state, NewField("Due", "date"), NewField("Owner", "singleCollaborator")]
        needs = NewField("Needs", "multipleRecordLinks", to="Log") if logged else NewField("Needs", "multilineText")
        table = base.add_table(name, [*columns, needs])
        for number in range(rows):
            owner = members[number % len(members)]
            # Some rows need as many as a cell may hold, and more than one page of them.
            references = logged[number : number + (100 if number < EMPTY else 2)]
            record = _add(made, table, Row(f"{name} {number}", STATES[number % 3], _due(number)), owner, references)
            if name == "Log":
                logged.append(record)
        if name == "Work":
            for _ in range(EMPTY):
                made.truth[table.add({})] = Row("", "", "")
    return made


def _due(number: int) -> str:
    return f"2026-11-{number % 30 + 1:02}"


def _add(made: Label, table: Table, row: Row, owner: User, references: list[str]) -> str:
    values = {"Name": row.title, "State": row.state, "Due": row.due, "Owner": owner.id}
    record = table.add({**values, "Needs": references} if references and table.name != "Log" else values)
    held = frozenset(references) if table.name != "Log" else frozenset[str]()
    made.truth[record] = replace(row, people=frozenset({owner.id}), references=held)
    return record
