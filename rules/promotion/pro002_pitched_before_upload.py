"""PRO002: the pitch is due, or was sent, before the song is at the distributor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rules.lifecycle import not_yet_out
from rules.model import Deliverable, Kind, Unknown
from rules.policy import Severity
from rules.promotion.editorial import EditorialPitch, editorial_pitches
from rules.rule import Context, Finding, Hit, rule
from rules.samples import plan, work
from rules.view import View


@rule(
    code="PRO002",
    name="pitched-before-upload",
    severity=Severity.BLOCKER,
    summary="The editorial pitch is due before the upload is due, or was sent while the upload is still open.",
    why="Editors can only be pitched a song that the distributor has delivered; before that there is nothing to pitch.",
    fix="The manager brings the upload forward, or the pitch back to a day on which the song is in the stores' queue.",
    source="The career operating system, promotion: the song must already be at the distributor",
    needs=("deliverable.open",),
    flagged=lambda: plan(
        work("Distributor upload", "Mia", due="2026-08-07"),
        work("Editorial pitch", "Mia", due="2026-08-05"),
        gates=Unknown.ABSENT,
        says="Editorial pitch is due on 2026-08-05, before Distributor upload, which is due on 2026-08-07",
    ),
    clean=lambda: plan(
        work("Distributor upload", "Mia", due="2026-08-07"),
        work("Editorial pitch", "Mia", due="2026-08-07"),
        gates=Unknown.ABSENT,
    ),
)
def pitched_before_upload(view: View, context: Context) -> Iterator[Finding]:
    uploads = [item for item in view.of_kind(Kind.UPLOAD) if item.open]
    if not uploads or not not_yet_out(view.release, context):
        return
    days = [upload.due for upload in uploads if isinstance(upload.due, date)]
    first = min(days) if len(days) == len(uploads) else None
    for pitch in editorial_pitches(view, context):
        if (sentence := _too_early(pitch, uploads, first)) is not None:
            about = tuple(f"edge:{upload.key}>{pitch.on.key}" for upload in uploads)
            yield Hit(pitch.on, sentence, who=pitch.who, about=about)


def _too_early(pitch: EditorialPitch, uploads: Sequence[Deliverable], first: date | None) -> str | None:
    """Return what is wrong, where something certainly is: several uploads may be of several songs.

    `first` is the earliest day on which one of them is due; `None` where one has no day.
    """
    if pitch.sent:
        if all(type(upload.state) is not Unknown for upload in uploads):
            return f"{pitch.on.title} was sent, and {uploads[0].title} is still open"
        return None
    due = pitch.due
    if pitch.sent is None or first is None or not isinstance(due, date) or due >= first:
        return None
    return f"{pitch.on.title} is due on {due}, before {uploads[0].title}, which is due on {first}"
