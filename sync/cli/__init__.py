"""The command line: one file per verb, loaded only when that verb is used."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """Let the collector look for cycles a hundred times less often.

    What is read lives until the end; looking through it again and again takes a twentieth of every verb.
    """
    gc.set_threshold(100_000, 10, 10)


def main() -> None:
    """Run the command line and leave the process with its exit code."""
    import os
    import sys
    from io import TextIOWrapper

    collect_seldom()
    # Else Pydantic looks for plugins in every package that is installed, which takes a tenth of a small check.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from sync.cli.root import run

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that cannot show a character gets a question mark instead of a traceback.
            stream.reconfigure(errors="replace")
    code = run()
    gc.freeze()  # Nor is all of it looked through once more on the way out.
    raise SystemExit(code)
