"""What rules say of themselves, and the committed reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.catalogue import ALL
from rules.explain import FAMILIES, as_markdown, as_text, needed, reference
from rules.rule import Rule
from rules.samples import at, example, gate, handoff, person, release, said, work
from rules.scene import scene

REFERENCE = Path(__file__).parents[2] / "rules" / "REFERENCE.md"


def test_the_committed_reference_is_what_the_rules_say() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == reference(), (
        "the rules changed: write the reference anew with "
        "python -c 'from rules.explain import reference; print(reference(), end=\"\")' > rules/REFERENCE.md"
    )


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
@pytest.mark.parametrize("written", [as_text, as_markdown])
def test_everything_a_rule_has_to_say_is_there(rule: Rule, written: object) -> None:
    words = written(rule)  # type: ignore[operator]
    parts = (rule.code, rule.name, rule.severity, rule.summary, rule.escalates, rule.why, rule.fix, rule.source)
    assert [part for part in (*parts, needed(rule), rule.flagged().says) if part not in words] == []


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_the_two_examples_can_be_told_apart(rule: Rule) -> None:
    assert scene(rule.flagged()) != scene(rule.clean())


def test_every_family_is_named() -> None:
    assert {rule.code[:3] for rule in ALL} <= set(FAMILIES)


def test_a_scene_tells_every_record_with_what_it_states() -> None:
    master = work("Master", "Producer", needs=("Mix handoff",))
    kaya = gate("Master", "Ana", said=(said("yes", "Ana", at("2026-08-01 09:00"), "v3"),))
    sent = handoff("Mix", "Master", sender="Olu", receiver="Kaya", sent_at=at("2026-08-01 10:00"))
    plan = release(work("Mix", due=None), master, gates=(kaya,), handoffs=(sent,))
    assert scene(example(plan, people=(person("Kaya", "Producer"), person("Old", active=False)))) == (
        "On Monday 2026-08-03 10:00 UTC:",
        "release Night Bus (release date: 2026-09-04)",
        "deliverable Mix (owner: none; due date: empty)",
        "deliverable Master (owner: Producer (who is Kaya); due date: 2026-08-20; "
        "what it depends on: Mix (handed over))",
        "handoff Mix to Master (work: Mix; to work: Master; sender: Olu; receiver: Kaya; "
        "when it was sent: 2026-08-01 10:00 UTC)",
        "gate Master approval (on: Master; approver: Ana; decision: yes by Ana on 2026-08-01 09:00 UTC for v3)",
        "person Kaya (Producer)",
        "person Old (no longer with the team)",
    )
