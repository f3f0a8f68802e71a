"""Rules on the plan: dates, runway, lead times, the brief."""

from __future__ import annotations

from rules.rule import Rule

RULES: tuple[Rule, ...] = ()
