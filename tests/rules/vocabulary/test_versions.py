"""Names of versions: which of them a mention means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.vocabulary.versions import meant, variant_of, version_words


@pytest.mark.parametrize("text", ["v3.2", "V 3.2", "Version 3.2", "v.3.2", "3.2", "v03.2", "V3.2.wav", "ver 3.2"])
def test_a_number_is_the_same_however_it_is_written(text: str) -> None:
    assert version_words(text) == version_words("v3.2")


@pytest.mark.parametrize(("one", "other"), [("v3", "v30"), ("v3.2", "v3.20"), ("v3", "v3.1"), ("final", "final2")])
def test_other_numbers_are_other_versions(one: str, other: str) -> None:
    assert version_words(one) != version_words(other)


NAMES = ["Night Bus – Master v2.wav", "Night Bus – Master V3.wav", "Mix v3", "Instrumental v1", "final_final2"]


@pytest.mark.parametrize(
    ("mention", "places"),
    [
        ("night bus master v3", [1]),
        ("Master v2", [0]),
        ("master", [0, 1]),
        ("v3", [1, 2]),
        ("v2", [0]),
        ("FINAL_FINAL2.WAV", [4]),
        ("final", [4]),
        ("v9", []),
        ("", []),
        ("the good one", []),
    ],
)
def test_a_mention_means_the_names_that_hold_it(mention: str, places: list[int]) -> None:
    assert meant(mention, NAMES) == places


def test_a_bare_number_is_meant_by_words_that_hold_it() -> None:
    assert meant("Night Bus master v3", ["V2", "V3"]) == [1]


def test_a_name_that_is_a_word_is_not_meant_by_words_that_hold_it() -> None:
    assert meant("final_final2", ["final"]) == []


@given(st.text(max_size=30), st.lists(st.text(max_size=12), max_size=5))
def test_every_name_means_itself_and_nothing_fails(mention: str, names: list[str]) -> None:
    assert all(0 <= place < len(names) for place in meant(mention, names))
    if version_words(mention):
        assert len(names) in meant(mention, [*names, mention])


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("Master v3", ""),
        ("Instrumental v1", "instrumental"),
        ("Radio edit", "radio edit"),
        ("Acapella.wav", "acapella"),
        ("final", ""),
    ],
)
def test_a_variant_of_the_song_is_told_from_the_song(name: str, variant: str) -> None:
    assert variant_of(name) == variant
