"""Promotion: the editorial pitch, and work for every phase. Flagged plans beside their near-miss twins."""

from __future__ import annotations

from typing import Any

import pytest

from rules.model import Deliverable, Phase, Pitch, State, Unknown
from rules.rule import Example
from rules.samples import actors, at, day, gate, plan, promoted, ref, work
from tests.rules.verdict import report_on, told, untold

UPLOADED = work("Distributor upload", "Mia", due="2026-08-01", state="done", done_at=day("2026-08-01"))


def on(moment: str, *items: Deliverable, **facts: Any) -> Example:
    return plan(*items, **({"now": at(f"{moment} 10:00"), "gates": Unknown.ABSENT} | facts))


def pitch(due: str | None = "2026-08-30", **facts: Any) -> Deliverable:
    return work("Editorial pitch", "Mia", due=due, **facts)


def row(title: str = "Spotify pitch", **facts: Any) -> Pitch:
    return Pitch(title, title, ref(title, "Pitches"), by=actors("Mia"), **facts)


def found(story: Example, code: str) -> list[tuple[str, str, str]]:
    """Return (severity, kind of subject, sentence) of every violation with this code."""
    return [(v.severity.value, v.subject.kind, v.message) for v in report_on(story).violations if v.code == code]


@pytest.mark.parametrize(
    ("story", "severities"),
    [
        pytest.param(on("2026-08-13", UPLOADED, pitch()), [], id="22 days before"),
        pytest.param(on("2026-08-14", UPLOADED, pitch()), ["warning"], id="21 days before"),
        pytest.param(on("2026-08-27", UPLOADED, pitch()), ["warning"], id="8 days before"),
        pytest.param(on("2026-08-28", UPLOADED, pitch()), ["blocker"], id="7 days before, the last day"),
        pytest.param(on("2026-09-04", UPLOADED, pitch()), ["blocker"], id="release day"),
        pytest.param(on("2026-09-05", UPLOADED, pitch()), [], id="out: nothing can be done"),
        pytest.param(on("2026-08-28", UPLOADED, pitch(state="done")), [], id="sent"),
        pytest.param(on("2026-08-28", UPLOADED, pitch(state="live")), [], id="live"),
        pytest.param(on("2026-08-28", UPLOADED, pitch(state="scheduled")), ["blocker"], id="only scheduled"),
        pytest.param(on("2026-08-28", UPLOADED, pitch(state="cancelled")), [], id="dropped"),
        pytest.param(on("2026-08-28", UPLOADED), [], id="none is planned: PLN009 says so"),
        pytest.param(on("2026-08-28", UPLOADED, work("Sync pitch", "Mia")), [], id="a pitch to somebody else"),
        pytest.param(on("2026-08-28", UPLOADED, pitches=(row(),)), ["blocker"], id="a row of a table of pitches"),
        pytest.param(on("2026-08-28", UPLOADED, pitches=(row(sent_at=day("2026-08-12")),)), [], id="a sent row"),
        pytest.param(on("2026-08-28", UPLOADED, pitches=(row(sent_at=day("2026-08-29")),)), ["blocker"],
                     id="a row whose pitch date is still to come"),
        pytest.param(on("2026-08-28", UPLOADED, pitches=(row(state=State.IN_REVIEW),)), [],
                     id="a row that editors have"),
        pytest.param(on("2026-08-28", UPLOADED, pitches=(row("Night Bus", to="Apple Music editors"),)), ["blocker"],
                     id="a row that says to whom"),
        pytest.param(on("2026-08-28", UPLOADED, pitches=(row("Night Bus", to="Ad agency"),)), [], id="a sync pitch"),
        pytest.param(on("2026-08-28", UPLOADED, pitches=(row(state=State.CANCELLED),)), [], id="a dropped row"),
    ],
)  # fmt: skip
def test_the_editorial_pitch_goes_out_in_time(story: Example, severities: list[str]) -> None:
    assert [severity for severity, _, _ in found(story, "PRO001")] == severities


def test_a_late_pitch_is_told_once_and_names_who_pitches() -> None:
    late = on("2026-08-28", UPLOADED, *promoted(), pitch(due="2026-08-20"))
    assert told(late) == ["PRO001 blocker deliverable Editorial pitch: Mia"]


