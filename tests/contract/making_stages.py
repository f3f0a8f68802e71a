"""What the contract of a maker is tried on: one row per stage, each over a fresh tool with a table and its people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from openpyxl import Workbook

from connectors.airtable.filler import AirtableFiller
from connectors.airtable.maker import AirtableMaker
from connectors.changes import Source
from connectors.filling import Filler
from connectors.making import Maker
from connectors.mapping.binding import TableBinding
from connectors.mapping.meanings import Subject
from connectors.notion.filler import NotionFiller
from connectors.notion.maker import NotionMaker
from connectors.record import PersonCell
from connectors.workbook.filler import WorkbookFiller
from connectors.workbook.maker import WorkbookMaker
from connectors.workbook.reader import WorkbookSource, locate
from connectors.workbook.target import WorkbookTarget

NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)
PRESENT = ("Final master", "Cover artwork")
COLUMNS = ("Deliverable", "Status", "Due", "Depends on", "Notes")


@dataclass(frozen=True)
class Stage:
    """A tool with one table of deliverables that holds `PRESENT`. Columns go by their names in `COLUMNS`."""

    table: str
    columns: Mapping[str, str]
    source: Callable[[], Source]
    maker: Callable[[], Maker]
    filler: Callable[[], Filler]
    links: bool
    """Whether "Depends on" links to records."""
    accounts: tuple[PersonCell, ...] = ()
    """Somebody who can be put into "Owner", where that takes accounts."""
    lose_answer: Callable[[], object] | None = None
    """The next request that makes something is carried out, and its answer is lost."""
    lose_request: Callable[[], object] | None = None
    """The next request that makes something is lost on its way."""
    options: Callable[[], list[str]] = list
    """The options of "Status", where a tool keeps any."""
    close: Callable[[], object] = lambda: None


def workbook(folder: Path) -> Stage:
    path = folder / "plan.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Plan"
    rows = ((title, "Not started", date(2026, 9, 1), "", "kept") for title in PRESENT)
    for row in (COLUMNS, *rows):
        sheet.append(row)
    book.save(path)
    return _file(path, "Plan")


def csv(folder: Path) -> Stage:
    path = folder / "plan.csv"
    lines = [",".join(COLUMNS), *(f"{title},Not started,2026-09-01,,kept" for title in PRESENT)]
    path.write_text("\r\n".join(lines), encoding="utf-8")
    return _file(path, "plan")


def _file(path: Path, table: str) -> Stage:
    judge = WorkbookTarget("plan", path, locate, lambda: NOON)
    return Stage(
        table,
        {name: name for name in COLUMNS},
        lambda: WorkbookSource("plan", path, UTC, clock=lambda: NOON),
        lambda: WorkbookMaker("plan", path, locate, judge),
        lambda: WorkbookFiller("plan", path, locate, judge),
        links=False,
    )


def notion(_: Path) -> Stage:
    from tests.connectors.notion.plan import NotionPlan
    from tests.standins import faults
    from tests.standins.notion import relation, select
    from tests.standins.wire import Request

    plan = NotionPlan()
    workspace = plan.workspace
    table = workspace.database(
        "Work", {"Deliverable": "title", "Status": select("Not started", "Done"), "Due": "date", "Notes": "rich_text"}
    )
    workspace.add_property(table, "Depends on", relation(table, two_way="Blocks"))
    workspace.add_property(table, "Owner", "people")
    for title in PRESENT:
        workspace.add_page(table, {"Deliverable": title, "Status": "Not started", "Due": "2026-09-01", "Notes": "kept"})
    ana = workspace.member("Ana", "ana@label.example")
    ids = {prop.name: prop.id for prop in table.properties.values()}
    binding = TableBinding(
        table.id,
        Subject.DELIVERABLES,
        {"title": ids["Deliverable"], "state": ids["Status"], "due": ids["Due"], "needs": ids["Depends on"],
         "notes": ids["Notes"], "owners": ids["Owner"]},
    )  # fmt: skip

    def creating(request: Request) -> bool:
        return request.method == "POST" and request.path.endswith("/pages")

    return Stage(
        table.id,
        ids,
        lambda: plan.source(binding),
        lambda: NotionMaker("plan", plan.notion()),
        lambda: NotionFiller("plan", plan.notion()),
        links=True,
        accounts=(PersonCell(ana.id, "Ana"),),
        lose_answer=lambda: plan.server.faults.when(creating, faults.saved_and_dropped()),
        lose_request=lambda: plan.server.faults.when(creating, faults.dropped()),
        options=lambda: [option.name for option in table.properties[ids["Status"]].options],
        close=plan.close,
    )


def airtable(_: Path) -> Stage:
    from tests.connectors.airtable.plan import AirtablePlan
    from tests.standins import faults
    from tests.standins.airtable import NewField
    from tests.standins.wire import Request

    plan = AirtablePlan()
    fields = [
        NewField("Deliverable"),
        NewField("Status", "singleSelect", ("Not started", "Done")),
        NewField("Due", "date"),
        NewField("Notes", "multilineText"),
        NewField("Owner", "singleCollaborator"),
        NewField("Depends on", "multipleRecordLinks"),
    ]
    table = plan.base.add_table("Work", fields)
    for title in PRESENT:
        table.add({"Deliverable": title, "Status": "Not started", "Due": "2026-09-01", "Notes": "kept"})
    ids = {field.name: field.id for field in table.fields.values()}
    binding = TableBinding(
        table.id,
        Subject.DELIVERABLES,
        {"title": ids["Deliverable"], "state": ids["Status"], "due": ids["Due"], "needs": ids["Depends on"],
         "notes": ids["Notes"], "owners": ids["Owner"]},
    )  # fmt: skip

    def creating(request: Request) -> bool:
        return request.method == "POST" and request.path.endswith(table.id)

    return Stage(
        table.id,
        ids,
        lambda: plan.source(binding, webhook=False),
        lambda: AirtableMaker("plan", plan.airtable()),
        lambda: AirtableFiller("plan", plan.airtable()),
        links=True,
        accounts=(PersonCell(plan.ana.id, "Ana"),),
        lose_answer=lambda: plan.server.faults.when(creating, faults.saved_and_dropped()),
        lose_request=lambda: plan.server.faults.when(creating, faults.dropped()),
        options=lambda: [choice.name for choice in table.fields[ids["Status"]].choices],
        close=plan.close,
    )


STAGES: Mapping[str, Callable[[Path], Stage]] = {
    "workbook": workbook,
    "csv": csv,
    "notion": notion,
    "airtable": airtable,
}
"""Every connector that makes rows, by name; a new one adds its line and passes the suite."""
