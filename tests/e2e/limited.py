"""`python -m tests.e2e.limited SIZE ARGUMENTS…`: the command line where no file may grow beyond SIZE bytes."""

from __future__ import annotations

import resource
import sys

from sync.cli.root import run

if __name__ == "__main__":
    size = int(sys.argv[1])
    sys.dont_write_bytecode = True  # Python leaves half of it behind, and everybody else then stumbles over that.
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    raise SystemExit(run(sys.argv[2:]))
