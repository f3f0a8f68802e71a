"""What somebody at the label changes in the plan, the same in every tool."""

from __future__ import annotations

from typing import Any, Protocol

from tests.label.night_bus import DONE


class Label(Protocol):
    """A label's tables, of whatever kind the tool's stand-in has them."""

    team: Any
    work: Any
    handoffs: Any
    gates: Any

    def edit(self, where: Any, title: str, **values: Any) -> None: ...


def owner_is_gone(label: Label) -> None:
    label.edit(label.team, "Vic Tran", **{"Active?": False})


def changed_after_the_yes(label: Label) -> None:
    label.edit(label.work, "Final master", Version="v3")


def said_no(label: Label) -> None:
    label.edit(label.gates, "Cover sign-off", Decision="❌ Rejected")


def done_and_not_sent(label: Label) -> None:
    label.edit(label.work, "Teaser video", **{"Status": DONE, "Done on": "2026-07-28"})


def not_received(label: Label) -> None:
    label.edit(label.handoffs, "Cover to teaser", **{"Received on": None})


def due_on_the_day(label: Label) -> None:
    label.edit(label.work, "Launch posts", **{"Due ": "2026-08-28"})
