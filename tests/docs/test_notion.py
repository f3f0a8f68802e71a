"""What the README says of Notion's capabilities holds: the boxes are enough, and each has the use that it names."""

from __future__ import annotations

import re

import pytest

from connectors.explore import FLAG_NAME, GAPS_NAME
from connectors.notion.errors import CapabilityMissing
from tests.connectors.notion.plan import NotionPlan
from tests.docs.generated import README
from tests.notion_runs.team import NotionTeam
from tests.standins.notion import Capability

SECTION = README.read_text(encoding="utf-8").partition("## Notion\n")[2].partition("\n## ")[0]
BOXES = re.findall(r"(?m)^ *\| ((?:Read|Update|Insert) [a-z ]+?) \|", SECTION)


def granted(*without: str) -> frozenset[Capability]:
    return frozenset(
        Capability(box.removesuffix(" without email addresses").lower()) for box in BOXES if box not in without
    )


def codes(team: NotionTeam) -> tuple[int, int]:
    """Return how a first run ends, and one in which somebody new must act."""
    first = team.run().exit_code
    team.put("Master", "blocker:Kaya blocker:Dee")
    return first, team.run().exit_code


def test_the_boxes_are_enough_from_making_our_columns_to_taking_them_back() -> None:
    with NotionPlan(agreed=False, capabilities=granted()) as plan:
        team = NotionTeam(plan, {"Master": "blocker:Kaya"})
        before = set(plan.table.properties)
        team.agree()
        assert codes(team) == (0, 0)
        assert (team.flag("Master"), len(team.said("Master"))) == ("Blocked", 2)
        assert team.undo().exit_code == 0
        assert (team.said("Master"), set(plan.table.properties)) == ([], before)


@pytest.mark.parametrize(
    ("box", "ended", "flag", "comments"),
    [
        ("Read content", (3, 3), None, 0),
        ("Update content", (3, 3), None, 0),
        ("Insert content", (0, 0), "Blocked", 2),
        ("Read comments", (0, 3), "Blocked", 1),
        ("Insert comments", (3, 3), "Blocked", 0),
        ("Read user information without email addresses", (0, 0), "Blocked", 2),
    ],
)
def test_without_a_box_only_what_it_is_for_is_missing(
    box: str, ended: tuple[int, int], flag: str | None, comments: int
) -> None:
    assert box in BOXES
    with NotionPlan(capabilities=granted(box)) as plan:
        team = NotionTeam(plan, {"Master": "blocker:Kaya"})
        assert (codes(team), team.flag("Master"), len(team.said("Master"))) == (ended, flag, comments)


def test_without_insert_content_no_columns_are_made() -> None:
    with NotionPlan(agreed=False, capabilities=granted("Insert content")) as plan:
        team = NotionTeam(plan, {"Master": "blocker:Kaya"})
        with pytest.raises(CapabilityMissing, match="add columns"):
            team.agree()


def test_our_columns_are_called_what_the_readme_calls_them() -> None:
    assert f"*{FLAG_NAME}*" in SECTION
    assert f"*{GAPS_NAME}*" in SECTION
