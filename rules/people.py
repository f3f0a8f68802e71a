"""Who is meant: seats resolved against the release's cast, the people table and the workspace's members."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rules.model import Actor, Person, Standing
from rules.vocabulary.roles import PLACEHOLDERS, is_group, role_of
from rules.vocabulary.words import folded


class Directory:
    """Everyone the plan or the workspace knows. `known` says whether there is any table to ask."""

    def __init__(self, people: Iterable[Person], *, known: bool) -> None:
        self._known = known
        self._by_id: dict[str, Person] = {}
        self._by_mail: dict[str, Person] = {}
        self._by_name: dict[str, list[Person]] = {}
        self._by_role: dict[str, list[Person]] = {}
        for person in people:
            for tool, tool_id in person.tool_ids:
                self._by_id[f"{tool}:{tool_id}"] = person
            self._by_id[person.ref.key] = person
            self._by_id[person.ref.record] = person
            for mail in person.mails:
                self._by_mail[mail.casefold()] = person
            for name in {folded(person.name), *(folded(alias) for alias in person.also_known_as)}:
                self._by_name.setdefault(name, []).append(person)
            for role in person.roles:
                self._by_role.setdefault(role_of(role) or folded(role), []).append(person)

    def resolve(self, actor: Actor, cast: tuple[tuple[str, Actor], ...] = ()) -> Actor:
        """Return the actor with standing, person and key settled.

        Ids go before mails, mails before names, names before roles; a role is filled by the release's cast first,
        then by the people table. A name that two people bear is a stranger until a mail or id tells them apart.
        """
        if actor.standing in (Standing.GROUP, Standing.PLACEHOLDER) or actor.person is not None:
            return actor
        person = self._by_id.get(actor.tool_id) if actor.tool_id else None
        person = person or (self._by_mail.get(actor.mail.casefold()) if actor.mail else None)
        words = folded(actor.text)
        if person is None and "@" in actor.text:
            person = self._by_mail.get(words)
        if person is None:
            named = self._by_name.get(words, [])
            person = named[0] if len(named) == 1 else None
        if person is not None:
            return self._as_person(actor, person)
        if words in PLACEHOLDERS or not words:
            return replace(actor, key=f"placeholder:{words}", standing=Standing.PLACEHOLDER)
        role = role_of(actor.text)
        if not role and words in self._by_role:
            role = words
        if role:
            return self._as_role(actor, role, cast)
        if is_group(words):
            return replace(actor, key=f"group:{words}", standing=Standing.GROUP)
        if self._known:
            return replace(actor, key=f"stranger:{words}", standing=Standing.STRANGER)
        return replace(actor, key=f"name:{words}", standing=Standing.PERSON)

    def _as_person(self, actor: Actor, person: Person, role: str = "") -> Actor:
        return replace(
            actor, key=f"person:{person.key}", standing=Standing.PERSON, person=person, role=role or actor.role
        )

    def _as_role(self, actor: Actor, role: str, cast: tuple[tuple[str, Actor], ...]) -> Actor:
        for title, member in cast:
            if (role_of(title) or folded(title)) == role:
                return replace(self.resolve(member), role=role)
        holders = [person for person in self._by_role.get(role, ()) if person.active is not False]
        if len(holders) == 1:
            return self._as_person(actor, holders[0], role)
        candidates = tuple(person.name for person in holders) if self._known else None
        return replace(actor, key=f"role:{role}", standing=Standing.ROLE, role=role, candidates=candidates)


def certainly_differ(one: Actor, other: Actor) -> bool:
    """Whether two seats certainly hold different people.

    A role without a people table may be anybody whom the plan names, and half a name may be the whole one's.
    """
    if one.key == other.key or _role_unasked(one) is not _role_unasked(other):
        return False
    if one.person is not None and other.person is not None:
        return True
    first, second = folded(one.name).split(), folded(other.name).split()
    return not (set(first) <= set(second) or set(second) <= set(first))


def _role_unasked(actor: Actor) -> bool:
    return actor.standing is Standing.ROLE and actor.candidates is None
