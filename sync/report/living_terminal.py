"""What becomes of the report that is kept in a tool, in a terminal."""

from __future__ import annotations

from rich.console import Console

from connectors.bulletin import Fate
from sync.living.living import Kept
from sync.report.layout import hang, line

_PLANNED = {Fate.MADE: ("+", "green", "is made"), Fate.REWRITTEN: ("~", "yellow", "is written anew")}
_DONE = {Fate.MADE: "made", Fate.REWRITTEN: "written anew"}


def print_kept_in_plan(console: Console, kept: Kept | None) -> None:
    """Print that the report would be written; nothing where it would stay as it is."""
    if kept is None or kept.fate not in _PLANNED:
        return
    sign, style, what = _PLANNED[kept.fate]
    name = kept.name or "the report"
    hang(console, line(f"{sign} "), line((f"{name} {what}", style), (f"  {kept.url}", "dim")))


def print_kept(console: Console, kept: Kept | None) -> None:
    """Print what became of the report; nothing where it stood as it should."""
    if kept is not None and kept.fate in _DONE:
        hang(console, line((f"{kept.name}: ", "dim")), line(_DONE[kept.fate], (f"  {kept.url}", "dim")))
