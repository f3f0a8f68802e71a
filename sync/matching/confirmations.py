"""What a person said about pairs of records: that they are one, or that they are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from rules.wording import listed
from sync.matching.entry import Entry, Sort
from sync.matching.matches import Unmet
from sync.matching.titles import taken_apart


@dataclass(frozen=True, slots=True)
class Answer:
    """Records named by link, id, "source/title" or title, of which somebody said whether they are one."""

    sort: Sort
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Confirmations:
    """All answers of the settings."""

    same: tuple[Answer, ...] = ()
    different: tuple[Answer, ...] = ()

    def of(self, sort: Sort) -> Confirmations:
        """Return the answers about one sort of record."""
        return Confirmations(
            tuple(answer for answer in self.same if answer.sort is sort),
            tuple(answer for answer in self.different if answer.sort is sort),
        )


NOTHING_SAID = Confirmations()


class Answered:
    """The answers about one sort of record, brought home to the records that are there."""

    def __init__(self, entries: Sequence[Entry], said: Confirmations) -> None:
        self.unmet: list[Unmet] = []
        self.same: list[tuple[Entry, Entry]] = []
        self._apart: set[frozenset[str]] = set()
        if not said.same and not said.different:
            return
        found = _Named(entries)
        for answer in said.same:
            for one, other in self._pairs(answer, found):
                if one.source == other.source:
                    self._miss(answer, f"both stand in {one.source}, and two records of one tool are never made one")
                else:
                    self.same.append((one, other))
        for answer in said.different:
            self._apart.update(frozenset((one.key, other.key)) for one, other in self._pairs(answer, found))

    def keeps_apart(self, one: Entry, other: Entry) -> bool:
        """Whether somebody said that these are two."""
        return bool(self._apart) and frozenset((one.key, other.key)) in self._apart

    def parts(self, keys: Iterable[str]) -> bool:
        """Whether somebody said that two of these are two."""
        return bool(self._apart) and any(frozenset(pair) in self._apart for pair in combinations(keys, 2))

    def _pairs(self, answer: Answer, found: _Named) -> Iterable[tuple[Entry, Entry]]:
        met = [found.by(name) for name in answer.records]
        if gone := [name for name, entries in zip(answer.records, met, strict=True) if not entries]:
            self._miss(answer, f"there is no {answer.sort} {listed((f'“{name}”' for name in gone), 'or')} any more")
            return ()
        for name, entries in zip(answer.records, met, strict=True):
            if len(entries) > 1:
                self._miss(answer, f"“{name}” is the name of {len(entries)} records; give a link or an id instead")
                return ()
        return combinations([entries[0] for entries in met], 2)

    def _miss(self, answer: Answer, why: str) -> None:
        self.unmet.append(Unmet(answer.records, why))


class _Named:
    """Records by everything that a person may call them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_name: dict[str, dict[str, Entry]] = defaultdict(dict)
        self._by_title: dict[str, dict[str, Entry]] = defaultdict(dict)
        for entry in entries:
            for name in filter(None, (entry.key, entry.ref.key, entry.ref.url, entry.ref.record)):
                self._by_name[name][entry.key] = entry
            title = taken_apart(entry.title).spelling
            for name in (title, f"{entry.source.casefold()}/{title}"):
                self._by_title[name][entry.key] = entry

    def by(self, name: str) -> list[Entry]:
        """Return whom the name means: several where it does not decide."""
        words = name.strip()
        source, slash, title = words.partition("/")
        marks = [taken_apart(words).spelling]
        if slash:
            marks.append(f"{source.strip().casefold()}/{taken_apart(title).spelling}")
        found = self._by_name.get(words) or next(filter(None, map(self._by_title.get, marks)), {})
        return list(found.values())
