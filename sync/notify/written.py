"""What a run without any memory can call news: what it newly wrote on records. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from connectors.changes import Change, Flag, PostComment, ReplyComment, SetMarks
from rules.policy import Severity
from sync.gap import Gap
from sync.notify.news import News, sorted_gaps
from sync.result import RunResult

_COMMENTS = (PostComment, ReplyComment)


def news_of_writes(result: RunResult) -> News:
    """Return the gaps of records that were commented on, and the records that were cleared.

    A comment that was only edited is no news: what stood in it before is not known any more.
    """
    by_record: dict[str, list[Change]] = {}
    for receipt in result.receipts:
        by_record.setdefault(receipt.change.ref.key, []).append(receipt.change)
    told = {key for key, changes in by_record.items() if _news(changes)}
    new = [Gap.of(found) for found in result.report.violations if found.subject.ref.key in told]
    cleared = [
        _cleared(change)
        for changes in by_record.values()
        for change in changes
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
