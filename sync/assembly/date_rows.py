"""The row that is the release date's own gate ("Release date confirmed"): its due date, and whether it is confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from connectors.normalize.normalized import Normalized
from rules.model import (
    Actor,
    Decision,
    Deliverable,
    Gate,
    Kind,
    Link,
    Maybe,
    Moment,
    Release,
    StatedFact,
    Statement,
    Unknown,
    Word,
)
from rules.vocabulary.words import words_of
from sync.assembly.facts import title_key

_DATE = r"(digital )?(release|street|drop) (date|day)"
_SURE = r"(confirmed|confirmation|set|locked|fixed|final|agreed|approved)"
_THE_DATE = re.compile(rf"(the )?{_DATE}( (is )?{_SURE})?|{_SURE} {_DATE}")
_CONFIRMING = re.compile(rf"(confirm|lock|fix|agree|approve|set) (on )?(the )?{_DATE}|date (confirmed|confirmation)")


def stated_date(release: Release, rows: Iterable[Deliverable]) -> Maybe[date]:
    """Return the release's date, taken from its date row where the release states none.

    Only a row that *is* the date has it as its due date; "Confirm the release date" is due when somebody must confirm.
    """
    if release.date not in (None, Unknown.ABSENT, Unknown.UNMAPPED):
        return release.date
    days = {row.due for row in _rows_that_are_the_date(rows)}
    known = {day for day in days if isinstance(day, date)}
    if Unknown.DISPUTED in days:
        return Unknown.DISPUTED
    if not known:
        return release.date
    return known.pop() if len(known) == 1 else Unknown.DISPUTED


def dates_of_rows(release: Release, rows: Iterable[Deliverable], sources: Iterable[Normalized]) -> list[StatedFact]:
    """Return the release date as several rows state it, if they do; of one row, that row's due date says it all."""
    sources = tuple(sources)
    dated = [(row, row.due) for row in _rows_that_are_the_date(rows) if isinstance(row.due, date)]
    if len(dated) < 2:
        return []
    statements = tuple(
        Statement(str(due), row.ref, _source_of(row, sources), str(due.toordinal())) for row, due in dated
    )
    disputed = len({due for _, due in dated}) > 1
    return [StatedFact("date", "release date", release.key, statements, disputed)]


def _rows_that_are_the_date(rows: Iterable[Deliverable]) -> list[Deliverable]:
    return [row for row in rows if not row.cancelled and _THE_DATE.fullmatch(_words(row))]


def _source_of(row: Deliverable, sources: Iterable[Normalized]) -> str:
    there = (s.read for s in sources if s.read.tool == row.ref.tool and row.ref.container in s.tables)
    return next((read.name for read in there), row.ref.tool)


def is_date_row(item: Deliverable) -> bool:
    """Whether the deliverable is the release date, or confirming it; announcing it is other work."""
    words = _words(item)
    return item.kind is Kind.DATE and bool(_THE_DATE.fullmatch(words) or _CONFIRMING.fullmatch(words))


def _words(item: Deliverable) -> str:
    return " ".join(words_of(item.title))


def gates_with_date_rows(release: Release, work: Sequence[Deliverable], gates: Sequence[Gate]) -> list[Gate]:
    """Return the gates, those that decide about the date put on the release, and one for each of its date rows.

    A row's own approval columns, or a gate on it, are that gate; else its owner confirms the date by finishing it.
    """
    rows = [item for item in work if is_date_row(item)]
    others = {item.key for item in work}
    on_release = Link(release.title, release.key)
    found: list[Gate] = []
    gated: set[str] = set()
    for gate in gates:
        on = gate.on
        row = next((row for row in rows if isinstance(on, Link) and _means(on, row)), None)
        if row is not None:
            gated.add(row.key)
        elif gate.kind is not Kind.DATE or (isinstance(on, Link) and on.key in others):
            found.append(gate)
            continue
        found.append(replace(gate, on=on_release, kind=Kind.DATE))
    return [*found, *(_by_row(release, row) for row in rows if row.key not in gated)]


def _means(link: Link, row: Deliverable) -> bool:
    return link.key in (row.key, row.ref.record) if link.key else title_key(link.text) == title_key(row.title)


def _by_row(release: Release, row: Deliverable) -> Gate:
    return Gate(
        key=f"{row.key}#date",
        title=row.title,
        ref=row.ref,
        on=Link(release.title, release.key),
        kind=Kind.DATE,
        approvers=row.owners or Unknown.ABSENT,
        decisions=_by_status(row),
        requested_at=Unknown.ABSENT,
        due=Unknown.ABSENT,
        confirmation=True,
        cancelled=row.cancelled,
        inline=True,
    )


def _by_status(row: Deliverable) -> tuple[Decision, ...] | Unknown:
    """Return the confirmation that a finished row is. A status says neither who gave it nor when, unless columns do."""
    if isinstance(row.state, Unknown):
        return row.state
    if not row.finished:
        return ()
    by: Maybe[Actor] = row.owner or Unknown.ABSENT
    at: Maybe[Moment] = Unknown.ABSENT if row.done_at is None else row.done_at
    return (Decision(Word.YES, str(row.state), by, at),)
