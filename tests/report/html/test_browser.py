"""The page in a real browser: no sideways scrolling, nothing refused, tables that stay tables, folds that open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.report.html import render_html
from tests.report.html.browser import CHROMIUM, Browser, chromium
from tests.report.html.label import label_page

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(render_html(label_page(500)), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def roles(browser: Browser) -> list[str]:
    nodes: list[dict[str, Any]] = browser.ask("Accessibility.getFullAXTree")["nodes"]
    return [node["role"]["value"] for node in nodes if not node["ignored"]]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_nothing_is_wider_than_the_window_and_nothing_was_refused(
    browser: Browser, file: Path, width: int, dark: bool
) -> None:
    browser.said.clear()
    browser.open(file, width=width, dark=dark)
    assert browser.value("document.scrollingElement.scrollWidth") <= width
    background = browser.value("getComputedStyle(document.body).backgroundColor")
    assert background == ("rgb(21, 23, 27)" if dark else "rgb(250, 249, 246)")
    assert browser.said == []


@pytest.mark.parametrize("width", [390, 1280])
def test_a_screen_reader_gets_tables_rows_and_headings(browser: Browser, file: Path, width: int) -> None:
    browser.open(file, width=width)
    found = roles(browser)
    assert {"banner", "navigation", "main", "contentinfo", "table", "row", "rowheader", "heading"} <= set(found)
    assert found.count("columnheader") >= 5


def test_a_link_to_a_folded_release_opens_it(browser: Browser, file: Path) -> None:
    browser.open(file)
    last = "[...document.querySelectorAll('.release')].at(-1)"
    assert browser.value(f"{last}.open") is False
    browser.value(f"location.hash = {last}.querySelector('.inside').id")
    assert browser.value(f"new Promise(done => requestAnimationFrame(() => done({last}.open)))") is True


def test_the_first_stop_of_the_keyboard_leads_past_the_top(browser: Browser, file: Path) -> None:
    browser.open(file)
    browser.ask("Input.dispatchKeyEvent", type="keyDown", key="Tab", code="Tab", windowsVirtualKeyCode=9)
    assert browser.value("document.activeElement.textContent") == "Skip to the releases"
    assert browser.value("document.activeElement.getBoundingClientRect().left") >= 0


def test_paper_gets_every_release_unfolded(browser: Browser, file: Path) -> None:
    browser.open(file)
    browser.ask("Emulation.setEmulatedMedia", media="print")
    folded = "[...document.querySelectorAll('.release:not([open]) .inside')]"
    assert browser.value(f"{folded}.length") > 0
    assert browser.value(f"{folded}.every(inside => inside.getBoundingClientRect().height > 100)") is True
    browser.ask("Emulation.setEmulatedMedia", media="")


def test_it_reads_the_same_with_scripts_switched_off(browser: Browser, file: Path) -> None:
    browser.open(file)
    with_scripts = browser.value("document.body.innerText")
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(file)
    browser.ask("Emulation.setScriptExecutionDisabled", value=False)
    assert browser.value("document.body.innerText") == with_scripts
