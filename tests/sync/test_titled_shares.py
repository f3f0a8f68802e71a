"""Split sheets whose rows are titled by the song, without a column for the track."""

from __future__ import annotations

from decimal import Decimal

import pytest

from connectors.mapping.meanings import Subject
from connectors.record import Cell
from rules.model import Link, Release, Split, Unknown
from tests.connectors.normalize.sheets import Rows
from tests.sync.joined import RELEASES, TRACKS, by_title, joined, source

SPLITS = Subject.SPLITS
TWO: Rows = [{"title": "Night Bus"}, {"title": "Old Road"}]
SONGS: Rows = [
    {"title": "Night Bus", "release": "Night Bus"},
    {"title": "Low Tide", "release": "Night Bus"},
    {"title": "Old Road", "release": "Old Road"},
]


def shares(*titles: str, share: Cell = "50 %") -> Rows:
    return [{"title": title, "holder": who, "share": share} for title in titles for who in ("Ana", "Kaya")]


def filed(*tables: tuple[Subject, Rows]) -> dict[str, Release]:
    return by_title(joined(source(*tables)))


def tracks_of(release: Release) -> list[str]:
    assert isinstance(release.splits, tuple)
    assert isinstance(release.tracks, tuple)
    titles = {track.key: track.title for track in release.tracks}
    return [titles.get(split.track.key, "") if isinstance(split.track, Link) else "" for split in release.splits]


def only_share(release: Release) -> Split:
    assert isinstance(release.splits, tuple)
    return release.splits[0]


def test_a_share_is_of_the_one_track_that_its_row_is_titled_by() -> None:
    found = filed((RELEASES, TWO), (TRACKS, SONGS), (SPLITS, shares("low tide", "Night Bus", "Old Road")))
    assert sorted(found) == ["Night Bus", "Old Road"]
    assert tracks_of(found["Night Bus"]) == ["Low Tide", "Low Tide", "Night Bus", "Night Bus"]
    assert tracks_of(found["Old Road"]) == ["Old Road", "Old Road"]


def test_a_track_that_stands_twice_is_nobodys() -> None:
    songs: Rows = [*SONGS, {"title": "Low Tide", "release": "Night Bus"}]
    found = filed((RELEASES, TWO[:1]), (TRACKS, [songs[0], songs[1], songs[3]]), (SPLITS, shares("Low Tide")))
    assert tracks_of(found["Night Bus"]) == ["", ""]


def test_a_song_on_a_single_and_on_an_album_is_the_singles_where_that_has_its_title() -> None:
    songs: Rows = [*SONGS, {"title": "Old Road", "release": "Night Bus"}]
    found = filed((RELEASES, TWO), (TRACKS, songs), (SPLITS, shares("Old Road")))
    assert found["Night Bus"].splits == ()
    assert tracks_of(found["Old Road"]) == ["Old Road", "Old Road"]


def test_without_tracks_a_share_is_of_the_release_that_its_row_is_titled_by() -> None:
    found = filed((RELEASES, TWO), (SPLITS, shares("Night Bus", "Old Road")))
    assert sorted(found) == ["Night Bus", "Old Road"]
    assert only_share(found["Old Road"]).title == "Old Road"
    assert only_share(found["Old Road"]).track is Unknown.ABSENT


def test_a_title_that_is_no_tracks_stays_a_title() -> None:
    found = filed((RELEASES, TWO[:1]), (TRACKS, SONGS[:2]), (SPLITS, shares("Split sheet 1")))
    assert tracks_of(found["Night Bus"]) == ["", ""]


def test_the_column_for_the_track_goes_before_the_title() -> None:
    rows: Rows = [{"title": "Night Bus", "track": "Low Tide", "holder": "Ana", "share": "100 %"}]
    found = filed((RELEASES, TWO[:1]), (TRACKS, SONGS[:2]), (SPLITS, rows))
    assert tracks_of(found["Night Bus"]) == ["Low Tide"]


@pytest.mark.parametrize("share", [Decimal("0.5"), "0,5", "50", "1/2"])
def test_every_notation_is_read_song_by_song(share: Cell) -> None:
    found = filed((RELEASES, TWO), (TRACKS, SONGS), (SPLITS, shares("Low Tide", "Night Bus", "Old Road", share=share)))
    stated = [
        split.share for release in found.values() if isinstance(release.splits, tuple) for split in release.splits
    ]
    assert stated == [Decimal(50)] * 6
