"""Other people's text in Markdown: it reads as they wrote it, and does nothing."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sync.report.links import safe_link
from sync.report.markdown_text import MOST, link, table, text

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a | b || c",
    "`rm -rf`",
    "``` fence",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    "**bold** _em_ ~~gone~~",
    "<https://evil.example>",
    "&lt;b&gt; &amp; &copy;",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "===",
    "---",
    "a\nb\r\n\nc",
    "back\\slash \\| \\`",
    "[ref]: https://evil.example",
    "💿 Ночь é",
    "\u202egnp.exe",
    "",
    "   ",
    "$1 and $2",
    ": defined",
]
words = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=80))
OWN = {"text", "text_special", "softbreak"}


def spans(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or ()]


def said(written: str) -> str:
    """Return the characters that a reader sees of a title, as one line."""
    kept = [
        sign
        for sign in written
        if sign not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff"
    ]
    plain = "".join(
        " " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign
        for sign in kept
        if unicodedata.category(sign) not in {"Cs", "Cn"}
    )
    return " ".join(plain.split())


def visible(tokens: list[Token]) -> str:
    return "".join(token.content for token in spans(tokens)).replace("\u200b", "")


@given(words)
@example("@everyone")
def test_a_title_in_a_list_reads_as_written_and_is_nothing_but_text(title: str) -> None:
    tokens = READER.parse(f"- **lead** {text(title)}\n")
    assert {token.type for token in spans(tokens)} <= OWN | {"strong_open", "strong_close"}
    assert [token.type for token in tokens if token.nesting == 1] == [
        "bullet_list_open", "list_item_open", "paragraph_open",
    ]  # fmt: skip
    assert visible(tokens).removeprefix("lead").strip() == said(title).replace("\u200b", "").strip()


@given(words)
def test_a_title_at_the_start_of_a_line_begins_no_block(title: str) -> None:
    kinds = {token.type for token in READER.parse(text(title)) if token.nesting == 1}
    assert kinds <= {"paragraph_open"}


@given(st.lists(st.tuples(words, words), min_size=1, max_size=3))
def test_a_table_keeps_its_columns_whatever_stands_in_its_cells(rows: list[tuple[str, str]]) -> None:
    tokens = READER.parse("\n".join(table(("A", "B"), [[text(cell) for cell in row] for row in rows])))
    assert [token.type for token in tokens].count("td_open") == 2 * len(rows)
    assert {token.type for token in spans(tokens)} <= OWN


@pytest.mark.parametrize("name", ["@everyone", "@here", "@channel", "@kaya-moon", "mail kaya@label.example", "#12"])
def test_nobody_is_called_and_no_number_linked(name: str) -> None:
    sign = "#" if "#" in name else "@"
    assert f"{sign}\u200b" in text(name)


@pytest.mark.parametrize("address", ["https://evil.example", "HTTP://evil.example", "www.evil.example"])
def test_an_address_in_a_title_is_no_link(address: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text(address))
    assert "://" not in visible_exactly(tokens)
    assert "www." not in visible_exactly(tokens).lower()


def visible_exactly(tokens: list[Token]) -> str:
    return "".join(token.content for token in spans(tokens))


def test_a_slack_call_is_written_as_words() -> None:
    assert text("<!everyone>") == "&lt;!everyone&gt;"


def test_a_long_title_is_cut() -> None:
    assert len(text("x" * 10_000)) == MOST
    assert text("x" * 10_000).endswith("…")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://files.example/a b(1)", "https://files.example/a%20b%281%29"),
        ("http://x.example/?a=1&copy=2", "http://x.example/?a=1&copy=2"),
        ("plan.xlsx#'Releases'!A5", "plan.xlsx#'Releases'!A5"),
        ("../plans/plan.xlsx", "../plans/plan.xlsx"),
        ("javascript:alert(1)", ""),
        ("JavaScript:alert(1)", ""),
        (" java\tscript:alert(1)", ""),
        ("data:text/html,<script>", ""),
        ("file:///etc/passwd", ""),
        ("//evil.example", ""),
        ("\\\\evil\\share", ""),
        ("C:\\plans\\plan.xlsx", ""),
        ("mailto:a@b.example", ""),
        ("", ""),
    ],
)
def test_only_web_and_relative_addresses_are_links(url: str, address: str) -> None:
    assert safe_link(url) == address


@given(st.one_of(st.text(max_size=60), st.text(max_size=40).map(lambda rest: f"https://x.example/{rest}")), words)
def test_a_link_leads_where_it_may_and_only_there(url: str, title: str) -> None:
    tokens = spans(READER.parse(f"- {link(title, url)}"))
    opened = [token for token in tokens if token.type == "link_open"]
    assert len(opened) <= 1
    assert {token.type for token in tokens} <= OWN | {"link_open", "link_close"}
    for token in opened:
        address = str(token.attrs["href"])
        assert urlsplit(address).scheme in ("", "http", "https")
        assert not address.startswith("//")
