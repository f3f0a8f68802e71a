"""Findings that cross releases: gathered per release under a key (a person, say) and judged per key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from rules.model import Release
from rules.policy import Thresholds
from rules.rule import Context, Entity, Gather, Hit, Judge, Rule, Survey
from rules.view import View

_Contribution: TypeAlias = tuple[str, Iterable[tuple[str, Entity]]]
"""A rule's code, and what was gathered for it, each under a key."""


class Crossings:
    """What every release contributed to every cross-release rule; a changed release replaces only its own part."""

    def __init__(self, rules: Iterable[Rule], limits: Thresholds) -> None:
        self._rules: dict[str, tuple[Rule, Judge, int]] = {}
        self._gathers: list[tuple[str, Gather]] = []
        self._surveys: list[tuple[str, Survey]] = []
        for rule in rules:
            if rule.judge is None:
                continue
            self._rules[rule.code] = (rule, rule.judge, rule.more_than(limits) if rule.more_than else 0)
            if rule.gather is not None:
                self._gathers.append((rule.code, rule.gather))
            if rule.survey is not None:
                self._surveys.append((rule.code, rule.survey))
        self._members: dict[tuple[str, str], dict[str, list[Entity]]] = {}
        self._of_release: dict[str, list[tuple[str, str]]] = {}
        self._releases: dict[str, Release] = {}
        self._touched: dict[tuple[str, str], None] = {}

    def gather(self, view: View, context: Context) -> None:
        """Take in what one active release contributes."""
        found = [(code, gather(view, context)) for code, gather in self._gathers]
        self._take(view.release, [*found, *self._surveyed(view.release, context)])

    def survey(self, release: Release, context: Context) -> None:
        """Take in what one release that is not active contributes."""
        self._take(release, self._surveyed(release, context))

    def _surveyed(self, release: Release, context: Context) -> list[_Contribution]:
        return [(code, survey(release, context)) for code, survey in self._surveys]

    def _take(self, home: Release, contributions: Iterable[_Contribution]) -> None:
        release, members, crossings = home.key, self._members, []
        for code, contributed in contributions:
            groups: dict[str, list[Entity]] = {}
            for key, entity in contributed:
                if (group := groups.get(key)) is None:
                    groups[key] = [entity]
                else:
                    group.append(entity)
            for key, group in groups.items():
                crossing = (code, key)
                crossings.append(crossing)
                if (known := members.get(crossing)) is None:
                    members[crossing] = {release: group}
                else:
                    known[release] = group
        if crossings:
            self._of_release[release] = crossings
            self._releases[release] = home
            self._touched.update(dict.fromkeys(crossings))

    def forget(self, release: str) -> None:
        """Drop what one release contributed before."""
        for crossing in self._of_release.pop(release, ()):
            self._members[crossing].pop(release, None)
            self._touched[crossing] = None

    def touched(self) -> tuple[tuple[str, str], ...]:
        """Return the (code, key) pairs whose members changed since the last call."""
        touched, self._touched = tuple(self._touched), {}
        return touched

    def crowded(self, crossing: tuple[str, str]) -> bool:
        """Whether enough was gathered under one key for its rule to have anything to say."""
        return sum(map(len, self._members[crossing].values())) > self._rules[crossing[0]][2]

    def judge(self, crossing: tuple[str, str], context: Context) -> Iterator[tuple[Rule, Hit, Release]]:
        """Judge everything gathered under one key."""
        members = self._members[crossing]
        rule, judge, _ = self._rules[crossing[0]]
        entities = [entity for group in members.values() for entity in group]
        for hit in judge(crossing[1], entities, context):
            home = next(release for release, group in members.items() if any(entity is hit.on for entity in group))
            yield rule, hit, self._releases[home]
