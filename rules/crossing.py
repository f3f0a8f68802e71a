"""Findings that cross releases: gathered per release under a key (a person, say) and judged per key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from rules.model import Release
from rules.policy import Thresholds
from rules.rule import Context, Entity, Gather, Gathered, Hit, Judge, Rule, Survey
from rules.view import View

Crossing: TypeAlias = tuple[str, str]
"""A rule's code, and a key under which something was gathered for it."""

_Judged: TypeAlias = list[tuple[Rule, Hit, Release]]
"""What a rule said of one key, each with the release that gave the entity."""


class Crossings:
    """What every release contributed to every cross-release rule; a changed release replaces only its own part.

    A label's slate has far more keys than keys under which enough was gathered to be looked at. Until then all that
    is kept for a key is how much there is; who gave it is looked up when it is judged.
    """

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
        self._given: dict[str, list[tuple[Crossing, Sequence[Entity]]]] = {}
        self._releases: dict[str, Release] = {}
        self._counts: dict[Crossing, int] = {}
        self._touched: dict[Crossing, None] = {}

    def gather(self, view: View, context: Context) -> None:
        """Take in what one active release contributes."""
        given: list[tuple[Crossing, Sequence[Entity]]] = []
        for code, gather in self._gathers:
            self._take(code, gather(view, context), given)
        self._keep(view.release, given, context)

    def survey(self, release: Release, context: Context) -> None:
        """Take in what one release that is not active contributes."""
        self._keep(release, [], context)

    def _keep(self, release: Release, given: list[tuple[Crossing, Sequence[Entity]]], context: Context) -> None:
        for code, survey in self._surveys:
            self._take(code, survey(release, context), given)
        if given:
            self._given[release.key] = given
            self._releases[release.key] = release

    def _take(self, code: str, gathered: Gathered, given: list[tuple[Crossing, Sequence[Entity]]]) -> None:
        counts, touched = self._counts, self._touched
        for key, group in gathered:
            crossing = (code, key)
            given.append((crossing, group))
            counts[crossing] = counts.get(crossing, 0) + len(group)
            touched[crossing] = None

    def forget(self, release: str) -> None:
        """Drop what one release contributed before; it keeps its place among the others."""
        for crossing, group in self._given.get(release, ()):
            self._counts[crossing] -= len(group)
            self._touched[crossing] = None
        if release in self._given:
            self._given[release] = []

    def judge(self, context: Context) -> Iterator[tuple[Crossing, _Judged]]:
        """Judge every key of which something changed since the last call; where too little is left, nothing is said."""
        touched, self._touched = self._touched, {}
        counts, rules = self._counts, self._rules
        crowded: dict[Crossing, list[tuple[str, Sequence[Entity]]]] = {
            crossing: [] for crossing in touched if counts[crossing] > rules[crossing[0]][2]
        }
        for release, given in self._given.items() if crowded else ():
            for crossing, group in given:
                if (members := crowded.get(crossing)) is not None:
                    members.append((release, group))
        for crossing in touched:
            yield crossing, list(self._said(crossing, crowded[crossing], context)) if crossing in crowded else []

    def _said(
        self, crossing: Crossing, members: Sequence[tuple[str, Sequence[Entity]]], context: Context
    ) -> Iterator[tuple[Rule, Hit, Release]]:
        rule, judge, _ = self._rules[crossing[0]]
        for hit in judge(crossing[1], [entity for _, group in members for entity in group], context):
            home = next(release for release, group in members if any(entity is hit.on for entity in group))
            yield rule, hit, self._releases[home]
