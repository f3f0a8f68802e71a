"""One pass over a workspace: judge what the tools show, and as far as the mode goes plan, remember, write.

`check` and `plan` read only. With `as_of` the rules judge as of that instant, and a run writes what they say; what is
remembered (first moments, when a gap opened) is still stamped with the real clock, for it is about what was seen when.
"""

from __future__ import annotations

from datetime import datetime

from sync.judge import found, judge
from sync.result import Mode, RunResult
from sync.watch import Watch
from sync.workspace import Workspace


def run(workspace: Workspace, mode: Mode, as_of: datetime | None = None, expected_digest: str = "") -> RunResult:
    """Do one pass over the workspace, as far as `mode` goes.

    With `expected_digest`, that reviewed plan is written or nothing is. Raises `StoreBusy` while another run goes on;
    a source or target that fails is part of the result.
    """
    watch = Watch(workspace.clock, workspace.told, {name: each.requests for name, each in workspace.targets.items()})
    if mode is Mode.CHECK:
        return found(workspace, mode, judge(workspace, as_of, watch), watch)
    from sync.writing import carry_out, preview

    return (carry_out if mode is Mode.RUN else preview)(workspace, watch, as_of, expected_digest)
