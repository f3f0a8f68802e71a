"""Findings that cross releases: gathered per release under a key (a person, say) and judged per key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from rules.model import Release
from rules.policy import Thresholds
from rules.rule import Context, Entity, Gather, Gathered, Hit, Judge, Rule, Survey
from rules.stray import why_untold
from rules.view import View

Crossing: TypeAlias = tuple[str, str]
"""A rule's code, and a key under which something was gathered for it."""

_Judged: TypeAlias = list[tuple[Rule, Hit, Release]]
"""What a rule said of one key, each with the release that gave the entity."""


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
        self._members: dict[Crossing, dict[str, Sequence[Entity]]] = {}
        self._of_release: dict[str, list[Crossing]] = {}
        self._releases: dict[str, Release] = {}
        self._touched: dict[Crossing, None] = {}

    def gather(self, view: View, context: Context) -> None:
        """Take in what one active release contributes."""
        for code, gather in self._gathers:
            self._take(view.release, code, gather(view, context))
        self.survey(view.release, context)

    def survey(self, release: Release, context: Context) -> None:
        """Take in what a release contributes whether or not it is active."""
        for code, survey in self._surveys:
            self._take(release, code, survey(release, context))

    def _take(self, home: Release, code: str, gathered: Gathered) -> None:
        if home.stray and why_untold(self._rules[code][0], home):
            return
        release, members, touched = home.key, self._members, self._touched
        for key, group in gathered:
            crossing = (code, key)
            if (known := members.get(crossing)) is None:
                members[crossing] = {release: group}
            else:
                known[release] = (*before, *group) if (before := known.get(release)) else group
            touched[crossing] = None
            self._of_release.setdefault(release, []).append(crossing)
            self._releases[release] = home

    def forget(self, release: str) -> None:
        """Drop what one release contributed before."""
        for crossing in self._of_release.pop(release, ()):
            self._members[crossing].pop(release, None)
            self._touched[crossing] = None

    def judge(self, context: Context) -> Iterator[tuple[Crossing, _Judged]]:
        """Judge every key of which something changed since the last call; where too little is left, nothing is said."""
        touched, self._touched = self._touched, {}
        for crossing in touched:
            yield crossing, self._judged(crossing, context)

    def _judged(self, crossing: Crossing, context: Context) -> _Judged:
        members = self._members[crossing]
        rule, judge, more_than = self._rules[crossing[0]]
        if sum(map(len, members.values())) <= more_than:
            return []
        entities = [entity for group in members.values() for entity in group]
        return [(rule, hit, self._home(hit, members)) for hit in judge(crossing[1], entities, context)]

    def _home(self, hit: Hit, members: Mapping[str, Sequence[Entity]]) -> Release:
        """Return the release that gave the entity of which a hit speaks."""
        return self._releases[next(key for key, group in members.items() if any(one is hit.on for one in group))]
