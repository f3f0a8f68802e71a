"""Who is meant: seats resolved against the release's cast, the people table and the workspace's members."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rules.known_names import KnownNames, bare_name, is_somebody
from rules.model import Actor, Person, Ref, Standing
from rules.vocabulary.names import split_names
from rules.vocabulary.roles import PLACEHOLDERS, is_group, role_of
from rules.vocabulary.words import folded

__all__ = ["Directory", "certainly_differ", "folded", "is_group", "role_of"]

Cast = tuple[tuple[str, Actor], ...]
_NOBODY = Standing.PLACEHOLDER


class Directory:
    """Everyone the plan or the workspace knows. `known` says whether there is any table to ask.

    `rows` are further records that stand for somebody of `people`, each with whom: one person may have several rows.
    `accounts` are people whom only an id in a tool or a mail address means, and no name.
    """

    def __init__(
        self,
        people: Iterable[Person],
        *,
        known: bool,
        rows: Iterable[tuple[Ref, Person]] = (),
        accounts: Iterable[Person] = (),
    ) -> None:
        people = tuple(people)
        self._known = known
        self._names = KnownNames(people, rows, accounts)
        self._by_role: dict[str, list[Person]] = {}
        self._roles_known = known
        for person in filter(is_somebody, people):
            self._roles_known &= person.roles_unseen is None or person.active is False
            for role in person.roles:
                self._by_role.setdefault(role_of(role) or folded(role), []).append(person)

    @property
    def homonyms(self) -> bool:
        """Whether any name means several people, and so nobody."""
        return self._names.homonyms

    def seat(self, actors: Iterable[Actor], cast: Cast = ()) -> tuple[Actor, ...]:
        """Return everybody in one seat, resolved; somebody who is named twice, by role and by name say, is one.

        One actor whose words list several ("Artist / manager") becomes several; "Müller" and "Kaya" become one where
        the people know a Kaya Müller.
        """
        found: dict[str, Actor] = {}
        parts = [part for actor in actors for part in self._parts(actor, cast)]
        listed = list({(bare_name(part.text), part.tool_id, part.mail): part for part in parts}.values())
        while listed:
            actor = listed.pop(0)
            whole = self._reversed(actor, listed[0]) if listed else None
            if whole is not None:
                listed.pop(0)
                actor = whole
            actor = self.resolve(actor, cast)
            found.setdefault(actor.key, actor)
        return tuple(found.values())

    def resolve(self, actor: Actor, cast: Cast = ()) -> Actor:
        """Return the actor with standing, person and key settled.

        Ids go before mails, mails before names, names before roles, roles before first names; a role is filled by the
        release's cast first, then by the people table. A name that two people bear is a stranger until a mail or id
        tells them apart.
        """
        if actor.standing in (Standing.GROUP, Standing.PLACEHOLDER) or actor.person is not None:
            return actor
        if (person := self._names.find(actor)) is not None:
            return _as_person(actor, person)
        words = bare_name(actor.text)
        if words in PLACEHOLDERS:
            return replace(actor, key=f"placeholder:{words}", standing=Standing.PLACEHOLDER)
        if role := self._role(words, cast):
            return self._as_role(actor, role, cast)
        if is_group(words):
            return replace(actor, key=f"group:{words}", standing=Standing.GROUP)
        if (person := self._names.find_by_first_name(actor)) is not None:
            return _as_person(actor, person)
        if self._known:
            return replace(actor, key=f"stranger:{words}", standing=Standing.STRANGER)
        return replace(actor, key=f"name:{words}", standing=Standing.PERSON)

    def _parts(self, actor: Actor, cast: Cast) -> tuple[Actor, ...]:
        if actor.tool_id or actor.mail or actor.standing is not Standing.PERSON or actor.person is not None:
            return (actor,)
        names = split_names(actor.text)
        if len(names) < 2 or self._names.find(actor) is not None or self._role(bare_name(actor.text), cast):
            return (actor,)
        return tuple(Actor.stated(name) for name in names)

    def _reversed(self, last: Actor, first: Actor) -> Actor | None:
        if last.tool_id or first.tool_id or self._names.find(last) is not None:
            return None
        person = self._names.find_reversed(last.text, first.text)
        return None if person is None else _as_person(Actor.stated(person.name), person)

    def _role(self, words: str, cast: Cast) -> str:
        if role := role_of(words):
            return role
        return words if words in self._by_role or any(folded(title) == words for title, _ in cast) else ""

    def _as_role(self, actor: Actor, role: str, cast: Cast) -> Actor:
        unfilled = replace(actor, key=f"role:{role}", standing=Standing.ROLE, role=role)
        members = [member for title, member in cast if (role_of(title) or folded(title)) == role]
        filling = {found.key: found for member in members if (found := self.resolve(member)).standing is not _NOBODY}
        if len(filling) == 1:
            return replace(next(iter(filling.values())), role=role)
        if members:
            return replace(unfilled, candidates=tuple(found.name for found in filling.values()))
        holders = [person for person in self._by_role.get(role, ()) if person.active is not False]
        if len(holders) == 1:
            return _as_person(actor, holders[0], role)
        if not (self._known if holders else self._roles_known):
            return unfilled
        return replace(unfilled, candidates=tuple(person.name for person in holders))


def _as_person(actor: Actor, person: Person, role: str = "") -> Actor:
    return replace(actor, key=f"person:{person.key}", standing=Standing.PERSON, person=person, role=role or actor.role)


def certainly_differ(one: Actor, other: Actor) -> bool:
    """Whether two seats certainly hold different people.

    A role without a people table may be anybody whom the plan names, and half a name, or one with an initial, may be
    the whole one's.
    """
    if one.key == other.key or _role_unasked(one) is not _role_unasked(other):
        return False
    if one.person is not None and other.person is not None:
        return True
    first, second = folded(one.name).split(), folded(other.name).split()
    return not (_within(first, second) or _within(second, first))


def _within(names: Sequence[str], others: Sequence[str]) -> bool:
    return all(any(_may_be(name, other) or _may_be(other, name) for other in others) for name in names)


def _may_be(name: str, other: str) -> bool:
    letters = name.rstrip(".")
    return name == other or (len(letters) == 1 and other.startswith(letters))


def _role_unasked(actor: Actor) -> bool:
    return actor.standing is Standing.ROLE and actor.candidates is None
