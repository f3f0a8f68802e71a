"""What a report says to each tool: other people's words are words there, and everything fits into one request."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.airtable.bulletin_text import formatted_text, plain_text
from connectors.bulletin import Document, Line, Part, Point, digest_in
from connectors.bulletin_length import CUT
from connectors.notion.boxes import box_of
from tests.living.documents import NASTY, document

_LINES = st.builds(
    Line,
    st.text(max_size=2500),
    st.sampled_from(
        ["", "https://x.example/a(b)", "http://x.example/" + "y" * 1900, "javascript:x", "rows/1", "http://["]
    ),
)
_POINTS = st.builds(Point, _LINES, st.lists(_LINES, max_size=4).map(tuple))
_PARTS = st.builds(Part, st.just("Heading"), st.lists(_POINTS, max_size=4).map(tuple), st.just("Nothing."))
DOCUMENTS = st.builds(
    Document,
    mark=st.just("1a2b3c4d"),
    title=st.text(max_size=100),
    as_of=st.just("Fri 20 Nov 2026"),
    summary=st.text(max_size=300),
    warnings=st.lists(st.text(max_size=400), max_size=3).map(tuple),
    parts=st.lists(_PARTS, max_size=4).map(tuple),
)


def enormous() -> Document:
    """Return more than any tool takes: many points with many lines, each as long as can be."""
    line = Line("ש" * 2000, "https://x.example/" + "y" * 1900)
    points = tuple(Point(line, (line,) * 120) for _ in range(10))
    parts = tuple(Part(f"Part {number}", points, "Nothing is due.") for number in range(3))
    return Document("1a2b3c4d", "title", "as of", "summary", ("w" * 3000,) * 200, parts)


def items(block: Any) -> Iterator[Any]:
    content = block[block["type"]]
    yield from content["rich_text"]
    for child in content.get("children", ()):
        yield from items(child)


def test_in_notion_words_are_text_and_lead_nowhere_but_where_we_say() -> None:
    found = list(items(box_of(document(NASTY))))
    assert {item["type"] for item in found} == {"text"}
    (nasty,) = [item for item in found if "bold" in item["text"]["content"]]
    assert nasty["text"] == {"content": NASTY, "link": {"url": "https://tool.example/0"}}


@pytest.mark.parametrize("sign", ["**bold**", "[a](https", "<airtable:mention", "`c`", "~~s~~", "https://evil"])
def test_in_a_formatted_field_nothing_of_other_peoples_is_markup(sign: str) -> None:
    assert sign in NASTY
    assert sign not in formatted_text(document(NASTY))


def test_in_a_formatted_field_our_own_links_lead_where_we_say() -> None:
    assert "[Master waits](https://tool.example/0)" in formatted_text(document("Master waits"))


@given(DOCUMENTS)
def test_whatever_a_report_says_each_tool_can_take_it_and_knows_it_again(said: Document) -> None:
    box = box_of(said)
    hold(box)
    head = "".join(item["text"]["content"] for item in box["callout"]["rich_text"])
    for text in (head, plain_text(said), formatted_text(said).replace("\\", "")):
        assert digest_in(text, said.mark) == said.digest
        assert len(text.encode("utf-16-le", "surrogatepass")) // 2 <= 100_000


def test_the_most_enormous_report_is_cut_to_what_each_tool_takes_and_says_so() -> None:
    said = enormous()
    hold(box_of(said))
    for text in (plain_text(said), formatted_text(said)):
        assert len(text) <= 100_000
        assert CUT in text.replace("\\", "")
        assert "Nothing is due." not in text
    assert CUT in json.dumps(box_of(said))


def test_a_report_that_fits_is_not_cut() -> None:
    said = document("Master waits")
    assert CUT not in plain_text(said) + formatted_text(said) + json.dumps(box_of(said))


def test_the_moment_is_no_part_of_what_it_says() -> None:
    assert document("a", as_of="now").digest == document("a", as_of="then").digest != document("b").digest


def test_a_text_that_only_looks_like_our_stamp_is_not_ours() -> None:
    said = document("a")
    assert digest_in(said.stamp, said.mark) == said.digest
    for text in (said.stamp[:-2] + "]", said.stamp.upper(), said.stamp.replace("sd:", "sd: ")):
        assert digest_in(text, said.mark) == ""
    assert digest_in(said.stamp, "99999999") == ""


def hold(block: Any, level: int = 1) -> int:
    """Check that Notion takes a block in one request, and return how many blocks it is."""
    content = block[block["type"]]
    children = content.get("children", [])
    assert level <= 3
    assert len(children) <= 100
    for item in content["rich_text"]:
        assert len(item["text"]["content"].encode("utf-16-le")) <= 4000
        link = item["text"].get("link", {"url": "https://x"})["url"]
        assert re.match("https?://[^/]", link)
        assert len(link) <= 2000
    count = 1 + sum(hold(child, level + 1) for child in children)
    if level == 1:
        assert count <= 1000
        assert len(json.dumps(block, ensure_ascii=False).encode()) < 499_000
    return count
