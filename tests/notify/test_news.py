"""What happened since somebody was told is summed up: what came and went is no news, and nothing is news twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.policy import Severity
from sync.life import Event, Happening, Turn
from sync.notify.news import News, news_of
from sync.notify.receiver import Receiver, Topic
from tests.contract.test_store import GAP, NOON

O, C, W, X, V = Turn.OPENED, Turn.CHANGED, Turn.WORSE, Turn.CLOSED, Turn.WAIVED  # noqa: E741


def happened(*turns: Turn, severity: Severity = Severity.BLOCKER, mark: str = "f1") -> list[Happening]:
    gap = replace(GAP, severity=severity, fingerprint=mark)
    return [
        Happening(Event(mark, NOON + timedelta(hours=n), turn, "blocker", "m"), gap, "plan", "r")
        for n, turn in enumerate(turns)
    ]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ((O,), "new"),
        ((O, C), "new"),
        ((O, W), "new"),
        ((O, X, O), "new"),
        ((W,), "worse"),
        ((C, W), "worse"),
        ((X,), "closed"),
        ((W, X), "closed"),
        ((X, O, X), "closed"),
        ((O, X), ""),
        ((C,), ""),
        ((V,), ""),
        ((O, V), ""),
        ((X, O), ""),
    ],
)
def test_a_gap_is_told_as_what_it_came_to(turns: tuple[Turn, ...], expected: str) -> None:
    news = news_of(happened(*turns))
    assert {"new": len(news.new), "worse": len(news.worse), "closed": len(news.closed)} == {
        word: int(word == expected) for word in ("new", "worse", "closed")
    }


def test_what_got_worse_and_eased_again_is_no_news() -> None:
    assert not news_of(happened(W, C, severity=Severity.NOTE)).any


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(list(Turn))), max_size=12))
def test_no_gap_is_in_the_news_twice(steps: list[tuple[str, Turn]]) -> None:
    found = [one for mark, turn in steps for one in happened(turn, mark=mark)]
    news = news_of(found)
    told = [gap.fingerprint for gap in (*news.new, *news.worse, *news.closed)]
    assert len(told) == len(set(told))


def test_the_worst_comes_first() -> None:
    warned = happened(O, severity=Severity.WARNING, mark="a")
    assert [gap.severity for gap in news_of([*warned, *happened(O, mark="z")]).new] == ["blocker", "warning"]


@pytest.mark.parametrize(
    ("wish", "hears"),
    [
        ({}, True),
        ({"people": frozenset({"kaya"})}, True),
        ({"people": frozenset({"ben"})}, False),
        ({"releases": frozenset({"night bus"})}, True),
        ({"releases": frozenset({"first light"})}, False),
        ({"artists": frozenset({"nova"})}, True),
        ({"artists": frozenset({"other"})}, False),
        ({"least": Severity.BLOCKER}, True),
    ],
)
def test_a_receiver_hears_what_it_asked_for(wish: dict[str, frozenset[str]], hears: bool) -> None:
    receiver = Receiver("room", "json://x", **wish)  # type: ignore[arg-type]
    assert receiver.hears_of(GAP, {"rel": "Nova"}) is hears


def test_nobody_hears_of_notes_and_who_asked_for_blockers_hears_of_no_warning() -> None:
    assert not Receiver("room", "").hears_of(replace(GAP, severity=Severity.NOTE), {})
    least = Receiver("room", "", least=Severity.BLOCKER)
    assert not least.hears_of(replace(GAP, severity=Severity.WARNING), {})


def test_only_the_topics_asked_for_are_left() -> None:
    news = News((GAP,), (GAP,), (GAP,)).only({Topic.CLOSED}, lambda _: True)
    assert (news.new, news.worse, news.closed) == ((), (), (GAP,))


def test_an_address_is_in_no_repr() -> None:
    assert "zebra" not in repr(Receiver("room", "json://zebra"))
