"""The names by which parts of the page link to each other: short, and each there once."""

from __future__ import annotations

from sync.report.page import OpenGap, ReleasePage, ReportPage


class Anchors:
    """The ids of one page."""

    def __init__(self, page: ReportPage) -> None:
        self._releases = {release.key: f"r{number}" for number, release in enumerate(page.releases, 1)}
        gaps = (gap for release in page.releases for gap in release.gaps)
        # By the object: a copied row may give two gaps one fingerprint, and every list holds these very gaps.
        self._gaps = {id(gap): f"g{number}" for number, gap in enumerate(gaps, 1)}
        self._explained = {rule.code for rule in page.rules}

    def release(self, release: ReleasePage) -> str:
        """Return the id of a release."""
        return self._releases[release.key]

    def gap(self, gap: OpenGap) -> str:
        """Return the id of a gap."""
        return self._gaps[id(gap)]

    def rule(self, code: str) -> str:
        """Return the id of what a rule means, "" where the page does not explain it."""
        return f"rule-{code}" if code in self._explained else ""
