"""Rules on what depends on what."""

from __future__ import annotations

from rules.dependencies.dep001_unknown_dependency import unknown_dependency
from rules.dependencies.dep002_dependency_cycle import dependency_cycle
from rules.dependencies.dep003_due_before_dependency import due_before_dependency
from rules.dependencies.dep004_done_before_dependency import done_before_dependency
from rules.rule import Rule

RULES: tuple[Rule, ...] = (unknown_dependency, dependency_cycle, due_before_dependency, done_before_dependency)
