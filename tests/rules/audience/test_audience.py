"""The audience: a way to leave an address, and what whoever left one hears."""

from __future__ import annotations

from typing import Any

import pytest

from rules.model import Deliverable, Kind, Unknown
from rules.rule import Example
from rules.samples import at, plan, work
from rules.vocabulary.kinds import kind_of
from tests.rules.verdict import report_on, untold

TEASER = work("Teaser video", "Vic", due="2026-08-26")


def on(moment: str, *items: Deliverable, **facts: Any) -> Example:
    return plan(TEASER, *items, now=at(f"{moment} 10:00"), gates=Unknown.ABSENT, **facts)


def presave(**facts: Any) -> Deliverable:
    return work("Pre-save link", "Sam", **({"due": "2026-08-21"} | facts))


def found(story: Example, code: str) -> list[str]:
    return [v.message for v in report_on(story).violations if v.code == code]


NONE = ["Night Bus has no way to capture a listener's contact, and teasing began on 2026-08-21"]
NOT_READY = ["Pre-save link is not ready, and teasing began on 2026-08-21"]


@pytest.mark.parametrize(
    ("story", "sentences"),
    [
        pytest.param(on("2026-08-20"), [], id="the day before teasing"),
        pytest.param(on("2026-08-21"), NONE, id="teasing begins"),
        pytest.param(on("2026-09-04"), NONE, id="release day"),
        pytest.param(on("2026-09-05"), [], id="out"),
        pytest.param(on("2026-08-21", presave(state="in progress")), NOT_READY, id="planned, not ready"),
        pytest.param(on("2026-08-21", presave(state="done")), [], id="ready"),
        pytest.param(on("2026-08-21", presave(state="scheduled")), [], id="goes live by itself"),
        pytest.param(on("2026-08-21", presave(state="cancelled")), NONE, id="dropped"),
        pytest.param(on("2026-08-21", work("Sign-up form", "Sam", state="live")), [], id="a form"),
        pytest.param(on("2026-08-21", capture="https://sign.example/up"), [], id="a link on the release"),
        pytest.param(on("2026-08-21", capture="  "), NONE, id="a blank link"),
        pytest.param(on("2026-08-21", capture=Unknown.ABSENT), NONE, id="no column for it, and no work either"),
    ],
)
def test_listeners_can_leave_an_address_when_teasing_begins(story: Example, sentences: list[str]) -> None:
    assert found(story, "AUD001") == sentences


@pytest.mark.parametrize(
    "story",
    [on("2026-08-21", capture=Unknown.UNREADABLE), on("2026-08-21", presave(state=Unknown.UNREADABLE))],
    ids=["link", "status"],
)
def test_what_may_be_there_is_not_called_missing(story: Example) -> None:
    assert not found(story, "AUD001")
    assert untold(story, "AUD001")


def test_a_form_that_is_overdue_is_told_once() -> None:
    report = report_on(on("2026-08-24", presave(state="in progress")))
    on_it = [v.code for v in report.violations if v.subject.title == "Pre-save link"]
    assert on_it == ["AUD001"]


LIVE = presave(state="live")


@pytest.mark.parametrize(
    ("story", "speaks"),
    [
        pytest.param(on("2026-08-24", LIVE), True, id="contacts, no welcome"),
        pytest.param(on("2026-08-24", presave(state="in progress")), False, id="no contacts yet"),
        pytest.param(on("2026-08-24", LIVE, work("Welcome email", "Sam")), False, id="a welcome is planned"),
        pytest.param(on("2026-08-24", LIVE, welcome="3 mails"), False, id="stated on the release"),
        pytest.param(on("2026-08-24", LIVE, work("Newsletter", "Sam")), True, id="a newsletter is none"),
        pytest.param(on("2026-08-24", LIVE, welcome=Unknown.UNREADABLE), False, id="it may be there"),
        pytest.param(on("2026-08-24", capture="https://sign.example/?key=1"), True, id="a link on the release"),
    ],
)  # fmt: skip
def test_whoever_leaves_an_address_is_welcomed(story: Example, speaks: bool) -> None:
    sentences = found(story, "AUD002")
    assert bool(sentences) == speaks
    assert not any("https" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Welcome sequence", Kind.WELCOME),
        ("Welcome email flow", Kind.WELCOME),
        ("Email capture", Kind.SIGNUP),
        ("Landing page", Kind.SIGNUP),
        ("Newsletter sign-up", Kind.SIGNUP),
        ("Sign up form", Kind.SIGNUP),
        ("Newsletter", Kind.EMAIL),
        ("Launch email", Kind.EMAIL),
        ("Pre-save link", Kind.PRESAVE),
        ("Video capture", Kind.VIDEO),
    ],
)
def test_work_for_the_audience_is_known_by_its_words(words: str, kind: Kind) -> None:
    assert kind_of(words) is kind
