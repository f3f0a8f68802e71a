"""Who may decide a gate: the people the policy lists for that kind of decision, else whoever the gate names."""

from __future__ import annotations

from collections.abc import Sequence, Set

from rules.model import Actor, Kind, Standing, Unknown
from rules.policy import Policy
from rules.vocabulary.roles import ROLE_SYNONYMS, role_of
from rules.vocabulary.words import folded

Cast = Sequence[tuple[str, Actor]]


def may_decide(policy: Policy, kind: Kind, approvers: tuple[Actor, ...] | Unknown, actor: Actor, cast: Cast) -> bool:
    """Whether `actor` may decide a gate of `kind` that names `approvers`, as far as the plan can tell.

    Where the policy lists who decides this kind, they alone count. A role that nobody could be asked about might be
    anybody, somebody whose roles are not shown might have any, and gates whose approvers are not shown might name
    anybody: their word is not doubted.
    """
    listed = policy.may_decide(kind, actor)
    if listed is not None:
        return listed or role_unasked(actor) or _cast_or_unasked(policy, kind, actor, cast)
    if type(approvers) is Unknown or not approvers or role_unasked(actor):
        return True
    return any(actor.key == approver.key or role_unasked(approver) for approver in approvers)


def role_unasked(actor: Actor) -> bool:
    """Whether the seat holds a role and no people table says who fills it."""
    return actor.standing is Standing.ROLE and actor.candidates is None


def roles_in_doubt(policy: Policy, kind: Kind, actor: Actor, cast: Cast) -> Unknown | None:
    """Return why nobody can tell whether a person has a role that may decide; `None` where it can be told."""
    person = actor.person
    if person is None or person.roles_unseen is None or policy.may_decide(kind, actor) is not False:
        return None
    listed = policy.named_for(kind)
    return person.roles_unseen if _lists_open_role(listed, cast) and not _is_cast(listed, actor, cast) else None


def _cast_or_unasked(policy: Policy, kind: Kind, actor: Actor, cast: Cast) -> bool:
    """Whether the release casts the actor in a listed role, or nobody can say who fills one."""
    listed = policy.named_for(kind)
    if _is_cast(listed, actor, cast):
        return True
    person = actor.person
    if actor.standing is not Standing.PERSON or (person is not None and person.roles_unseen is None):
        return False
    return _lists_open_role(listed, cast)


def _is_cast(listed: Set[str], actor: Actor, cast: Cast) -> bool:
    return any(member.key == actor.key and _role(title) in listed for title, member in cast)


def _lists_open_role(listed: Set[str], cast: Cast) -> bool:
    """Whether one of those listed is a role that the release casts nobody in."""
    return any(name in ROLE_SYNONYMS for name in listed - {_role(title) for title, _ in cast})


def _role(title: str) -> str:
    return role_of(title) or folded(title)
