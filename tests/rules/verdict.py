"""What the whole catalogue says about a small plan."""

from __future__ import annotations

from rules.catalogue import ALL
from rules.engine import check
from rules.policy import Severity
from rules.rule import Example
from rules.violation import CannotTell, Report, Violation

LACKING = frozenset({"PRO003", "AUD001", "AUD002", "REV001"})
"""Rules on a release that say what its plan as a whole does not have."""


def report_on(example: Example) -> Report:
    return check(example.slate, example.policy, example.now, example.memory, ALL)


def codes(example: Example) -> list[str]:
    """Return the codes of the whole report, sorted, once per violation.

    What a release lacks as a whole (`LACKING`) is left out: every plan of three rows earns it.
    """
    return sorted(violation.code for violation in report_on(example).violations if not _lacking(violation))


def only(example: Example, code: str) -> Violation:
    """Return the one violation with this code."""
    [found] = [violation for violation in report_on(example).violations if violation.code == code]
    return found


def untold(example: Example, code: str) -> list[CannotTell]:
    """Return what the rule with this code could not tell."""
    return [entry for entry in report_on(example).cannot_tell if entry.code == code]


def told(example: Example) -> list[str]:
    """Return the whole report as "CODE severity kind title: who", sorted; without what a release lacks as a whole."""
    return sorted(
        f"{v.code} {v.severity} {v.subject.kind} {v.subject.title}: {v.who.name if v.who else 'nobody'}"
        for v in report_on(example).violations
        if not _lacking(v)
    )


def _lacking(violation: Violation) -> bool:
    if violation.code == "PLN009":
        return violation.severity is Severity.NOTE
    return violation.code in LACKING and violation.subject.kind == "release"
