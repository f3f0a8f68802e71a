"""The diagnosis as a document for machines: `doctor --format json`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sync.doctor.finding import Finding, exit_code

DIAGNOSIS_SCHEMA = "https://streetdate.example/schema/diagnosis-1.json"


class FindingEntry(BaseModel):
    """One line of the diagnosis."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    area: Literal[
        "settings", "files", "access", "columns", "values", "policy", "receivers", "store", "clock", "versions"
    ]
    level: Literal["ok", "warning", "problem"]
    what: str
    todo: str
    """Empty where nothing is to be done."""
    examples: tuple[str, ...]


class DiagnosisDocument(BaseModel):
    """Every line, and the exit code that they come to."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.rstrip("_"), populate_by_name=True
    )

    schema_: str
    exit_code: Literal[0, 2, 3]
    findings: tuple[FindingEntry, ...]


def diagnosis_document(findings: Iterable[Finding]) -> DiagnosisDocument:
    """Return the diagnosis as a document."""
    findings = tuple(findings)
    return DiagnosisDocument.model_validate(
        {
            "schema": DIAGNOSIS_SCHEMA,
            "exit_code": exit_code(findings),
            "findings": [
                {
                    "area": finding.area.value,
                    "level": finding.level.value,
                    "what": finding.what,
                    "todo": finding.todo,
                    "examples": finding.examples,
                }
                for finding in findings
            ],
        }
    )
