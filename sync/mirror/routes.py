"""Which calendar shows which milestone. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sync.milestones.milestone import Milestone
from sync.wording import folded

_NAME = 80
"""Characters of a title that a milestone keeps."""


@dataclass(frozen=True, slots=True)
class Routes:
    """Calendars by id: those of single releases, those of artists, and the one of everything else ("" for none)."""

    otherwise: str = ""
    releases: Mapping[str, str] = field(default_factory=dict)
    artists: Mapping[str, str] = field(default_factory=dict)

    @property
    def calendars(self) -> tuple[str, ...]:
        """Every calendar there is a way to, once each."""
        found = (self.otherwise, *self.releases.values(), *self.artists.values())
        return tuple(dict.fromkeys(filter(None, found)))

    def spread(self, milestones: Iterable[Milestone]) -> Mapping[str, Mapping[str, Milestone]]:
        """Return the milestones by calendar and key; those that no calendar shows are left out."""
        releases, artists = _named(self.releases), _named(self.artists)
        found: dict[str, dict[str, Milestone]] = {calendar: {} for calendar in self.calendars}
        for each in milestones:
            calendar = releases.get(_same(each.release)) or artists.get(_same(each.artist)) or self.otherwise
            if calendar:
                found[calendar][each.key] = each
        return found

    def unmet(self, milestones: Collection[Milestone]) -> Mapping[str, Sequence[str]]:
        """Return by calendar the releases and artists that have it in the settings and no milestone in the plan."""
        releases = {_same(each.release) for each in milestones}
        artists = {_same(each.artist) for each in milestones}
        found: dict[str, list[str]] = {}
        for sort, named, known in (("release", self.releases, releases), ("artist", self.artists, artists)):
            for name, calendar in named.items():
                if _same(name) not in known:
                    found.setdefault(calendar, []).append(f"{sort} “{folded(name, _NAME)}”")
        return found


def _named(calendars: Mapping[str, str]) -> Mapping[str, str]:
    return {_same(name): calendar for name, calendar in calendars.items()}


def _same(name: str) -> str:
    return folded(name, _NAME).casefold()
