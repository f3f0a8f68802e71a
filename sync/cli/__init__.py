"""The command line: one file per verb, loaded only when that verb is used."""

from __future__ import annotations


def main() -> None:
    """Run the command line and leave the process with its exit code."""
    from sync.cli.root import run

    raise SystemExit(run())
