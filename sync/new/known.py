"""What all tools have of a release that is to be planned into one: facts to plan by, and to agree with. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rules.model import Release
from rules.vocabulary.words import folded
from rules.wording import listed
from sync.errors import UsageError
from sync.new.asked import Asked
from sync.releases import called


@dataclass(frozen=True, slots=True)
class Known:
    """One release as the tools have it. `into` is the source that takes the rows."""

    into: str
    by_source: Mapping[str, Release]
    """That of `into` first, as far as it has one."""
    keeping: tuple[str, ...] = ()
    """Other sources with a table of releases."""
    unread: tuple[str, ...] = ()
    """Those of them that were not read, so that nobody can tell whether they have it."""

    @property
    def date(self) -> date | None:
        return next((each.date for each in self.by_source.values() if isinstance(each.date, date)), None)

    @property
    def distributor(self) -> str | None:
        return next((each.distributor for each in self.by_source.values() if isinstance(each.distributor, str)), None)

    @property
    def artist(self) -> str:
        return next((each.artist for each in self.by_source.values() if isinstance(each.artist, str)), "")


def known_of(
    asked: Asked,
    into: str,
    present: Release | None,
    releases: Mapping[str, tuple[Release, ...]],
    keeping: tuple[str, ...],
    unread: tuple[str, ...],
) -> Known:
    """Return what is known of the release that is asked for. `present` is the one of `into`; elsewhere, one that is by
    another artist is another release, and several of its title are none."""
    found = {into: present} if present else {}
    for name, each in releases.items():
        fit = [release for release in called(each, asked.release) if _by_whom_is_asked(release, asked)]
        if name != into and len(fit) == 1:
            found[name] = fit[0]
    others = tuple(name for name in keeping if name != into)
    return Known(into, found, others, tuple(name for name in others if name in unread))


def refuse_another_day(asked: Asked, known: Known) -> None:
    """Refuse a release that stands in a tool with another day than is asked for."""
    if asked.within or known.date in (None, asked.out):
        return
    name, release = next((name, each) for name, each in known.by_source.items() if each.date == known.date)
    raise UsageError(
        f"“{release.title}” is in “{name}” already, with the release date {known.date}",
        hint=f'to plan it for that day: --release-date {known.date}; to move it: streetdate move "{release.title}" '
        f"--release-date {asked.out}",
    )


def without_a_row(asked: Asked, known: Known) -> Iterator[str]:
    """Yield what it means that the source that takes the rows has no table of releases, each in a sentence."""
    told = f"the release date, {asked.out}"
    if known.date is None and known.unread:
        where = f"{listed(f'“{name}”' for name in known.unread)} could not be read"
        yield f"“{known.into}” has no table of releases, and {where}: whether {told}, stands anywhere cannot be told"
    elif known.date is None and known.keeping:
        there = next((name for name in known.keeping if name in known.by_source), "")
        todo = f"write {told}, into “{there}”" if there else f"add “{asked.title}” with {told}, to “{known.keeping[0]}”"
        yield f"“{known.into}” has no table of releases: {todo}, or what counts from that day cannot be told"
    elif known.date is None:
        yield f"there is no table of releases: {told}, stands nowhere, and what counts from it cannot be told"
    given = {"artist": asked.artist, "brief": asked.brief, "release folder": asked.folder}
    given["distributor"] = asked.distributor
    if not known.by_source and (lost := [words for words, value in given.items() if value]):
        yield f"left out, as “{known.into}” has no table of releases: {listed(lost)}"


def _by_whom_is_asked(release: Release, asked: Asked) -> bool:
    return not asked.artist or not isinstance(release.artist, str) or folded(release.artist) == folded(asked.artist)
