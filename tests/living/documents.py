"""Documents to be shown."""

from __future__ import annotations

from connectors.bulletin import Document, Line, Part, Point

MARK = "1a2b3c4d"
NASTY = (
    '**bold** _x_ [a](https://evil.example) <airtable:mention id="men1">@Kaya</airtable:mention> @[usr1] `c` ~~s~~ '
    '# h > q 1. <mention-user url="x">y</mention-user> https://evil.example $x$ | \\ \u202e {f}'
)


def document(*blocked: str, as_of: str = "Fri 20 Nov 2026 09:00 UTC", warnings: tuple[str, ...] = ()) -> Document:
    """Return a report on which each of these is a line."""
    lines = tuple(Line(words, f"https://tool.example/{number}") for number, words in enumerate(blocked))
    return Document(
        mark=MARK,
        title="Release coordination: label",
        as_of=as_of,
        summary=f"{len(blocked)} blockers. Read: plan.",
        warnings=warnings,
        parts=(
            Part("Blocked, by who must act", (Point(Line("Kaya"), lines),) if lines else (), "Nothing is blocked."),
            Part("Next release days", (Point(Line("Fri 4 Dec 2026: Night Bus")),), "No release has a date ahead."),
        ),
    )
