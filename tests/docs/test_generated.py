"""What stands in the documents is what the code says."""

from __future__ import annotations

import re

import pytest

from rules.explain import reference
from sync.cli.root import VERBS
from tests.docs.generated import PARTS, README, REFERENCE, readme


def test_the_readme_holds_what_the_code_says() -> None:
    assert README.read_text(encoding="utf-8") == readme(), "run: python -m tests.docs.generated"


def test_the_rule_reference_holds_what_the_rules_say() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == reference(), "run: python -m tests.docs.generated"


@pytest.mark.parametrize("name", PARTS)
def test_every_generated_part_has_its_place_in_the_readme(name: str) -> None:
    text = README.read_text(encoding="utf-8")
    assert text.count(f"<!-- begin: {name} -->") == text.count(f"<!-- end: {name} -->") == 1


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_that_the_readme_names_exists_and_every_verb_is_named(verb: str) -> None:
    text = README.read_text(encoding="utf-8")
    assert f"<code>streetdate {verb}</code>" in text
    assert set(re.findall(r"(?m)(?:`streetdate|^\./run|code>streetdate) ([a-z]+)", text)) <= {*VERBS, "test"}


def test_every_figure_in_the_readme_names_the_command_that_prints_it() -> None:
    figures = README.read_text(encoding="utf-8").partition("## Figures")[2].partition("\n## ")[0]
    rows = [row for row in figures.splitlines() if row.startswith("|")][2:]
    assert rows
    for row in rows:
        assert "python -m tests.benchmarks." in row or "./run" in row, row
