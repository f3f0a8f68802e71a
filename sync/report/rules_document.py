"""The catalogue as a document for machines: `rules --format json`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

from rules.rule import Rule

RULES_SCHEMA = "https://streetdate.example/schema/rules-1.json"


class RuleEntry(BaseModel):
    """One rule."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    name: str
    severity: Literal["blocker", "warning", "note"]
    """What it is where the settings say nothing else."""
    fires_when: str
    needs: tuple[str, ...]
    """The facts without which it cannot tell, each as entity.field; those of which one will do are joined by "|"."""


class RulesDocument(BaseModel):
    """Every rule there is, by family and code."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.rstrip("_"), populate_by_name=True
    )

    schema_: str
    rules: tuple[RuleEntry, ...]


def rules_document(rules: Iterable[Rule]) -> RulesDocument:
    """Return rules as a document, in their order."""
    return RulesDocument(
        schema_=RULES_SCHEMA,
        rules=tuple(
            RuleEntry(
                code=rule.code,
                name=rule.name,
                severity=rule.severity.value,
                fires_when=rule.summary,
                needs=rule.needs,
            )
            for rule in rules
        ),
    )
