"""How alike two titles are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.matching.codes import barcode_code, isrc_code
from sync.matching.titles import Likeness, likeness

SAME, GUESTS, NEAR, OTHER, DIFFERENT = (
    Likeness.SAME, Likeness.GUESTS, Likeness.NEAR, Likeness.OTHER, Likeness.DIFFERENT,
)  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Night Bus", "NIGHT  BUS!", SAME),
        ("Night Bus", "🚌 Night Bus ✨", SAME),
        ("Straße", "STRASSE", SAME),
        ("Café", "Cafe\u0301", SAME),
        ("Salt & Pepper", "Salt and Pepper", SAME),
        ("Night Bus, Pt. II", "Night Bus (Part 2)", SAME),
        ("Vol. 03", "Volume Three", SAME),
        ("Night Bus (feat. Noor)", "Night Bus ft. Noor", SAME),
        ("Night Bus (feat. Noor)", "Night Bus", GUESTS),
        ("Night Bus (with Noor)", "Night Bus", GUESTS),
        ("Night Bus (feat. Noor)", "Night Bus (feat. Ana)", DIFFERENT),
        ("Night Bus", "Night Bus (Radio Edit)", DIFFERENT),
        ("Night Bus", "Night Bus - Leo Remix", DIFFERENT),
        ("Night Bus", "Night Bus (Live)", DIFFERENT),
        ("Night Bus", "Night Bus [Instrumental]", DIFFERENT),
        ("Night Bus", "Night Bus II", DIFFERENT),
        ("Night Bus Pt. 1", "Night Bus Pt. 2", DIFFERENT),
        ("Night Bus 2", "Night Bus 3", DIFFERENT),
        ("Night Bus", "Nihgt Bus", NEAR),
        ("Night Bus", "Nightbus", NEAR),
        ("Night Bus", "Night Bus EP", NEAR),
        ("Night Bus", "Silver Motel", OTHER),
        ("Night Bus", "Working title 7", OTHER),
        ("+", "÷", OTHER),
        ("🌙", "🌙", SAME),
        ("🌙", "☀️", OTHER),
    ],
)
def test_what_makes_titles_alike(one: str, other: str, expected: Likeness) -> None:
    assert likeness(one, other) is likeness(other, one) is expected


@given(st.text(max_size=30), st.text(max_size=30))
def test_it_does_not_matter_which_comes_first(one: str, other: str) -> None:
    assert likeness(one, other) is likeness(other, one)
    assert likeness(one, one) is SAME


@pytest.mark.parametrize("text", ["DE-A12-26-00001", "dea122600001", " ISRC DE A12 26 00001"])
def test_an_isrc_is_the_same_however_it_is_parted(text: str) -> None:
    assert isrc_code(text) == "isrc:DEA122600001"


@pytest.mark.parametrize("text", ["036000291452", "36000291452", "0 36000 29145 2", "UPC 0-36000-29145-2"])
def test_a_barcode_is_the_same_without_its_leading_zeros(text: str) -> None:
    assert barcode_code(text) == "upc:00036000291452"


@pytest.mark.parametrize("text", ["1.23E+11", "123000000000", "tbd", "12", "036000291452036000291452"])
def test_what_is_no_code_joins_nothing(text: str) -> None:
    assert barcode_code(text) == isrc_code(text) == ""
