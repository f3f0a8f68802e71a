"""Matching the records of one sort: from entries and answers to groups, joins and proposals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, groupby

from sync.matching import evidence, likely
from sync.matching.confirmations import NOTHING_SAID, Answered, Confirmations
from sync.matching.entry import Entry
from sync.matching.matches import Evidence, Matches, Pair
from sync.matching.titles import likeness

_SAID = Evidence(1.0, "the settings say so", sure=True)


def match(entries: Sequence[Entry], said: Confirmations = NOTHING_SAID, *, propose: bool = True) -> Matches:
    """Return which records are one. `entries` come in the order of the sources; their order decides who goes first.

    Never two records of one source become one; of partners that are equally likely and cannot all be right, none is
    taken. Without `propose`, doubtful pairs are not even looked for.
    """
    answered = Answered(entries, said)
    if len({entry.source for entry in entries}) < 2:
        return Matches(unmet=tuple(answered.unmet))
    found = _Found(answered)
    found.take((one, other, _SAID) for one, other in answered.same)
    found.take(_linked(entries))
    found.take(_coded(entries))
    found.take(_titled(entries))
    groups = _Groups(entries, answered)
    joins = _joined(found.sure(), groups)
    proposals: list[Pair] = []
    if propose:
        alone = [entry for entry in entries if groups.size(entry) == 1]
        found.take(_alike(alone))
        proposals = [pair for pair in found.all() if groups.could_join(pair) and not _is_settled(pair, groups)]
    return Matches(groups.found(), tuple(joins), _best(proposals), tuple(answered.unmet))


def _joined(sure: Iterable[Pair], groups: _Groups) -> list[Pair]:
    """Join what is sure, the strongest first, and return the pairs that did it.

    What equally strong pairs leave open, weaker ones do not decide.
    """
    joins: list[Pair] = []
    left_open: list[Pair] = []
    for _, equals in groupby(sorted(sure, key=_strength), key=_strength):
        pairs = [pair for pair in (*left_open, *equals) if groups.could_join(pair)]
        open_keys = groups.impossible(pairs)
        left_open = [pair for pair in pairs if pair.one.key in open_keys]
        clear = (pair for pair in pairs if pair.one.key not in open_keys)
        joins += (pair for pair in sorted(clear, key=lambda pair: pair.order) if groups.join(pair))
    return joins


def _strength(pair: Pair) -> tuple[bool, float]:
    """Return what sorts the strongest first: what somebody said, then by the score."""
    return pair.evidence is not _SAID, -pair.evidence.score


class _Found:
    """The strongest evidence for every pair that nobody said is two."""

    def __init__(self, answered: Answered) -> None:
        self._answered = answered
        self._pairs: dict[tuple[str, str], Pair] = {}

    def take(self, evidenced: Iterable[tuple[Entry, Entry, Evidence | None]]) -> None:
        for one, other, why in evidenced:
            if why is None or self._answered.keeps_apart(one, other):
                continue
            mark = (one.key, other.key) if one.key < other.key else (other.key, one.key)
            known = self._pairs.get(mark)
            if known is None or known.evidence.score < why.score:
                self._pairs[mark] = Pair(one, other, why)

    def all(self) -> Iterator[Pair]:
        yield from self._pairs.values()

    def sure(self) -> Iterator[Pair]:
        return (pair for pair in self._pairs.values() if pair.evidence.sure)


class _Groups:
    """Records that are one, of each source at most one."""

    def __init__(self, entries: Sequence[Entry], answered: Answered) -> None:
        self._answered = answered
        self._place = {entry.key: place for place, entry in enumerate(entries)}
        self._of = {entry.key: [entry] for entry in entries}

    def size(self, entry: Entry) -> int:
        return len(self._of[entry.key])

    def could_join(self, pair: Pair) -> bool:
        """Whether nothing stands against the two, and all that is one with either, being one."""
        first, second = self._of[pair.one.key], self._of[pair.other.key]
        if first is second:
            return False
        if not {entry.source for entry in first}.isdisjoint(entry.source for entry in second):
            return False
        return not any(self._answered.keeps_apart(one, other) for one in first for other in second)

    def join(self, pair: Pair) -> bool:
        if not self.could_join(pair):
            return False
        group = [*self._of[pair.one.key], *self._of[pair.other.key]]
        for entry in group:
            self._of[entry.key] = group
        return True

    def impossible(self, pairs: Iterable[Pair]) -> set[str]:
        """Return the keys of all records that could not be one, were all of the pairs true."""
        whole: dict[str, list[Entry]] = {}
        for pair in pairs:
            first, second = (whole.get(key) or self._of[key] for key in (pair.one.key, pair.other.key))
            if first is not second:
                together = [*first, *second]
                whole.update((entry.key, together) for entry in together)
        groups = {id(group): group for group in whole.values()}
        return {entry.key for group in groups.values() if not self._may_be_one(group) for entry in group}

    def _may_be_one(self, group: Sequence[Entry]) -> bool:
        alone = len({entry.source for entry in group}) == len(group)
        return alone and not self._answered.parts(entry.key for entry in group)

    def found(self) -> tuple[tuple[Entry, ...], ...]:
        """Return the groups of several, in the order of those who go first."""
        several = {id(group): group for group in self._of.values() if len(group) > 1}
        ordered = [tuple(sorted(group, key=lambda entry: self._place[entry.key])) for group in several.values()]
        return tuple(sorted(ordered, key=lambda group: self._place[group[0].key]))


def _linked(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry, Evidence | None]]:
    """Yield what links tell. Two records of a tool that lead to one are in doubt; one that leads to two is silent."""
    addresses = likely.Addresses(entries)
    named: list[tuple[Entry, Entry]] = []
    mentioned: list[tuple[Entry, Entry]] = []
    for entry in entries:
        named += ((entry, other) for other in _one_per_source(addresses.led_to(entry, entry.names)))
        mentioned += ((entry, other) for other in _one_per_source(addresses.led_to(entry, entry.mentions)))
    for weigh, pairs in ((evidence.by_name_in_cell, named), (evidence.by_mention, mentioned)):
        led: Mapping[tuple[str, str], set[str]] = defaultdict(set)
        for one, other in pairs:
            led[one.source, other.key].add(one.key)
        for one, other in pairs:
            why = weigh(one, other)
            if why is not None and len(led[one.source, other.key]) > 1:
                why = Evidence(0.5, f"{why.reason}, and so does another record of {one.source}", sure=False)
            yield one, other, why


def _one_per_source(found: Sequence[Entry]) -> Iterator[Entry]:
    sources = [entry.source for entry in found]
    return (entry for entry in found if sources.count(entry.source) == 1)


def _coded(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry, Evidence | None]]:
    for block in likely.by_code(entries).values():
        if 1 < len(block) == len({entry.source for entry in block}):
            for one, other in combinations(block, 2):
                yield one, other, evidence.by_code(one, other)


def _titled(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry, Evidence | None]]:
    for block in likely.by_title(entries).values():
        by_source: dict[str, list[Entry]] = defaultdict(list)
        for entry in block:
            by_source[entry.source].append(entry)
        if len(by_source) < 2 or len(block) > _MOST:
            continue
        for one, other in combinations(block, 2):
            if one.source != other.source:
                once = all(
                    _once(entry, other, by_source[entry.source]) for entry, other in ((one, other), (other, one))
                )
                yield one, other, evidence.by_title(one, other, once=once)


_MOST = 40
"""Records of one title in one release beyond which no two of them are even proposed."""


def _once(entry: Entry, wanted: Entry, namesakes: Sequence[Entry]) -> bool:
    """Whether no further record of the entry's tool is as much like the wanted one; work on two tracks may be."""
    least = likeness(entry.title, wanted.title)
    return not any(
        each is not entry
        and (not entry.track or not each.track or entry.track == each.track)
        and likeness(each.title, wanted.title) >= least
        for each in namesakes
    )


def _alike(alone: Sequence[Entry]) -> Iterator[tuple[Entry, Entry, Evidence | None]]:
    for one, other in likely.alike(alone):
        yield one, other, evidence.by_title(one, other, once=True)


def _is_settled(pair: Pair, groups: _Groups) -> bool:
    """Whether a weak likeness leads to a record that already has its partner."""
    return pair.evidence.score < 0.6 and groups.size(pair.one) + groups.size(pair.other) > 2


def _best(proposals: Iterable[Pair]) -> tuple[Pair, ...]:
    """Return the proposals, of each record only those that are as good as its best."""
    ordered = sorted(proposals, key=lambda pair: pair.order)
    best: dict[str, float] = {}
    for pair in ordered:
        for key in (pair.one.key, pair.other.key):
            best.setdefault(key, pair.evidence.score)
    return tuple(pair for pair in ordered if pair.evidence.score >= min(best[pair.one.key], best[pair.other.key]))
