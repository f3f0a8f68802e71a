"""PLN007: one paragraph that says type, goal and message."""

from __future__ import annotations

import pytest

from rules.model import Brief, State, Unknown
from rules.samples import at, plan, work
from rules.vocabulary.briefs import PARTS, said_in
from tests.rules.verdict import codes, only, untold

ABSENT, UNMAPPED = Unknown.ABSENT, Unknown.UNMAPPED
ARTICLE = (
    "This is a single. The goal is 500 pre-saves. The message is 'breakup anthem for people who are happy about it.'"
)


@pytest.mark.parametrize(
    ("brief", "expected"),
    [
        pytest.param(None, "Night Bus has no brief", id="empty"),
        pytest.param(Brief(), "Night Bus has no brief", id="nothing in it"),
        pytest.param(Brief(text="  "), "Night Bus has no brief", id="blank"),
        pytest.param(Brief("Single"), "Night Bus has no brief", id="only the type"),
        pytest.param(Brief("Single", "500 pre-saves", "A party on wheels"), "", id="all three fields"),
        pytest.param(
            Brief("Single", "500 pre-saves"), "The brief of Night Bus does not say its message", id="no message"
        ),
        pytest.param(
            Brief("Single", "500 pre-saves", "   "),
            "The brief of Night Bus does not say its message",
            id="blank message",
        ),
        pytest.param(Brief(goal="500", message="Party"), "The brief of Night Bus does not say its type", id="no type"),
        pytest.param(
            Brief(message="Party"), "The brief of Night Bus does not say its type and goal", id="only a message"
        ),
        pytest.param(Brief(ABSENT, ABSENT, ABSENT, ARTICLE), "", id="one paragraph that says it all"),
        pytest.param(
            Brief(ABSENT, ABSENT, ABSENT, "This is a single."),
            "The brief of Night Bus does not say its goal and message",
            id="a paragraph that does not",
        ),
        pytest.param(
            Brief(ABSENT, "500 pre-saves", ABSENT, "A song about night buses, our lead single"), "", id="mixed"
        ),
        pytest.param(Brief(ABSENT, ABSENT, ABSENT, None), "Night Bus has no brief", id="an empty paragraph"),
        pytest.param(Brief("Single", "500 pre-saves", ABSENT, ABSENT), "", id="no column for the message"),
        pytest.param(Brief("Single", "500 pre-saves", UNMAPPED, None), "", id="an unmapped message"),
        pytest.param(Brief(None, None, None, UNMAPPED), "", id="an unmapped paragraph"),
        pytest.param(UNMAPPED, "", id="an unmapped brief"),
    ],
)
def test_a_release_has_a_brief_that_says_three_things(brief: object, expected: str) -> None:
    example = plan(work("Press photos", "Dee"), brief=brief)
    assert codes(example) == (["PLN007"] if expected else [])
    if expected:
        assert only(example, "PLN007").message == expected


def test_the_releases_own_type_counts() -> None:
    assert codes(plan(work("Press photos", "Dee"), type="Single", brief=Brief(goal="500", message="Party"))) == []


@pytest.mark.parametrize(
    "brief",
    [UNMAPPED, Brief("Single", "500 pre-saves", UNMAPPED), Brief("Single", "500 pre-saves", ABSENT, ABSENT)],
    ids=["all", "one part", "no column"],
)
def test_what_cannot_be_seen_of_a_brief_is_told(brief: object) -> None:
    assert len(untold(plan(work("Press photos", "Dee"), brief=brief), "PLN007")) == 1


def test_a_brief_that_is_a_deliverable_of_its_own_is_not_called_missing() -> None:
    example = plan(work("Release brief", "Mia", state=State.DONE), brief=None)
    assert codes(example) == []
    assert len(untold(example, "PLN007")) == 1


def test_a_release_that_is_out_needs_no_brief_any_more() -> None:
    done = work("Press photos", "Dee", state=State.DONE)
    assert codes(plan(done, brief=None, now=at("2026-09-04 10:00"))) == ["PLN007"]
    assert codes(plan(done, brief=None, now=at("2026-09-05 10:00"))) == []


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        "Debut EP, five songs. We want 10k streams in week one. It is about leaving home.",
        "Album no. 2 · target: 2,000 new followers · theme: growing old loudly",
        "Eine EP. Ziel: mehr Fans als je. Botschaft: Bleib.",
        "Un single. Objetivo: dos salas llenas. Mensaje: nadie viaja solo.",
        "Lead single off the LP; aim for 3 editorial playlists; tagline: “dance like nobody's paid”",
    ],
)
def test_paragraphs_as_people_write_them_say_all_three(text: str) -> None:
    assert said_in(text) == frozenset(PARTS)


@pytest.mark.parametrize("text", ["", "tbd", "See the drive", "Mastered by Kaya on Monday", "Release on 2026-09-04"])
def test_words_that_are_no_brief_say_nothing(text: str) -> None:
    assert said_in(text) == frozenset()
