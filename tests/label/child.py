"""The command line in a process of its own, by the label's clock: `python -m tests.label.child new "Title" …`."""

from __future__ import annotations

import sys
from datetime import timedelta

import sync.bootstrap
from sync.cli.root import run
from tests.label.command_line import MONDAY

if __name__ == "__main__":
    looks = iter(range(10**9))
    sync.bootstrap.real_now = lambda: MONDAY + timedelta(hours=1, seconds=next(looks))
    raise SystemExit(run(sys.argv[1:]))
