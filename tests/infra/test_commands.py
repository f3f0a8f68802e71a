"""What the ways to run it call, set and refer to is there: commands, options, settings, variables, files, links."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from sync.bootstrap import bindings_of
from sync.fleet.folder import survey
from sync.settings.load import load
from sync.settings.policy import policy_of
from sync.settings.schema import Settings
from sync.settings.store import store_place
from tests.docs.generated import _fields
from tests.infra.commands import calls, refusal
from tests.infra.files import INFRA, PAGES, ROOT, SAMPLES, WAYS, name, written, yaml_in

SETTINGS = {each[0] for each in _fields(Settings, "")}
SECTIONS = {".".join(each.split(".")[:depth]) for each in SETTINGS for depth in range(1, each.count(".") + 1)}
SPAN = re.compile(r"`([^`\n]+)`")
VARIABLE = re.compile(r"\b(?:STREETDATE|NOTION|AIRTABLE|GOOGLE)_[A-Z_]+\b")
HANDED_OVER = {"STREETDATE_SETTINGS"}
"""On AWS the settings file itself comes as a variable; the task's command writes it down."""
OF_GITHUB = {"STREETDATE_REPOSITORY", "STREETDATE_COMMIT"}
"""Variables of the workflow, which Streetdate never sees."""


@pytest.mark.parametrize("way", WAYS)
def test_every_way_has_a_page_that_says_what_a_page_has_to_say(way: str) -> None:
    page = (INFRA / way / "README.md").read_text(encoding="utf-8")
    headings = re.findall(r"(?m)^## (.+)$", page)
    assert headings == [
        "What it costs", "Which rights it needs", "Set it up", "See that it works", "Change the schedule",
        "Roll out a new version", "Take it away",
    ], headings  # fmt: skip


@pytest.mark.parametrize("path", [*written(), *PAGES], ids=name)
def test_every_command_line_is_one_that_streetdate_understands(path: Path) -> None:
    refused = {" ".join(call): said for call in calls(path) if (said := refusal(call))}
    assert not refused


def test_command_lines_are_found_and_wrong_ones_refused() -> None:
    found = [call for path in written() for call in calls(path)]
    for way in WAYS:
        assert any(calls(path) for path in (INFRA / way).glob("**/*") if path.is_file() and path.suffix != ".md"), way
    assert ["run", "--config", "/settings/streetdate.toml"] in found
    assert "no command" in refusal(["walk"])
    assert "No such option" in refusal(["run", "--confg", "x"])
    assert "requires an argument" in refusal(["init", "notion", "--config"])


@pytest.mark.parametrize("path", SAMPLES, ids=name)
def test_every_sample_is_a_settings_file_that_can_be_used(path: Path) -> None:
    settings = load(path)
    policy_of(settings, path.parent)
    assert all(bindings_of(section) for section in settings.sources.values())
    assert store_place(settings.store, path.parent, {"STREETDATE_DATABASE_URL": "postgresql://db/streetdate"})


def test_the_samples_of_a_fleet_can_be_run_side_by_side() -> None:
    folder = INFRA / "settings" / "fleet"
    members, refused = survey(folder, {"STREETDATE_DATABASE_URL": "postgresql://db/streetdate"})
    assert not refused
    assert len(members) == len(list(folder.glob("*.toml"))) > 1


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_setting_that_a_page_names_is_one(path: Path) -> None:
    unknown = []
    for span in SPAN.findall(re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)):
        key = span.partition(" = ")[0].strip("[]")
        if " = " in span or re.fullmatch(r"[a-z_]+(\.[a-zA-Z_]+)+", key) or span.startswith("["):
            known = key in SETTINGS | SECTIONS or any(each.endswith(f".{key}") for each in SETTINGS)
            if not known and Path(key).suffix not in FILES and key not in TERRAFORM:
                unknown.append(span)
    assert not unknown


FILES = {".toml", ".html", ".json", ".yml", ".yaml", ".tf", ".md", ".db", ".ics", ".lock", ".env", ".tfvars", ".timer",
         ".service", ".log", ".conf"}  # fmt: skip
TERRAFORM = {found for path in INFRA.glob("*/variables.tf") for found in
             re.findall(r'variable "(\w+)"', path.read_text(encoding="utf-8"))}  # fmt: skip


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_settings_block_of_a_page_can_be_added_to_a_settings_file(path: Path, tmp_path: Path) -> None:
    sample = (INFRA / "settings" / "stateless.toml").read_text(encoding="utf-8")
    for block in re.findall(r"```toml\n(.*?)```", path.read_text(encoding="utf-8"), flags=re.S):
        added = tomllib.loads(block)
        kept = re.sub(rf"(?ms)^\[({'|'.join(map(re.escape, added))})\]\n.*?(?=^\[)", "", sample)
        (tmp_path / "streetdate.toml").write_text(f"{kept}\n{block}", encoding="utf-8")
        load(tmp_path / "streetdate.toml")


def variables_that_samples_refer_to() -> set[str]:
    return {found for path in SAMPLES for found in re.findall(r"\$\{(\w+)\}", path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("path", written(), ids=name)
def test_every_variable_of_a_job_is_one_that_the_sample_settings_refer_to(path: Path) -> None:
    if path.suffix == ".md":
        return
    named = set(VARIABLE.findall(path.read_text(encoding="utf-8")))
    assert named <= variables_that_samples_refer_to() | HANDED_OVER | OF_GITHUB


def test_the_samples_of_the_containers_write_only_where_something_is_mounted() -> None:
    for path in (INFRA / "settings").rglob("*.toml"):
        settings = load(path)
        assert settings.reports.folder.startswith("/data")
        assert settings.calendar.file.startswith("/data/")
    volumes = yaml_in(INFRA / "container" / "compose.yaml")["services"]["schedule"]["volumes"]
    assert {each["target"] for each in volumes} == {"/settings", "/data"}


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_link_between_pages_leads_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        where = (path.parent / file).resolve() if file else path
        assert where.exists() and where.is_relative_to(ROOT), target
        if anchor:
            headings = re.findall(r"(?m)^#+ (.+)$", where.read_text(encoding="utf-8"))
            assert anchor in {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}, target


@pytest.mark.parametrize("path", [*written(), *PAGES], ids=name)
def test_no_file_holds_a_secret_or_a_path_of_somebodys_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(?:ntn_|secret_|pat[A-Za-z0-9]{14}\.|AKIA|ghp_|xox[bp]-)[A-Za-z0-9]{6,}", text)
    assert not re.search(r"-----BEGIN|AIza[0-9A-Za-z_-]{30}", text)
    assert not re.search(r"://[^/\s:@…]+:[^@\s…]+@", text)
    assert not re.search(r"/(?:home|Users|root|work|tmp)/\w", text)
