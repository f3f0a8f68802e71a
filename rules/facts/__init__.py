"""Rules on facts: tools that disagree, records that stand twice, people whom only one tool knows."""

from __future__ import annotations

from rules.facts.fct001_tools_disagree import tools_disagree
from rules.facts.fct002_duplicate_record import duplicate_record
from rules.facts.fct003_unknown_person import unknown_person
from rules.rule import Rule

RULES: tuple[Rule, ...] = (tools_disagree, duplicate_record, unknown_person)
