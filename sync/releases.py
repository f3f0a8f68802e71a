"""The releases of each source by themselves, before anything is joined across tools."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from connectors.normalize.source import normalize
from rules.model import Release
from sync.assemble import assemble
from sync.assembly.facts import title_key
from sync.pull import Pulled
from sync.workspace import Workspace


def releases_by_source(workspace: Workspace, pulled: Pulled) -> Mapping[str, tuple[Release, ...]]:
    """Return what every source that was read has, by the source's name and in the order of the settings."""
    zone = ZoneInfo(workspace.policy.zone)
    found: dict[str, tuple[Release, ...]] = {}
    for source in workspace.sources:
        if (pull := pulled.pulls.get(source.name)) is not None:
            said = normalize(source.name, source.tool, pull, workspace.bindings[source.name], zone)
            found[source.name] = assemble([said], workspace.clock()).releases
    return found


def called(releases: tuple[Release, ...], title: str) -> tuple[Release, ...]:
    """Return those of a title."""
    return tuple(release for release in releases if title_key(release.title) == title_key(title))
