"""Every rule on its own documented examples."""

from __future__ import annotations

import pytest

from rules.catalogue import ALL
from rules.engine import check
from rules.rule import Example, Rule
from rules.violation import Report


def run(example: Example) -> Report:
    return check(example.slate, example.policy, example.now, example.memory, ALL)


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_the_flagged_example_is_flagged_with_its_sentence(rule: Rule) -> None:
    example = rule.flagged()
    found = [violation for violation in run(example).violations if violation.code == rule.code]
    assert [violation.message for violation in found] == [example.says]


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_the_flagged_example_shows_only_its_own_rule(rule: Rule) -> None:
    others = [v for v in run(rule.flagged()).violations if v.code != rule.code and v.severity.value != "note"]
    assert others == []


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_the_clean_example_asks_nobody_to_act(rule: Rule) -> None:
    found = run(rule.clean()).violations
    assert [v for v in found if v.code == rule.code or v.severity.value != "note"] == []
