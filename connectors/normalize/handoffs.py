"""Rows that are handoffs."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.normalize.cells import text_of
from connectors.normalize.normalized import Filed
from connectors.normalize.rows import BoundTable, Row
from rules.model import Actor, Handoff, Link, Maybe, State, Unknown
from rules.vocabulary.states import state_of
from rules.vocabulary.words import folded

_SENT = frozenset(
    {
        "sent", "delivered", "shared", "handed over", "handed off", "submitted", "in transit", "awaiting confirmation",
        "awaiting acknowledgement", "sent, not received", "gesendet", "ubergeben", "enviado", "enviada", "entregue",
        "entregado", "envoye", "remis",
    }
)  # fmt: skip
_RECEIVED = frozenset(
    {
        "received", "acknowledged", "confirmed", "accepted", "got it", "sent and received", "erhalten", "bestatigt",
        "recibido", "recebido", "confirmado", "recu", "confirme",
    }
)  # fmt: skip
"""Status words as `folded` gives them: a handoff that was sent and waits, and one that arrived."""


@dataclass(frozen=True, slots=True)
class _Progress:
    """What a status word says about a handoff: whether it was sent, and whether that was acknowledged."""

    sent: Maybe[bool]
    acknowledged: Maybe[bool]
    cancelled: bool = False


def handoffs(table: BoundTable) -> list[Filed[Handoff]]:
    """Return the handoffs of a table."""
    return [Filed(_handoff(row), row.release()) for row in table.rows]


def _handoff(row: Row) -> Handoff:
    work, to_work = row.link("work"), row.link("to_work")
    receivers = row.actors("receivers")
    sent_at, sent = row.happened("sent_at")
    acknowledged_at, acknowledged = row.happened("acknowledged_at")
    progress = _progress(row)
    return Handoff(
        key=row.key,
        title=row.words("title") or _called(work, to_work, receivers),
        ref=row.ref,
        work=work,
        to_work=to_work,
        senders=row.actors("senders"),
        receivers=receivers,
        sent_at=sent_at,
        sent=_said(sent, progress.sent),
        acknowledged_at=acknowledged_at,
        acknowledged=_said(acknowledged, progress.acknowledged),
        acknowledged_by=row.actor("acknowledged_by"),
        done=row.text("done"),
        next=row.text("next"),
        location=row.place("location"),
        due=row.day("due"),
        cancelled=progress.cancelled,
    )


def _said(by_date: Maybe[bool], by_state: Maybe[bool]) -> Maybe[bool]:
    """Join what the date's column says with what the status says; it is empty only where nothing is in doubt."""
    said = (by_date, by_state)
    for answer in said:
        if isinstance(answer, bool):
            return answer
    for answer in said:
        if isinstance(answer, Unknown) and answer is not Unknown.ABSENT:
            return answer
    return None if None in said else Unknown.ABSENT


def _progress(row: Row) -> _Progress:
    """Read the status. A handoff that is simply done was sent and received; nothing is asked again."""
    cell = row.cell("state")
    words = text_of(cell)
    if isinstance(cell, bool):
        return _Progress(cell, cell)
    if not isinstance(words, str):
        return _Progress(words, words)
    stated = folded(words)
    if stated in _RECEIVED:
        return _Progress(True, True)
    if stated in _SENT:
        return _Progress(True, False)
    match state_of(words):
        case State.DONE | State.LIVE:
            return _Progress(True, True)
        case State.NOT_STARTED:
            return _Progress(False, False)
        case State.CANCELLED:
            return _Progress(None, None, cancelled=True)
        case _:
            blind = row.doubt("state", cell, "it does not say whether the handoff was sent or received")
            return _Progress(blind, blind)


def _called(work: Maybe[Link], to_work: Maybe[Link], receivers: tuple[Actor, ...] | Unknown) -> str:
    given = work.text if isinstance(work, Link) and work.text else "Handoff"
    if isinstance(to_work, Link) and to_work.text:
        return f"{given} to {to_work.text}"
    return f"{given} to {receivers[0].text}" if isinstance(receivers, tuple) and receivers else given
