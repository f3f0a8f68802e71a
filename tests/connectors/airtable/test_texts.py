"""Comment texts: one mention in front, none inside, and the same body when it is read again."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.airtable.texts import ADDED, COMMENT_LIMIT, body_in, comment_text
from sync.wording import same_text

_MENTIONS = re.compile(r"@\[")
_BODIES = st.lists(
    st.text() | st.sampled_from(["@[", "@", "[", "@[usrKim]", "@[kim@label.example]", "\u2060", "\n", " ", "[sd:1]"])
).map("".join)


def test_the_mention_stands_before_the_words() -> None:
    assert comment_text("Streetdate: late\n[sd:1]", "usrSam") == "@[usrSam] Streetdate: late\n[sd:1]"


@pytest.mark.parametrize("mention", ["", "ugpDesign", "sam@label.example", "usrSam] @[usrKim"])
def test_only_a_user_can_be_mentioned(mention: str) -> None:
    assert comment_text("late", mention) == "late"


@pytest.mark.parametrize("typed", ["ask @[usrKim]", "ask @[kim@label.example]", "@[usrKim] first", "@@[usrKim]"])
def test_what_somebody_typed_mentions_nobody(typed: str) -> None:
    written = comment_text(typed)
    assert not _MENTIONS.search(written)
    assert written.replace("\u2060", "") == typed
    assert body_in(written) == typed


@pytest.mark.parametrize(
    "shown", ["@[usrSam] late\n[sd:1]", "@[usrSam]\nlate\n[sd:1]", " @[sam@label.example] late\r\n[sd:1]"]
)
def test_a_comment_is_read_without_whom_it_mentions(shown: str) -> None:
    assert same_text(body_in(shown), "late\n[sd:1]")


@given(_BODIES, st.sampled_from(["", "usrSam"]))
def test_a_body_is_the_same_after_it_was_written_and_read(body: str, mention: str) -> None:
    written = comment_text(body, mention, limit=10**6)
    assert same_text(body_in(written), body)
    assert len(_MENTIONS.findall(written)) == bool(mention)


@given(_BODIES, st.sampled_from(["", "usrSam"]), st.integers(30, 60))
def test_no_comment_is_longer_than_its_limit_or_mentions_more_for_being_cut(
    body: str, mention: str, limit: int
) -> None:
    written = comment_text(body, mention, limit)
    assert len(written.encode("utf-16-le")) // 2 <= limit
    assert len(_MENTIONS.findall(written)) == bool(mention)


def test_a_text_that_is_too_long_keeps_its_last_line() -> None:
    written = comment_text("@[usrKim]" * 300 + "\n[sd:1234]", "usrSam")
    assert len(written) <= COMMENT_LIMIT
    assert written.startswith("@[usrSam] @\u2060[usrKim]")
    assert written.endswith("…\n[sd:1234]")


def test_a_text_of_the_promised_length_is_not_cut_for_its_mention() -> None:
    body = "x" * (COMMENT_LIMIT - ADDED - 9) + "\n[sd:123]"
    assert body_in(comment_text(body, f"usr{'a' * 14}")) == body
