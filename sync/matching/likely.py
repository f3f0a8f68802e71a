"""Which pairs are worth a look: records that share a link, a code or a rare word. Never all with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from sync.matching.entry import Entry
from sync.matching.titles import taken_apart

Blocks = dict[tuple[str, ...], list[Entry]]
_CROWD = 24
"""Records that may share a word before it says nothing of any two of them."""
_STEM = 4
"""Letters of a title's beginning and end that a typing error seldom both touches."""
_SHORTEST = 6
"""Characters that an id in a link has at the least; a row's number is none."""


def by_title(entries: Iterable[Entry]) -> Blocks:
    """Return the records by their title, guests left out, within their release."""
    found: Blocks = defaultdict(list)
    for entry in entries:
        found[entry.within, taken_apart(entry.title).identity].append(entry)
    return found


def by_code(entries: Iterable[Entry]) -> Blocks:
    """Return the records by each of their codes, within their release."""
    found: Blocks = defaultdict(list)
    for entry in entries:
        for code in entry.codes:
            found[entry.within, code].append(entry)
    return found


def alike(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Yield the pairs of different sources that share something rare, each once."""
    blocks: Blocks = defaultdict(list)
    for entry in entries:
        for key in _rare_keys(entry):
            blocks[entry.within, key].append(entry)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        if len(block) > _CROWD:
            continue
        for one, other in combinations(block, 2):
            if one.source == other.source or (pair := (one.key, other.key)) in seen:
                continue
            seen.add(pair)
            yield one, other


def _rare_keys(entry: Entry) -> set[str]:
    title = taken_apart(entry.title)
    compact = "".join(title.base)
    return {*title.base, f"^{compact[:_STEM]}", f"{compact[-_STEM:]}$"} if compact else set()


class Addresses:
    """Records found by the ids and links that stand in other records' cells."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._of: dict[str, list[Entry]] = defaultdict(list)
        if not any(entry.names or entry.mentions for entry in entries):
            return
        for entry in entries:
            for name in {_plain(entry.ref.record), _plain(entry.ref.url)}:
                if len(name) >= _SHORTEST:
                    self._of[name].append(entry)

    def led_to(self, entry: Entry, texts: Iterable[str]) -> list[Entry]:
        """Return the records of other sources that the texts lead to."""
        found: dict[str, Entry] = {}
        for text in texts:
            for name in _in_link(text):
                for other in self._of.get(name, ()):
                    if other.source != entry.source and other.within == entry.within:
                        found[other.key] = other
        return list(found.values())


_ID = 32
"""Hexadecimal digits of a UUID, which some tools put behind the title in a link."""


def _in_link(text: str) -> Iterator[str]:
    """Yield the whole text and every part of it that may be an id."""
    yield _plain(text)
    for part in _parted(text):
        plain = _plain(part)
        yield plain
        if len(plain) > _ID:
            yield plain[-_ID:]


def _parted(text: str) -> list[str]:
    for sign in "?#&= \n\t":
        text = text.replace(sign, "/")
    return [part for part in text.split("/") if part]


def _plain(name: str) -> str:
    return name.strip().rstrip("/").replace("-", "")
