"""The five loops: where a release stands, what is missing, and what the next one waits for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from rules.loops.loop import Loop, Stage, Stand
from rules.loops.stands import stands_of
from rules.model import Brief, Deliverable, Phase, Release, Review, Slate, State, Unknown
from rules.neighbours import Neighbours
from rules.policy import Policy
from rules.rule import Context, Example
from rules.samples import actors, at, day, example, plan, ref, release, work
from rules.view import View
from tests.rules.catalogue.healthy import healthy
from tests.rules.plans import slates


def stands(story: Example) -> dict[Loop, Stand]:
    return _of(story.slate, story.slate.releases[0], story)


def _of(slate: Slate, one: Release, story: Example) -> dict[Loop, Stand]:
    calendar = story.policy.calendar()
    context = Context(story.now, calendar.today(story.now), calendar, story.policy, story.memory, slate.pulled_at,
                      slate.people_known)  # fmt: skip
    found = stands_of(View(one, context, Neighbours(slate.releases)), context)
    return {stand.loop: stand for stand in found}


def on(moment: str, *items: Deliverable, **facts: Any) -> dict[Loop, Stand]:
    return stands(plan(*items, now=at(f"{moment} 10:00"), **facts))


def open_words(stand: Stand) -> list[str]:
    return [action.words for action in stand.actions if action.done is not True]


def test_there_are_five_and_each_feeds_the_next() -> None:
    assert [loop.value for loop in stands(healthy())] == ["planning", "assets", "promotion", "audience", "review"]


def test_a_healthy_plan_four_weeks_out_is_planned_and_makes_its_assets() -> None:
    found = stands(healthy())
    assert found[Loop.PLANNING].stage is Stage.DONE
    assert found[Loop.ASSETS].stage is Stage.RUNNING
    assert found[Loop.REVIEW].stage is Stage.AHEAD
    assert [action.words for action in found[Loop.ASSETS].missing] == ["the song at the distributor"]


@pytest.mark.parametrize(
    ("facts", "lacks"),
    [
        ({}, []),
        ({"date": None}, ["a release date"]),
        ({"brief": None}, ["a brief: type, goal, message"]),
        ({"brief": Brief(text="A single.")}, ["a brief: type, goal, message"]),
        ({"locked_at": None}, ["the plan locked"]),
    ],
    ids=["nothing", "date", "brief", "a brief that says too little", "lock"],
)
def test_planning_says_what_it_lacks(facts: dict[str, Any], lacks: list[str]) -> None:
    found = on("2026-08-03", work("Press photos", "Dee"), **({"locked_at": day("2026-07-01")} | facts))
    assert open_words(found[Loop.PLANNING]) == lacks
    assert found[Loop.PLANNING].stage is (Stage.RUNNING if lacks else Stage.DONE)


def test_the_next_loop_waits_for_owners_and_days() -> None:
    found = on("2026-08-03", work("Press photos", due=None))
    assert [action.words for action in found[Loop.PLANNING].missing] == [
        "an owner for every deliverable", "a day for every deliverable",
    ]  # fmt: skip


def test_what_the_plan_cannot_show_is_neither_done_nor_missing() -> None:
    found = on("2026-08-03", work("Press photos", "Dee", state=Unknown.UNREADABLE), locked_at=Unknown.ABSENT,
               folder=Unknown.ABSENT, date=Unknown.UNREADABLE)  # fmt: skip
    planning, assets = found[Loop.PLANNING], found[Loop.ASSETS]
    assert [action.done for action in planning.actions if action.words in ("a release date", "the plan locked")] == [
        None, None,
    ]  # fmt: skip
    assert assets.stage is Stage.UNKNOWN
    assert found[Loop.PROMOTION].stage is Stage.UNKNOWN
    assert not any(action.done is False for action in assets.actions)


@pytest.mark.parametrize(
    ("moment", "stage"), [("2026-08-06", Stage.AHEAD), ("2026-08-07", Stage.RUNNING)], ids=["29 days", "28 days"]
)
def test_promotion_begins_four_weeks_before_release(moment: str, stage: Stage) -> None:
    assert on(moment, work("Launch posts", "Sam", due="2026-09-04"))[Loop.PROMOTION].stage is stage


def test_promotion_is_done_when_every_phase_is_and_the_pitch_is_sent() -> None:
    found = on(
        "2026-09-30",
        work("Editorial pitch", "Mia", state="done"),
        work("Lyric video", "Vic", phase=Phase.FILM, state="done"),
        work("Teaser video", "Vic", state="live"),
        work("Launch posts", "Sam", due="2026-09-04", state="live"),
        work("Recap", "Sam", due="2026-09-18", state="scheduled"),
    )
    assert found[Loop.PROMOTION].stage is Stage.DONE
    assert not found[Loop.PROMOTION].missing


def test_the_audience_loop_waits_for_a_form_and_a_welcome() -> None:
    before = on("2026-08-20", work("Teaser video", "Vic"))[Loop.AUDIENCE]
    after = on("2026-08-21", work("Teaser video", "Vic"), work("Welcome sequence", "Sam", state="done"))[Loop.AUDIENCE]
    assert (before.stage, after.stage) == (Stage.AHEAD, Stage.RUNNING)
    assert open_words(after) == ["a pre-save, link or form"]


def test_the_review_loop_ends_with_answers_in_writing() -> None:
    review = Review("r", "Review", ref("r"), day("2026-09-15"), State.DONE, "Reels", "Ads", "Stems")
    done = on("2026-09-20", work("Recap", "Sam"), reviews=(review,))[Loop.REVIEW]
    empty = on("2026-09-20", work("Recap", "Sam"), reviews=())[Loop.REVIEW]
    assert done.stage is Stage.DONE
    assert empty.stage is Stage.RUNNING
    assert open_words(empty)[0] == "a day for the review"


@given(slates)
def test_every_plan_has_five_stands_whatever_is_in_it(slate: Slate) -> None:
    story = example(release(owners=actors("Mia")), policy=Policy())
    for one in slate.releases:
        found = _of(slate, one, story)
        assert len(found) == len(Loop)
        assert all(stand.stage in Stage for stand in found.values())
