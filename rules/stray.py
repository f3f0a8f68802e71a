"""Work of which nobody can tell the release: it stands in a heap, and only what each record says itself is judged."""

from __future__ import annotations

from rules.model import Release
from rules.rule import Rule
from rules.wording import counted

_BY_ITSELF = frozenset({
    "OWN001", "OWN002", "OWN003", "OWN005", "OWN008", "HND006", "HND009", "GAT002", "GAT004", "GAT007", "GAT011",
    "GAT012", "PLN003", "PLN006", "FCT003", "AST007", "REV002", "REV003",
})  # fmt: skip
"""Codes of rules that look at one record, or add up single records over all releases; no neighbour changes what they
find. Any other rule takes records for parts of one release, which those of a heap are not."""


def why_untold(rule: Rule, release: Release) -> str:
    """Return why the rule cannot tell anything of the release, "" where it can."""
    if not release.stray or rule.code in _BY_ITSELF:
        return ""
    first, *others = release.stray
    rows = f"{counted(len(release.stray), 'row')} here, such as {first}" if others else first
    return f"nobody can tell the release of {rows}"
