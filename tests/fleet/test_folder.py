"""Which settings files a fleet runs, which it refuses, and how it is divided."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import UsageError
from sync.fleet.folder import survey
from sync.fleet.share import Share, share_in, taken

WORKBOOK = '[sources.plan]\ntool = "workbook"\nfile = "plan.xlsx"\n'
QUIET = "[reports]\nformats = []\n[calendar]\nmilestones = []\n"


def put(path: Path, workspace: str, more: str = WORKBOOK) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'workspace = "{workspace}"\n{more}')
    return path


def notion(token: str) -> str:
    return f'[sources.plan]\ntool = "notion"\ntoken = "${{{token}}}"\n'


def refusals(folder: Path, environment: Mapping[str, str] | None = None) -> dict[str, str]:
    return {row.name: row.said for row in survey(folder, environment or {})[1]}


def test_the_files_in_the_folder_and_one_in_each_folder_below_are_its_workspaces(tmp_path: Path) -> None:
    put(tmp_path / "kaya.toml", "kaya")
    put(tmp_path / "b" / "streetdate.toml", "b")
    put(tmp_path / "b" / "other.toml", "not this one")
    put(tmp_path / "b" / "deep" / "streetdate.toml", "nor this one")
    members, refused = survey(tmp_path, {})
    assert ([member.name for member in members], refused) == (["b/streetdate.toml", "kaya.toml"], ())
    assert [member.workspace for member in members] == ["b", "kaya"]


def test_a_folder_with_nothing_in_it_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no settings file in") as empty:
        survey(tmp_path, {})
    assert "*.toml" in empty.value.hint and "\n" not in empty.value.message


def test_a_broken_file_is_a_row_of_its_own_and_the_others_are_run(tmp_path: Path) -> None:
    put(tmp_path / "a" / "streetdate.toml", "a")
    put(tmp_path / "b" / "streetdate.toml", "b", "sorces = 1\n")
    members, (row,) = survey(tmp_path, {})
    assert [member.name for member in members] == ["a/streetdate.toml"]
    assert (row.name, row.exit_code) == ("b/streetdate.toml", 2)
    assert row.said and row.todo


STORE = '[store]\nurl = "{}"\n'


@pytest.mark.parametrize(
    ("one", "two", "refused"),
    [
        pytest.param("sqlite:../shared.db", "sqlite:../b/../shared.db", True, id="one file"),
        pytest.param("sqlite:own.db", "sqlite:own.db", False, id="a file each"),
        pytest.param("sqlite::memory:", "sqlite::memory:", False, id="no memory"),
        pytest.param("${ONE}", "${TWO}", True, id="one database by two names"),
        pytest.param("${ONE}", "${OTHER}", False, id="two databases"),
        pytest.param("${UNSET}", "${UNSET}", False, id="unset: its own run says so"),
    ],
)
def test_two_files_that_name_one_workspace_in_one_store_are_both_refused(
    tmp_path: Path, one: str, two: str, refused: bool
) -> None:
    for folder, url in {"a": one, "b": two}.items():
        put(tmp_path / folder / "streetdate.toml", "kaya", STORE.format(url) + WORKBOOK)
    put(tmp_path / "c" / "streetdate.toml", "kaya of another store")
    environment = {
        "ONE": "postgresql://me:s3cret@db.example/streetdate",
        "TWO": "postgresql://you@db.example:5432/streetdate?sslmode=require",
        "OTHER": "postgresql://me:s3cret@db.example/another",
    }
    said = refusals(tmp_path, environment)
    assert set(said) == ({"a/streetdate.toml", "b/streetdate.toml"} if refused else set())
    for sentence in said.values():
        assert 'a/streetdate.toml and b/streetdate.toml both name the workspace "kaya" in one store' in sentence
        assert "s3cret" not in sentence


def test_workspaces_that_would_write_the_same_report_are_refused(tmp_path: Path) -> None:
    for name in "ab":
        put(tmp_path / f"{name}.toml", name)
    said = refusals(tmp_path)
    assert set(said) == {"a.toml", "b.toml"}
    assert "both write report.html in the same place" in said["a.toml"]
    for name in "ab":
        put(tmp_path / f"{name}.toml", name, QUIET + WORKBOOK)
    assert refusals(tmp_path) == {}


def test_a_member_sees_what_its_settings_refer_to_wherever_that_stands(tmp_path: Path) -> None:
    more = f'[metrics]\npush = "${{PUSH}}"\n{STORE.format("${STORE_URL}")}{notion("TOKEN")}'
    put(tmp_path / "a" / "streetdate.toml", "a", more)
    ((member,), _) = survey(tmp_path, {})
    whole = {"TOKEN": "1", "PUSH": "2", "STORE_URL": "3", "OTHER_TOKEN": "4", "PATH": "/bin", "LC_ALL": "C",
             "https_proxy": "http://proxy", "AWS_SECRET_ACCESS_KEY": "5", "PGPASSWORD": "6"}  # fmt: skip
    assert set(member.environment(whole)) == {"TOKEN", "PUSH", "STORE_URL", "PATH", "LC_ALL", "https_proxy"}
    assert member.tools == {"notion", "postgres"}


@pytest.mark.parametrize("text", ["0/5", "6/5", "2", "a/b", "", "-1/5", "1/0", "2/5/7"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no share"):
        share_in(text)


@given(names=st.lists(st.text(min_size=1), unique=True, max_size=30), tasks=st.integers(1, 9))
def test_each_name_is_taken_by_exactly_one_task_whoever_else_there_is(names: list[str], tasks: int) -> None:
    shares = [Share(number, tasks) for number in range(1, tasks + 1)]
    for name in names:
        assert sum(share.takes(name) for share in shares) == 1


def test_the_shares_of_two_hundred_workspaces_are_about_even() -> None:
    names = [f"label-{number}/streetdate.toml" for number in range(200)]
    sizes = [sum(Share(number, 5).takes(name) for name in names) for number in range(1, 6)]
    assert sum(sizes) == 200
    assert max(sizes) <= 60


def test_workspaces_that_share_a_token_or_a_base_are_one_tasks(tmp_path: Path) -> None:
    base = '[sources.{}]\ntool = "airtable"\nbase = "app{}"\ntoken = "${{{}}}"\n'
    contents = {
        "a": notion("ONE"),
        "b": notion("SAME_AS_ONE"),
        "c": base.format("x", "0" * 13 + "1", "TWO") + base.format("y", "0" * 13 + "2", "THREE"),
        "d": base.format("x", "0" * 13 + "2", "FOUR"),
        "e": notion("SAME_AS_ONE") + base.format("other", "0" * 13 + "3", "FIVE"),
        "f": base.format("x", "0" * 13 + "4", "FIVE"),
        **{str(number): notion("UNSET") for number in range(20)},
    }
    for name, more in contents.items():
        put(tmp_path / name / "streetdate.toml", name, more)
    environment = {"ONE": "s1", "SAME_AS_ONE": "s1", "TWO": "s2", "THREE": "s3", "FOUR": "s4", "FIVE": "s5"}
    members, _ = survey(tmp_path, environment)
    shares = [{member.workspace for member in taken(members, Share(number, 7), environment)} for number in range(1, 8)]
    assert sorted(name for share in shares for name in share) == sorted(contents)
    for together in ({"a", "b", "e", "f"}, {"c", "d"}):
        assert sum(bool(share & together) for share in shares) == 1
    assert sum(bool(share & {str(number) for number in range(20)}) for share in shares) > 1
