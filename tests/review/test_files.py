"""What a review's page is called, and which of them a report beside them leads to."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.assembly.facts import title_key
from sync.review.files import name_of_month, names_of, pages_in
from sync.review.months import Month


def laid(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).write_text("<!DOCTYPE html>", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Night Bus", "review-night-bus.html"),
        ("../../etc/passwd", "review-etc-passwd.html"),
        ("ليلة الحافلة", "review-ليلة-الحافلة.html"),
        ("🚌", "review-release.html"),
    ],
)
def test_a_page_is_called_as_its_release(title: str, name: str) -> None:
    assert names_of([title]) == {title_key(title): name}


@given(st.lists(st.text(min_size=1, max_size=80), unique_by=title_key))
def test_no_two_releases_share_a_name_and_every_file_system_takes_it(titles: list[str]) -> None:
    names = names_of(titles)
    assert len(set(names.values())) == len(names) == len(titles)
    for name in names.values():
        # A draft beside it has ten signs more.
        assert len(name.encode()) + 10 <= 255
        assert not set(name) & set('/\\:*?"<>|#% ')


def test_titles_that_come_to_one_name_are_told_apart_and_so_is_one_that_is_a_month() -> None:
    names = names_of(["🚌", "🌙", "2026 10"])
    assert len(set(names.values())) == 3
    assert all(name.startswith("review-release-") for name in (names[title_key("🚌")], names[title_key("🌙")]))
    assert names[title_key("2026 10")] != name_of_month(Month(2026, 10))


def test_only_what_lies_there_is_found_and_months_come_newest_first(tmp_path: Path) -> None:
    there = ("review-night-bus.html", "review-2025-12.html", "review-2026-02.html", "review-2026-13.html", "other.html")
    found = pages_in(laid(tmp_path, *there), ["Night Bus", "Glass Hours"])
    assert found.releases == {"night bus": "review-night-bus.html"}
    assert found.months == (
        (Month(2026, 2), "review-2026-02.html"),
        (Month(2025, 12), "review-2025-12.html"),
    )


def test_a_page_that_two_releases_could_mean_is_that_of_none(tmp_path: Path) -> None:
    assert pages_in(laid(tmp_path, "review-night-bus.html"), ["Night Bus", "night bus"]).releases == {}


def test_a_folder_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert pages_in(tmp_path / "later", ["Night Bus"]).months == ()
