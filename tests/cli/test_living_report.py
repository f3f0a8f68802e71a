"""The report that is kept in a tool, from the command line: plan, run, run again, doctor, deleted by somebody, undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calling import Cli
from tests.cli.test_notion import Team, server, set_up, team
from tests.standins.notion import ALL, Capability, Page
from tests.standins.notion.rich_text import plain
from tests.standins.serving import Server

__all__ = ["server", "set_up", "team"]


@pytest.fixture
def above(set_up: str, team: Team) -> Page:
    """Have the report kept below the page “Meetings”."""
    page = team.workspace.add_page(None, {"title": "Meetings"})
    where = f'\n[reports.living]\nsource = "notion"\nunder = "https://www.notion.so/Meetings-{page.id}"\n'
    with Path("streetdate.toml").open("a") as file:
        file.write(where)
    return page


def read(team: Team, block: str, depth: int = 0) -> list[str]:
    """Return what stands on a page, as a person reads it."""
    lines: list[str] = []
    for inner in team.workspace.body(block):
        sign = {"bulleted_list_item": "• ", "heading_3": "### "}.get(inner.type, "")
        lines.append(f"{'  ' * depth}{sign}{plain(inner.content['rich_text'])}")
        lines += read(team, inner.id, depth + 1)
    return lines


def test_the_whole_way(cli: Cli, above: Page, team: Team, server: Server) -> None:
    planned = cli("plan")
    assert "the report is made" in planned.out
    assert team.workspace.below(above) == []
    ran = cli("run")
    assert (ran.code, ran.err) == (0, "")
    (page,) = team.workspace.below(above)
    text = "\n".join(read(team, page.id))
    assert "Final master" in text
    assert "the report's page in Notion: made" in ran.out
    again = cli("run", "--format", "json")
    assert again.json["living"]["fate"] == "unchanged"
    assert again.json["living"]["requests"] == 0
    team.workspace.trash(page)
    team.workspace.edit(team.master, {"Owner": [team.jo]})
    gone = cli("run")
    assert gone.code == 0
    assert "--restore-report" in gone.out
    assert team.workspace.below(above) == []
    assert cli("run", "--restore-report").code == 0
    assert len(team.workspace.below(above)) == 1
    assert "the report's page in Notion" in cli("undo").out
    assert cli("undo", "--yes").code == 0
    assert team.workspace.below(above) == []


def test_the_doctor_says_which_right_is_missing_and_what_it_adds(cli: Cli, above: Page, team: Team) -> None:
    (token,) = team.workspace.tokens.values()
    token.capabilities = ALL - {Capability.INSERT_CONTENT}
    said = cli("doctor").out
    assert "keep the report's page" in said
    assert "Insert content" in said


def test_a_failing_report_fails_alone(cli: Cli, above: Page, team: Team) -> None:
    team.workspace.unshare(above)
    ran = cli("run")
    assert ran.code == 3
    assert "reports.living.under" in ran.err
    assert team.shown(team.master, "Streetdate flag") == "Blocked"


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ('source = "notoin"\nunder = "x"', 'did you mean "notion"'),
        ('source = "notion"', "reports.living.under"),
        ('source = "notion"\nunder = "x"', "is no link to a Notion page"),
    ],
)
def test_a_place_that_cannot_be_meant_is_said(cli: Cli, set_up: str, team: Team, section: str, said: str) -> None:
    with Path("streetdate.toml").open("a") as file:
        file.write(f"\n[reports.living]\n{section}\n")
    assert said in cli("run").err
