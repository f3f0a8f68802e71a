"""A whole fleet as a document for machines: `fleet … --format json`."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from sync.fleet.outcome import Outcome, Row
from sync.fleet.summary import counts

FLEET_SCHEMA = "https://streetdate.example/schema/fleet-1.json"


class _Entry(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.rstrip("_"), populate_by_name=True
    )


class WorkspaceEntry(_Entry):
    """One workspace."""

    settings: str
    """Its settings file below the fleet's folder."""
    workspace: str
    run: str
    outcome: Outcome
    exit_code: int
    blockers: int | None
    """Like the next four null where no run came to its end."""
    new: int | None
    worse: int | None
    closed: int | None
    requests: int | None
    seconds: float
    said: str
    """What went wrong; empty where nothing did."""
    todo: str
    warnings: tuple[str, ...]
    """What went wrong beside a run that did its job."""


class TotalsEntry(_Entry):
    """How many workspaces there are of each sort, and the sums of their figures."""

    workspaces: int
    well: int
    incomplete: int
    held: int
    failed: int
    stopped: int
    blocker: int
    new: int
    worse: int
    closed: int
    requests: int


class FleetDocument(_Entry):
    """A whole fleet."""

    schema_: str
    exit_code: int
    """The worst of all."""
    seconds: float
    totals: TotalsEntry
    workspaces: tuple[WorkspaceEntry, ...]


def fleet_document(rows: Sequence[Row], code: int, seconds: float) -> FleetDocument:
    """Return the summary as a document."""
    return FleetDocument(
        schema_=FLEET_SCHEMA,
        exit_code=code,
        seconds=round(seconds, 3),
        totals=TotalsEntry.model_validate(counts(rows)),
        workspaces=tuple(_entry(row) for row in rows),
    )


def _entry(row: Row) -> WorkspaceEntry:
    return WorkspaceEntry(
        settings=row.name,
        workspace=row.workspace,
        run=row.run,
        outcome=row.outcome,
        exit_code=row.exit_code,
        blockers=_known(row, row.blockers),
        new=_known(row, row.new),
        worse=_known(row, row.worse),
        closed=_known(row, row.closed),
        requests=_known(row, row.requests),
        seconds=round(row.seconds, 3),
        said=row.said,
        todo=row.todo,
        warnings=row.warnings,
    )


def _known(row: Row, figure: int) -> int | None:
    return figure if row.judged else None
