"""Several people in one cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.vocabulary.names import reads_as_somebody, split_names
from rules.vocabulary.roles import PLACEHOLDERS, ROLE_SYNONYMS, is_group, role_of
from rules.vocabulary.words import folded


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kaya, Marcus", ("Kaya", "Marcus")),
        ("Kaya; Marcus | Dee", ("Kaya", "Marcus", "Dee")),
        ("Artist / manager", ("Artist", "manager")),
        ("JD/KM", ("JD", "KM")),
        ("Kaya & Marcus", ("Kaya", "Marcus")),
        ("Kaya + Marcus", ("Kaya", "Marcus")),
        ("Kaya\r\nMarcus", ("Kaya", "Marcus")),
        ("- Kaya\n- Marcus", ("Kaya", "Marcus")),
        ("Kaya and Marcus", ("Kaya", "Marcus")),
        ("Ana y Luis", ("Ana", "Luis")),
        ("Kaya und Marcus", ("Kaya", "Marcus")),
        ("@kaya @marcus", ("@kaya", "@marcus")),
        ("Kaya <k@example.com>, Marcus <m@example.com>", ("Kaya <k@example.com>", "Marcus <m@example.com>")),
        ("a+b@example.com; c@example.com", ("a+b@example.com", "c@example.com")),
        ("Müller, Kaya; Lee, Marcus", ("Müller, Kaya", "Lee, Marcus")),
        ("Kaya / A&R / Marcus", ("Kaya", "A&R", "Marcus")),
    ],
)
def test_a_list_is_taken_apart(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    "name",
    [
        "A&R", "A & R", "R&B", "AC/DC", "n/a", "N/A", "Smith, Jr.", "Sandy Anderson", "Kaya (mix, master)",
        "Yves Etienne",
        '"Smith, John" <j@example.com>', "kaya.b+music@example.com", "Anne-Marie", "-", "?", "TBD", "https://example.com/a,b",
    ],
)  # fmt: skip
def test_one_name_stays_one(name: str) -> None:
    assert split_names(name) == (name,)


@pytest.mark.parametrize("text", ["", "  ", ",", " , ; ", "\n"])
def test_an_empty_list_holds_nobody(text: str) -> None:
    assert split_names(text) == ()


@given(
    st.lists(st.from_regex(r"[A-Z][a-zäöé]{1,8}( [A-Z][a-z]{1,8})?", fullmatch=True), min_size=1, max_size=6),
    st.sampled_from(["; ", ", ", " | ", "\n", " / ", " & ", " + "]),
)
def test_joining_and_splitting_gives_the_same_names(names: list[str], sign: str) -> None:
    assert split_names(sign.join(names)) == tuple(names)


@given(st.text())
def test_any_text_is_split_without_an_error_or_an_empty_name(text: str) -> None:
    assert all(name.strip() for name in split_names(text))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("the Producer", "producer"),
        ("Video Editor", "video editor"),
        ("A&R", "a&r"),
        ("Social media manager", "social manager"),
        ("mgmt", "manager"),
        ("Künstlerin", "artist"),
        ("Produce", ""),
        ("Kaya", ""),
        ("Producer (Kaya)", ""),
        ("", ""),
    ],
)
def test_a_role_is_known_by_any_of_its_names(text: str, role: str) -> None:
    assert role_of(text) == role


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Marketing team", True),
        ("the label team", True),
        ("info@example.com", True),
        ("press+eu@example.com", True),
        ("Designers", True),
        ("Release bot", True),
        ("Team Kaya", True),
        ("PR", True),
        ("kaya@example.com", False),
        ("Designer", False),
        ("Teamer", False),
        ("Marketing Lead", False),
        ("Abbot", False),
    ],
)
def test_a_group_is_told_from_a_person(text: str, group: bool) -> None:
    assert is_group(text) is group


@pytest.mark.parametrize(
    ("text", "somebody"),
    [
        ("Kaya", True),
        ("Ana de la Cruz", True),
        ("@kaya", True),
        ("artist", True),
        ("bass too loud", False),
        ("v3", False),
    ],
)
def test_words_that_look_like_somebody(text: str, somebody: bool) -> None:
    assert reads_as_somebody(text) is somebody


def test_the_words_for_seats_are_stored_as_they_are_compared_and_never_overlap() -> None:
    assert [word for word in (*PLACEHOLDERS, *ROLE_SYNONYMS) if folded(word) != word] == []
    assert PLACEHOLDERS.isdisjoint(ROLE_SYNONYMS)
    assert [word for word in ROLE_SYNONYMS if is_group(word)] == []
