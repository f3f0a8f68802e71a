"""What a run without any memory of earlier ones can call news: what it newly writes on records. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from connectors.changes import Change, Flag, PostComment, ReplyComment, SetMarks
from rules.policy import Severity
from rules.violation import Violation
from sync.gap import Gap
from sync.notify.news import News, sorted_gaps

_COMMENTS = (PostComment, ReplyComment)


def news_of_writes(changes: Iterable[Change], found: Iterable[Violation]) -> News:
    """Return the gaps of records that were commented on, and the records that were cleared.

    A comment that was only edited is no news: what stood in it before is not known any more.
    """
    by_record: dict[str, list[Change]] = {}
    for change in changes:
        by_record.setdefault(change.ref.key, []).append(change)
    told = {key for key, made in by_record.items() if _news(made)}
    new = [Gap.of(violation) for violation in found if violation.subject.ref.key in told]
    cleared = [
        _cleared(change)
        for made in by_record.values()
        for change in made
        if isinstance(change, SetMarks) and change.flag is Flag.CLEAR
    ]
    return News(new=sorted_gaps(new), closed=sorted_gaps(cleared))


def _news(changes: Iterable[Change]) -> bool:
    changes = list(changes)
    commented = any(isinstance(change, _COMMENTS) for change in changes)
    return commented or all(isinstance(change, SetMarks) and change.flag is not Flag.CLEAR for change in changes)


def _cleared(change: Change) -> Gap:
    return Gap(
        fingerprint=change.ref.key, code="", name="", severity=Severity.WARNING, message="all its gaps are closed",
        fix="", who="", who_key="", ref=change.ref, kind="", key=change.ref.key, title=change.title, release="",
        release_key="",
    )  # fmt: skip
