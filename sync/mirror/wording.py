"""What is said of calendars: what people did to our events, and what was not done. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rules.wording import counted, listed
from sync.mirror.course import Deed, Remark

_TOLD = 3
"""Events of one kind that a run names; the rest are counted."""


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
    told += [
        f"{calendar}: somebody moved “{each.title}” to {each.there}, and the plan has it on {each.planned}: change the "
        "plan, or move it back"
        for each in of[Deed.MOVED]
    ]
    told += [
        f"{calendar}: somebody had moved “{each.title}” to {each.there}; it is back on {each.planned}, where the plan "
        "has it"
        for each in of[Deed.PUT_BACK]
    ]
    told += [
        f"{calendar}: somebody had moved “{each.title}” to {each.there}; since then the plan moved it to {each.planned}"
        for each in of[Deed.OVERTAKEN]
    ]
    if repeated := of[Deed.REPEATED]:
        told.append(f"{calendar}: somebody made a series of {_titles(repeated)}; only its first day is kept right")
    return tuple(told)


def _titles(remarks: Sequence[Remark]) -> str:
    titles = [f"“{remark.title}”" for remark in remarks[:_TOLD]]
    more = len(remarks) - _TOLD
    return listed([*titles, counted(more, "more event")] if more > 0 else titles)
