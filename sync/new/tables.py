"""The team's tables as the rows of one plan come into them: what is new, what stands there already. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from connectors.fitting import Rows, Wish
from connectors.making import RowLink, RowToMake
from connectors.mapping.meanings import Subject
from rules.model import Release, Unknown
from rules.rule import Entity
from sync.assembly.facts import title_key
from sync.new.place import Place

E = TypeVar("E", bound=Entity)


class Tables:
    """Takes rows by subject. Where there is no table for a subject, nothing is made of it."""

    def __init__(self, places: Mapping[Subject, Place], release: str, present: Release | None) -> None:
        """`release` is the title of the release to which the rows belong, `present` what stands there of it."""
        self._places = places
        self.release = self.linked(Subject.RELEASES, "release", release, [present] if present else ())
        self._rows: dict[Subject, list[RowToMake]] = {}
        self.there = 0
        """How many rows stand in the plan already."""

    def __contains__(self, subject: Subject) -> bool:
        return subject in self._places

    @property
    def rows(self) -> Mapping[Subject, Sequence[RowToMake]]:
        """What is to be made, in the order of its links."""
        return self._rows

    def has(self, subject: Subject, meaning: str) -> bool:
        place = self._places.get(subject)
        return place is not None and place.column(meaning) is not None

    def holds_words(self, subject: Subject, meaning: str) -> bool:
        """Whether a meaning has a column of free text."""
        place = self._places.get(subject)
        return place is not None and place.holds_words(meaning)

    def linked(
        self,
        subject: Subject,
        key: str,
        title: str,
        present: Iterable[E] | Unknown,
        same: Callable[[E], bool] = lambda _: False,
    ) -> RowLink:
        """Return the link to a row: by its record where one of the same title stands in the plan already, or one that
        is the same otherwise: a tool may make titles itself, and people change them."""
        place = self._places.get(subject)
        for entity in () if place is None or isinstance(present, Unknown) else present:
            if place is not None and entity.ref.container != place.table.id:
                continue
            if title_key(entity.title) == title_key(title) or same(entity):
                return RowLink(title, record=entity.ref.record)
        return RowLink(title, key=key)

    def make(self, subject: Subject, link: RowLink, wishes: Mapping[str, Wish]) -> None:
        """Add the row of a link, unless it stands there."""
        place = self._places.get(subject)
        if place is None:
            return
        if link.record:
            self.there += 1
        else:
            self._rows.setdefault(subject, []).append(place.row(link.key, link.title, wishes))

    def to(self, subject: Subject, *links: RowLink, words: str = "") -> Rows:
        """Return the wish for links; `words` is how a column of text says them, their titles where it is ""."""
        place = self._places.get(subject)
        return Rows(links, words or ", ".join(link.title for link in links), place.table.id if place else "")

    def where_kept(self, subject: Subject, **wishes: Wish) -> dict[str, Wish]:
        """Return the wishes for which the table has a column; nobody misses the others."""
        return {meaning: wish for meaning, wish in wishes.items() if self.has(subject, meaning)}

    def filed(self, subject: Subject) -> dict[str, Wish]:
        """Return what says to which release a row belongs, where a column does."""
        return self.where_kept(subject, release=self.to(Subject.RELEASES, self.release))

    def remarks(self) -> Iterator[str]:
        """Yield what the tables that get rows cannot hold, in sentences."""
        for subject in self._rows:
            yield from self._places[subject].remarks()
