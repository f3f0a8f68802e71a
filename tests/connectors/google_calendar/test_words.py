"""Our lines and people's notes in one description: nothing of theirs is lost, nothing of ours is doubled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.calendar_words import LINE, described, notes_in, plain, same_words

TOLD = "Blocker GAT005: late\nWith: Kaya\nPlan: https://tool.example/r1"
LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="<>&"), min_size=1)


def text(notes: str = "", told: str = TOLD) -> str:
    found = described(told, notes, 8192)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("shown", "notes"),
    [
        (text(), ""),
        (text("Bring cake"), "Bring cake"),
        (text("Bring cake").replace("\n", "<br>"), "Bring cake"),
        ("<p>" + text().replace("\n", "</p><p>") + "</p><br>Bring <i>cake</i>", "Bring <i>cake</i>"),
        ("Bring cake\n" + text(), "Bring cake"),
        ("Bring cake", "Bring cake"),
        (TOLD + "\nBring cake", "Bring cake"),
        (f"{LINE}\nBring cake", "Bring cake"),
        ("", ""),
    ],
)
def test_the_notes_of_people_are_found(shown: str, notes: str) -> None:
    assert notes_in(shown, TOLD).removesuffix("</p>").removeprefix("</p><br>") == notes


def test_without_knowing_what_was_told_the_line_divides() -> None:
    assert notes_in(text("Bring cake"), None) == "Bring cake"
    assert notes_in("Bring cake", None) == "Bring cake"


@given(st.lists(LINES, max_size=4), st.lists(LINES, max_size=4))
def test_notes_survive_any_number_of_rewrites(before: list[str], notes: list[str]) -> None:
    told, shown = TOLD, text("\n".join(notes))
    kept = notes_in(shown, told)
    for again in ("\n".join(before), TOLD):
        shown = text(notes_in(shown, told), again)
        told = again
    assert notes_in(shown, told) == kept
    assert kept.split() == "\n".join(notes).split()


@given(st.text(max_size=400), st.integers(0, 600))
def test_notes_are_never_cut_and_the_limit_is_kept(notes: str, most: int) -> None:
    found = described(TOLD, notes, most)
    assert found is None or (len(found) <= most and found.endswith(notes))


def test_the_link_stays_longest_where_room_is_short() -> None:
    assert described(TOLD, "x" * 30, 110) == f"{TOLD.splitlines()[-1]}\n{LINE}\n{'x' * 30}"


def test_lines_are_compared_as_they_are_read() -> None:
    assert same_words("a &amp; b\nc", "<p>a &  b</p><br>c\n")
    assert not same_words("a\nb", "a b")


def test_no_markup_is_left_in_other_peoples_text() -> None:
    assert plain("<a href=evil>x</a>") == "‹a href=evil›x‹/a›"
