"""The same person in several rows and tools, joined by mail address and by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from connectors.normalize.normalized import Normalized
from rules.model import Person, Ref, Unknown
from rules.vocabulary.roles import is_group
from rules.vocabulary.words import folded
from sync.assembly.accounts import with_accounts
from sync.assembly.entries import Entries, people_apart
from sync.assembly.facts import agreed
from sync.assembly.known import in_doubt, with_whereabouts
from sync.matching.confirmations import NOTHING_SAID, Answered, Confirmations
from sync.matching.match import match
from sync.matching.matches import Matches

_Row = tuple[str, Person]


@dataclass(frozen=True, slots=True)
class Everybody:
    """All people of all sources."""

    people: list[Person]
    """Each once."""
    person_of: dict[Ref, Person]
    """By the record of every row, whom it is about."""
    others: list[Person]
    """Those whom only the tools' accounts show."""
    matches: Matches
    all_seen: bool = True
    """Whether every people table was read completely, and shows whom each of its rows is about."""
    doubts: tuple[str, ...] = ()
    """What two tools disagree about of who somebody is, in sentences."""


def joined_people(
    sources: Sequence[Normalized], said: Confirmations = NOTHING_SAID, *, propose: bool = False
) -> Everybody:
    """Return everybody once.

    A mail address joins rows of different sources, unless several people read it; the same name joins rows unless
    both give addresses and none is shared, or somebody said that they are two. Two people joined wrongly would answer
    for each other: in doubt, apart.
    """
    rows = [(source.read.name, person) for source in sources for person in source.people]
    answered = Answered(Entries(sources).people(), said)
    by_key = {person.key: (name, person) for name, person in rows}
    groups = [[row] for row in rows]
    groups = _merged(groups, [[by_key[one.key], by_key[other.key]] for one, other in answered.same])
    by_mail = (same for same in _by_mail(rows).values() if len({name for name, _ in same}) > 1)
    groups = _merged(groups, [same for same in by_mail if not answered.parts(person.key for _, person in same)])
    by_name = _by_name(groups)
    groups = _merged(groups, [same for same in by_name if not answered.parts(person.key for _, person in same)])
    tables = [source for source in sources if source.has_people]
    all_seen = all(source.read.complete and source.names_shown for source in tables)
    each = (_one([person for _, person in group]) for group in groups)
    each = each if all_seen else (_with_roles_unseen(person) for person in each)
    people, others = with_accounts(each, sources)
    if any(person.roles_unseen is None for person in people):
        # Tables that show everybody's roles give none to whom they do not have.
        others = [replace(person, roles_unseen=None) for person in others]
    if len(sources) > 1:
        people = with_whereabouts(people, groups, sources, answered)
    by_ref = {member.ref: person for person, group in zip(people, groups, strict=True) for _, member in group}
    found = Matches(unmet=tuple(answered.unmet))
    if propose:
        apart = people_apart(people, {person.key: name for name, person in rows})
        found = replace(found, proposals=match(apart, said).proposals)
    doubts = in_doubt(groups, answered) if len(sources) > 1 else ()
    return Everybody(people, by_ref, others, found, all_seen, doubts)


def _by_mail(rows: Iterable[_Row]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = defaultdict(list)
    for name, person in rows:
        for mail in {mail.casefold() for mail in person.mails}:
            if not is_group(mail):
                found[mail].append((name, person))
    return found


def _by_name(groups: Iterable[list[_Row]]) -> list[list[_Row]]:
    named: dict[str, list[list[_Row]]] = defaultdict(list)
    for group in groups:
        for name in sorted({folded(person.name) for _, person in group}):
            named[name].append(group)
    alike: list[list[_Row]] = []
    for same in named.values():
        addressed = [group for group in same if any(person.mails for _, person in group)]
        if len(addressed) < 2:
            alike.append([row for group in same for row in group])
    return alike


def _merged(groups: list[list[_Row]], alike: Iterable[list[_Row]]) -> list[list[_Row]]:
    """Return the groups, those that share an alike set made one."""
    home = {person.key: index for index, group in enumerate(groups) for _, person in group}
    lead = list(range(len(groups)))

    def leader(index: int) -> int:
        while lead[index] != index:
            index = lead[index]
        return index

    for same in alike:
        for (_, one), (_, other) in pairwise(same):
            first, second = sorted((leader(home[one.key]), leader(home[other.key])))
            lead[second] = first
    merged: dict[int, list[_Row]] = defaultdict(list)
    for index, group in enumerate(groups):
        merged[leader(index)].extend(group)
    return list(merged.values())


def _one(rows: Sequence[Person]) -> Person:
    base = rows[0]
    if len(rows) == 1:
        return base
    names = [name for person in rows for name in (person.name, *person.also_known_as)]
    return replace(
        base,
        mails=_once(mail for person in rows for mail in person.mails),
        roles=_once(role for person in rows for role in person.roles),
        active=agreed((person.active for person in rows), bool),
        tool_ids=tuple(dict.fromkeys(pair for person in rows for pair in person.tool_ids)),
        also_known_as=_once(name for name in names if folded(name) != folded(base.name)),
        roles_unseen=_roles_unseen(rows),
    )


def _roles_unseen(rows: Sequence[Person]) -> Unknown | None:
    """Return why some roles may not be shown; a table without a column for them leaves them to another table."""
    reasons = {person.roles_unseen for person in rows}
    reasons -= {Unknown.ABSENT} if len(reasons) > 1 else set()
    return next((reason for reason in Unknown if reason in reasons), None)


def _with_roles_unseen(person: Person) -> Person:
    """Return the person, further roles of whom a row may state that was not read or does not show its name."""
    return replace(person, roles_unseen=person.roles_unseen or Unknown.UNSEEN)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple({word.casefold(): word for word in reversed(list(words))}.values())[::-1]
