"""Three rules that do what the notes of a row say: "blocker:Kaya" is a blocker on which Kaya must act."""

from __future__ import annotations

from collections.abc import Iterator

from rules.model import Actor, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, Rule, rule
from rules.samples import plan, work
from rules.view import View


def _reading(code: str, severity: Severity) -> Rule:
    @rule(
        code=code,
        name=f"noted-{severity.value}",
        severity=severity,
        summary="The notes say so.",
        why="A test needs it.",
        fix="Do what is needed.",
        source="tests",
        needs=("deliverable.notes",),
        flagged=lambda: plan(work("Master", "Ana", notes=f"{severity.value}:Kaya")),
        clean=lambda: plan(work("Master", "Ana")),
    )
    def noted(view: View, context: Context) -> Iterator[Finding]:
        for item in view.deliverables:
            if item.notes is None or isinstance(item.notes, Unknown):
                continue
            for word in item.notes.split():
                sort, _, name = word.partition(":")
                if sort == severity.value:
                    yield Hit(item, f"{item.title} waits for {name}", who=Actor.stated(name), detail=name)

    return noted


BLOCKED = _reading("TST001", Severity.BLOCKER)
WARNED = _reading("TST002", Severity.WARNING)
NOTED = _reading("TST003", Severity.NOTE)
RULES = (BLOCKED, WARNED, NOTED)
