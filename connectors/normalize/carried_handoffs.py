"""The handoff that is only columns on the deliverable that is handed over."""

from __future__ import annotations

from connectors.normalize.rows import Row
from rules.model import Deliverable, FileFact, Handoff, Link, Unknown

HANDOFF_COLUMNS = ("receivers", "sent_at", "acknowledged_at", "acknowledged_by", "context_done", "context_next")
"""The columns of which any one makes a handoff on the row where it is filled in."""


def carried_handoff(row: Row, item: Deliverable) -> Handoff | None:
    """Return the handoff that the row's own columns are, if any of them says anything. Its sender is the owner."""
    if not row.filled(*HANDOFF_COLUMNS):
        return None
    sent_at, sent = row.happened("sent_at")
    acknowledged_at, acknowledged = row.happened("acknowledged_at")
    return Handoff(
        key=f"{item.key}#handoff",
        title=f"{item.title} handoff",
        ref=item.ref,
        work=Link(item.title, item.key),
        to_work=Unknown.ABSENT,
        senders=item.owners,
        receivers=row.actors("receivers"),
        sent_at=sent_at,
        sent=sent,
        acknowledged_at=acknowledged_at,
        acknowledged=acknowledged,
        acknowledged_by=row.actor("acknowledged_by"),
        done=row.text("context_done"),
        next=row.text("context_next"),
        location=item.file.url or item.file.name if isinstance(item.file, FileFact) else item.file,
        due=Unknown.ABSENT,
        inline=True,
    )
