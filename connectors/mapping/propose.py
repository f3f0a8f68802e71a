"""Proposing what unmapped tables and columns mean, from their names, the shape of their values, and each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from connectors.mapping.assignment import UNREAD, Settled, settle
from connectors.mapping.candidates import candidates_for, is_telling, meanings_by_name
from connectors.mapping.meanings import MEANINGS, TITLES, Shape, Subject
from connectors.mapping.neighbours import ALONE, Neighbours
from connectors.mapping.profile import Profile, profile_of, sampled
from connectors.mapping.proposal import Certainty, ColumnProposal, Proposal, TableProposal
from connectors.mapping.rows import Rows, rows_of
from connectors.record import Column, Record, Table


@dataclass(frozen=True, slots=True)
class _Sampled:
    table: Table
    columns: tuple[Column, ...]
    profiles: tuple[Profile, ...]


def propose(
    tables: Sequence[Table], records: Sequence[Record], *, subjects: Mapping[str, Subject] | None = None
) -> Proposal:
    """Say what each table's rows are and what each of its columns means, as far as the evidence goes.

    `subjects` are answers already given, by table id. Columns of ours are left out.
    """
    given = subjects or {}
    samples = [_sample(table, rows) for table, rows in zip(tables, _by_table(tables, records), strict=True)]
    rows = [
        Rows(subject, Certainty.SURE, 1.0, "as told")
        if (subject := given.get(sample.table.id))
        else rows_of(sample.table, sample.columns, sample.profiles)
        for sample in samples
    ]
    rows = _with_people(samples, rows)
    neighbours = _neighbours(samples, rows)
    return Proposal(tuple(_proposed(sample, found, neighbours) for sample, found in zip(samples, rows, strict=True)))


def _by_table(tables: Sequence[Table], records: Sequence[Record]) -> list[list[Record]]:
    by_container: dict[str, list[Record]] = {table.id: [] for table in tables}
    for record in records:
        if (rows := by_container.get(record.ref.container)) is not None:
            rows.append(record)
    return [by_container[table.id] for table in tables]


def _sample(table: Table, records: Sequence[Record]) -> _Sampled:
    columns = tuple(column for column in table.columns if not column.ours)
    rows = sampled(records)
    return _Sampled(
        table, columns, tuple(profile_of(column, rows, telling=is_telling(column.name)) for column in columns)
    )


def _with_people(samples: Sequence[_Sampled], rows: Sequence[Rows]) -> list[Rows]:
    """Return the rows, those that may be people taken for them where owners or approvers link to them."""
    answering = {
        column.relates_to
        for sample, found in zip(samples, rows, strict=True)
        if found.subject is not None and found.certainty is Certainty.SURE
        for column in _linking_to_people(found.subject, sample)
    }
    return [
        Rows(Subject.PEOPLE, Certainty.SURE, found.score, f"{found.reason}; others link to it as people")
        if found.certainty is Certainty.DOUBTFUL
        and Subject.PEOPLE in found.alternatives
        and sample.table.id in answering
        else found
        for sample, found in zip(samples, rows, strict=True)
    ]


def _linking_to_people(subject: Subject, sample: _Sampled) -> Iterator[Column]:
    if not any(column.relates_to for column in sample.columns):
        return
    settled = settle(candidates_for(subject, sample.columns, sample.profiles, ALONE))
    for column in sample.columns:
        outcome = settled.get(column.id, UNREAD)
        meaning = MEANINGS[subject].get(outcome.candidates[0].meaning) if outcome.candidates else None
        if column.relates_to and outcome.certainty is Certainty.SURE and meaning and meaning.shape is Shape.PEOPLE:
            yield column


def _neighbours(samples: Sequence[_Sampled], rows: Sequence[Rows]) -> Neighbours:
    subjects: dict[str, Subject] = {}
    titles: dict[Subject, frozenset[str]] = {}
    for sample, found in zip(samples, rows, strict=True):
        if found.subject is None or found.certainty is not Certainty.SURE:
            continue
        subjects[sample.table.id] = found.subject
        titles[found.subject] = titles.get(found.subject, frozenset()) | _titles(sample, found.subject)
    return Neighbours(subjects, titles)


def _titles(sample: _Sampled, subject: Subject) -> frozenset[str]:
    settled = settle(candidates_for(subject, sample.columns, sample.profiles, ALONE))
    for column, profile in zip(sample.columns, sample.profiles, strict=True):
        outcome = settled.get(column.id, UNREAD)
        if outcome.candidates:
            meaning = MEANINGS[subject].get(outcome.candidates[0].meaning)
            if meaning is not None and meaning.shape in TITLES:
                return profile.texts
    return frozenset()


def _proposed(sample: _Sampled, rows: Rows, neighbours: Neighbours) -> TableProposal:
    settled = (
        settle(candidates_for(rows.subject, sample.columns, sample.profiles, neighbours))
        if rows.subject is not None
        else {}
    )
    columns = tuple(
        _read(column, profile, rows.subject, settled.get(column.id, UNREAD))
        for column, profile in zip(sample.columns, sample.profiles, strict=True)
    )
    return TableProposal(
        sample.table, rows.subject, rows.certainty, rows.score, rows.reason, columns, rows.alternatives
    )


def _read(column: Column, profile: Profile, subject: Subject | None, outcome: Settled) -> ColumnProposal:
    unfit = meanings_by_name(subject, column) if subject and outcome is UNREAD and profile.filled else ()
    why = "its values do not fit its name" if unfit else "neither its name nor its values say"
    reason = outcome.reason or why
    return ColumnProposal(column, outcome.certainty, outcome.candidates, profile.samples, reason, unfit)
