"""Who fills the roles of a template, and what there is to say where nobody does, or several. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rules.model import Actor, Kind, Slate, Standing
from rules.people import Directory
from rules.policy import Policy
from rules.vocabulary.roles import role_of
from rules.wording import listed

_DECIDING = ("artist", "manager")
"""Who may take the place of an approver who would decide about their own work."""


class Casting:
    """Resolves roles as the rules will; `alone` is the one person who does everything."""

    def __init__(
        self, slate: Slate, policy: Policy, given: Mapping[str, str], alone: str = "", artist: str = ""
    ) -> None:
        """`artist` is whom the release is by: the one of that role, where the plan knows them by that name."""
        self._directory = Directory(slate.people, known=slate.people_known)
        self._policy = policy
        known = self._directory.resolve(Actor.stated(artist)).person if artist else None
        cast = {"artist": known.name, **given} if known is not None else given
        self._given = tuple((role_of(role) or role, Actor.stated(name)) for role, name in cast.items())
        self._alone = self._directory.resolve(Actor.stated(alone)) if alone else None
        self._met: dict[str, Actor] = {}
        self._own_yes: dict[Kind, None] = {}

    def of(self, role: str) -> Actor:
        """Return who fills a role; the role itself where that is nobody in particular."""
        if self._alone is not None:
            return self._alone
        if role not in self._met:
            self._met[role] = self._filling(role)
        return self._met[role]

    def approver(self, role: str, kind: Kind, owner: Actor) -> Actor:
        """Return who decides about somebody's work of a kind: whom the template names, unless the policy has it
        otherwise or it is their own work."""
        named = self.of(role)
        if self._policy.may_decide(kind, named) is False:
            named = self._directory.resolve(Actor.stated(self._policy.authorities[kind][0]), self._given)
        if self._policy.team_of_one or named.key != owner.key or kind in self._policy.self_confirmed:
            return named
        for role in _DECIDING:
            other = self._filling(role)
            if other.key != owner.key and not other.doubtful and self._policy.may_decide(kind, other) is not False:
                return other
        if self._alone is not None:
            self._own_yes[kind] = None
        return named

    def _filling(self, role: str) -> Actor:
        """Return who fills a role in the team, whoever works alone on this release."""
        return self._directory.resolve(Actor.stated(f"{role[:1].upper()}{role[1:]}"), self._given)

    def remarks(self) -> Iterator[str]:
        """Yield what there is to say of the roles and approvers that were asked for."""
        if self._alone is not None and self._own_yes:
            yield (
                f"nobody but {self._alone.name} may say yes to their own {listed(k.value for k in self._own_yes)}, and "
                "the rules call that a gap: give somebody else a say in policy.authorities, or set policy.team_of_one "
                "to true where there is nobody else"
            )
        nobody = [
            role for role, actor in self._met.items() if actor.standing is Standing.ROLE and actor.candidates == ()
        ]
        if nobody:
            yield (
                f"nobody is {listed(nobody, 'or')}: columns of words name the role, others stay empty; say who it is "
                f'in the people table, or with --cast "{nobody[0]}=NAME"'
            )
        for role, actor in self._met.items():
            if actor.standing is Standing.ROLE and actor.candidates:
                yield (
                    f"{listed(actor.candidates)} are {role}: columns of words name the role, others stay empty; say "
                    f'which with --cast "{role}=NAME"'
                )
            elif actor.standing is Standing.STRANGER:
                yield f"“{actor.text}” ({role}) is nobody whom the people table has"


def only_person(slate: Slate) -> str:
    """Return the name of the one person whom the plan knows, by its people table or by who owns its work; else ""."""
    people = [person.name for person in slate.people if person.active is not False]
    if slate.people_known:
        return people[0] if len(people) == 1 else ""
    owners = {
        owner.key: owner.name
        for release in slate.releases
        for item in release.deliverables
        if (owner := item.owner) is not None and owner.standing is Standing.PERSON
    }
    return next(iter(owners.values())) if len(owners) == 1 else ""
