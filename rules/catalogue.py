"""Every rule, listed once; and the codes that were retired, which keep their meaning for ever."""

from __future__ import annotations

from rules import (
    assets,
    audience,
    dependencies,
    facts,
    gates,
    handoffs,
    ownership,
    pitches,
    planning,
    promotion,
    review,
    rights,
)
from rules.rule import Rule

ALL: tuple[Rule, ...] = (
    *ownership.RULES,
    *handoffs.RULES,
    *gates.RULES,
    *dependencies.RULES,
    *planning.RULES,
    *facts.RULES,
    *assets.RULES,
    *rights.RULES,
    *pitches.RULES,
    *promotion.RULES,
    *audience.RULES,
    *review.RULES,
)
"""All rules, in the order of the catalogue."""

RETIRED: dict[str, str] = {}
"""Retired codes, each with the reason."""


def by_code(code: str) -> Rule | None:
    """Return the rule with this code or name, however it is cased."""
    wanted = code.strip().casefold()
    return next((rule for rule in ALL if wanted in (rule.code.casefold(), rule.name)), None)
