"""Rules on what depends on what."""

from __future__ import annotations

from rules.rule import Rule

RULES: tuple[Rule, ...] = ()
