"""GAT003: those who approve, or whoever decided, may not decide; also the deadlock of one's own approval."""

from __future__ import annotations

from collections.abc import Iterator

from rules.authority import Cast, roles_in_doubt
from rules.gates.undecided import waits_for, what_of
from rules.model import Actor, Deliverable, Kind, Unknown
from rules.policy import Policy, Severity, compared, names_of
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import gate, plan, work
from rules.standing import Checkpoint, Ruling
from rules.view import View
from rules.wording import listed


@rule(
    code="GAT003",
    name="no-authority",
    severity=Severity.BLOCKER,
    summary="The named approver, or whoever decided, may not decide this kind of gate; or only the owner may.",
    why="A gate that its keeper cannot close is theatre: the yes binds nobody and the no stops nothing.",
    fix="Name an approver who has the authority, or give it to somebody besides the owner.",
    source="The coordination model: mistakes, gates without authority",
    needs=("gate.approvers",),
    flagged=lambda: plan(
        work("Final master", "Kaya"),
        gates=(gate("Final master", "Sam"),),
        policy=Policy(authorities={Kind.MASTER: ("Ana",)}),
        says="Sam may not decide on Final master; Ana may",
    ),
    clean=lambda: plan(
        work("Final master", "Kaya"),
        gates=(gate("Final master", "Sam", "Ana"),),
        policy=Policy(authorities={Kind.MASTER: ("Ana",)}),
    ),
)
def no_authority(view: View, context: Context) -> Iterator[Finding]:
    policy = context.policy
    approved, authorities = Ruling.APPROVED, policy.authorities
    for point in view.checkpoints:
        named = point.approvers
        if not named or type(named) is Unknown:
            continue
        if point.usurped is not None and isinstance(by := point.usurped.by, Actor):
            said = f"{by.name} said {point.usurped.word.value} to {what_of(point)}, but may not decide it"
        elif (owner := _deadlocked_owner(point, policy)) is not None:
            yield _deadlock(point, owner, view, policy)
            continue
        elif not point.authorised and point.ruling is not approved:
            said = _nobody(point, named)
        else:
            if point.kind in authorities and (unseen := _roles_in_doubt(point, view.release.cast, policy)) is not None:
                yield Untold(point.gate, f"who has which role: {unseen.value}")
            continue
        others = policy.authorities.get(point.kind, ())
        yield Hit(
            point.gate,
            f"{said}; {listed(others, 'or')} may" if others else said,
            who=_owner(point),
            about=(point.token, *waits_for(point, view)),
        )


def _nobody(point: Checkpoint, named: tuple[Actor, ...]) -> str:
    gone = [actor.name for actor in named if actor.left]
    if len(gone) == len(named):
        return f"{listed(gone)} left, so nobody can decide on {what_of(point)}"
    return f"{listed((actor.name for actor in named), 'or')} may not decide on {what_of(point)}"


def _roles_in_doubt(point: Checkpoint, cast: Cast, policy: Policy) -> Unknown | None:
    """Return why nobody can tell whether the word in force, or that of anybody who is asked, is one that counts.

    Only where the policy lists who decides on this kind is there anything to doubt.
    """
    by = point.decision.by if point.decision is not None else None
    if isinstance(by, Actor):
        return roles_in_doubt(policy, point.kind, by, cast)
    doubts = [roles_in_doubt(policy, point.kind, actor, cast) for actor in point.authorised]
    return doubts[0] if doubts and None not in doubts else None


def _deadlocked_owner(point: Checkpoint, policy: Policy) -> Actor | None:
    """Return the owner of the work, if nobody else may decide, whether or not the owner has."""
    work, authorised = point.work, point.authorised
    if not isinstance(work, Deliverable) or (owner := work.owner) is None:
        return None
    if authorised and authorised[0].key != owner.key:
        return None
    if owner.doubtful or policy.team_of_one or point.ruling is Ruling.UNKNOWN:
        return None
    if point.confirms or point.kind in policy.self_confirmed:
        return None
    if authorised:
        alone = all(actor.key == owner.key for actor in authorised)
    else:
        alone = bool(policy.authorities.get(point.kind)) and not _listed_besides(owner, point, policy)
    return owner if alone else None


def _deadlock(point: Checkpoint, owner: Actor, view: View, policy: Policy) -> Hit:
    could = listed(_candidates(point, owner, view, policy), "or")
    return Hit(
        point.gate,
        f"Only {owner.name} may approve {what_of(point)}, and {owner.name} made it: {could} could be given authority",
        who=owner,
        about=(point.token, *waits_for(point, view)),
        detail="deadlock",
        fix=f"Name {could} as approver of {what_of(point)}, with the authority to say no.",
    )


def _candidates(point: Checkpoint, owner: Actor, view: View, policy: Policy) -> list[str]:
    """Return who could decide instead: whom the policy lists, whom the gate names, the manager, the cast."""
    if besides := _listed_besides(owner, point, policy):
        return besides
    named = point.approvers if isinstance(point.approvers, tuple) else ()
    manager = view.release.manager
    for group in (named, (manager,) if manager else (), tuple(actor for _, actor in view.release.cast)):
        others = {actor.key: actor.name for actor in group if actor.key != owner.key and not actor.doubtful}
        if others:
            return list(others.values())
    return ["somebody else"]


def _listed_besides(owner: Actor, point: Checkpoint, policy: Policy) -> list[str]:
    """Return whom the policy lists for this kind of gate, in its own words, besides the owner."""
    return [name for name in policy.authorities.get(point.kind, ()) if compared(name) not in names_of(owner)]


def _owner(point: Checkpoint) -> Actor | None:
    return point.work.owner if isinstance(point.work, Deliverable) else None
