"""Whatever is wrong with the settings: one sentence, the place, and what was probably meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.calling import NOBODY, Cli, MakePlan


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return change


def added(text: str) -> Callable[[str], str]:
    return lambda before: f"{before}\n{text}\n"


WRONG = [
    (replaced("time_zone", "timezone"), 'there is no setting "timezone"; did you mean "time_zone"?'),
    (replaced("file =", "wirte = true\nfile ="), 'sources.plan.wirte"; did you mean "write"?'),
    (added("[policy]\nholiday = []"), 'there is no setting "policy.holiday"; did you mean "holidays"?'),
    (added("[policy.thresholds]\nrunway = 3"), '"policy.thresholds.runway"; did you mean "runway_days"?'),
    (added("[guard]\nfloor = 3"), 'there is no setting "guard"; did you mean "guards"?'),
    (added("[zzz]"), 'there is no setting "zzz"; there are: workspace, time_zone, '),
    (replaced('time_zone = "UTC"', 'time_zone = "Europe/Berln"'), "did you mean Europe/Berlin"),
    (replaced('tool = "workbook"', 'tool = "excel"'), '"sources.plan.tool" is \'excel\''),
    (replaced('tool = "workbook"', 'tool = "notoin"'), 'did you mean "notion"?'),
    (added('[sources.two]\ntool = "notion"\ntokn = "${A}"'), '"sources.two.tokn"; did you mean "token"?'),
    (added('[sources.two]\ntool = "airtable"\nbase = "app1"'), "\"sources.two.base\" is 'app1': expected the part of"),
    (replaced('file = "plan.xlsx"', ""), '"sources.plan.file" is missing'),
    (added('[policy]\noff = ["GAT099"]'), "did you mean GAT009?"),
    (added('[policy.severities]\nGAT005 = "fatal"'), "'blocker', 'warning' or 'note'"),
    (added('[policy.authorities]\nmastr = ["Artist"]'), "did you mean master?"),
    (added('[policy]\nworking_days = ["monday"]'), "policy.working_days.0"),
    (added("[policy]\nworking_days = []"), "policy.working_days"),
    (added("[policy.thresholds]\nrunway_days = -1"), "policy.thresholds.runway_days"),
    (added('[[waivers]]\ncode = "OWN001"\nrecord = "x"\nreason = "y"'), "waivers.0."),
    (added("[store]\nurl = \"mysql:there\""), "store.url"),
    (added("= broken"), "is not valid TOML"),
    (replaced("[sources.plan]", "[source.plan]"), "sources"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said"), WRONG, ids=[said for _, said in WRONG])
def test_a_wrong_setting_is_named_with_what_was_meant(
    cli: Cli, plan: MakePlan, change: Callable[[str], str], said: str
) -> None:
    config = plan()
    config.write_text(change(config.read_text()))
    ended = cli("check")
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert "\nhint: " in ended.err
    assert "Traceback" not in ended.err
    assert "pydantic" not in ended.err


MAPPED_WRONG = [
    (replaced('owners = "Owner"', 'ownerz = "Owner"'), 'did you mean "owners"?'),
    (replaced('subject = "deliverables"', 'subject = "deliverable"'), 'did you mean "deliverables"?'),
    (replaced('owners = "Owner"', "owners = 3"), "owners"),
]


@pytest.mark.parametrize(("change", "said"), MAPPED_WRONG, ids=[said for _, said in MAPPED_WRONG])
def test_a_wrong_meaning_is_named_with_what_was_meant(
    cli: Cli, plan: MakePlan, change: Callable[[str], str], said: str
) -> None:
    config = plan()
    config.write_text(change(config.read_text()))
    ended = cli("check")
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_a_missing_file_says_how_to_make_one(cli: Cli, tmp_path: Path) -> None:
    for verb in (("check",), ("plan",), ("run",), ("undo",)):
        ended = cli(*verb)
        assert (ended.code, ended.out) == (2, "")
        assert "there is no settings file streetdate.toml in " in ended.err
        assert "hint: make one with: streetdate init workbook FILE" in ended.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x00"])
def test_a_file_that_is_no_text_is_said(cli: Cli, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "streetdate.toml").write_bytes(content)
    ended = cli("check")
    assert ended.code == 2
    assert ended.err.startswith("error: streetdate.toml ")


def test_thresholds_severities_and_rules_that_are_off_take_effect(cli: Cli, plan: MakePlan) -> None:
    config = plan(NOBODY)
    before = config.read_text()
    config.write_text(f'{before}\n[policy.severities]\nOWN001 = "warning"\n')
    assert cli("check").code == 0
    assert "warning OWN001" in cli("check").out
    config.write_text(f'{before}\n[policy]\noff = ["own001"]\n')
    assert "OWN001" not in cli("check").out
