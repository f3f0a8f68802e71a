"""Whether the policy speaks of people and gaps that there are. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from rules.model import Actor, Slate, Standing, Unknown
from rules.policy import Policy, compared, names_of
from rules.vocabulary.roles import role_of
from sync.doctor.facts import Facts
from sync.doctor.finding import Area, Finding, Level

T = TypeVar("T")


def of_policy(facts: Facts) -> Iterator[Finding]:
    """Yield authorities that nobody holds, roles that nobody fills, waivers and codes that do nothing."""
    if facts.policy is None:
        return
    found = [*_codes(facts, facts.policy), *_people(facts, facts.policy), *_waivers(facts)]
    yield from found
    if not any(finding.level is not Level.OK for finding in found):
        yield Finding(Area.POLICY, Level.OK, "everybody whom the policy names is there, and every waiver is in use")


def _people(facts: Facts, policy: Policy) -> Iterator[Finding]:
    slate = facts.slate
    if slate is None or not slate.sources or not all(source.complete for source in slate.sources):
        if policy.authorities:
            yield Finding(
                Area.POLICY,
                Level.WARNING,
                "who holds the authorities could not be checked, because the plan was not read completely",
                "see what is said about the files",
            )
        return
    yield from _authorities(policy, slate)
    for role, where in _unfilled(slate).items():
        yield Finding(
            Area.POLICY,
            Level.WARNING,
            f"nobody fills the role {role}, which {len(where)} seat{'s' if len(where) > 1 else ''} of the plan "
            f"{'name' if len(where) > 1 else 'names'}",
            f"give somebody the role {role} in the people table, or write a person's name into those seats",
            tuple(dict.fromkeys(where))[:3],
        )


def _authorities(policy: Policy, slate: Slate) -> Iterator[Finding]:
    held = _names(slate)
    asked = slate.people_known or any(release.cast for release in slate.releases)
    asked = asked and all(person.roles_unseen is None for person in slate.people if person.active is not False)
    missing: dict[str, list[str]] = {}
    for kind, names in policy.authorities.items():
        for name in names:
            if compared(name) not in held and (asked or not role_of(name)):
                missing.setdefault(name, []).append(kind.value)
    for name, kinds in missing.items():
        yield Finding(
            Area.POLICY,
            Level.WARNING,
            f"policy.authorities lets {name} decide about {', '.join(kinds)}, and nobody in the plan is {name}",
            f"give somebody the role {name} in the people table, or name somebody else in the settings",
        )


def _names(slate: Slate) -> set[str]:
    """Return every name and role that somebody in the plan has, as authorities are compared."""
    names: set[str] = set()
    for person in slate.people:
        if person.active is not False:
            names |= {compared(name) for name in (person.name, *person.roles, *person.mails, *person.also_known_as)}
    for release in slate.releases:
        names |= {compared(title) for title, actor in release.cast if not actor.doubtful}
    for _, actor in _seats(slate):
        if actor.standing is Standing.PERSON and not actor.left:
            names |= names_of(actor)
    return names


def _unfilled(slate: Slate) -> Mapping[str, list[str]]:
    """Return the seats that name a role nobody fills, by role."""
    found: dict[str, list[str]] = {}
    for where, actor in _seats(slate):
        if actor.standing is Standing.ROLE and actor.candidates == ():
            found.setdefault(actor.role or actor.text, []).append(where)
    return found


def _seats(slate: Slate) -> Iterator[tuple[str, Actor]]:
    for release in slate.releases:
        for item in release.deliverables:
            yield from ((f"owner of “{item.title}”", actor) for actor in _seen(item.owners))
        for gate in _seen(release.gates):
            yield from ((f"approver of “{gate.title}”", actor) for actor in _seen(gate.approvers))
        for handoff in _seen(release.handoffs):
            yield from ((f"sender of “{handoff.title}”", actor) for actor in _seen(handoff.senders))
            yield from ((f"receiver of “{handoff.title}”", actor) for actor in _seen(handoff.receivers))


def _seen(values: tuple[T, ...] | Unknown) -> tuple[T, ...]:
    return () if isinstance(values, Unknown) else values


def _waivers(facts: Facts) -> Iterator[Finding]:
    for lapsed in facts.report.lapsed if facts.report else ():
        code, subject = lapsed.waiver.code, lapsed.waiver.subject
        unknown = code not in facts.codes
        yield Finding(
            Area.POLICY,
            Level.PROBLEM if unknown else Level.WARNING,
            f"the waiver of {code} on “{subject}”: {lapsed.why}",
            "correct its code; streetdate rules lists them"
            if unknown
            else "remove it from the settings, or correct it",
        )


def _codes(facts: Facts, policy: Policy) -> Iterator[Finding]:
    for code in sorted({*policy.off, *policy.severities} & facts.retired.keys()):
        yield Finding(
            Area.POLICY,
            Level.WARNING,
            f"the policy names {code}, which is retired: {facts.retired[code]}",
            "remove it from the settings",
        )
    if off := sorted(policy.off & facts.codes):
        yield Finding(Area.POLICY, Level.OK, f"switched off by the settings: {', '.join(off)}")
