"""Whose templates count: the team's own before ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.errors import SettingsError
from rules.templates.template import Template
from sync.settings.load import load
from sync.settings.policy import policy_of, templates_of
from sync.settings.templates import SHIPPED, shipped_text, templates_in

SETTINGS = 'workspace = "label"\n[sources.plan]\ntool = "workbook"\nfile = "plan.xlsx"\n'


def settings(folder: Path, more: str = "") -> Path:
    path = folder / "streetdate.toml"
    path.write_text(SETTINGS + more, encoding="utf-8")
    return path


def test_ours_are_there_without_any_settings() -> None:
    assert tuple(templates_in(None)) == SHIPPED


def test_a_team_changes_a_template_by_a_file_of_the_same_name_and_adds_others(tmp_path: Path) -> None:
    own = tmp_path / "ours"
    own.mkdir()
    (own / "single.toml").write_text(shipped_text("single").replace('title = "Mix"', 'title = "Rough mix"'))
    (own / "remix.toml").write_text(
        shipped_text("single").replace("a single", "a remix").replace('"singles"', '"remix"')
    )
    path = settings(tmp_path, '[templates]\nfolder = "ours"\n')
    found = templates_of(load(path), tmp_path)
    assert set(found) == {*SHIPPED, "remix"}
    single = found["single"]
    assert isinstance(single, Template)
    assert "Rough mix" in [step.title for step in single.steps]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r'"templates\.folder" is ours, and there is no such folder'):
        policy_of(load(settings(tmp_path, '[templates]\nfolder = "ours"\n')), tmp_path)


def test_a_policy_knows_templates_and_distributors_and_the_team_s_figures_go_first(tmp_path: Path) -> None:
    more = '[policy.distributors]\n"LabelGrid" = { floor = 10, advised = 20 }\n"Our Own" = { floor = 5, advised = 6 }\n'
    policy = policy_of(load(settings(tmp_path, more)), tmp_path)
    assert {template.name for template in policy.templates} == {"single", "ep", "album", "content"}
    asked = ("LabelGrid", "labelgrid (Kaya's account)", "our own", "The Orchard", "Nobody's", None)
    assert [(lead.floor, lead.advised) for lead in map(policy.lead_time, asked)] == [
        (10, 20), (10, 20), (5, 6), (42, 56), (14, 28), (14, 28),
    ]  # fmt: skip
