"""Rules on ownership: every deliverable has exactly one accountable person, written down."""

from __future__ import annotations

from rules.ownership.own001_missing_owner import missing_owner
from rules.ownership.own002_several_owners import several_owners
from rules.ownership.own003_group_owner import group_owner
from rules.ownership.own004_unfilled_role import unfilled_role
from rules.ownership.own005_inactive_owner import inactive_owner
from rules.ownership.own006_owner_by_inheritance import owner_by_inheritance
from rules.ownership.own007_umbrella_deliverable import umbrella_deliverable
from rules.ownership.own008_overloaded_owner import overloaded_owner
from rules.rule import Rule

RULES: tuple[Rule, ...] = (
    missing_owner,
    several_owners,
    group_owner,
    unfilled_role,
    inactive_owner,
    owner_by_inheritance,
    umbrella_deliverable,
    overloaded_owner,
)
