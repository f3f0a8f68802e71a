"""What is said of calendars: what people did to our events, and what was not done. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rules.wording import counted, listed
from sync.mirror.course import Deed, Remark

_TOLD = 3
"""Events of one kind that a run names; the rest are counted."""

_NAMED = 5
"""Moved events that are told in a sentence each."""
_WHERE = {
    Deed.MOVED: "somebody moved “{title}” to {there}, and the plan has it on {planned}: change the plan, or move it "
    "back",
    Deed.PUT_BACK: "somebody moved “{title}” to {there}; it goes back to {planned}, where the plan has it",
    Deed.OVERTAKEN: "somebody moved “{title}” to {there}; since then the plan moved it to {planned}",
}


def sentences(calendar: str, remarks: Sequence[Remark]) -> tuple[str, ...]:
    """Return what people did in a calendar, one sentence for each kind of deed or for each event."""
    of = {deed: [remark for remark in remarks if remark.deed is deed] for deed in Deed}
    told: list[str] = []
    if deleted := of[Deed.DELETED]:
        told.append(
            f"{calendar}: somebody deleted {_titles(deleted)}; "
            f"{'it stays' if len(deleted) == 1 else 'they stay'} deleted until taken out of the calendar's bin, or "
            "asked for with: streetdate run --restore-events"
        )
    for deed, words in _WHERE.items():
        told += [
            f"{calendar}: {words.format(title=each.title, there=each.there, planned=each.planned)}"
            for each in of[deed][:_NAMED]
        ]
        if (more := len(of[deed]) - _NAMED) > 0:
            told.append(f"{calendar}: the same of {counted(more, 'more event')}")
    if repeated := of[Deed.REPEATED]:
        told.append(f"{calendar}: somebody made a series of {_titles(repeated)}; only its first day is kept right")
    return tuple(told)


def unmatched(calendar: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return what is said of releases and artists ("release “Night Bus”") for which nothing can be shown."""
    return tuple(
        f"{calendar}: the settings name it for the {name}, of which the plan has no milestone" for name in names
    )


def out_of_reach(calendar: str, events: int) -> str:
    """Say what stays behind in a calendar that cannot be reached any more."""
    return (
        f"{calendar}: it was deleted or is not shared any more, and the settings do not name it: "
        f"{counted(events, 'event')} of ours may still stand there"
    )


def abandoned(calendar: str, events: int) -> str:
    """Say what stays behind when the settings say nothing of Google any more."""
    return (
        f"{counted(events, 'event')} of ours stay in the calendar {calendar}, for the settings have no section "
        "[calendar.google] any more: put it back and run streetdate undo, or delete them there"
    )


def _titles(remarks: Sequence[Remark]) -> str:
    titles = [f"“{remark.title}”" for remark in remarks[:_TOLD]]
    more = len(remarks) - _TOLD
    return listed([*titles, counted(more, "more event")] if more > 0 else titles)
