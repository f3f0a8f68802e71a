"""Who was told what, in a terminal. A receiver is named as in the settings; its address is a secret."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console

from sync.report.layout import hang, line

if TYPE_CHECKING:
    from sync.notify.sent import Sent


def print_would_tell(console: Console, told: Iterable[Sent]) -> None:
    """Print which messages a run would send."""
    for each in told:
        hang(console, line(("+ ", "green")), line((f"tell {each.receiver}", "green"), (f"  “{each.title}”", "dim")))


def print_told(console: Console, told: Iterable[Sent]) -> None:
    """Print which messages were sent, and which were not taken; why not stands with the errors."""
    for each in told:
        head = (f"told {each.receiver}: ", "dim") if each.taken else (f"could not tell {each.receiver}: ", "bold red")
        hang(console, line(head), line(f"“{each.title}”"))
