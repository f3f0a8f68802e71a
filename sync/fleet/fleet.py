"""One pass over a fleet: from a folder of settings files to a row for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sync.fleet.folder import survey
from sync.fleet.log import FleetLog
from sync.fleet.outcome import Row
from sync.fleet.pool import Customs, run_all
from sync.fleet.share import Share, taken


def run_fleet(
    folder: Path,
    customs: Customs,
    share: Share | None,
    log: FleetLog,
    tell: Callable[[str], None],
    environment: Mapping[str, str],
) -> Sequence[Row]:
    """Run every workspace of the folder, or of one share of it, and return their rows by name.

    Raises `UsageError` for a folder without settings files. `tell` hears how far it has come.
    """
    members, refused = survey(folder, environment)
    if share is not None:
        members = taken(members, share, environment)
        refused = tuple(row for row in refused if share.takes(row.name))
    rows: list[Row] = []

    def keep(row: Row) -> None:
        rows.append(row)
        log.row(row)
        tell(f"{len(rows)} of {len(members) + len(refused)} workspaces")

    for row in refused:
        keep(row)
    for row in run_all(members, customs, environment):
        keep(row)
    return sorted(rows, key=lambda row: row.name)
