"""PLN009: what a template expects and the plan does not have."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rules.model import Deliverable, SourceRead, State, Unknown
from rules.policy import Severity
from rules.rule import Example
from rules.samples import at, plan, work
from rules.templates.template import template_of
from tests.rules.templates.shipped import POLICY, RELEASES
from tests.rules.verdict import codes, only, report_on, untold

TITLES = ("Master", "Cover artwork", "Distributor upload", "Spotify editorial pitch", "Launch posts")


def label_plan(*without: str, **facts: object) -> Example:
    left = (item(title) for title in TITLES if title not in without)
    return plan(*left, gates=Unknown.ABSENT, policy=POLICY, **facts)


def item(title: str, **facts: object) -> Deliverable:
    return work(title, "Mia", due="2026-08-06", **facts)


@pytest.mark.parametrize("template", ["Single", "EP", "album", "Single release checklist v2"])
def test_a_plan_with_the_least_of_its_template_is_complete(template: str) -> None:
    assert report_on(label_plan(template=template)).violations == ()


@pytest.mark.parametrize("title", TITLES)
def test_each_expected_deliverable_is_missed(title: str) -> None:
    found = only(label_plan(title, template="Single"), "PLN009")
    assert found.severity is Severity.WARNING


def test_all_that_is_missing_is_one_violation_on_the_release() -> None:
    found = only(label_plan("Master", "Launch posts", template="EP"), "PLN009")
    assert found.message == "Night Bus follows the template of an EP, and its plan has no master or launch posts"
    assert found.subject.kind == "release"


@pytest.mark.parametrize("template", [None, Unknown.ABSENT, Unknown.UNMAPPED, "Our own way"])
def test_without_a_template_it_is_a_note_on_what_such_releases_have(template: object) -> None:
    found = only(label_plan("Launch posts", template=template, type="Single"), "PLN009")
    assert found.severity is Severity.NOTE
    assert found.message == "The plan of Night Bus has no launch posts; a single usually has"


def test_work_that_was_done_or_decided_against_is_not_missing() -> None:
    done = label_plan("Master", template="Single")
    kept = replace(
        done.slate.releases[0], deliverables=(*done.slate.releases[0].deliverables, item("Master", state=State.DONE))
    )
    dropped = replace(
        done.slate.releases[0],
        deliverables=(*done.slate.releases[0].deliverables, item("Master", state=State.CANCELLED)),
    )
    assert codes(replace(done, slate=replace(done.slate, releases=(kept,)))) == []
    assert codes(replace(done, slate=replace(done.slate, releases=(dropped,)))) == []


def test_a_pitch_for_sync_is_no_editorial_pitch() -> None:
    example = plan(
        *(item(title) for title in (*TITLES[:3], "Sync pitch", TITLES[4])),
        gates=Unknown.ABSENT,
        template="Single",
        policy=POLICY,
    )
    assert codes(example) == ["PLN009"]


def test_a_release_that_is_out_is_not_completed_afterwards() -> None:
    finished = tuple(item(title, state=State.DONE) for title in TITLES[1:])
    out = plan(*finished, template="Single", gates=Unknown.ABSENT, policy=POLICY, now=at("2026-09-05 10:00"))
    assert codes(out) == []


def test_nothing_is_called_missing_after_an_incomplete_read() -> None:
    example = label_plan("Master", template="Single")
    partly = SourceRead("plan", "workbook", "Plan", datetime(2026, 8, 3, tzinfo=UTC), complete=False)
    example = replace(example, slate=replace(example.slate, sources=(partly,)))
    assert codes(example) == []
    assert len(untold(example, "PLN009")) == 1


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("Single", "a single"),
        ("EP rollout", "an EP"),
        ("Album / LP", "an album"),
        ("Debut LP", "an album"),
        ("Single or EP", None),
        ("Episode plan", None),
        ("", None),
    ],
)
def test_a_template_is_known_by_its_words(words: str, phrase: str | None) -> None:
    found = template_of(words, RELEASES)
    assert (found.phrase if found else None) == phrase
