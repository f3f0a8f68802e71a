"""What people wrote stays words in every chat and mail, and a message never grows beyond what is taken."""

from __future__ import annotations

import re

import html5lib  # type: ignore[import-untyped]  it comes without types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.notify.message import Group, Line, Message, as_html, as_text, plain, title_of

URL = "https://tool.example/r1?a=1&b=2"
HOSTILE = (
    "@everyone", "@here look", "<!channel>", "<@U123>", "<@&99>", "<script>alert(1)</script>",
    "[pay](https://evil.example)", "https://evil.example", "www.evil.example", "`code` ```block```", "**bold** *it*",
    "||spoiler||", "mail kaya@mail.example", "#general", "a\nb\r\nc\u2028d", "\u202egnp.exe", "\x1b[31mred",
    "![img](http://evil.example/x.png)",
)  # fmt: skip


def message(*words: str, url: str = URL) -> Message:
    return Message("label: 1 new", (Group("Kaya must act", tuple(Line(word, word, url) for word in words)),))


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_calls_anybody_links_anywhere_or_is_markup(words: str) -> None:
    shown = as_text(message(words), 10_000).replace(URL, "")
    assert not re.search(r"@\w|#\w|[<>`*|]|\]\(|\w://|www\.\w", shown)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u2028\u202e]", shown)
    assert shown.count("\n") == 2


@pytest.mark.parametrize("words", HOSTILE)
def test_in_html_the_words_are_text_and_the_only_link_is_ours(words: str) -> None:
    tree = html5lib.parse(as_html(message(words), 10_000), namespaceHTMLElements=False)
    tags = {element.tag for element in tree.iter()}
    assert tags <= {"html", "head", "body", "h3", "ul", "li", "a"}
    assert [link.attrib for link in tree.iter("a")] == [{"href": URL}]
    assert not re.search(r"\w://|www\.\w|\w@\w", "".join(tree.itertext()))


@given(st.text(max_size=400))
def test_whatever_is_written_a_line_stays_a_line_and_calls_nobody(words: str) -> None:
    assert "\n" not in plain(words)
    assert not re.search(r"@\w|[<>`]|\]\(", plain(words))
    assert "\n" not in title_of(Message(words, ()))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "plan.xlsx#'Gates'!A8", "//evil.example"])
def test_what_leads_nowhere_from_a_chat_is_no_link(url: str) -> None:
    assert "<a" not in as_html(message("x", url=url), 1000)
    assert "://" not in as_text(message("x", url=url), 1000)


def test_a_place_in_a_file_is_said_where_it_cannot_be_linked() -> None:
    assert "plan.xlsx#'Gates'!A8" in as_text(message("x", url="plan.xlsx#'Gates'!A8"), 1000)


@given(st.lists(st.text(min_size=1, max_size=200), min_size=1, max_size=30), st.integers(200, 5000))
def test_a_message_keeps_within_the_limit_and_says_how_much_it_leaves_out(words: list[str], limit: int) -> None:
    whole = message(*words)
    for render in (as_text, as_html):
        shown = render(whole, limit)
        lines = shown.count("• ") if render is as_text else shown.count("<li>")
        assert len(shown) <= limit or lines <= 1
        left = re.search(r"… and (\d+) lines? more", shown.rpartition("\n")[2])
        assert (int(left[1]) if left else 0) >= len(words) - max(lines, 1) - sum("• " in word for word in words)


def test_cut_lines_are_counted_over_all_groups() -> None:
    lines = tuple(Line(str(n)) for n in range(5))
    cut = Message("t", (Group("a", lines), Group("b", lines), Group("c", lines))).first(7)
    assert [(group.head, len(group.lines)) for group in cut.groups] == [("a", 5), ("b", 2)]
    assert cut.more == 8
