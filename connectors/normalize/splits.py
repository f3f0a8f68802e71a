"""Rows that are shares of a track's rights."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from connectors.normalize.cells import words_of
from connectors.normalize.doubt import Doubt
from connectors.normalize.normalized import Filed
from connectors.normalize.rows import BoundTable, Row
from connectors.normalize.shares import ShareColumn
from connectors.record import Cell, LinkCell
from rules.model import Actor, Link, Maybe, Pie, Split, Unknown
from rules.vocabulary.words import folded

_PIES: tuple[tuple[Pie, re.Pattern[str]], ...] = (
    (Pie.MASTER, re.compile(r"\b(masters?|recordings?|sound recording|neighbou?ring|aufnahme|fonograma)\b")),
    (
        Pie.COMPOSITION,
        re.compile(
            r"\b(compositions?|publishing|writers?|songwriting|song|lyrics?|music|authors?|komposition|verlag)\b"
        ),
    ),
)


def splits(table: BoundTable) -> list[Filed[Split]]:
    """Return the shares of a table, in percent."""
    pies = [(row, _pie(row)) for row in table.rows]
    wholes = _wholes(table, pies)
    column = ShareColumn(
        (whole, cell)
        for (row, _), whole in zip(pies, wholes, strict=True)
        if isinstance(cell := row.cell("share"), (Decimal, str))
    )
    return [
        Filed(_split(row, pie, column, whole), row.release()) for (row, pie), whole in zip(pies, wholes, strict=True)
    ]


def _split(row: Row, pie: Pie | None, column: ShareColumn, whole: str) -> Split:
    track = row.link("track")
    holder = row.actor("holder")
    agreed_at, agreed = row.happened("agreed_at")
    said = row.yes_no("agreed")
    return Split(
        key=row.key,
        title=row.words("title") or _called(holder, track),
        ref=row.ref,
        track=track,
        pie=pie or Pie.COMPOSITION,
        holder=holder,
        share=_share(row, pie, column, whole),
        agreed=agreed if isinstance(agreed, bool) and not isinstance(said, bool) else said,
        agreed_at=agreed_at,
        role=row.text("role"),
        ipi=row.code("ipi"),
    )


def _share(row: Row, pie: Pie | None, column: ShareColumn, whole: str) -> Maybe[Decimal]:
    cell = row.cell("share")
    if cell is None or isinstance(cell, Unknown):
        return cell
    if pie is None:
        return row.doubt("pie", row.cell("pie"), "it says neither composition nor master, so the share counts for none")
    if isinstance(cell, date):
        return row.doubt("share", cell, "it is a date, as spreadsheets make of 1/3; write a percentage such as 33.33 %")
    if not isinstance(cell, (Decimal, str)):
        return row.doubt("share", cell, "it is not a share; write a percentage such as 50 %")
    share = column.read(whole, cell)
    return row.doubt("share", cell, share.reason) if isinstance(share, Doubt) else share


def _wholes(table: BoundTable, pies: Sequence[tuple[Row, Pie | None]]) -> list[str]:
    """Return, row by row, what tells one whole from another: the track and the pie that a share is a part of.

    In a table without a column for tracks, a title that stands on several rows is that of what they share.
    """
    titles = Counter() if table.has("track") else Counter(folded(row.words("title")) for row in table.rows)
    return [
        f"{_named(row.cell('track')) or (title if titles[title] > 1 else '')}|{_named(row.cell('release'))}|{pie}"
        for row, pie in pies
        for title in (folded(row.words("title")),)
    ]


def _named(cell: Cell) -> str:
    """Return whom a cell names: by id, or two tracks of one title were one."""
    links = [member.id for member in cell if isinstance(member, LinkCell)] if isinstance(cell, tuple) else []
    return " ".join(links) or folded(words_of(cell))


def _pie(row: Row) -> Pie | None:
    """Return the pie that the row says, else its share column's name, else the table's title; songs by default."""
    said = words_of(row.cell("pie"))
    if said:
        return _pie_in(said)
    column = row.table.columns["share"]
    name = row.table.name_of(column) if isinstance(column, str) else ""
    return _pie_in(name) or _pie_in(row.table.table.title) or Pie.COMPOSITION


def _pie_in(words: str) -> Pie | None:
    found = [pie for pie, pattern in _PIES if pattern.search(folded(words))]
    return found[0] if len(found) == 1 else None


def _called(holder: Maybe[Actor], track: Maybe[Link]) -> str:
    who = holder.text if isinstance(holder, Actor) else "Share"
    return f"{who} of {track.text}" if isinstance(track, Link) and track.text else who
