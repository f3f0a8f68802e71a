"""A fact that two tools state, while one of them is not read: what it was last seen to say still counts against."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mapping.meanings import Subject
from connectors.normalize.normalized import Normalized
from connectors.record import Cell
from rules.memory import NOTHING, Memory
from rules.model import Brief, Release, Slate, Unknown
from rules.policy import Policy
from rules.remember import remember
from sync.assemble import assembled
from sync.assembly.terms import Terms
from sync.matching.confirmations import Answer, Confirmations
from sync.matching.entry import Sort
from sync.store.remembered import memory_from_text, memory_to_text
from tests.connectors.normalize.sheets import NOW, Rows
from tests.sync.joined import FRIDAY, PEOPLE, RELEASES, WORK, source

LATER, LAST = FRIDAY + timedelta(days=7), FRIDAY + timedelta(days=14)
ONE_RELEASE = Confirmations(same=(Answer(Sort.RELEASE, ("plan/Night Bus", "board/Night Bus")),))
"""Two artists, or two barcodes, would else be two releases."""
TOMORROW = NOW + timedelta(days=1)
FACTS: Mapping[str, tuple[Cell, Cell]] = {
    "artist": ("Kaya", "Lee"),
    "date": (FRIDAY, LATER),
    "type": ("Single", "EP"),
    "state": ("Done", "In progress"),
    "locked_at": (FRIDAY, LATER),
    "folder": ("https://drive.test/a", "https://drive.test/b"),
    "distributor": ("The Orchard", "Believe"),
    "template": ("single", "album"),
    "upc": ("036000291452", "012345678905"),
    "owners": ("Kaya", "Lee"),
}
OF_WORK: Mapping[str, tuple[Cell, Cell]] = {
    "owners": ("Kaya", "Lee"),
    "state": ("Done", "In progress"),
    "due": (FRIDAY, LATER),
    "done_at": (FRIDAY, LATER),
    "file": ("a.wav", "b.wav"),
    "version": ("v1", "v2"),
    "text": ("Out now", "Out soon"),
    "scheduled_for": (FRIDAY, LATER),
}


def tool(name: str, *more: tuple[Subject, Rows], work: Any = None, **facts: Any) -> Normalized:
    """Return a tool with the release Night Bus and its master."""
    shelf: Rows = [{"id": f"{name}-night-bus", "title": "Night Bus", **facts}]
    rows: Rows = [{"id": f"{name}-master", "title": "Final master", "release": "Night Bus", **(work or {})}]
    return source((RELEASES, shelf), (WORK, rows), *more, name=name, tool=name)


def down(name: str) -> Normalized:
    return source((RELEASES, []), (WORK, []), name=name, tool=name, whole=False)


def look(*sources: Normalized, memory: Memory = NOTHING, right: Mapping[str, str] | None = None) -> Slate:
    return assembled(sources, NOW, Terms(ONE_RELEASE, right or {}), memory=memory).slate


def after(*sources: Normalized, memory: Memory = NOTHING, at: datetime = NOW) -> Memory:
    """Return the memory after one more run, as a store keeps it."""
    seen = remember(look(*sources, memory=memory), Policy(), memory, at)
    return memory_from_text(memory_to_text(seen))


def only(slate: Slate) -> Release:
    (release,) = slate.releases
    return release


def so_far(release: Release, name: str) -> list[tuple[str, str, datetime | None]]:
    """Return what people are shown of a fact: source, value, and when it was last seen where it was not read now."""
    assert release.facts is Unknown.UNSEEN
    (fact,) = [fact for fact in release.facts_so_far if fact.name == name]
    return [(said.source, said.value, said.last_seen) for said in fact.statements]


@pytest.mark.parametrize("lost", ["plan", "board"])
class TestADispute:
    """Outlives an outage of either tool."""

    @pytest.mark.parametrize("field", FACTS)
    def test_about_a_release(self, lost: str, field: str) -> None:
        one, other = FACTS[field]
        tools = {"plan": tool("plan", **{field: one}), "board": tool("board", **{field: other})}
        memory = after(*tools.values())
        release = only(look(*(tools | {lost: down(lost)}).values(), memory=memory))
        assert getattr(release, field) is Unknown.DISPUTED
        assert [(name, seen) for name, _, seen in so_far(release, field)] == [
            (name, NOW if name == lost else None) for name in tools
        ]
        assert len({value for _, value, _ in so_far(release, field)}) == 2

    @pytest.mark.parametrize("field", OF_WORK)
    def test_about_work(self, lost: str, field: str) -> None:
        one, other = OF_WORK[field]
        tools = {"plan": tool("plan", work={field: one}), "board": tool("board", work={field: other})}
        release = only(look(*(tools | {lost: down(lost)}).values(), memory=after(*tools.values())))
        assert getattr(release.deliverables[0], field) is Unknown.DISPUTED
        assert len({value for _, value, _ in so_far(release, f"deliverable.{field}")}) == 2

    @pytest.mark.parametrize("part", ["goal", "message"])
    def test_about_a_part_of_the_brief(self, lost: str, part: str) -> None:
        tools = {"plan": tool("plan", **{part: "one"}), "board": tool("board", **{part: "other"})}
        brief = only(look(*(tools | {lost: down(lost)}).values(), memory=after(*tools.values()))).brief
        assert isinstance(brief, Brief)
        assert getattr(brief, part) is Unknown.DISPUTED

    def test_outlives_a_second_outage_and_is_told_as_before_once_both_are_back(self, lost: str) -> None:
        tools = {"plan": tool("plan", date=FRIDAY), "board": tool("board", date=LATER)}
        before = after(*tools.values())
        dark = tuple((tools | {lost: down(lost)}).values())
        during = after(*dark, memory=before, at=TOMORROW)
        assert during == before
        assert only(look(*dark, memory=during)).date is Unknown.DISPUTED
        assert only(look(*tools.values(), memory=during)).facts == only(look(*tools.values())).facts

    def test_ends_for_now_where_the_other_tool_has_come_to_agree(self, lost: str) -> None:
        tools = {"plan": tool("plan", date=FRIDAY), "board": tool("board", date=LATER)}
        memory = after(*tools.values())
        agreed = {"plan": LATER, "board": FRIDAY}
        other = "board" if lost == "plan" else "plan"
        now = {other: tool(other, date=agreed[other]), lost: down(lost)}
        release = only(look(now["plan"], now["board"], memory=memory))
        assert release.date == agreed[other]
        assert release.facts is Unknown.UNSEEN

    def test_of_a_tool_that_was_taken_out_of_the_settings_is_over(self, lost: str) -> None:
        tools = {"plan": tool("plan", date=FRIDAY), "board": tool("board", date=LATER)}
        memory = after(*tools.values())
        left = {name: there for name, there in tools.items() if name != lost}
        release = only(look(*left.values(), down("third"), memory=memory))
        assert release.date == (LATER if lost == "plan" else FRIDAY)
        assert release.facts_so_far == ()


def test_a_date_that_only_the_tool_at_hand_has_moved_is_in_dispute_until_both_can_be_asked() -> None:
    memory = after(tool("plan", date=FRIDAY), tool("board", date=FRIDAY))
    release = only(look(down("plan"), tool("board", date=LATER), memory=memory))
    assert release.date is Unknown.DISPUTED
    assert so_far(release, "date") == [("plan", "2026-09-04", NOW), ("board", "2026-09-11", None)]


def test_a_date_that_a_tool_states_for_the_first_time_is_held_against_what_the_other_stated() -> None:
    memory = after(tool("plan", date=FRIDAY), tool("board", date=None))
    assert only(look(down("plan"), tool("board", date=FRIDAY), memory=memory)).date == FRIDAY
    assert only(look(down("plan"), tool("board", date=LATER), memory=memory)).date is Unknown.DISPUTED
    assert only(look(down("plan"), tool("board", date=None), memory=memory)).date is Unknown.UNSEEN


def test_what_both_agreed_on_goes_on_being_so() -> None:
    facts = {field: one for field, (one, _) in FACTS.items()}
    plan, board = tool("plan", **facts), tool("board", **facts)
    whole, part = look(plan, board), look(down("plan"), board, memory=after(plan, board))
    for field in facts:
        assert getattr(only(part), field) == getattr(only(whole), field), field


@pytest.mark.parametrize(("field", "one", "other"), [
    ("type", "Single ", "single"), ("upc", "0 36000 29145 2", "036000291452"),
    ("folder", "https://www.drive.test/a/?x=1", "https://drive.test/a"),
])  # fmt: skip
def test_another_spelling_is_no_dispute(field: str, one: str, other: str) -> None:
    memory = after(tool("plan", **{field: one}), tool("board", **{field: "something else"}))
    assert getattr(only(look(down("plan"), tool("board", **{field: other}), memory=memory)), field) == other


def test_who_is_meant_by_a_name_stands_while_the_tool_that_knows_the_people_is_down() -> None:
    people: tuple[Subject, Rows] = (PEOPLE, [{"id": "k", "name": "Kaya Müller", "mail": "k@x.test"}])
    memory = after(tool("plan", people, owners="Kaya Müller"), tool("board", owners="Kaya"))
    same = only(look(down("plan"), tool("board", owners="Kaya"), memory=memory))
    other = only(look(down("plan"), tool("board", owners="Lee"), memory=memory))
    assert [owner.text for owner in same.owners if isinstance(same.owners, tuple)] == ["Kaya"]  # type: ignore[union-attr]
    assert other.owners is Unknown.DISPUTED


class TestTheToolThatIsRight:
    RIGHT: Mapping[str, str] = {"date": "plan"}

    def during(self, *now: Normalized) -> Release:
        return only(look(*now, memory=after(tool("plan", date=FRIDAY), tool("board", date=LATER)), right=self.RIGHT))

    def test_decides_while_the_other_one_is_down(self) -> None:
        release = self.during(tool("plan", date=LAST), down("board"))
        assert release.date == LAST

    def test_is_waited_for_while_it_is_down(self) -> None:
        release = self.during(down("plan"), tool("board", date=LATER))
        assert release.date is Unknown.UNSEEN
        assert so_far(release, "date") == [("plan", "2026-09-04", NOW), ("board", "2026-09-11", None)]

    def test_is_not_waited_for_where_the_other_one_says_what_it_said(self) -> None:
        assert self.during(down("plan"), tool("board", date=FRIDAY)).date == FRIDAY

    def test_decides_over_a_third_that_is_down(self) -> None:
        memory = after(tool("plan", date=FRIDAY), tool("board", date=LATER), tool("third", date=LAST))
        tools = (tool("plan", date=FRIDAY), tool("board", date=LATER), down("third"))
        assert only(look(*tools, memory=memory, right=self.RIGHT)).date == FRIDAY


class TestOfThree:
    def test_two_that_agree_do_not_outvote_the_one_that_is_down(self) -> None:
        memory = after(tool("plan", date=FRIDAY), tool("board", date=LATER), tool("third", date=LATER))
        release = only(look(down("plan"), tool("board", date=LATER), tool("third", date=LATER), memory=memory))
        assert release.date is Unknown.DISPUTED
        assert [name for name, _, _ in so_far(release, "date")] == ["plan", "board", "third"]

    def test_two_that_disagree_are_shown_while_the_third_is_down(self) -> None:
        tools = (tool("plan", date=FRIDAY), tool("board", date=LATER), down("third"))
        release = only(look(*tools, memory=after(*tools[:2], tool("third"))))
        assert release.date is Unknown.DISPUTED
        assert [value for _, value, _ in so_far(release, "date")] == ["2026-09-04", "2026-09-11"]


def test_a_lost_store_remembers_no_dispute() -> None:
    assert only(look(down("plan"), tool("board", date=LATER))).date == LATER


def test_a_record_that_was_deleted_in_the_tool_at_hand_leaves_nothing_to_hold_against() -> None:
    memory = after(tool("plan", date=FRIDAY), tool("board", date=LATER))
    board = source((RELEASES, [{"id": "other", "title": "Day Tram"}]), name="board", tool="board")
    assert [release.title for release in look(down("plan"), board, memory=memory).releases] == ["Day Tram"]


def test_a_record_that_was_read_of_a_tool_that_was_not_read_to_the_end_says_itself_what_it_says() -> None:
    memory = after(tool("plan", date=FRIDAY), tool("board", date=LATER))
    shelf: Rows = [{"id": "plan-night-bus", "title": "Night Bus", "date": LATER}]
    part = source((RELEASES, shelf), name="plan", tool="plan", whole=False)
    assert only(look(part, tool("board", date=LATER), memory=memory)).date == LATER


def test_a_release_date_that_two_rows_dispute_stays_in_dispute() -> None:
    def rows(name: str, title: str, due: date) -> Normalized:
        work: Rows = [{"id": f"{name}-date", "title": title, "release": "Night Bus", "due": due}]
        return source((RELEASES, [{"id": f"{name}-nb", "title": "Night Bus"}]), (WORK, work), name=name, tool=name)

    plan, board = rows("plan", "Release date", FRIDAY), rows("board", "Street date", LATER)
    memory = after(plan, board)
    assert only(look(plan, board)).date is Unknown.DISPUTED
    assert only(look(plan, down("board"), memory=memory)).date is Unknown.DISPUTED
    release = only(look(down("plan"), board, memory=memory))
    assert release.date is Unknown.DISPUTED
    assert [name for name, _, _ in so_far(release, "date")] == ["plan", "board"]


def test_a_part_of_the_brief_that_only_the_tool_that_is_down_stated_is_not_left_out() -> None:
    memory = after(tool("plan", goal="500 pre-saves"), tool("board", message="the last bus home"))
    brief = only(look(down("plan"), tool("board", goal=None, message="the last bus home"), memory=memory)).brief
    assert isinstance(brief, Brief)
    assert (brief.goal, brief.message) == (Unknown.UNSEEN, "the last bus home")


def test_what_only_the_tool_that_is_down_has_a_column_for_is_unseen_and_not_left_out() -> None:
    plan = tool("plan", work={"state": "Done", "due": FRIDAY}, goal="500 pre-saves", date=FRIDAY)
    board = tool("board", work={"due": FRIDAY}, brief="A single.")
    release = only(look(down("plan"), board, memory=after(plan, board)))
    (master,) = release.deliverables
    assert (release.date, master.state, master.open) == (Unknown.UNSEEN, Unknown.UNSEEN, False)
    assert isinstance(release.brief, Brief)
    assert (release.brief.goal, release.brief.text) == (Unknown.UNSEEN, "A single.")


def test_what_work_depends_on_is_unseen_while_a_tool_is_down_that_stated_some_of_it() -> None:
    def needing(name: str, *rows: tuple[str, Cell]) -> Normalized:
        work: Rows = [
            {"id": f"{name}-{title}", "title": title, "release": "Night Bus", "needs": needs} for title, needs in rows
        ]
        return source((RELEASES, [{"title": "Night Bus"}]), (WORK, work), name=name, tool=name)

    plan = needing("plan", ("Mix", None), ("Master", "Mix"), ("Upload", "Master"))
    board = needing("board", ("Mix", None), ("Master", "Mix"), ("Upload", "Cover artwork"))
    release = only(look(plan, down("board"), memory=after(plan, board)))
    mix, master, upload = (item.needs for item in release.deliverables)
    assert (mix, upload) == (Unknown.UNSEEN, Unknown.UNSEEN)
    assert isinstance(master, tuple)
    assert only(look(plan, board)).facts == only(look(plan, board, memory=after(plan, board))).facts


DAYS = st.sampled_from([None, FRIDAY, LATER, LAST])


@given(st.lists(st.tuples(DAYS, DAYS, st.sampled_from(["", "plan", "board"])), min_size=1, max_size=6))
def test_a_date_is_only_ever_what_no_tool_is_known_to_deny(runs: list[tuple[Any, Any, str]]) -> None:
    memory, last = NOTHING, {"plan": None, "board": None}
    for planned, boarded, lost in runs:
        says = {"plan": planned, "board": boarded}
        now = {name: down(name) if name == lost else tool(name, date=day) for name, day in says.items()}
        release = only(look(*now.values(), memory=memory))
        known = {name: last[name] if name == lost else day for name, day in says.items()}
        if isinstance(release.date, date):
            assert set(known.values()) - {None} == {release.date}
        memory = after(*now.values(), memory=memory)
        last = last if lost else says
