"""Rules on approval gates: somebody with authority says yes or no before the work moves on."""

from __future__ import annotations

from rules.rule import Rule

RULES: tuple[Rule, ...] = ()
"""The rules of this family, in code order."""
