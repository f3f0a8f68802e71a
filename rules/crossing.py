"""Findings that cross releases: gathered per release under a key (a person, say) and judged per key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.model import Release
from rules.policy import Thresholds
from rules.rule import Context, Entity, Hit, Judge, Rule
from rules.view import View


class Crossings:
    """What every release contributed to every cross-release rule; a changed release replaces only its own part."""

    def __init__(self, rules: Iterable[Rule], limits: Thresholds) -> None:
        self._rules: dict[str, tuple[Rule, Judge, int]] = {}
        self._gathers = []
        for rule in rules:
            if rule.gather is not None and rule.judge is not None:
                self._rules[rule.code] = (rule, rule.judge, rule.more_than(limits) if rule.more_than else 0)
                self._gathers.append((rule.code, rule.gather))
        self._members: dict[tuple[str, str], dict[str, list[Entity]]] = {}
        self._of_release: dict[str, list[tuple[str, str]]] = {}
        self._releases: dict[str, Release] = {}
        self._touched: dict[tuple[str, str], None] = {}

    def gather(self, view: View, context: Context) -> None:
        """Take in what one release contributes."""
        release, members, crossings = view.release.key, self._members, []
        for code, gather in self._gathers:
            groups: dict[str, list[Entity]] = {}
            for key, entity in gather(view, context):
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
            self._releases[release] = view.release
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
