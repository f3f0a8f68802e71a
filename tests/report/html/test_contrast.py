"""Every colour of the page against what it stands on: at least 4.5 to 1, in light, dark and print."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = files("sync.report.html").joinpath("templates", "style.css").read_text(encoding="utf-8")
PAIRS = [
    *((ink, ground) for ink in ("ink", "soft", "link", "blocker", "warning", "note", "done")
      for ground in ("page", "card", "band")),
    ("blocker", "blocker-bg"), ("warning", "warning-bg"), ("note", "note-bg"), ("done", "done-bg"),
]  # fmt: skip


def palettes() -> dict[str, dict[str, str]]:
    light, dark, paper = (
        dict(re.findall(r"--([\w-]+):(#\w+)", block)) for block in re.findall(r":root\{(.*?)\}", STYLE)
    )
    return {"light": light, "dark": light | dark, "print": light | paper}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
@pytest.mark.parametrize("palette", ["light", "dark", "print"])
def test_text_can_be_read(palette: str, ink: str, ground: str) -> None:
    colours = palettes()[palette]
    lighter, darker = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