@pytest.mark.parametrize(
    "hidden",
    [on("2026-08-28", pitch(state=Unknown.UNREADABLE)), on("2026-08-28", pitches=(row(sent_at=Unknown.UNREADABLE),))],
    ids=["status", "sent"],
)
def test_a_pitch_of_which_nobody_knows_whether_it_was_sent_is_not_judged(hidden: Example) -> None:
    assert not found(hidden, "PRO001")
    assert untold(hidden, "PRO001")


def upload(due: str | None = "2026-08-07", **facts: Any) -> Deliverable:
    return work("Distributor upload", "Mia", due=due, **facts)


@pytest.mark.parametrize(
    ("story", "sentences"),
    [
        pytest.param(on("2026-08-03", upload(), pitch("2026-08-06")),
                     ["Editorial pitch is due on 2026-08-06, before Distributor upload, which is due on 2026-08-07"],
                     id="due the day before"),
        pytest.param(on("2026-08-03", upload(), pitch("2026-08-07")), [], id="due the same day"),
        pytest.param(on("2026-08-03", upload(), pitch(state="done")),
                     ["Editorial pitch was sent, and Distributor upload is still open"], id="sent before"),
        pytest.param(on("2026-08-03", upload(state="done"), pitch("2026-08-01", state="done")), [],
                     id="both done by now"),
        pytest.param(on("2026-08-03", upload(state="cancelled"), pitch("2026-08-01")), [], id="no upload any more"),
        pytest.param(on("2026-08-03", upload(None), pitch("2026-08-06")), [], id="an upload without a day"),
        pytest.param(on("2026-08-03", upload(), pitch(None)), [], id="a pitch without a day"),
        pytest.param(on("2026-08-03", upload(state=Unknown.UNREADABLE), pitch(state="done")), [],
                     id="an upload of which nobody knows"),
        pytest.param(on("2026-08-03", upload(), pitches=(row(due=day("2026-08-06")),)),
                     ["Spotify pitch is due on 2026-08-06, before Distributor upload, which is due on 2026-08-07"],
                     id="a row of a table of pitches"),
        pytest.param(on("2026-08-03", upload(), pitches=(row(sent_at=day("2026-08-07")),)), [],
                     id="a row whose pitch date is still to come"),
    ],
)  # fmt: skip
def test_nothing_is_pitched_before_it_is_at_the_distributor(story: Example, sentences: list[str]) -> None:
    assert [sentence for _, _, sentence in found(story, "PRO002")] == sentences


def test_a_pitch_that_also_depends_on_the_upload_is_told_once() -> None:
    story = on("2026-08-03", upload(), pitch("2026-08-06", needs=("Distributor upload",)))
    codes = [violation.code for violation in report_on(story).violations if violation.severity.value != "note"]
    assert codes == ["PRO002"]


@pytest.mark.parametrize(
    ("today", "items", "named"),
    [
        pytest.param("2026-08-13", (UPLOADED,), [], id="before the first phase"),
        pytest.param("2026-08-14", (UPLOADED,), ["filming"], id="filming begins"),
        pytest.param("2026-08-14", (UPLOADED, work("Lyric video", "Vic", due="2026-08-18")), [],
                     id="filming by its day"),
        pytest.param("2026-08-14", (UPLOADED, work("Lyric video", "Vic", due="2026-07-18", phase=Phase.FILM)), [],
                     id="filming by its phase"),
        pytest.param("2026-08-14", (UPLOADED, work("Lyric video", "Vic", due="2026-08-18", phase=Phase.ASSETS)),
                     ["filming"], id="the phase goes before the day"),
        pytest.param("2026-08-21", (UPLOADED,), ["filming", "teasing"], id="the day on which both meet"),
        pytest.param("2026-08-22", (UPLOADED,), ["teasing"], id="teasing"),
        pytest.param("2026-08-22", (UPLOADED, work("Teaser video", "Vic", due="2026-08-10")), [],
                     id="a teaser that is made early"),
        pytest.param("2026-08-22",
                     (UPLOADED, work("Reel", "Vic", due="2026-08-10", scheduled_for=day("2026-08-25"))), [],
                     id="a post that goes out inside"),
        pytest.param("2026-08-22", (UPLOADED, work("Teaser video", "Vic", state="cancelled")), ["teasing"],
                     id="a cancelled teaser"),
        pytest.param("2026-09-01", (UPLOADED, work("Teaser video", "Vic", due="2026-08-22")), ["release week"],
                     id="release week"),
        pytest.param("2026-09-08", (UPLOADED,), ["the weeks after release"], id="four weeks after begin"),
        pytest.param("2026-10-02", (UPLOADED,), ["the weeks after release"], id="and end"),
        pytest.param("2026-10-03", (UPLOADED,), [], id="over"),
        pytest.param("2026-09-08", (UPLOADED, work("Recap", "Sam", due="2026-09-30")), [], id="a recap"),
    ],
)  # fmt: skip
def test_every_phase_has_work_when_it_begins(today: str, items: tuple[Deliverable, ...], named: list[str]) -> None:
    told = [sentence for _, _, sentence in found(on(today, *items), "PRO003")]
    assert sorted(sentence.partition("nothing for ")[2].partition(",")[0] for sentence in told) == sorted(named)


