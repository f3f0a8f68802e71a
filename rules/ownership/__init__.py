"""Rules on ownership: every deliverable has exactly one accountable person, written down."""

from __future__ import annotations

from rules.ownership.own001_missing_owner import missing_owner
from rules.rule import Rule

RULES: tuple[Rule, ...] = (missing_owner,)
