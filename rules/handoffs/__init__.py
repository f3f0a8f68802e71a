"""Rules on handoffs: explicit events, confirmed by both sides, with context."""

from __future__ import annotations

from rules.rule import Rule

RULES: tuple[Rule, ...] = ()
"""The rules of this family, in code order."""