@pytest.mark.parametrize(
    "item",
    [work("Reel", "Vic", due=None), work("Reel", "Vic", phase=Unknown.UNREADABLE), work("Reel", due=Unknown.ABSENT)],
    ids=["no day", "an unreadable phase", "no column for days"],
)
def test_work_that_may_be_meant_for_a_phase_keeps_the_rule_from_speaking(item: Deliverable) -> None:
    story = on("2026-08-22", UPLOADED, item)
    assert not found(story, "PRO003")
    assert untold(story, "PRO003")


def test_a_release_without_any_work_is_the_business_of_other_rules() -> None:
    assert not found(on("2026-08-22"), "PRO003")


def posts(**facts: Any) -> Deliverable:
    return work("Launch posts", "Sam", **({"due": "2026-09-04", "state": "in progress"} | facts))


@pytest.mark.parametrize(
    ("today", "items", "titles"),
    [
        pytest.param("2026-09-02", (posts(),), [], id="two days before"),
        pytest.param("2026-09-03", (posts(),), ["Launch posts"], id="the day before"),
        pytest.param("2026-09-04", (posts(),), ["Launch posts"], id="the day itself"),
        pytest.param("2026-09-05", (posts(due="2026-09-06"),), [], id="out already"),
        *(pytest.param("2026-09-03", (posts(state=state),), [], id=state)
          for state in ("scheduled", "live", "done", "cancelled")),
        pytest.param("2026-09-03", (posts(state=Unknown.UNREADABLE),), [], id="a status nobody can read"),
        pytest.param("2026-09-03", (work("Newsletter", "Sam", due="2026-09-04"),), ["Newsletter"], id="a mail"),
        pytest.param("2026-09-03", (work("Newsletter", "Sam", due="2026-09-20"),), [], id="a mail of later"),
        pytest.param("2026-09-03", (work("Teaser 3", "Sam", due="2026-09-03"),), [], id="the last teaser"),
        pytest.param("2026-09-03", (work("Check the links", "Sam", due="2026-09-04"),), [], id="nothing to send"),
        pytest.param("2026-09-03", (work("Reel", "Sam", due="2026-09-20", phase=Phase.RELEASE),), ["Reel"],
                     id="the phase says so"),
    ],
)  # fmt: skip
def test_release_week_is_queued_before_it_begins(today: str, items: tuple[Deliverable, ...], titles: list[str]) -> None:
    report = report_on(on(today, *items))
    assert [v.subject.title for v in report.violations if v.code == "PRO004"] == titles


def test_posts_that_wait_for_the_final_go_are_told_once() -> None:
    story = on("2026-09-03", *promoted(), posts(), gates=(gate("Launch posts", "Ana"),))
    assert told(story) == ["GAT014 blocker deliverable Launch posts: Ana"]


def test_posts_that_are_overdue_are_told_once() -> None:
    story = on("2026-09-03", *promoted(), posts(due="2026-09-02"))
    assert told(story) == ["PLN006 warning deliverable Launch posts: Sam"]
