"""Whose the accounts of the tools are: of somebody in the people table, or of somebody whom only the tools know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from connectors.normalize.normalized import Normalized
from connectors.record import Member, PersonCell
from rules.model import Person, Ref, Unknown
from rules.vocabulary.roles import is_group
from rules.vocabulary.words import folded

_NAMELESS = "a former member of the workspace"


def with_accounts(people: Iterable[Person], sources: Iterable[Normalized]) -> tuple[list[Person], list[Person]]:
    """Return the people in their order, each with the accounts that are theirs; and whom only the accounts show.

    An account is somebody's by its id, by mail, or by the whole name where no mail says otherwise. Who has no account
    left of those they had is gone, unless the people table says that they are there.
    """
    people = list(people)
    owners = _Owners(people)
    for source in sorted(sources, key=lambda source: source.read.name):
        for member in source.members:
            if not member.account.group:
                owners.add(source.read.tool, member)
    settled = owners.settled()
    return settled[: len(people)], settled[len(people) :]


class _Owners:
    """People by what an account can be recognised by; each is known by its place in the list."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people: list[Person] = []
        self._by_id: dict[tuple[str, str], int] = {}
        self._by_mail: dict[str, set[int]] = defaultdict(set)
        self._by_name: dict[str, set[int]] = defaultdict(set)
        self._accounts: dict[int, list[bool]] = defaultdict(list)
        """Of each who has accounts, whether they are still there."""
        for person in people:
            self._keep(person)

    def add(self, tool: str, member: Member) -> None:
        account = member.account
        place = self._by_id.get((tool, account.id))
        if place is None:
            place = self._recognised(tool, account)
        if place is None:
            place = self._keep(_person(tool, account))
        person = self._people[place]
        self._people[place] = replace(
            person,
            mails=person.mails or ((account.mail,) if account.mail else ()),
            tool_ids=tuple(dict.fromkeys((*person.tool_ids, (tool, account.id)))),
        )
        self._by_id[tool, account.id] = place
        self._accounts[place].append(member.active)

    def settled(self) -> list[Person]:
        """Return everybody, those without any account left as having left."""
        gone = {place for place, there in self._accounts.items() if not any(there)}
        return [
            replace(person, active=False) if place in gone and person.active is None else person
            for place, person in enumerate(self._people)
        ]

    def _recognised(self, tool: str, account: PersonCell) -> int | None:
        if account.mail and not is_group(account.mail):
            by_mail = self._by_mail[account.mail.casefold()]
            if by_mail:
                return next(iter(by_mail)) if len(by_mail) == 1 else None
        by_name = self._by_name[folded(account.name)] if account.name else set()
        if len(by_name) != 1:
            return None
        place = next(iter(by_name))
        person = self._people[place]
        differs = (account.mail and person.mails) or any(tool == other for other, _ in person.tool_ids)
        return None if differs else place

    def _keep(self, person: Person) -> int:
        place = len(self._people)
        self._people.append(person)
        for pair in person.tool_ids:
            self._by_id[pair] = place
        for mail in person.mails:
            self._by_mail[mail.casefold()].add(place)
        for name in {folded(name) for name in (person.name, *person.also_known_as)}:
            self._by_name[name].add(place)
        return place


def _person(tool: str, account: PersonCell) -> Person:
    return Person(
        key=f"{tool}:{account.id}",
        name=account.name or account.mail or _NAMELESS,
        ref=Ref(tool, "", account.id),
        mails=(account.mail,) if account.mail else (),
        tool_ids=((tool, account.id),),
        roles_unseen=Unknown.ABSENT,
    )
