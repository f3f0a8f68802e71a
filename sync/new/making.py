"""Making the rows of a plan under the workspace's lease, so that two calls never make the same row."""

from __future__ import annotations

from connectors.making import MadeRow, Maker
from sync.errors import UsageError
from sync.lease import leased
from sync.new.planning import NewRelease
from sync.workspace import Workspace


def make(workspace: Workspace, new: NewRelease, maker: Maker) -> tuple[MadeRow, ...]:
    """Make every row of the plan. Raises what the tool does; the next call makes the rest."""
    if why := maker.refusal():
        raise UsageError(f"no rows can be made in “{new.into}”: {why}", hint="name another source with --into")
    made: list[MadeRow] = []
    with leased(workspace) as alive:
        for row in maker.make(new.draft.rows):
            made.append(row)
            workspace.progress(f"made {len(made)} of {len(new.draft.rows)} rows")
            alive()
    return tuple(made)
