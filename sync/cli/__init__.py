"""The command line: one file per verb, loaded only when that verb is used."""

from __future__ import annotations


def main() -> None:
    """Run the command line and leave the process with its exit code."""
    import sys
    from io import TextIOWrapper

    from sync.cli.root import run

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that cannot show a character gets a question mark instead of a traceback.
            stream.reconfigure(errors="replace")
    raise SystemExit(run())
