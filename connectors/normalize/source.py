"""One source from records to model values: pure, the same for every tool, and never stopped by one bad row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from connectors.link_titles import titles_of
from connectors.mapping.binding import TableBinding
from connectors.mapping.check import BindingIssue, Drift, check_bindings
from connectors.mapping.meanings import Subject
from connectors.normalize.accounts import accounts_in
from connectors.normalize.carried_gates import GATE_COLUMNS
from connectors.normalize.carried_handoffs import HANDOFF_COLUMNS
from connectors.normalize.deliverables import deliverables
from connectors.normalize.elsewhere import links_on, names_elsewhere
from connectors.normalize.gates import gates
from connectors.normalize.handoffs import handoffs
from connectors.normalize.normalized import Filed, Normalized
from connectors.normalize.people import names_shown, people
from connectors.normalize.pitches import pitches
from connectors.normalize.releases import release_gates, releases
from connectors.normalize.reviews import reviews
from connectors.normalize.rows import BoundTable
from connectors.normalize.splits import splits
from connectors.normalize.tracks import tracks
from connectors.normalize.versions import versions
from connectors.normalize.work_columns import work_columns
from connectors.record import Pull, Record
from rules.model import Deliverable, Gate, Handoff, Link, SourceRead


def normalize(name: str, tool: str, pull: Pull, bindings: Sequence[TableBinding], zone: tzinfo) -> Normalized:
    """Return everything one pull says, in the model's terms.

    `zone` is the team's: times without a zone are in it. What cannot be read becomes `Unknown.UNREADABLE` where it
    stands, and is listed in `Normalized.read.unreadable` with the reason.
    """
    tables = _bound(tool, pull, bindings, zone)
    by_subject: dict[Subject, list[BoundTable]] = {subject: [] for subject in Subject}
    for table in tables:
        by_subject[table.binding.subject].append(table)
    work = [carried for table in by_subject[Subject.DELIVERABLES] for carried in deliverables(table)]
    by_column = [
        filed for table in (*by_subject[Subject.RELEASES], *by_subject[Subject.TRACKS]) for filed in work_columns(table)
    ]
    items: list[Filed[Deliverable]] = [*(item for item, _, _ in work), *by_column]
    carried_gates: list[Filed[Gate]] = [gate for _, gate, _ in work if gate is not None]
    carried_handoffs: list[Filed[Handoff]] = [handoff for _, _, handoff in work if handoff is not None]
    unseen = [binding for binding in bindings if all(table.binding is not binding for table in tables)]

    def place(subject: Subject, *columns: str) -> bool:
        """Whether there is a table of the subject, or one of the columns on a table of deliverables."""
        return (
            bool(by_subject[subject])
            or any(table.has(*columns) for table in by_subject[Subject.DELIVERABLES])
            or any(b.subject is subject or not b.columns.keys().isdisjoint(columns) for b in unseen)
        )

    known = [person for table in by_subject[Subject.PEOPLE] for person in people(table)]
    return Normalized(
        tables={table.id: table.title for table in pull.tables},
        releases=tuple(item for table in by_subject[Subject.RELEASES] for item in releases(table)),
        people=tuple(person.item for person in known),
        cast=tuple(person for person in known if isinstance(person.release, Link)),
        members=pull.members or accounts_in(pull),
        deliverables=tuple(items),
        handoffs=(*carried_handoffs, *(h for table in by_subject[Subject.HANDOFFS] for h in handoffs(table))),
        gates=(
            *carried_gates,
            *(g for table in by_subject[Subject.GATES] for g in gates(table)),
            *(g for table in by_subject[Subject.RELEASES] for g in release_gates(table)),
        ),
        tracks=tuple(item for table in by_subject[Subject.TRACKS] for item in tracks(table)),
        versions=tuple(item for table in by_subject[Subject.VERSIONS] for item in versions(table)),
        splits=tuple(item for table in by_subject[Subject.SPLITS] for item in splits(table)),
        pitches=tuple(item for table in by_subject[Subject.PITCHES] for item in pitches(table)),
        reviews=tuple(item for table in by_subject[Subject.REVIEWS] for item in reviews(table)),
        names=names_elsewhere(tables),
        mentions=links_on(tables),
        has_people=place(Subject.PEOPLE),
        names_shown=all(map(names_shown, by_subject[Subject.PEOPLE])),
        has_handoffs=place(Subject.HANDOFFS, *HANDOFF_COLUMNS) or any(_written_as_handoff(item.item) for item in items),
        has_gates=place(Subject.GATES, *GATE_COLUMNS),
        has_tracks=place(Subject.TRACKS),
        has_versions=place(Subject.VERSIONS),
        has_splits=place(Subject.SPLITS),
        has_pitches=place(Subject.PITCHES),
        has_reviews=place(Subject.REVIEWS),
        read=_read(name, tool, pull, tables, bindings),
    )


def _bound(tool: str, pull: Pull, bindings: Sequence[TableBinding], zone: tzinfo) -> list[BoundTable]:
    """Return the tables that a binding names by id, or by title, each with its records."""
    records: dict[str, list[Record]] = {}
    for record in pull.records:
        records.setdefault(record.ref.container, []).append(record)
    named = {table.title: table for table in reversed(pull.tables)} | {table.id: table for table in pull.tables}
    bound = [(named[binding.table], binding) for binding in bindings if binding.table in named]
    titled = {table.id: binding.columns.get("title") or binding.columns.get("name", "") for table, binding in bound}
    titles = titles_of(pull.records, titled)
    read = pull.tables if pull.complete else ()
    there = {table.id: frozenset(r.ref.record for r in records.get(table.id, ())) for table in read}
    return [
        BoundTable(tool, table, binding, records.get(table.id, []), zone, titles, there) for table, binding in bound
    ]


def _written_as_handoff(item: Deliverable) -> bool:
    return isinstance(item.needs, tuple) and any(need.handed for need in item.needs)


def _read(
    name: str, tool: str, pull: Pull, tables: Sequence[BoundTable], bindings: Sequence[TableBinding]
) -> SourceRead:
    issues = check_bindings(bindings, pull.tables) if pull.tables else ()
    gone = [_told(issue) for issue in issues if issue.drift is Drift.TABLE_GONE]
    return SourceRead(
        name=name,
        tool=tool,
        title=name,
        read_at=pull.read_at,
        records=len(pull.records),
        complete=pull.complete and not gone,
        requests=pull.requests,
        error=pull.error or "; ".join(gone),
        unreadable=(*pull.unreadable, *(value for table in tables for value in table.unreadable)),
        repairs=(*pull.repairs, *(repair for table in tables for repair in table.repairs())),
        unseen=pull.unseen,
        budget=pull.budget,
        tables={table.id: table.title for table in pull.tables},
        drift=tuple(_told(issue) for issue in issues if issue.drift is Drift.COLUMN_GONE),
    )


def _told(issue: BindingIssue) -> str:
    return f"{issue.words}: {issue.hint}" if issue.hint else issue.words
