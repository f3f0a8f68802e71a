"""In which tools each person is known, and what two tools disagree about of who somebody is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from connectors.normalize.normalized import Normalized
from rules.model import Person
from rules.vocabulary.words import folded
from rules.wording import listed
from sync.matching.confirmations import Answered
from sync.matching.entry import Entry, Sort
from sync.matching.titles import Likeness, likeness

Group = Sequence[tuple[str, Person]]
"""Rows that are one person, each with its source's name."""


def with_whereabouts(
    people: Iterable[Person], groups: Sequence[Group], sources: Sequence[Normalized], answered: Answered
) -> list[Person]:
    """Return the people of the groups, each with the sources that have them, by row or account, and the others.

    A source that may have them under another address is neither: that doubt is told by itself.
    """
    having: Mapping[tuple[str, str], set[str]] = defaultdict(set)
    for source in sources:
        for member in source.members:
            having[source.read.tool, member.account.id].add(source.read.name)
    asked = [source.read.name for source in sources if source.people and source.names_shown and source.read.complete]
    maybe: Mapping[str, set[str]] = defaultdict(set)
    for (one, person), (other, namesake) in _namesakes(groups, answered):
        maybe[person.key].add(other)
        maybe[namesake.key].add(one)
    found = []
    for person, group in zip(people, groups, strict=True):
        by_account = (name for pair in person.tool_ids for name in sorted(having.get(pair, ())))
        known = tuple(dict.fromkeys((*(name for name, _ in group), *by_account)))
        doubted = {name for _, member in group for name in maybe[member.key]}
        missing = tuple(name for name in asked if name not in known and name not in doubted)
        found.append(replace(person, known_in=known, missing_in=missing))
    return found


def in_doubt(groups: Sequence[Group], answered: Answered) -> tuple[str, ...]:
    """Return a sentence for everybody of whom two tools disagree who it is; nobody is dropped for it."""
    return (*_two_of_one_name(groups, answered), *_one_mail_of_two(groups))


def _two_of_one_name(groups: Sequence[Group], answered: Answered) -> Iterable[str]:
    for (in_one, person), (in_other, _) in _namesakes(groups, answered):
        yield (
            f"{person.name} has one mail address in {in_one} and another in {in_other}: they are taken for two people, "
            "and the name means in each tool the one of that tool; say if they are one: streetdate match"
        )


def _namesakes(groups: Sequence[Group], answered: Answered) -> Iterator[tuple[tuple[str, Person], tuple[str, Person]]]:
    """Yield the pairs of rows of one name that nobody joined or told apart, each with its source's name."""
    named: dict[str, dict[int, Group]] = defaultdict(dict)
    for place, group in enumerate(groups):
        for _, person in group:
            named[folded(person.name)][place] = group
    for same in named.values():
        for first, second in combinations(same.values(), 2):
            one, other = first[0], second[0]
            if one[0] != other[0] and not answered.keeps_apart(_entry(*one), _entry(*other)):
                yield one, other


def _one_mail_of_two(groups: Iterable[Group]) -> Iterable[str]:
    for group in groups:
        calls: dict[str, str] = {}
        for source, person in group:
            calls.setdefault(person.name, source)
        for (one, in_one), (other, in_other) in combinations(calls.items(), 2):
            if in_one != in_other and likeness(one, other) is Likeness.OTHER and not _share_a_word(one, other):
                yield (
                    f"one mail address is {listed((f'{one} in {in_one}', f'{other} in {in_other}'))}: they are taken "
                    "for one person; if they are two, say so in [[different]], or correct the address"
                )


def _share_a_word(one: str, other: str) -> bool:
    return not frozenset(folded(one).split()).isdisjoint(folded(other).split())


def _entry(source: str, person: Person) -> Entry:
    return Entry(Sort.PERSON, source, person.key, person.name, person.ref)
