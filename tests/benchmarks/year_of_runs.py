"""A year of hourly runs over a plan of some 130 deliverables that people change, on each tool's stand-in.

Says how often gaps came up and went and how often the runs said so, what they wrote, how many requests each month took
of what the tool's plan allows, how large the store is at the end, and how long a run takes.

python -m tests.benchmarks.year_of_runs [DAYS] [TOOL …]
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.year.living import BEGIN, lines, live
from tests.year.tools import TOOLS

YEAR = 365


def main(days: int, names: list[str]) -> None:
    """Live through so many days in each tool, and print what it came to."""
    for name in names:
        with TOOLS[name](BEGIN) as tool, TemporaryDirectory() as folder:
            lived = live(tool, days, Path(folder))
            print("\n".join([*lines(name, days, tool.quota, lived), *lived.wrong[:5]]), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else YEAR, sys.argv[2:] or list(TOOLS))
