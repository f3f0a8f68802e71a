"""A small team's workbook in several layouts, and a release planned into it with nothing but the real parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from connectors.mapping.bind import to_bindings
from connectors.mapping.propose import propose
from connectors.workbook.maker import WorkbookMaker
from connectors.workbook.reader import WorkbookSource, locate
from connectors.workbook.redater import WorkbookRedater
from connectors.workbook.target import WorkbookTarget
from rules.catalogue import ALL
from rules.model import Kind
from rules.policy import Policy
from sync.new.asked import Asked
from sync.new.making import make
from sync.new.planning import How, NewRelease, plan_new
from sync.result import Mode
from sync.run import run
from sync.store.sqlite import open_store
from sync.workspace import Workspace
from tests.cli.calling import write_sheets
from tests.rules.templates.shipped import POLICY, TEMPLATES

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
OUT = date(2027, 4, 16)
AUTHORITIES = {
    Kind.MASTER: ("Artist",), Kind.ARTWORK: ("Artist",), Kind.UPLOAD: ("Manager",), Kind.LAUNCH_POST: ("Manager",),
    Kind.DATE: ("Manager",),
}  # fmt: skip
PEOPLE: Sequence[Sequence[Any]] = (
    ("Name", "Role", "Email"),
    ("Kaya Moon", "Artist", "kaya@label.example"),
    ("Sam Okafor", "Manager", "sam@label.example"),
    ("Ana Reis", "Producer", "ana@label.example"),
    ("Mara Lind", "Mixing engineer", "mara@label.example"),
    ("Jo Park", "Mastering engineer", "jo@label.example"),
    ("Dee Castro", "Designer", "dee@label.example"),
    ("Vic Tran", "Video editor", "vic@label.example"),
    ("Noor Haddad", "Social manager", "noor@label.example"),
)
RELEASES: Sequence[Sequence[Any]] = (
    ("Release", "Artist", "Release Date", "Type", "Brief", "Release folder", "Distributor"),
    ("Old One", "Kaya Moon", date(2026, 9, 4), "Single", "Done.", "https://drive.example/old", "LabelGrid"),
)
WORK = ("Deliverable", "Release", "Owner", "Status", "Due date", "Depends on", "Phase")
OLD: Sequence[Any] = ("Master", "Old One", "Jo Park", "Done", date(2026, 7, 1), "", "Assets")
TRACKS: Sequence[Sequence[Any]] = (
    ("Track", "Release", "ISRC", "Who has the stems"),
    ("Old", "Old One", "", "Mara Lind"),
)
HANDOFFS: Sequence[Sequence[Any]] = (
    ("Handoff", "Release", "From deliverable", "To deliverable", "Sender", "Receiver", "Sent on", "Received on"),
    ("Old to none", "Old One", "Master", "", "Jo Park", "Sam Okafor", date(2026, 7, 2), date(2026, 7, 2)),
)
GATES: Sequence[Sequence[Any]] = (
    ("Gate", "Release", "Deliverable", "Approver", "Decision", "Decided by", "Decided on"),
    ("Old", "Old One", "Master", "Kaya Moon", "Approved", "Kaya Moon", date(2026, 7, 1)),
)
LAYOUTS: Mapping[str, Mapping[str, Sequence[Sequence[Any]]]] = {
    "tables of everything": {
        "Releases": RELEASES, "Deliverables": (WORK, OLD), "Tracks": TRACKS, "Handoffs": HANDOFFS, "Gates": GATES,
        "People": PEOPLE,
    },
    "the article's columns": {
        "Releases": RELEASES,
        "Deliverables": ((*WORK, "Approval Gate"), (*OLD, "Artist signs off")),
        "People": PEOPLE,
    },
    "no table of people": {
        "Releases": RELEASES,
        "Deliverables": ((*WORK, "Approval Gate"), (*OLD, "Artist signs off")),
    },
    "approvers and receivers in columns": {
        "Releases": RELEASES,
        "Deliverables": (
            (*WORK, "Approver", "Decision", "Handed to"), (*OLD, "Kaya Moon", "Approved", "Sam Okafor"),
        ),
        "People": PEOPLE,
    },
    "no phases and no release table": {
        "Deliverables": ((*WORK[:-1], "Approval Gate"), (*OLD[:-1], "Artist signs off")),
        "People": PEOPLE,
    },
}  # fmt: skip


@contextmanager
def label(folder: Path, layout: str, policy: Policy | None = None, now: datetime = NOON) -> Iterator[Workspace]:
    """Give a workspace over a workbook of this layout; one that is there already is kept."""
    path = folder / "plan.xlsx"
    if not path.exists():
        write_sheets(path, LAYOUTS[layout])
    source = WorkbookSource("plan", path, UTC, clock=lambda: now)
    pull = source.pull()
    judge = WorkbookTarget("plan", path, locate, lambda: now)
    made = Workspace(
        name="label",
        sources=(source,),
        targets={},
        bindings={"plan": to_bindings(propose(pull.tables, pull.records))},
        policy=policy or replace(POLICY, authorities=AUTHORITIES),
        rules=ALL,
        store=open_store(":memory:", "label"),
        clock=lambda: now,
        new_id=lambda: "run",
        makers={"plan": lambda: WorkbookMaker("plan", path, locate, judge)},
        redaters={"plan": lambda: WorkbookRedater("plan", path, locate, judge)},
    )
    try:
        yield made
    finally:
        made.close()


def asked(title: str = "Long Way Home", template: str = "single", **more: Any) -> Asked:
    given = {"artist": "Kaya Moon", "out": OUT, **more}
    if not given.get("within"):
        brief = {"goal": "500 pre-saves", "message": "home is far", "folder": "https://drive.example/home"}
        given = {**brief, **given}
    return Asked(title, TEMPLATES[template], given.pop("out"), **given)


def planned(workspace: Workspace, wanted: Asked | None = None, how: How | None = None) -> NewRelease:
    return plan_new(workspace, wanted or asked(), how or How())


def made(workspace: Workspace, wanted: Asked | None = None, how: How | None = None) -> NewRelease:
    new = planned(workspace, wanted, how)
    make(workspace, new, workspace.makers["plan"]())
    return new


def gaps(workspace: Workspace, title: str = "Long Way Home") -> list[tuple[str, str, str]]:
    """Return code, record and sentence of every blocker and warning on one release."""
    found = run(workspace, Mode.CHECK).report.violations
    return [
        (v.code, v.subject.title, v.message) for v in found if v.subject.release == title and v.severity.value != "note"
    ]
