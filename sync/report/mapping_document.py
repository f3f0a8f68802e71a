"""What columns were taken for, as a document for machines: `init --format json`."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from connectors.mapping.proposal import Proposal

MAPPING_SCHEMA = "https://streetdate.example/schema/mapping-1.json"


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CandidateEntry(_Entry):
    """One thing that a column may mean."""

    meaning: str
    score: float
    reason: str


class ColumnEntry(_Entry):
    """What one column was taken for; `meaning` is empty where that is not sure."""

    column: str
    name: str
    meaning: str
    certainty: str
    candidates: tuple[CandidateEntry, ...]
    samples: tuple[str, ...]
    reason: str


class TableEntry(_Entry):
    """What one table was taken for."""

    table: str
    title: str
    subject: str
    certainty: str
    score: float
    reason: str
    columns: tuple[ColumnEntry, ...]


class MappingDocument(_Entry):
    """What all tables of one source were taken for."""

    schema_: str
    source: str
    tables: tuple[TableEntry, ...]

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.rstrip("_"), populate_by_name=True
    )


def mapping_document(proposal: Proposal, source: str) -> MappingDocument:
    """Return the proposal as a document."""
    return MappingDocument(
        schema_=MAPPING_SCHEMA,
        source=source,
        tables=tuple(
            TableEntry(
                table=table.table.id,
                title=table.table.title,
                subject=table.subject.value if table.subject else "",
                certainty=table.certainty.value,
                score=round(table.score, 3),
                reason=table.reason,
                columns=tuple(
                    ColumnEntry(
                        column=column.column.id,
                        name=column.column.name,
                        meaning=column.meaning,
                        certainty=column.certainty.value,
                        candidates=tuple(
                            CandidateEntry(meaning=c.meaning, score=round(c.score, 3), reason=c.reason)
                            for c in column.candidates
                        ),
                        samples=column.samples,
                        reason=column.reason,
                    )
                    for column in table.columns
                ),
            )
            for table in proposal.tables
        ),
    )
