"""Writing what a review says, on the team's word: the answers into its record, the evidence into a template."""

from __future__ import annotations

from collections.abc import Iterable

from sync.lease import leased
from sync.review.record import Recording
from sync.workspace import Workspace


def write_record(workspace: Workspace, recording: Recording) -> Iterable[str]:
    """Write the answers and return a sentence on each write. Raises what the tool does.

    What somebody filled in meanwhile stays, and that is said.
    """
    with leased(workspace):
        if recording.row is not None:
            maker = workspace.makers[recording.source]()
            if why := maker.refusal():
                return [f"no row was made in “{recording.source}”: {why}"]
            list(maker.make([recording.row]))
            return [f"made the row “{recording.title}” in “{recording.source}”"]
        filled = list(workspace.fillers[recording.source]().fill(recording.cells))
    cells = "1 answer" if len(filled) == 1 else f"{len(filled)} answers"
    said = [f"filled {cells} into “{recording.title}” in “{recording.source}”"] if filled else []
    if left := len(recording.cells) - len(filled):
        said.append(f"{left} of the cells are not empty any more, or gone, and stay as they are")
    return said
