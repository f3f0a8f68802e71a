"""A review as Markdown: for a wiki page, an issue or a chat. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from sync.report.markdown import moment
from sync.report.markdown_text import link, table, text
from sync.review.measures_table import measures_table
from sync.review.sheet import Part, Sheet


def review_markdown(sheet: Sheet) -> str:
    """Return the whole review."""
    return "\n".join(_lines(sheet)) + "\n"


def _lines(sheet: Sheet) -> Iterator[str]:
    yield f"# {text(sheet.team)}: {text(sheet.title)}"
    yield ""
    yield f"As of {moment(sheet.as_of)}. {' '.join(text(note) for note in sheet.notes)}"
    for part in sheet.parts:
        yield ""
        yield f"{'###' if part.below else '##'} {text(part.title)}"
        yield ""
        yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    if part.lead:
        yield text(part.lead)
        if not part.empty:
            yield ""
    if part.empty and part.nothing:
        yield text(part.nothing)
    for each in part.lines:
        yield f"- {'**!** ' if each.pressing else ''}{link(each.words, each.url)}"
        yield from (f"  - {text(below)}" for below in each.below)
    if part.table is not None and part.table.rows:
        urls = part.table.urls or ("",) * len(part.table.rows)
        rows = ([link(row[0], url), *map(text, row[1:])] for row, url in zip(part.table.rows, urls, strict=True))
        yield from ([""] if part.lines else [])
        yield from table(part.table.columns, rows)
    if part.measures:
        yield from measures_table(part.measures)
    if part.text:
        yield from ("", "```diff", *(row.replace("```", "'''") for row in part.text.splitlines()), "```")
