"""The engine: runs every rule over a slate, and over one release again when only that one changed.

Rules never see each other. The engine keeps what was flagged, what was waived and what could not be told; all three
are counted in every report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from rules.blindness import Census, cannot_tell, census_of
from rules.crossing import Crossing, Crossings
from rules.lifecycle import is_active
from rules.memory import Memory
from rules.model import Release, Slate
from rules.neighbours import Neighbours
from rules.policy import Policy, Severity
from rules.precedence import one_cause_each
from rules.rule import Context, Hit, Rule, Untold
from rules.stray import why_untold
from rules.subjects import subject_of
from rules.view import View
from rules.violation import Report, Violation, Waived, fingerprint
from rules.waivers import WaiverBook


def check(slate: Slate, policy: Policy, now: datetime, memory: Memory, rules: Sequence[Rule]) -> Report:
    """Run `rules` over the whole slate as of `now`, which must be aware, and return everything found."""
    return Checker(slate, policy, now, memory, rules).report()


@dataclass(slots=True)
class _Outcome:
    """What one release yielded."""

    violations: tuple[Violation, ...] = ()
    waived: tuple[Waived, ...] = ()
    untold: tuple[tuple[Rule, Untold], ...] = ()
    census: Census = field(default_factory=dict)


class Checker:
    """Holds the outcome of every release of one slate, so that a re-check costs the changed release only."""

    def __init__(self, slate: Slate, policy: Policy, now: datetime, memory: Memory, rules: Sequence[Rule]) -> None:
        """Check every release of the slate. `now` is the rules' clock; it must be aware."""
        calendar = policy.calendar()
        complete = all(source.complete for source in slate.sources)
        self._context = Context(
            now, calendar.today(now), calendar, policy, memory, slate.pulled_at, slate.people_known, complete,
            any(person.missing_in for person in slate.people),
        )  # fmt: skip
        self._rules = [rule for rule in rules if rule.code not in policy.off]
        self._checks = [(rule, rule.check) for rule in self._rules if rule.check is not None]
        self._crossings = Crossings(self._rules, policy.thresholds)
        self._waivers = WaiverBook(policy.waivers, {rule.code for rule in rules})
        self._outcomes: dict[str, _Outcome] = {}
        self._releases = {release.key: release for release in slate.releases}
        self._table = slate.table
        self._neighbours = Neighbours(slate.releases)
        self._crossed: dict[Crossing, _Outcome] = {}
        self._crossed_in_order: tuple[_Outcome, ...] | None = None
        for release in slate.releases:
            self._check_release(release)
        self._judge()

    def recheck(self, release: Release) -> Report:
        """Check one release again after it changed, and its neighbours; the rest stands as it was.

        The release must have been part of the slate.
        """
        before, self._releases[release.key] = self._releases[release.key], release
        affected = self._neighbours.around(release)
        if self._neighbours.reaches_alike(before, release):
            self._neighbours.refresh(release)
        else:
            self._neighbours = Neighbours(self._releases.values())
            affected |= self._neighbours.around(release)
        for key in (release.key, *sorted(affected)):
            self._crossings.forget(key)
            self._check_release(self._releases[key])
        self._judge()
        return self.report()

    def report(self) -> Report:
        """Return everything the releases yielded, in slate order."""
        if self._crossed_in_order is None:
            self._crossed_in_order = tuple(self._crossed[key] for key in sorted(self._crossed))
        violations: list[Violation] = []
        waived: list[Waived] = []
        untold: list[tuple[Rule, Untold]] = []
        census: Census = {}
        for outcome in chain(self._outcomes.values(), self._crossed_in_order):
            violations += outcome.violations
            waived += outcome.waived
            untold += outcome.untold
            for group, (count, example) in outcome.census.items():
                seen, first = census.get(group, (0, example))
                census[group] = (seen + count, first)
        lapsed = self._waivers.lapsed(waived, self._context)
        told = (replace(e, table=self._table(e.tool, e.container)) for e in cannot_tell(self._rules, census, untold))
        return Report(tuple(violations), tuple(waived), tuple(told), lapsed)

    def _check_release(self, release: Release) -> None:
        context = self._context
        outcome = self._outcomes[release.key] = _Outcome()
        if not is_active(release, context):
            self._crossings.survey(release, context)
            return
        view = View(release, context, self._neighbours)
        hits: list[tuple[Rule, Hit]] = []
        untold: list[tuple[Rule, Untold]] = []
        checks = self._checks
        if release.stray:
            untold += [(rule, Untold(release, why)) for rule in self._rules if (why := why_untold(rule, release))]
            checks = [(rule, run) for rule, run in checks if not why_untold(rule, release)]
        for rule, run in checks:
            for found in run(view, context):
                if isinstance(found, Hit):
                    hits.append((rule, found))
                else:
                    untold.append((rule, found))
        outcome.untold = tuple(untold)
        outcome.census = census_of(release)
        if hits:
            spoken = [self._violation(rule, hit, release) for rule, hit in one_cause_each(hits)]
            outcome.violations, outcome.waived = self._sifted(spoken)
        self._crossings.gather(view, context)

    def _judge(self) -> None:
        for crossing, judged in self._crossings.judge(self._context):
            if judged:
                found = [self._violation(rule, hit, home) for rule, hit, home in judged]
                self._crossed[crossing] = _Outcome(*self._sifted(found))
            else:
                self._crossed.pop(crossing, None)
        self._crossed_in_order = None

    def _sifted(self, found: list[Violation]) -> tuple[tuple[Violation, ...], tuple[Waived, ...]]:
        """Part what stands from what a waiver covers; worst first."""
        found.sort(key=lambda v: (v.severity.rank, v.code, v.fingerprint))
        covered = [(violation, self._waivers.covering(violation, self._context)) for violation in found]
        return (
            tuple(violation for violation, waiver in covered if waiver is None),
            tuple(Waived(violation, waiver) for violation, waiver in covered if waiver is not None),
        )

    def _violation(self, rule: Rule, hit: Hit, release: Release) -> Violation:
        context = self._context
        release = self._neighbours.home(hit.on.key, release)
        subject = subject_of(hit.on, release)
        mark = fingerprint(rule.code, subject.key, hit.detail)
        acting = hit.who if hit.who is not None and not hit.who.doubtful else release.manager
        since = context.calendar.start(hit.since) if hit.since is not None else context.memory.opened.get(mark)
        return Violation(
            code=rule.code,
            name=rule.name,
            severity=_severity(rule, hit, context.policy),
            subject=subject,
            message=hit.message,
            evidence=hit.evidence,
            who=acting,
            fix=hit.fix or rule.fix,
            since=since if since is not None else min(context.pulled_at, context.now),
            fingerprint=mark,
        )


def _severity(rule: Rule, hit: Hit, policy: Policy) -> Severity:
    """The team's own choice goes before what escalates a rule, but leaves a note what the rule itself makes one."""
    chosen = policy.severities.get(rule.code)
    if chosen is None:
        return hit.severity or rule.severity
    if hit.severity is not None and hit.severity.rank > rule.severity.rank:
        return max(chosen, hit.severity, key=lambda severity: severity.rank)
    return chosen
