"""The approval gate that is only columns on a deliverable, or the words of one column."""

from __future__ import annotations

from connectors.normalize.decisions import decided, decisions_in
from connectors.normalize.rows import Row
from rules.model import Actor, Decision, Deliverable, Gate, Kind, Link, Unknown
from rules.vocabulary.decisions import DecisionParts
from rules.vocabulary.phrases import GatePhrase, read_gate

GATE_COLUMNS = ("gate", "approvers", "decision", "decided_by", "requested_at")
"""The columns of which any one makes a gate on the row where it is filled in."""


def carried_gate(row: Row, item: Deliverable) -> Gate | None:
    """Return the gate that the row's own columns are, if any of them says anything."""
    words = row.words("gate")
    phrase = read_gate(words) if words else None
    if phrase is None and not row.filled(*GATE_COLUMNS[1:]) and not _unseen(row):
        return None
    return Gate(
        key=f"{item.key}#gate",
        title=f"{item.title} approval",
        ref=item.ref,
        on=Link(item.title, item.key),
        kind=phrase.kind if phrase is not None and phrase.kind is not Kind.OTHER else item.kind,
        approvers=_approvers(row, phrase),
        decisions=_decisions(row, phrase),
        requested_at=row.moment("requested_at"),
        due=Unknown.ABSENT,
        all_must=phrase is not None and phrase.all_must,
        confirmation=phrase is not None and phrase.confirmation,
        inline=True,
    )


def _unseen(row: Row) -> bool:
    """Whether something stands in the words' column that the tool could not show."""
    return row.filled("gate") and isinstance(row.cell("gate"), Unknown)


def _approvers(row: Row, phrase: GatePhrase | None) -> tuple[Actor, ...] | Unknown:
    """Return who may decide, from the approver column and from the words of the gate together."""
    named = row.actors("approvers")
    said: tuple[Actor, ...] | Unknown = ()
    if phrase is not None:
        said = phrase.approvers
    elif isinstance(cell := row.cell("gate"), Unknown) and cell is not Unknown.ABSENT:
        said = cell
    if isinstance(said, tuple):
        return said or named if isinstance(named, Unknown) else (*named, *said)
    if isinstance(named, tuple) and named:
        return named
    if phrase is not None:
        row.doubt("gate", phrase.text, 'it does not say who decides; write "NAME approves"')
    return said


def _decisions(row: Row, phrase: GatePhrase | None) -> tuple[Decision, ...] | Unknown:
    """Return what was decided, from the decision column, else from the words of the gate ("Approved by Kaya")."""
    by, at, version = row.actors("decided_by"), row.moment("decided_at"), row.text("approved_version")
    found = decisions_in(row, "decision", by, at, version)
    if found and isinstance(found, tuple):
        return found
    if phrase is None or phrase.said is None:
        return found
    parts = DecisionParts(phrase.said, at=phrase.at)
    if isinstance(phrase.approvers, tuple) and phrase.approvers and not isinstance(by, tuple):
        by = phrase.approvers
    return decided(row, "gate", parts, phrase.text, by, at, version)
