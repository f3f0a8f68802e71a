"""What a rule says of itself: as text, as Markdown, and all of them as the rule reference."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rules.blindness import FIELD_WORDS
from rules.catalogue import ALL, RETIRED
from rules.rule import Rule
from rules.scene import scene
from rules.wording import listed

FAMILIES: dict[str, str] = {
    "OWN": "Ownership",
    "HND": "Handoffs",
    "GAT": "Approval gates",
    "DEP": "Dependencies",
    "PLN": "Planning",
    "FCT": "Facts",
    "AST": "Assets and versions",
    "SPL": "Rights",
    "PIT": "Pitches",
    "PRO": "Promotion",
    "AUD": "Audience",
    "REV": "Review",
}
"""What the letters of a code stand for."""


def as_text(rule: Rule) -> str:
    """Return the rule for a terminal."""
    flagged, clean = rule.flagged(), rule.clean()
    return "\n".join(
        (
            f"{rule.code} {rule.name} ({rule.severity})",
            "",
            rule.summary,
            *([rule.escalates] if rule.escalates else []),
            "",
            f"Why: {rule.why}",
            f"What to do: {rule.fix}",
            f"Needs: {needed(rule)}",
            f"Source: {rule.source}",
            "",
            "Flagged:",
            *(f"  {line}" for line in scene(flagged)),
            f"  -> {flagged.says}",
            "",
            "Clean:",
            *(f"  {line}" for line in scene(clean)),
        )
    )


def as_markdown(rule: Rule) -> str:
    """Return the rule as one section of the reference."""
    flagged, clean = rule.flagged(), rule.clean()
    return "\n".join(
        (
            f"### {rule.code} {rule.name}",
            "",
            f"**{rule.severity}**. {rule.summary} {rule.escalates}".rstrip(),
            "",
            f"- Why: {rule.why}",
            f"- What to do: {rule.fix}",
            f"- Needs: {needed(rule)}",
            f"- Source: {rule.source}",
            "",
            "Flagged:",
            "",
            *_fenced((*scene(flagged), f"-> {flagged.says}")),
            "",
            "Clean:",
            "",
            *_fenced(scene(clean)),
        )
    )


def needed(rule: Rule) -> str:
    """Return in words the facts without which the rule cannot tell."""
    return "; ".join(_in_words(need) for need in rule.needs) or "nothing beyond a complete read of the plan"


def reference() -> str:
    """Return the whole rule reference as Markdown: every family, every rule, and the retired codes."""
    parts = [
        "# Rule reference",
        "Written from the rules themselves by `rules.explain.reference()`; do not edit by hand. Every example below is "
        "also a test.",
        _contents(),
    ]
    for family, rules in groupby(ALL, key=lambda rule: rule.code[:3]):
        parts.append(f"## {FAMILIES[family]} ({family})")
        parts.extend(as_markdown(rule) for rule in rules)
    if RETIRED:
        parts.append("## Retired codes")
        parts.append("\n".join(f"- {code}: {reason}" for code, reason in sorted(RETIRED.items())))
    return "\n\n".join(parts) + "\n"


def _contents() -> str:
    rows = [f"| {rule.code} | {rule.name} | {rule.severity} | {rule.summary} |" for rule in ALL]
    return "\n".join(("| code | name | severity | fires when |", "|---|---|---|---|", *rows))


def _fenced(lines: Sequence[str]) -> tuple[str, ...]:
    return ("```text", *lines, "```")


def _in_words(need: str) -> str:
    choices = [choice.partition(".") for choice in need.split("|")]
    entity = choices[0][0]
    return f"{entity}: {listed((FIELD_WORDS.get(name, name.replace('_', ' ')) for _, _, name in choices), 'or')}"
