"""On a healthy plan nobody is asked to act, and what is hidden or cancelled asks nobody either."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.model import Release, State, Unknown
from rules.policy import Severity
from rules.rule import Example
from tests.rules.catalogue.healthy import (
    disturbed,
    healthy,
    with_all_gates,
    with_all_handoffs,
    with_all_work,
    with_work,
)
from tests.rules.verdict import report_on, told

WORK = [d.title for d in healthy().slate.releases[0].deliverables if not d.cancelled]
HIDDEN = [reason for reason in Unknown if reason is not Unknown.ABSENT]


def asked(example: Example) -> list[str]:
    """Return who is asked to act on what: everything but notes."""
    return [line for line in told(example) if f" {Severity.NOTE} " not in line]


def test_a_healthy_plan_is_silent() -> None:
    assert told(healthy()) == []


@pytest.mark.parametrize("title", WORK)
def test_cancelling_any_work_asks_nobody_to_act(title: str) -> None:
    assert asked(disturbed(with_work(title, state=State.CANCELLED))) == []


@pytest.mark.parametrize("title", WORK)
@pytest.mark.parametrize("reason", [Unknown.UNREADABLE, Unknown.TRUNCATED], ids=lambda reason: reason.name)
def test_a_status_that_cannot_be_read_asks_nobody_to_act(title: str, reason: Unknown) -> None:
    assert asked(disturbed(with_work(title, state=reason))) == []


@pytest.mark.parametrize("field", ["owners", "state", "due", "needs", "done_at", "phase", "scheduled_for", "parent"])
@pytest.mark.parametrize("reason", list(Unknown), ids=lambda reason: reason.name)
def test_a_column_of_work_that_is_not_seen_fires_nothing(field: str, reason: Unknown) -> None:
    assert asked(disturbed(with_all_work(**{field: reason}))) == []


@pytest.mark.parametrize(
    "field",
    ["work", "to_work", "senders", "receivers", "sent_at", "acknowledged_at", "acknowledged_by", "done", "next",
     "location"],
)  # fmt: skip
@pytest.mark.parametrize("reason", HIDDEN, ids=lambda reason: reason.name)
def test_a_column_of_handoffs_that_is_not_seen_fires_nothing(field: str, reason: Unknown) -> None:
    assert asked(disturbed(with_all_handoffs(**{field: reason}))) == []


@pytest.mark.parametrize("field", ["on", "approvers", "decisions", "requested_at", "due"])
@pytest.mark.parametrize("reason", HIDDEN, ids=lambda reason: reason.name)
def test_a_column_of_gates_that_is_not_seen_fires_nothing(field: str, reason: Unknown) -> None:
    assert asked(disturbed(with_all_gates(**{field: reason}))) == []


@pytest.mark.parametrize("field", ["date", "brief", "locked_at", "folder", "template", "owners", "handoffs", "gates"])
@pytest.mark.parametrize("reason", list(Unknown), ids=lambda reason: reason.name)
def test_what_is_not_seen_of_a_release_fires_nothing(field: str, reason: Unknown) -> None:
    def hide(plan: Release) -> Release:
        return replace(plan, **{field: reason})  # type: ignore[arg-type]

    assert asked(disturbed(hide)) == []


@pytest.mark.parametrize("field", ["owners", "state", "due", "needs"])
def test_a_hidden_column_is_said_once_per_rule_and_not_once_per_row(field: str) -> None:
    entries = report_on(disturbed(with_all_work(**{field: Unknown.UNMAPPED}))).cannot_tell
    declared = [entry for entry in entries if entry.fields]
    assert declared
    assert {entry.count for entry in declared} == {len(WORK)}
    assert len({(entry.code, entry.why) for entry in declared}) == len(declared)


def test_a_cancelled_release_is_silent_altogether() -> None:
    example = disturbed(lambda plan: replace(plan, state=State.CANCELLED, date=None, brief=None))
    report = report_on(example)
    assert (report.violations, report.cannot_tell) == ((), ())
