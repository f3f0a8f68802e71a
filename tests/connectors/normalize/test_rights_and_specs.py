"""Codes, clearances and the inside of files, as their columns say them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mapping.meanings import Subject
from connectors.record import Cell
from rules.model import FileSpec, Track, Unknown
from tests.connectors.normalize.sheets import read, said


def of_track(**cells: Cell) -> Track:
    return read([{"title": "Night Bus", **cells}], Subject.TRACKS).tracks[0].item


def of_work(**cells: Cell) -> Any:
    return read([{"title": "Cover", **cells}]).deliverables[0].item.spec


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("036000291452", "036000291452"),
        (Decimal(36000291452), "36000291452"),
        (Decimal("1.23E+11"), "1.23E+11"),
        ("1.23E+11", "1.23E+11"),
        ("TBA", None),
        (None, None),
        (Unknown.UNREADABLE, Unknown.UNREADABLE),
    ],
)
def test_a_code_stays_as_it_stands_there(cell: Cell, code: object) -> None:
    assert read([{"title": "Night Bus", "upc": cell}], Subject.RELEASES).releases[0].upc == code


@pytest.mark.parametrize(
    ("cell", "cleared"),
    [
        ("cleared", True),
        ("pending", False),
        ("2 of 3 publishers", False),
        (True, True),
        (False, False),
        (date(2026, 8, 1), True),
        (("Cleared",), True),
        ("", None),
        ("-", None),
        ("TBD", None),
        ("n/a", True),
        ("ask Rae", Unknown.UNREADABLE),
    ],
)
def test_a_right_is_cleared_or_not(cell: Cell, cleared: object) -> None:
    assert of_track(master_cleared=cell).master_cleared is cleared


def test_what_says_neither_is_told_with_the_reason() -> None:
    found = read([{"title": "Night Bus", "licence": "ask Rae"}], Subject.TRACKS)
    assert said(found) == [("licence", "it does not say whether the right is cleared")]


@pytest.mark.parametrize(
    ("cell", "used"), [("Harbour Song", "Harbour Song"), (True, "yes"), (False, None), ("no", None), ("none", None)]
)
def test_a_use_is_named_or_only_ticked(cell: Cell, used: object) -> None:
    assert of_track(samples=cell).samples == used


def test_a_track_without_such_columns_says_nothing_of_them() -> None:
    track = of_track()
    found = (track.samples, track.licence, track.spec, track.iswc)
    assert found == (Unknown.ABSENT,) * 4


@pytest.mark.parametrize(
    ("cells", "spec"),
    [
        ({"dimensions": "3000 x 3000 px"}, FileSpec(3000, 3000)),
        ({"dimensions": "3000×2000"}, FileSpec(3000, 2000)),
        ({"dimensions": "3000px * 3000px, RGB, 300 dpi"}, FileSpec(3000, 3000, "RGB")),
        ({"dimensions": Decimal(3000)}, FileSpec(3000)),
        ({"dimensions": "3000 px"}, FileSpec(3000)),
        ({"colour": "CMYK (coated)"}, FileSpec(colour="CMYK")),
        ({"bit_depth": Decimal(24)}, FileSpec(bit_depth=24)),
        ({"bit_depth": "24-bit"}, FileSpec(bit_depth=24)),
        ({"bit_depth": "24/48"}, FileSpec(bit_depth=24, sample_rate=48_000)),
        ({"bit_depth": "WAV, 16 bit, 44,1 kHz"}, FileSpec(bit_depth=16, sample_rate=44_100, format="WAV")),
        ({"bit_depth": "24-bit / 48 kHz"}, FileSpec(bit_depth=24, sample_rate=48_000)),
        ({"bit_depth": "16/44"}, FileSpec(bit_depth=16, sample_rate=44_100)),
        ({"audio_format": "WAV 24bit 44.1k"}, FileSpec(bit_depth=24, sample_rate=44_100, format="WAV")),
        ({"audio_format": "WAV 24/48"}, FileSpec(bit_depth=24, sample_rate=48_000, format="WAV")),
        ({"audio_format": "flac"}, FileSpec(format="FLAC")),
        ({"audio_format": "MP3 192k"}, FileSpec(format="MP3")),
        ({"audio_format": "mp3 and wav, 24 bit"}, FileSpec(bit_depth=24, format="WAV")),
        ({"dimensions": "3,000 x 3,000"}, FileSpec(3000, 3000)),
        ({"dimensions": "3.000 × 3.000 px"}, FileSpec(3000, 3000)),
        ({"dimensions": "3000 × 3000 px, CMYK"}, FileSpec(3000, 3000, "CMYK")),
        ({"dimensions": "600 x 600"}, FileSpec(600, 600)),
        ({"sample_rate": "44.1"}, FileSpec(sample_rate=44_100)),
        ({"sample_rate": "96k"}, FileSpec(sample_rate=96_000)),
        ({"sample_rate": Decimal(48000)}, FileSpec(sample_rate=48_000)),
        ({"sample_rate": "44100 Hz"}, FileSpec(sample_rate=44_100)),
        ({"dimensions": "", "colour": "TBD"}, None),
    ],
)
def test_the_inside_of_a_file_is_read_from_its_columns(cells: dict[str, Cell], spec: FileSpec | None) -> None:
    assert of_work(**cells) == spec


def test_a_release_states_its_cover_and_its_audio_itself() -> None:
    cells = {"title": "Night Bus", "dimensions": "1400x1400", "colour": "RGB", "audio_format": "24/48"}
    stated, silent = (read([row], Subject.RELEASES).releases[0].spec for row in (cells, {"title": "Night Bus"}))
    assert stated == FileSpec(1400, 1400, "RGB", 24, 48_000)
    assert silent is Unknown.ABSENT


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"dimensions": "30 x 30 cm"}, "3000 x 3000"),
        ({"dimensions": "square"}, "3000 x 3000"),
        ({"colour": "warm"}, "RGB or CMYK"),
        ({"bit_depth": "high"}, "24 bit"),
        ({"sample_rate": "studio"}, "44.1 kHz"),
        ({"audio_format": "Single"}, "WAV, 24 bit, 48 kHz"),
    ],
)
def test_what_cannot_be_read_says_what_to_write(cells: dict[str, Cell], reason: str) -> None:
    found = read([{"title": "Cover", **cells}])
    assert found.deliverables[0].item.spec is Unknown.UNREADABLE
    assert [reason in why for _, why in said(found)] == [True]


@given(st.text(max_size=40), st.sampled_from(["dimensions", "colour", "bit_depth", "sample_rate", "audio_format"]))
def test_no_text_stops_the_reading(text: str, column: str) -> None:
    assert of_work(**{column: text}) is None or isinstance(of_work(**{column: text}), (FileSpec, Unknown))
