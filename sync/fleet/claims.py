"""What one workspace has for itself: its memory, and the files that its runs write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from rules.errors import SettingsError
from rules.wording import listed
from sync.report.formats import FILES
from sync.settings.schema import Settings
from sync.settings.store import MEMORY, store_place


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that two workspaces cannot both have. `said` and `todo` are for those who do."""

    what: tuple[object, ...]
    said: str
    todo: str


def claims(settings: Settings, folder: Path, environment: Mapping[str, str]) -> Iterator[Claim]:
    """Yield what the settings claim."""
    yield from _memory(settings, folder, environment)
    files = [Path(settings.reports.folder) / FILES[format_] for format_ in settings.reports.formats]
    if settings.calendar.milestones:
        files.append(Path(settings.calendar.file))
    if settings.metrics.file:
        files.append(Path(settings.metrics.file))
    for file in files:
        yield Claim(
            ("file", (folder / file).resolve()),
            f"write {file.name} in the same place",
            "give each settings file a folder of its own, or set reports.folder, calendar.file and metrics.file apart",
        )


def _memory(settings: Settings, folder: Path, environment: Mapping[str, str]) -> Iterator[Claim]:
    try:
        place = store_place(settings.store, folder, environment)
    except SettingsError:
        return  # Its own run says what is wrong.
    if place == MEMORY:
        return
    yield Claim(
        ("store", settings.workspace, *_where(place)),
        f'name the workspace "{settings.workspace}" in one store',
        "give each a workspace name or a store of its own, or take one of them away",
    )


def _where(place: Path | str) -> tuple[object, ...]:
    if isinstance(place, Path):
        return (place.resolve(),)
    try:
        parts = urlsplit(place)
        return parts.hostname, parts.port or 5432, parts.path
    except ValueError:
        return (place,)


def clashes(claimed: Mapping[str, Iterable[Claim]]) -> Mapping[str, tuple[str, str]]:
    """Return, for each name whose claims another one makes too, what is said of it and what to do."""
    by_what: dict[tuple[object, ...], list[tuple[str, Claim]]] = {}
    for name, made in claimed.items():
        for claim in made:
            by_what.setdefault(claim.what, []).append((name, claim))
    found: dict[str, tuple[str, str]] = {}
    for both in by_what.values():
        names = list(dict.fromkeys(name for name, _ in both))
        if len(names) > 1:
            for name, claim in both:
                found.setdefault(name, (f"{_named(names)} {claim.said}; none of them was run", claim.todo))
    return found


def _named(names: Sequence[str]) -> str:
    return f"{listed(names)} {'both' if len(names) == 2 else 'all'}"
