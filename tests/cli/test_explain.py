"""`explain` and `rules`: every rule can be looked up by code and by name."""

from __future__ import annotations

import pytest

from rules.catalogue import ALL
from tests.cli.calling import Cli


@pytest.mark.parametrize("code", ["GAT005", "gat005", " GAT005 ", "stale-approval"])
def test_a_rule_is_explained_by_code_or_name(cli: Cli, code: str) -> None:
    ended = cli("explain", code)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("GAT005 stale-approval (blocker)")
    for part in ("Why:", "What to do:", "Flagged:", "Clean:"):
        assert part in ended.out


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_every_rule_explains_itself(cli: Cli, rule: object) -> None:
    code = getattr(rule, "code", "")
    for call in (("explain", code), ("explain", code, "--format", "markdown")):
        ended = cli(*call)
        assert (ended.code, ended.err) == (0, "")
        assert code in ended.out


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("GAT5", "did you mean GAT015?"),
        ("missing-owners", "did you mean missing-owner?"),
        ("qqq", "see them with: streetdate rules"),
        ("", "see them with: streetdate rules"),
    ],
)
def test_a_rule_that_does_not_exist_is_answered_with_the_nearest(cli: Cli, code: str, hint: str) -> None:
    ended = cli("explain", code)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f'error: there is no rule "{code}"\nhint: {hint}\n'


def test_a_retired_rule_still_says_why(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("rules.catalogue", fromlist=["RETIRED"]).RETIRED, "OWN099", "OWN001 says it better")
    assert cli("explain", "own099").out == "OWN099 is retired: OWN001 says it better\n"


def test_rules_are_listed_one_a_line(cli: Cli) -> None:
    lines = cli("rules").out.splitlines()
    assert [line.split()[0] for line in lines] == [rule.code for rule in ALL]


def test_rules_are_listed_for_machines(cli: Cli) -> None:
    listed = cli("rules", "--format", "json").json["rules"]
    assert [(entry["code"], entry["name"], entry["severity"]) for entry in listed] == [
        (rule.code, rule.name, rule.severity.value) for rule in ALL
    ]
    assert all(entry["fires_when"] for entry in listed)
    assert {tuple(entry["needs"]) for entry in listed} == {rule.needs for rule in ALL}
