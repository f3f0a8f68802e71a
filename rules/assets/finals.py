"""Which version of a track is the final one, as the plan marks it; a name such as "final_final2" marks nothing."""

from __future__ import annotations

from collections.abc import Sequence

from rules.model import Release, Version
from rules.tracks import TrackRecords, by_track
from rules.vocabulary.versions import meant, variant_of


def versions_by_track(release: Release) -> list[TrackRecords[Version]]:
    """Return the versions by track; every track of the release has an entry, and a release without any has none."""
    if not isinstance(release.versions, tuple):
        return []
    return by_track(release, release.versions)[0]


def finals(versions: Sequence[Version]) -> list[Version]:
    """Return the versions that are marked as final."""
    return [version for version in versions if version.canonical is True]


def by_variant(versions: Sequence[Version]) -> dict[str, list[Version]]:
    """Return the versions by variant of the song: an instrumental has a final version of its own."""
    found: dict[str, list[Version]] = {}
    for version in versions:
        found.setdefault(variant_of(version.title), []).append(version)
    return found


def wrong_version(mention: str, versions: Sequence[Version]) -> tuple[Version, Version] | None:
    """Return the version that a mention means and the final one that it is not; `None` unless both are certain."""
    candidates = [versions[place] for place in meant(mention, [version.title for version in versions])]
    if not candidates or any(
        version.canonical is not False and version.canonical is not None for version in candidates
    ):
        return None
    variants = {variant_of(version.title) for version in candidates}
    rivals = [version for version in finals(versions) if variant_of(version.title) in variants]
    return (candidates[0], rivals[0]) if len(variants) == 1 and len(rivals) == 1 else None
