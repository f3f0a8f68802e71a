"""What may be linked to, and what is left of a text that means harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.report.html.plain import link, plain


@pytest.mark.parametrize(
    "url",
    [
        "https://www.notion.so/night-shift/1f3c",
        "http://localhost:8080/row?id=3#here",
        "plan.xlsx#'Deliverables'!A15",
        "release plan.xlsx#Gates!A3",
        "plans/2026/plan.xlsx",
        "../plan.xlsx",
        "HTTPS://example.com/",
    ],
)
def test_web_addresses_and_places_beside_the_page_are_links(url: str) -> None:
    assert link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "", "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
        "java\tscript:alert(1)", "data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "//evil.example/x",
        "\\\\evil\\share", "..\\..\\evil", "/etc/passwd", "mailto:kaya@example.com", "https:", "https:///x",
        "http://[", "\x01javascript:alert(1)", "#g1", "?x", "notion://open", "javascript&colon;:x", "a:b",
    ],
)  # fmt: skip
def test_everything_else_is_text(url: str) -> None:
    assert link(url) == ""


def test_a_long_text_is_cut_and_says_so() -> None:
    assert plain("a" * 10_000) == "a" * 159 + "…"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Night Bus", "Night Bus"),
        ("a\x00b\nc\x1b[31m", "a b c [31m"),
        ("\u202egnp.revoc", "gnp.revoc"),
        ("\ud800lost", " lost"),
        ("ليلة 🚌 <b>", "ليلة 🚌 <b>"),
        ("\ufdd0x\uffff", " x "),
    ],
)
def test_characters_that_no_page_can_hold_are_gone(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text(st.characters()))
def test_what_is_shown_is_one_line_and_can_be_written(text: str) -> None:
    shown = plain(text)
    assert "\n" not in shown
    assert len(shown) <= 160
    shown.encode()
