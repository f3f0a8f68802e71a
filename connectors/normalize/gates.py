"""Rows that are approval gates."""

from __future__ import annotations

from connectors.normalize.decisions import decisions_in
from connectors.normalize.normalized import Filed
from connectors.normalize.rows import BoundTable, Row
from rules.model import Gate, Kind, Link, Maybe
from rules.vocabulary.kinds import kind_of
from rules.vocabulary.phrases import read_gate


def gates(table: BoundTable) -> list[Filed[Gate]]:
    """Return the gates of a table."""
    return [Filed(_gate(row), row.release()) for row in table.rows]


def _gate(row: Row) -> Gate:
    on = row.link("on")
    title = row.words("title") or (f"{on.text} approval" if isinstance(on, Link) and on.text else "Approval")
    return Gate(
        key=row.key,
        title=title,
        ref=row.ref,
        on=on,
        kind=_kind(row, on),
        approvers=row.actors("approvers"),
        decisions=decisions_in(
            row, "decision", row.actors("decided_by"), row.moment("decided_at"), row.text("version")
        ),
        requested_at=row.moment("requested_at"),
        due=row.day("due"),
        all_must=row.yes_no("all_must") is True,
    )


def _kind(row: Row, on: Maybe[Link]) -> Kind:
    """Return what is decided: the release's date or final go if the row says so, else what its category says.

    Otherwise it is left to the work that the gate holds up, which knows its own kind best.
    """
    category, title = row.words("kind"), row.words("title")
    for words in (category, title):
        phrase = read_gate(words) if words else None
        if phrase is not None and phrase.kind in (Kind.DATE, Kind.LAUNCH_POST):
            return phrase.kind
    stated = kind_of(category)
    named = isinstance(on, Link) and bool(on.key or on.text)
    return stated if stated is not Kind.OTHER or named else kind_of(title)
