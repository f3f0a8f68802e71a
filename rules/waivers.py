"""Waivers: dated, reasoned exceptions, and those that no longer do anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rules.policy import Waiver, waiver_covers
from rules.rule import Context
from rules.violation import LapsedWaiver, Violation, Waived


class WaiverBook:
    """The policy's waivers, looked up by code and by any name of the record."""

    def __init__(self, waivers: Iterable[Waiver], codes: Collection[str]) -> None:
        self._all = tuple(waivers)
        self._codes = codes
        self._by_code: dict[str, list[Waiver]] = {}
        for waiver in self._all:
            self._by_code.setdefault(waiver.code, []).append(waiver)

    def covering(self, violation: Violation, context: Context) -> Waiver | None:
        """Return the waiver that covers the violation today, if any."""
        if not self._by_code:
            return None
        for waiver in self._by_code.get(violation.code, ()):
            if waiver_covers(waiver, context.today) and waiver.subject.casefold() in _names(violation):
                return waiver
        return None

    def lapsed(self, used: Iterable[Waived], context: Context) -> tuple[LapsedWaiver, ...]:
        """Return the waivers that have ended, name an unknown code, or match no gap of today."""
        if not self._all:
            return ()
        working = {id(entry.waiver) for entry in used}
        found: list[LapsedWaiver] = []
        for waiver in self._all:
            if waiver.code not in self._codes:
                found.append(LapsedWaiver(waiver, f"there is no rule {waiver.code}"))
            elif not waiver_covers(waiver, context.today):
                found.append(LapsedWaiver(waiver, f"ended on {waiver.until.isoformat()}"))
            elif id(waiver) not in working:
                found.append(LapsedWaiver(waiver, "no open gap matches it"))
        return tuple(found)


def _names(violation: Violation) -> set[str]:
    subject = violation.subject
    names = {subject.key, subject.ref.key, subject.ref.record, subject.ref.url, subject.title, violation.fingerprint}
    return {name.casefold() for name in names if name} | {f"{subject.release}/{subject.title}".casefold()}
