"""Lines in a terminal: laid out to its width, and of no text without end."""

from __future__ import annotations

import pytest
from rich.console import Console

from sync.report.layout import hang, line


@pytest.mark.parametrize("text", ["x" * 10_000, "word " * 2_000, "💿" * 10_000])
def test_a_title_without_end_takes_less_than_a_screen(text: str) -> None:
    console = Console(width=80, file=None, record=True)
    with console.capture() as shown:
        hang(console, line("  "), line((text, "bold"), ": ", "what we say of it"))
    assert len(shown.get().splitlines()) < 24
    assert "…: what we say" in shown.get().replace("\n  ", " ").replace(":  ", ": ")


def test_an_address_is_never_cut() -> None:
    address = f"https://tool.example/{'x' * 2_000}"
    assert line((f"  {address}", "dim")).plain == f"  {address}"
