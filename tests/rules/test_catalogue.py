"""The catalogue as a whole: every rule listed, once, in order, complete."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import rules
from rules.catalogue import ALL, RETIRED, by_code
from rules.rule import Rule

FAMILIES = {
    "OWN": "ownership",
    "HND": "handoffs",
    "GAT": "gates",
    "DEP": "dependencies",
    "PLN": "planning",
    "AST": "assets",
    "SPL": "rights",
    "PIT": "pitches",
    "FCT": "facts",
    "PRO": "promotion",
    "AUD": "audience",
    "REV": "review",
}
RULE_FILE = re.compile(r"([a-z]{3}\d{3})_\w+")


def written() -> set[str]:
    """Return the codes of every rule file on disk."""
    root = Path(rules.__file__).parent
    return {
        match[1].upper()
        for family in FAMILIES.values()
        for module in iter_modules([str(root / family)])
        if (match := RULE_FILE.fullmatch(module.name))
    }


def test_every_rule_that_is_written_is_listed_once() -> None:
    codes = [rule.code for rule in ALL]
    assert sorted(codes) == sorted(written())


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_each_family_lists_its_rules_in_the_order_of_their_codes(family: str) -> None:
    codes = [rule.code for rule in import_module(f"rules.{FAMILIES[family]}").RULES]
    assert codes == sorted(codes)
    assert {code[:3] for code in codes} <= {family}


def test_names_are_unique_and_no_code_lives_twice() -> None:
    assert len({rule.name for rule in ALL}) == len(ALL)
    assert not {rule.code for rule in ALL} & set(RETIRED)


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_a_rule_is_found_by_code_and_by_name_however_it_is_cased(rule: Rule) -> None:
    assert by_code(rule.code.lower()) is by_code(f" {rule.name.upper()} ") is rule


def test_a_code_that_does_not_exist_is_no_rule() -> None:
    assert by_code("OWN999") is None


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_a_rule_has_a_check_or_gathers_and_judges(rule: Rule) -> None:
    crosses = (rule.gather is not None) != (rule.survey is not None)
    assert (rule.check is None) == crosses == (rule.judge is not None)
