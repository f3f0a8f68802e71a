"""The engine: a re-check is a check, order does not count, and nothing that was found is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.catalogue import ALL
from rules.engine import Checker, check
from rules.memory import NOTHING
from rules.model import Release, Slate, SourceRead, Unknown
from rules.policy import Policy, Severity, Thresholds, Waiver
from rules.rule import Example
from rules.samples import MONDAY, day, example, gate, plan, release, work
from rules.violation import Report, Violation
from tests.rules.plans import PEOPLE, RELEASES, TITLES, linked, releases, slate_of, slates
from tests.rules.verdict import codes, report_on

T = TypeVar("T")
POLICY = Policy(thresholds=Thresholds(overload_per_week=1, most_undecided=1))
"""Limits that even a small plan exceeds."""


def checked(slate: Slate, policy: Policy = POLICY) -> Report:
    return check(slate, policy, MONDAY, NOTHING, ALL)


def found(report: Report) -> list[tuple[Any, ...]]:
    """Return a report as values that two runs can compare, whatever their order."""
    return sorted(
        [(v.fingerprint, v.severity, v.subject.title, v.message, v.who and v.who.key) for v in report.violations]
        + [(entry.code, entry.tool, entry.container, entry.why, entry.count) for entry in report.cannot_tell],
        key=repr,
    )  # fmt: skip


@given(slates, st.sampled_from(RELEASES).flatmap(releases))
def test_a_re_check_of_any_changed_release_is_a_full_check(slate: Slate, changed: Release) -> None:
    checker = Checker(slate, POLICY, MONDAY, NOTHING, ALL)
    again = checker.recheck(changed)
    whole = slate_of([changed if r.key == changed.key else r for r in slate.releases])
    assert found(again) == found(checked(whole))


@given(slates, st.integers(1, 40))
def test_what_is_still_so_is_said_in_the_same_words_on_a_later_day(slate: Slate, days: int) -> None:
    """Else every open gap would be written anew each day."""
    later = check(slate, POLICY, MONDAY + timedelta(days=days), NOTHING, ALL)
    said = {(v.fingerprint, v.severity): v.message for v in checked(slate).violations}
    assert all(said.get((v.fingerprint, v.severity), v.message) == v.message for v in later.violations)


@given(slates, st.data())
def test_a_re_check_of_one_changed_record_is_a_full_check(slate: Slate, data: st.DataObject) -> None:
    checker = Checker(slate, POLICY, MONDAY, NOTHING, ALL)
    for _ in range(2):
        place = data.draw(st.integers(0, len(slate.releases) - 1))
        one, other = slate.releases[place], data.draw(releases(slate.releases[place].key))
        known = {item.key for item in one.deliverables}
        items = [item for item in other.deliverables if item.key in known]
        by_key = {item.key: item for item in items[:1]}
        changed = replace(one, deliverables=tuple(by_key.get(item.key, item) for item in one.deliverables))
        slate = slate_of([*slate.releases[:place], changed, *slate.releases[place + 1 :]])
        assert found(checker.recheck(changed)) == found(checked(slate))


@given(slates, st.randoms())
def test_the_order_of_releases_and_work_does_not_count(slate: Slate, chance: Any) -> None:
    mixed = list(slate.releases)
    chance.shuffle(mixed)
    for place, one in enumerate(mixed):
        assert isinstance(one.handoffs, tuple)
        assert isinstance(one.gates, tuple)
        mixed[place] = replace(
            one,
            deliverables=shuffled(one.deliverables, chance),
            handoffs=shuffled(one.handoffs, chance),
            gates=shuffled(one.gates, chance),
        )
    assert marks(checked(slate_of(mixed))) == marks(checked(slate))


def shuffled(records: tuple[T, ...], chance: Any) -> tuple[T, ...]:
    return tuple(chance.sample(records, len(records)))


def marks(report: Report) -> list[tuple[str, str, str]]:
    return sorted((v.fingerprint, v.code, v.severity) for v in report.violations)


@given(slates)
def test_a_violation_stands_once_on_a_record_of_the_slate_and_names_nobody_in_doubt(slate: Slate) -> None:
    report = checked(slate)
    assert len({v.fingerprint for v in report.violations}) == len(report.violations)
    records = {r.key: r for r in slate.releases}
    for violation in report.violations:
        home = records[violation.subject.release_key]
        assert violation.subject.release == home.title
        assert violation.who is None or not violation.who.doubtful


@given(slates)
def test_precedence_never_empties_a_record_that_a_rule_flagged_alone(slate: Slate) -> None:
    spoken = {v.subject.key for v in checked(slate).violations}
    for rule in ALL:
        alone = check(slate, POLICY, MONDAY, NOTHING, [rule]).violations
        if alone and rule.code in ("OWN001", "OWN002", "DEP002", "GAT002", "GAT005", "PLN001"):
            assert {v.subject.key for v in alone} <= spoken


@given(slates, st.sampled_from(sorted({rule.code for rule in ALL})))
def test_flagged_waived_and_switched_off_add_up(slate: Slate, code: str) -> None:
    open_ = [v for v in checked(slate).violations if v.code == code]
    waivers = tuple(Waiver(code, v.fingerprint, "agreed", "Mia", date(2026, 8, 3)) for v in open_)
    waived = checked(slate, replace(POLICY, waivers=waivers))
    assert [entry.violation for entry in waived.waived] == sorted(open_, key=_order(waived))
    assert len(waived.violations) == len(checked(slate).violations) - len(open_)
    assert waived.lapsed == ()


def _order(report: Report) -> Any:
    place = {entry.violation.fingerprint: number for number, entry in enumerate(report.waived)}
    return lambda violation: place[violation.fingerprint]


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"title": "Bio, long"}, True),
        ({"due": day("2026-08-01")}, True),
        ({"owners": linked(release(work("Bio", "Dee"))).deliverables[0].owners}, False),
        ({"key": "another"}, False),
    ],
    ids=["reworded", "put off", "mended", "another record"],
)
def test_the_same_gap_is_recognised_however_it_is_worded_or_dated(change: dict[str, Any], same: bool) -> None:
    story = plan(work("Bio"), people=PEOPLE)
    [one] = story.slate.releases
    changed = replace(one, deliverables=tuple(replace(item, **change) for item in one.deliverables))
    before, after = (_mark(s, "OWN001") for s in (story.slate, replace(story.slate, releases=(changed,))))
    assert (before == after) is same


def _mark(slate: Slate, code: str) -> list[str]:
    return [v.fingerprint for v in checked(slate).violations if v.code == code]


def late(policy: Policy) -> Example:
    return plan(work("Bio", "Dee", due="2026-08-02"), policy=policy)


WAIVER = Waiver("PLN006", "Bio", "the writer is ill", "Mia", date(2026, 8, 3))


@pytest.mark.parametrize(
    ("waiver", "open_", "lapsed"),
    [
        (WAIVER, [], []),
        (replace(WAIVER, until=date(2026, 8, 2)), ["PLN006"], ["ended on 2026-08-02"]),
        (replace(WAIVER, subject="Night Bus/Bio"), [], []),
        (replace(WAIVER, subject="bio"), [], []),
        (replace(WAIVER, subject="Biology"), ["PLN006"], ["no open gap matches it"]),
        (replace(WAIVER, code="PLN003"), ["PLN006"], ["no open gap matches it"]),
        (replace(WAIVER, code="XYZ001"), ["PLN006"], ["there is no rule XYZ001"]),
    ],
    ids=["last day", "ended", "by release", "by title", "another record", "another rule", "no such rule"],
)
def test_a_waiver_covers_one_code_on_one_record_until_its_day(
    waiver: Waiver, open_: list[str], lapsed: list[str]
) -> None:
    story = late(Policy(waivers=(waiver,)))
    report = report_on(story)
    assert codes(story) == open_
    assert [entry.why for entry in report.lapsed] == lapsed
    assert [(entry.violation.code, entry.waiver.reason) for entry in report.waived] == (
        [("PLN006", "the writer is ill")] if not open_ else []
    )


@pytest.mark.parametrize(
    ("chosen", "due", "severity"),
    [
        (None, "2026-08-25", Severity.BLOCKER),
        (None, "2026-08-10", Severity.NOTE),
        (Severity.WARNING, "2026-08-25", Severity.WARNING),
        (Severity.WARNING, "2026-08-10", Severity.NOTE),
        (Severity.NOTE, "2026-08-25", Severity.NOTE),
    ],
)
def test_the_teams_severity_goes_before_the_catalogues_but_makes_no_more_of_a_note(
    chosen: Severity | None, due: str, severity: Severity
) -> None:
    policy = Policy(severities={"PLN005": chosen} if chosen else {}, off=frozenset({"PLN009"}))
    story = plan(work("Distributor upload", "Mia", due=due), gates=Unknown.ABSENT, policy=policy)
    assert [v.severity for v in report_on(story).violations] == [severity]


def test_a_rule_that_is_off_neither_speaks_nor_silences_nor_cannot_tell() -> None:
    story = plan(work("Bio", "Dee", owners=Unknown.UNMAPPED), policy=Policy(off=frozenset({"OWN001"})))
    assert "OWN001" not in {entry.code for entry in report_on(story).cannot_tell}


def test_nothing_is_called_missing_where_a_source_was_not_read_completely() -> None:
    story = plan(work("Final master", "Dee"), work("Promo", "Dee"), work("Bio", "Vic", needs=("Moon", "Promo")))
    assert codes(story) == ["DEP001", "GAT001", "HND001", "OWN007"]
    partly = SourceRead("plan", "workbook", "Plan", MONDAY, complete=False)
    assert codes(replace(story, slate=replace(story.slate, sources=(partly,)))) == []


def test_a_gate_that_is_only_columns_of_a_release_is_carried_by_the_release() -> None:
    columns = gate("release date", inline=True, requested_at=day("2026-08-01"), title="Night Bus: release date")
    [only] = report_on(plan(work("Bio", "Dee"), gates=(columns,), policy=Policy(off=frozenset({"PLN009"})))).violations
    assert (only.code, only.subject.kind, only.subject.title) == ("GAT002", "release", "Night Bus")


def test_worst_comes_first_within_a_release() -> None:
    shown: list[Violation] = list(report_on(example(release(*(work(t) for t in TITLES)))).violations)
    assert [v.severity.rank for v in shown] == sorted(v.severity.rank for v in shown)
