"""What counts as a place where a file lives, and what certainly lies outside a folder."""

from __future__ import annotations

import pytest

from rules.location import is_location, is_outside


@pytest.mark.parametrize(
    "text",
    [
        "https://files.example/cover.png", "drive.example.com/file", "/Volumes/Label/cover.png", "C:\\Label\\cover.png",
        "Night Bus/Masters/final.wav", "cover v3.png", "../masters", "smb://nas/label",
    ],
)  # fmt: skip
def test_links_paths_and_file_names_are_locations(text: str) -> None:
    assert is_location(text)


@pytest.mark.parametrize("text", ["in my inbox", "see mail", "n/a", "ask Ben.", "ben@mail.example", "TBD", "sent"])
def test_other_words_are_not(text: str) -> None:
    assert not is_location(text)


@pytest.mark.parametrize(
    ("location", "folder", "outside"),
    [
        ("https://files.example/nb/a.wav", "https://files.example/nb", False),
        ("https://files.example/nb%20x/a.wav", "https://files.example/nb x", False),
        ("https://files.example/other/a.wav", "https://files.example/nb", True),
        ("https://transfer.other/a.wav", "https://files.example/nb", True),
        ("https://docs.example.com/file/1", "https://drive.example.com/folder/2", False),
        ("https://drive.example/file/d/1AbCdEfGh2345", "https://drive.example/folders/9ZyXwVuT8765", False),
        ("/label/nb/a.wav", "/label/nb", False),
        ("/label/nb2/a.wav", "/label/nb", True),
        ("masters/a.wav", "/label/nb", False),
        ("/label/nb/a.wav", "https://files.example/nb", False),
    ],
)
def test_only_what_can_be_compared_is_outside(location: str, folder: str, outside: bool) -> None:
    assert is_outside(location, folder) is outside
