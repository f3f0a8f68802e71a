"""DEP001 to DEP004: what depends on what, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from rules.model import Deliverable, Kind, Need, NeedKind, SourceRead, State, Unknown
from rules.policy import Severity
from rules.rule import Example
from rules.samples import example, plan, release, work
from tests.rules.verdict import codes, only, report_on, untold

DONE, LIVE, BEGUN, WAITING = State.DONE, State.LIVE, State.IN_PROGRESS, State.WAITING


def lyrics(*needs: str, **facts: object) -> Deliverable:
    return work("Lyric sheet", "Dee", needs=needs, **facts)


def translation(*needs: str, **facts: object) -> Deliverable:
    return work("Translation", "Dee", needs=needs, **facts)


def asked(kind: NeedKind, text: str) -> Deliverable:
    return replace(lyrics(), needs=(Need(text, kind, decides=Kind.MIX),))


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        pytest.param((lyrics("Translation"), translation()), [], id="a need that is in the plan"),
        pytest.param((lyrics("Translation"),), ["DEP001"], id="a need that is not"),
        pytest.param((lyrics("Translation", "Radio plan"),), ["DEP001", "DEP001"], id="two needs that are not"),
        pytest.param((lyrics("Translation", state=DONE),), [], id="done work does not nag"),
        pytest.param((lyrics("Translation", state=State.CANCELLED),), [], id="cancelled work is silent"),
        pytest.param((lyrics("Translation", state=Unknown.UNREADABLE),), [], id="a state nobody can read"),
        pytest.param((lyrics("Translation"), translation(state=State.CANCELLED)), [], id="a cancelled need is dropped"),
        pytest.param((asked(NeedKind.DECISION, "Mix approval from Artist"),), [], id="a decision is a gate"),
        pytest.param((asked(NeedKind.INPUT, "Creative brief"),), [], id="an input is given"),
        pytest.param((asked(NeedKind.WORK, "Creative brief"),), ["DEP001"], id="the same words, meant as work"),
        pytest.param((replace(lyrics(), needs=Unknown.UNMAPPED),), [], id="an unmapped column"),
        pytest.param((replace(lyrics(), needs=Unknown.TRUNCATED),), [], id="a truncated relation"),
        pytest.param((lyrics("Lyric sheet"),), ["DEP002"], id="on itself"),
        pytest.param((lyrics("Translation"), translation("Lyric sheet")), ["DEP002"], id="two in a circle"),
        pytest.param(
            (lyrics("Translation"), translation("Lyric sheet", state=State.CANCELLED)), [], id="cut by a cancelled one"
        ),
        pytest.param(
            (lyrics("Translation", state=DONE), translation("Lyric sheet", state=DONE)), [], id="a finished circle"
        ),
        pytest.param(
            (lyrics("Translation", state=DONE), translation("Lyric sheet")), ["DEP002"], id="a circle half done"
        ),
        pytest.param(
            (lyrics("Translation", due="2026-08-10"), translation("Lyric sheet", due="2026-08-11")),
            ["DEP002"],
            id="dates in a circle follow from it",
        ),
        pytest.param(
            (lyrics("Translation", due="2026-08-19"), translation(due="2026-08-20")), ["DEP003"], id="due a day before"
        ),
        pytest.param((lyrics("Translation"), translation()), [], id="due on the same day"),
        pytest.param(
            (lyrics("Translation", due="2026-08-21"), translation(due="2026-08-20")), [], id="due a day after"
        ),
        pytest.param(
            (lyrics("Translation", due="2026-08-19"), translation(due="2026-08-20", state=DONE)), [], id="need is done"
        ),
        pytest.param(
            (lyrics("Translation", due="2026-08-19"), translation(due="2026-08-20", state=State.CANCELLED)),
            [],
            id="need is cancelled",
        ),
        pytest.param((lyrics("Translation", due=None), translation()), ["PLN003"], id="no date to compare"),
        pytest.param(
            (lyrics("Translation", due=Unknown.UNREADABLE), translation()), [], id="a date that could not be read"
        ),
        pytest.param(
            (lyrics("Translation", due="2026-09-05"), translation(due="2026-09-06")),
            ["PLN004", "PLN004"],
            id="both due after the release",
        ),
        pytest.param(
            (lyrics("Translation"), translation(due="2026-09-06")),
            ["DEP003", "PLN004"],
            id="only the need is due too late",
        ),
        pytest.param((lyrics("Translation", state=DONE), translation(state=BEGUN)), ["DEP004"], id="done before"),
        pytest.param((lyrics("Translation", state=LIVE), translation(state=WAITING)), ["DEP004"], id="live before"),
        pytest.param((lyrics("Translation", state=DONE), translation()), ["DEP004"], id="done before an empty state"),
        pytest.param((lyrics("Translation", state=DONE), translation(state=LIVE)), [], id="both finished"),
        pytest.param((lyrics("Translation", state=BEGUN), translation(state=BEGUN)), [], id="both under way"),
        pytest.param(
            (lyrics("Translation", state=DONE), translation(state=Unknown.UNREADABLE)), [], id="an unreadable need"
        ),
        pytest.param(
            (lyrics("Translation", state=DONE), translation(state=Unknown.ABSENT)), [], id="a need without a state"
        ),
        pytest.param(
            (lyrics("Translation", state=DONE), translation(state=State.CANCELLED)), [], id="done, need cancelled"
        ),
    ],
)
def test_needs_are_in_the_plan_and_come_first(items: tuple[Deliverable, ...], expected: list[str]) -> None:
    assert codes(plan(*items)) == expected


def test_words_that_several_deliverables_answer_to_are_not_called_missing() -> None:
    found = plan(lyrics("Video"), work("Lyric video", "Dee"), work("Behind the scenes video", "Dee"))
    assert codes(found) == []
    assert [entry.example for entry in untold(found, "DEP001")] == ["Lyric sheet"]


def test_nothing_is_called_missing_after_an_incomplete_read() -> None:
    found = plan(lyrics("Translation"))
    partly = SourceRead("plan", "workbook", "Plan", datetime(2026, 8, 3, tzinfo=UTC), complete=False)
    found = replace(found, slate=replace(found.slate, sources=(partly,)))
    assert codes(found) == []
    assert len(untold(found, "DEP001")) == 1


def test_work_of_another_release_is_in_the_plan() -> None:
    needed = replace(lyrics(), needs=(Need("Translation", key="Translation"),))
    assert codes(example(release(needed), release(translation(), title="Day Train"))) == []
    assert codes(example(release(needed), release(title="Day Train"))) == ["DEP001"]


@pytest.mark.parametrize("code", ["DEP001", "DEP002", "DEP003", "DEP004"])
def test_what_a_rule_on_dependencies_cannot_see_is_told(code: str) -> None:
    assert [entry.count for entry in untold(plan(replace(lyrics(), needs=Unknown.UNMAPPED)), code)] == [1]


def ring(size: int) -> Example:
    titles = [f"Photo {number}" for number in range(size)]
    return plan(*(work(title, "Dee", needs=(titles[index - 1],)) for index, title in enumerate(titles)))


@pytest.mark.parametrize("size", [2, 3, 5])
def test_a_circle_is_one_violation_that_names_every_member_once(size: int) -> None:
    [found] = [violation for violation in report_on(ring(size)).violations if violation.code == "DEP002"]
    assert [found.message.count(f"Photo {number}") for number in range(size)] == [1] * size
    assert found.subject.title == "Photo 0"


def test_two_circles_are_two_violations() -> None:
    pairs = (work("A1", "Dee", needs=("A2",)), work("A2", "Dee", needs=("A1",)))
    others = (work("B1", "Dee", needs=("B2",)), work("B2", "Dee", needs=("B1",)))
    assert codes(plan(*pairs, *others)) == ["DEP002", "DEP002"]


def test_what_hangs_on_a_circle_is_no_member_of_it() -> None:
    found = only(
        plan(lyrics("Translation"), translation("Lyric sheet"), work("Bio", "Dee", needs=("Translation",))), "DEP002"
    )
    assert found.message == "Lyric sheet and Translation depend on each other in a circle"


def test_a_half_finished_circle_stands_on_its_open_member() -> None:
    found = only(plan(lyrics("Translation", state=DONE), translation("Lyric sheet")), "DEP002")
    assert found.subject.title == "Translation"


def test_the_severities_are_the_catalogues() -> None:
    assert only(plan(lyrics("Lyric sheet")), "DEP002").severity is Severity.BLOCKER
    assert only(plan(lyrics("Translation")), "DEP001").severity is Severity.WARNING


def test_each_unknown_need_has_its_own_identity() -> None:
    found = report_on(plan(lyrics("Translation", "Radio plan"))).violations
    marks = [violation.fingerprint for violation in found if violation.code == "DEP001"]
    assert len(set(marks)) == 2


def test_the_identity_of_a_late_need_survives_its_dates() -> None:
    early, late = (
        only(plan(lyrics("Translation", due="2026-08-19"), translation(due=day)), "DEP003").fingerprint
        for day in (date(2026, 8, 20), date(2026, 8, 25))
    )
    assert early == late
