"""Who may decide a gate: the people the policy lists for that kind of decision, else whoever the gate names."""

from __future__ import annotations

from collections.abc import Sequence

from rules.model import Actor, Kind, Standing, Unknown
from rules.policy import Policy
from rules.vocabulary.roles import ROLE_SYNONYMS, role_of
from rules.vocabulary.words import folded

Cast = Sequence[tuple[str, Actor]]


def may_decide(policy: Policy, kind: Kind, approvers: tuple[Actor, ...] | Unknown, actor: Actor, cast: Cast) -> bool:
    """Whether `actor` may decide a gate of `kind` that names `approvers`, as far as the plan can tell.

    Where the policy lists who decides this kind, they alone count. A role that nobody could be asked about might be
    anybody, and gates whose approvers are not shown might name anybody: their word is not doubted.
    """
    listed = policy.may_decide(kind, actor)
    if listed is not None:
        return listed or role_unasked(actor) or _cast_or_unasked(policy, kind, actor, cast)
    if type(approvers) is Unknown or not approvers or role_unasked(actor):
        return True
    return any(actor.key == approver.key or role_unasked(approver) for approver in approvers)


def role_unasked(actor: Actor) -> bool:
    """Whether the seat holds a role and there is no people table that could say who fills it."""
    return actor.standing is Standing.ROLE and actor.candidates is None


def _cast_or_unasked(policy: Policy, kind: Kind, actor: Actor, cast: Cast) -> bool:
    """Whether the release casts the actor in a listed role, or nobody can say who fills one."""
    listed = policy.named_for(kind)
    filled = set()
    for title, member in cast:
        role = role_of(title) or folded(title)
        if role in listed and member.key == actor.key:
            return True
        filled.add(role)
    if actor.standing is not Standing.PERSON or actor.person is not None:
        return False
    return any(name in ROLE_SYNONYMS and name not in filled for name in listed)
