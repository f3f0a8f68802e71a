"""Whether the columns still mean what the settings say, what nobody decided, and what could not be read. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from connectors.mapping.binding import TableBinding
from connectors.mapping.check import Drift, check_bindings
from connectors.mapping.proposal import Certainty, ColumnProposal, TableProposal
from connectors.record import Column, Table
from rules.model import Unreadable
from sync.doctor.facts import SourceFacts
from sync.doctor.finding import Area, Finding, Level

_EXAMPLES = 3


def of_columns(source: SourceFacts) -> Iterator[Finding]:
    """Yield, for every table of a source, how well its bindings fit and what is open about it."""
    if source.pull is None:
        return
    for issue in check_bindings(source.bindings, source.pull.tables):
        if issue.drift is Drift.TABLE_GONE and not source.pull.complete:
            # It may only not have been read, which is told as such.
            continue
        stopped = f" Until then nobody can tell: {', '.join(issue.unmapped)}." if issue.unmapped else ""
        yield Finding(Area.COLUMNS, Level.PROBLEM, issue.words, f"{issue.hint}.{stopped}".replace("..", "."))
    proposed = {table.table.id: table for table in source.proposal.tables} if source.proposal else {}
    bound = {binding.table for binding in source.bindings}
    for binding in source.bindings:
        if (table := proposed.get(binding.table)) is not None:
            yield from _of_table(source.name, binding, table)
    for table in proposed.values():
        if table.table.id not in bound and table.table.title not in bound and table.subject is not None:
            yield from _unbound(table)
    yield from _since_last_time(source)


def of_values(source: SourceFacts) -> Iterator[Finding]:
    """Yield, for every column, the values that could not be read, with examples."""
    if source.read is None:
        return
    grouped: dict[tuple[str, str], list[Unreadable]] = {}
    for value in source.read.unreadable:
        table = source.read.tables.get(value.ref.container, value.ref.container)
        grouped.setdefault((table, value.field), []).append(value)
    for (table, field), values in grouped.items():
        examples = dict.fromkeys(f"“{_short(value.text)}”: {value.reason}" for value in values)
        many = f"{len(values)} values" if len(values) > 1 else "1 value"
        yield Finding(
            Area.VALUES,
            Level.WARNING,
            f"{table}, {field}: {many} could not be read",
            "correct them in the plan; until then the rules say that they cannot tell",
            tuple(examples)[:_EXAMPLES],
        )
    if not grouped:
        yield Finding(Area.VALUES, Level.OK, f"{source.name}: every value of {source.read.records} records was read")


def _of_table(source: str, binding: TableBinding, table: TableProposal) -> Iterator[Finding]:
    columns = {column.column.id: column for column in table.columns}
    where = f'[sources.{source}.tables."{binding.table}"]'
    scores: list[tuple[float, str]] = []
    for meaning, column_id in binding.columns.items():
        column = columns.get(column_id)
        if column is None:
            continue
        score = next((c.score for c in column.candidates if c.meaning == meaning), 0.0)
        scores.append((score, f"“{column.column.name}” as {meaning} {score:.0%}"))
        if column.certainty is Certainty.SURE and column.meaning != meaning:
            best = column.candidates[0]
            yield Finding(
                Area.COLUMNS,
                Level.WARNING,
                f"{table.table.title}: “{column.column.name}” is bound to {meaning} and looks like {best.meaning} "
                f"({best.score:.0%}: {best.reason})",
                f"leave it if {meaning} is right; else change columns.{meaning} under {where}",
                column.samples,
            )
    yield from _undecided(binding, table, columns, where)
    yield from _not_bound(binding, table, where)
    weakest = f"; the least sure: {min(scores)[1]}" if scores else ""
    bound = len(_bound(binding) & columns.keys())
    yield Finding(
        Area.COLUMNS,
        Level.OK,
        f"{table.table.title} ({binding.subject.value}): {bound} of {len(columns)} columns bound{weakest}",
        examples=tuple(words for _, words in sorted(scores)),
    )


def _undecided(
    binding: TableBinding, table: TableProposal, columns: dict[str, ColumnProposal], where: str
) -> Iterator[Finding]:
    for column_id, meanings in binding.undecided.items():
        column = columns.get(column_id)
        if column is None:
            continue
        yield Finding(
            Area.COLUMNS,
            Level.WARNING,
            f"{table.table.title}: nobody has decided what “{column.column.name}” means: "
            f"{' or '.join(meanings) or 'its name and values do not say'}",
            f'under {where}, move it from "undecided" to "columns", or delete it there if it means none of these',
            column.samples,
        )


def _not_bound(binding: TableBinding, table: TableProposal, where: str) -> Iterator[Finding]:
    known = _bound(binding) | binding.undecided.keys()
    for column in table.columns:
        if column.certainty is not Certainty.SURE or column.column.id in known or column.meaning in binding.columns:
            continue
        best = column.candidates[0]
        yield Finding(
            Area.COLUMNS,
            Level.WARNING,
            f"{table.table.title}: “{column.column.name}” is not bound and looks like {best.meaning} "
            f"({best.score:.0%}: {best.reason})",
            f"to use it, add it to the columns under {where}",
            column.samples,
        )


def _unbound(table: TableProposal) -> Iterator[Finding]:
    if table.certainty is Certainty.SURE and table.subject is not None:
        yield Finding(
            Area.COLUMNS,
            Level.WARNING,
            f"the table “{table.table.title}” is not in the settings and looks like {table.subject.value} "
            f"({table.score:.0%}: {table.reason})",
            "to use it, write fresh settings beside these (streetdate init … --config FILE) and copy the table over",
        )


def _since_last_time(source: SourceFacts) -> Iterator[Finding]:
    """Yield how the bound tables changed shape since the last complete read."""
    if source.before is None or source.pull is None:
        return
    day = f"{source.before.read_at:%Y-%m-%d}"
    now = {table.id: table for table in source.pull.tables}
    bound = {binding.table: _bound(binding) for binding in source.bindings}
    for before in source.before.tables:
        if before.id in now and before.id in bound:
            yield from _changes(before, now[before.id], bound[before.id], day)


def _changes(before: Table, now: Table, bound: frozenset[str], day: str) -> Iterator[Finding]:
    old = {column.id: column for column in before.columns if not column.ours}
    new = {column.id: column for column in now.columns if not column.ours}
    told = [
        *(f"“{column.name}” is new" for key, column in new.items() if key not in old),
        *(f"“{column.name}” is gone" for key, column in old.items() if key not in new and key not in bound),
        *(
            f"“{old[key].name}” is called “{c.name}” now"
            for key, c in new.items()
            if key in old and _renamed(old[key], c)
        ),
    ]
    if told:
        yield Finding(Area.COLUMNS, Level.OK, f"{now.title}: since {day}, {'; '.join(told)}")
    for key, column in new.items():
        if key in bound and key in old and old[key].type is not column.type:
            yield Finding(
                Area.COLUMNS,
                Level.WARNING,
                f"{now.title}: “{column.name}” held {old[key].type.value} on {day} and holds {column.type.value} now",
                "if that was not meant, change it back in the plan",
            )


def _renamed(old: Column, new: Column) -> bool:
    return old.name != new.name


def _bound(binding: TableBinding) -> frozenset[str]:
    return frozenset((*binding.columns.values(), *binding.roles.values(), *(work.column for work in binding.work)))


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
