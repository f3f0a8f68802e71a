"""How the records of several tools were matched, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from rules.wording import counted
from sync.matching.matches import Matches, Pair
from sync.report.layout import hang, line

_MOST = 12
"""Joined pairs that are shown where nobody asked for all."""


def print_matches(console: Console, found: Matches, *, whole: bool) -> None:
    """Print what is joined and why, what is in doubt with its number, and what the settings say in vain."""
    if not found.joins and not found.proposals and not found.unmet:
        console.print("No record of one tool looks like one of another.")
        return
    console.print(line((f"{counted(len(found.joins), 'pair')} joined", "bold"), ", of records that are surely one"))
    _print(console, found.joins if whole else found.joins[:_MOST])
    if not whole and len(found.joins) > _MOST:
        console.print(line((f"     and {len(found.joins) - _MOST} more: streetdate match --list", "dim")))
    if found.proposals:
        console.print(
            line((f"{counted(len(found.proposals), 'pair')} in doubt", "bold yellow"), ", apart until you say so")
        )
        _print(console, found.proposals, numbered=True)
    for answer in found.unmet:
        hang(console, line(("settings ", "yellow")), line(f"{' and '.join(answer.records)}: {answer.why}"))


def print_pair(console: Console, number: int, pair: Pair) -> None:
    """Print one pair: its number, both titles with their tools and links, and what speaks for their being one."""
    head = f"{number:>4} " if number else "     "
    one, other = pair.one, pair.other
    hang(
        console,
        line((head, "bold yellow" if number else "dim")),
        line(
            (f"{one.sort.value} ", "dim"),
            f"“{one.title}”",
            (f" in {one.source}", "dim"),
            f", “{other.title}”",
            (f" in {other.source}", "dim"),
        ),
    )
    hang(console, line("     "), line((f"{pair.evidence.reason} ({pair.evidence.score:.0%})", "dim")))
    if number:
        for entry in (one, other):
            if entry.ref.url:
                hang(console, line("     "), line((entry.ref.url, "dim")))


def _print(console: Console, pairs: Sequence[Pair], *, numbered: bool = False) -> None:
    for number, pair in enumerate(pairs, 1):
        print_pair(console, number if numbered else 0, pair)
