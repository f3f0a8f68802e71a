"""Rows that are releases."""

from __future__ import annotations

from connectors.normalize.decisions import decisions_in
from connectors.normalize.normalized import Filed
from connectors.normalize.rows import BoundTable, Row
from connectors.normalize.specs import ANY, spec_of
from rules.model import Actor, Brief, Gate, Kind, Link, Maybe, Release, Unknown


def releases(table: BoundTable) -> list[Release]:
    """Return the releases of a table, without anything that is filed under them."""
    return [_release(row) for row in table.rows]


def release_gates(table: BoundTable) -> list[Filed[Gate]]:
    """Return the gates that releases carry as columns: on their date, and the final go for their posts."""
    return [
        Filed(_gate(row, kind, stem, words), Link(row.title(), row.key))
        for kind, stem, words in ((Kind.DATE, "date", "release date"), (Kind.LAUNCH_POST, "final_go", "final go"))
        if table.has(f"{stem}_approver", f"{stem}_decision")
        for row in table.rows
    ]


def _release(row: Row) -> Release:
    return Release(
        key=row.key,
        title=row.title(),
        ref=row.ref,
        artist=row.text("artist"),
        date=row.day("date"),
        type=row.text("type"),
        state=row.state(),
        brief=_brief(row),
        locked_at=row.moment("locked_at"),
        folder=row.place("folder"),
        distributor=row.text("distributor"),
        template=row.text("template"),
        upc=row.code("upc"),
        capture=row.provided("capture"),
        welcome=row.provided("welcome"),
        spec=spec_of(row, ANY),
        owners=row.actors("owners"),
        cast=_cast(row),
    )


def _brief(row: Row) -> Maybe[Brief]:
    """Return the brief; the type that it states is the release's own where the release has one."""
    if not row.table.has("brief", "goal", "message"):
        reasons = [row.cell(meaning) for meaning in ("brief", "goal", "message")]
        return Unknown.UNMAPPED if Unknown.UNMAPPED in reasons else Unknown.ABSENT
    brief = Brief(row.text("type"), row.text("goal"), row.text("message"), row.text("brief"))
    said = (brief.goal, brief.message, brief.text)
    return None if all(part is None or part is Unknown.ABSENT for part in said) else brief


def _cast(row: Row) -> tuple[tuple[str, Actor], ...]:
    """Return who fills the roles that are columns ("A&R"); a cell that cannot be read casts nobody."""
    return tuple(
        (role, actor) for role, column in row.table.binding.roles.items() for actor in row.actors_in(role, column)
    )


def _gate(row: Row, kind: Kind, stem: str, words: str) -> Gate:
    title = row.title()
    approvers = row.actors(f"{stem}_approver")
    decisions = decisions_in(row, f"{stem}_decision", Unknown.ABSENT, row.moment(f"{stem}_decided_at"))
    return Gate(
        key=f"{row.key}#{stem}",
        title=f"{title}: {words}",
        ref=row.ref,
        on=Link(title, row.key),
        kind=kind,
        approvers=approvers,
        decisions=decisions,
        requested_at=Unknown.ABSENT,
        due=Unknown.ABSENT,
        inline=True,
    )
