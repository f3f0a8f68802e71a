"""One cause, one violation: which rule speaks and which stays silent where both touch the same thing.

Every hit carries tokens of what it touches: its own subject ("on:KEY", added by the engine) and those in
`Hit.about`. The silent rule's hit is dropped when it shares a token of the named sort with a speaker's hit. What
depends on more than two hits meeting (a stale approval and when work went ahead, say) is decided in the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rules.rule import Hit, Rule

OWNERSHIP = ("OWN001", "OWN002", "OWN003", "OWN004", "OWN005", "OWN006")


@dataclass(frozen=True, slots=True)
class Silence:
    """`silent` codes say nothing where a `speaks` code touches the same thing; `sort` is the tokens' first word."""

    speaks: tuple[str, ...]
    silent: tuple[str, ...]
    sort: str


TABLE: tuple[Silence, ...] = (
    Silence(("OWN003",), ("OWN004", "OWN005"), "on"),
    Silence(("OWN006",), ("OWN001",), "on"),
    Silence(OWNERSHIP, ("HND001", "HND002", "HND003", "GAT010"), "owner"),
    Silence(("DEP002",), ("DEP001", "DEP003", "DEP004"), "edge"),
    Silence(("GAT002",), ("GAT003", "GAT008", "GAT011", "GAT012"), "gate"),
    Silence(("GAT003",), ("GAT008", "GAT010"), "gate"),
    Silence(("GAT004",), ("GAT008", "GAT011"), "gate"),
    Silence(("GAT014",), ("GAT008",), "gate"),
    Silence(("GAT009",), ("GAT006",), "gate"),
    Silence(("GAT006", "GAT009"), ("HND010", "HND008", "DEP004"), "edge"),
    Silence(("HND004",), ("HND001",), "edge"),
    Silence(("HND009",), ("HND005", "HND008"), "handoff"),
    Silence(("HND008",), ("HND005",), "handoff"),
    Silence(("HND008",), ("DEP004",), "edge"),
    # What keeps GAT008 silent explains the same lateness.
    Silence(("GAT002", "GAT003", "GAT004", "GAT005", "GAT008"), ("PLN006",), "waits"),
    Silence(("HND005",), ("PLN006", "DEP004"), "waits"),
    Silence(("PLN003",), ("DEP003", "PLN004", "PLN006"), "on"),
    Silence(("PLN004",), ("PLN005", "DEP003"), "on"),
    Silence(("GAT005",), ("AST005",), "on"),
    Silence(("AST003",), ("AST004", "AST005"), "track"),
    Silence(("SPL001",), ("SPL004",), "track"),
    Silence(("SPL001",), ("SPL005",), "pie"),
    Silence(("SPL003",), ("SPL002",), "share"),
    Silence(("PRO001", "AUD001"), ("PLN006",), "on"),
    Silence(("GAT014", "PLN006"), ("PRO004",), "on"),
    Silence(("PRO002",), ("DEP003", "DEP004"), "edge"),
    Silence(("PLN003",), ("REV001",), "on"),
)
"""Read from above: a row that can silence a code stands before every row in which that code speaks, so that whoever
speaks was itself kept."""


def one_cause_each(hits: Sequence[tuple[Rule, Hit]]) -> list[tuple[Rule, Hit]]:
    """Return the (rule, hit) pairs that may speak, in their order."""
    if len(hits) < 2:
        return list(hits)
    codes = {rule.code for rule, _ in hits}
    dropped: set[int] = set()
    for row in TABLE:
        if codes.isdisjoint(row.speaks) or codes.isdisjoint(row.silent):
            continue
        prefix = row.sort + ":"
        spoken = {
            token
            for index, (rule, hit) in enumerate(hits)
            if rule.code in row.speaks and index not in dropped
            for token in tokens(hit)
            if token.startswith(prefix)
        }
        dropped.update(
            index
            for index, (rule, hit) in enumerate(hits)
            if rule.code in row.silent and any(token in spoken for token in tokens(hit))
        )
    return [pair for index, pair in enumerate(hits) if index not in dropped]


def tokens(hit: Hit) -> tuple[str, ...]:
    """Return everything a hit touches, its own subject first."""
    return (f"on:{hit.on.key}", *hit.about)
