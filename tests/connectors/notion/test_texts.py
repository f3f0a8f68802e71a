"""Our words go into requests that Notion takes, and come back as the same words."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from connectors.notion.comments import Comment, comment_of
from connectors.notion.texts import ROOM, RichText, clean, own_text, rich_text
from sync.wording import same_text

SAM = "00000000-0000-4000-8000-0000000000aa"
WRITTEN = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.just("\n"))


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def shown(items: RichText) -> list[dict[str, object]]:
    """Return the items as Notion shows them again."""
    return [
        {**item, "plain_text": item["text"]["content"] if item["type"] == "text" else "@Sam", "href": None}
        for item in items
    ]


@given(WRITTEN, st.integers(0, 6000), st.sampled_from(["", SAM]))
@example("🎵", 4001, SAM)
@example("a🎵", 1500, "")
def test_what_was_written_is_recognised_when_it_is_read_again(text: str, repeat: int, mention: str) -> None:
    long = (text * (repeat // max(len(text), 1) + 1))[:12_000]
    items = rich_text(long, mention)
    assert same_text(own_text(shown(items)), long)
    assert len(items) <= 100
    for item in items:
        if item["type"] == "text":
            assert 0 < units(item["text"]["content"]) <= 2000
            item["text"]["content"].encode("utf-8")


def test_a_character_of_two_units_is_never_split() -> None:
    pieces = [item["text"]["content"] for item in rich_text("a" + "🎵" * 2000) if item["type"] == "text"]
    assert [units(piece) for piece in pieces] == [1999, 2000, 2]


def test_a_text_of_just_the_limit_is_one_item() -> None:
    assert len(rich_text("x" * 2000)) == 1
    assert len(rich_text("x" * 2001)) == 2


def test_the_mention_stands_before_the_text() -> None:
    assert rich_text("Sign it.", SAM) == [
        {"type": "mention", "mention": {"type": "user", "user": {"id": SAM}}},
        {"type": "text", "text": {"content": " Sign it."}},
    ]


def test_an_empty_text_empties_the_column() -> None:
    assert rich_text("") == []


@given(st.text("a🎵", min_size=1, max_size=7))
def test_what_has_room_fits_one_request_with_a_mention(pattern: str) -> None:
    text = pattern * (ROOM // units(pattern))
    assert len(rich_text(text, SAM)) <= 100


def test_what_has_no_room_is_refused_before_it_is_sent() -> None:
    with pytest.raises(ValueError, match="longer than Notion takes"):
        rich_text("x" * 200_001)


@given(st.text())
def test_a_clean_text_can_be_sent_and_is_clean(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    "odd", [None, 1, "", {}, [None], [{}], [{"type": "text"}], [{"type": "text", "plain_text": 1}]]
)
def test_what_is_no_rich_text_is_not_an_empty_text(odd: object) -> None:
    assert own_text(odd) is None


def test_a_comment_that_may_not_be_read_is_known_by_its_id_only() -> None:
    assert comment_of({"object": "comment", "id": SAM}) == Comment(SAM)


@pytest.mark.parametrize("odd", [None, [], {}, {"id": 1}, "comment"])
def test_what_has_no_id_is_no_comment(odd: object) -> None:
    assert comment_of(odd) is None
