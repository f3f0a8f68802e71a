"""How the records of several tools were matched, as a document for machines: `match --format json`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sync.matching.entry import Entry
from sync.matching.matches import Matches, Pair

MATCH_SCHEMA = "https://streetdate.example/schema/match-1.json"


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RecordEntry(_Entry):
    """One record of one tool."""

    source: str
    title: str
    url: str
    name: str
    """What to call it in the settings."""


class PairEntry(_Entry):
    """Two records that are, or may be, one."""

    number: int
    """What `--accept` and `--different` call it; 0 for a pair that is joined."""
    kind: Literal["release", "deliverable", "track", "person"]
    one: RecordEntry
    other: RecordEntry
    reason: str
    score: float


class UnmetEntry(_Entry):
    """An answer in the settings that says nothing any more."""

    records: tuple[str, ...]
    why: str


class MatchDocument(_Entry):
    """What is joined, and what somebody has to decide."""

    schema_: str
    joined: tuple[PairEntry, ...]
    proposed: tuple[PairEntry, ...]
    unmet: tuple[UnmetEntry, ...]

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.rstrip("_"), populate_by_name=True
    )


def match_document(found: Matches) -> MatchDocument:
    """Return the matches as a document."""
    return MatchDocument(
        schema_=MATCH_SCHEMA,
        joined=tuple(_pairs(found.joins, numbered=False)),
        proposed=tuple(_pairs(found.proposals, numbered=True)),
        unmet=tuple(UnmetEntry(records=answer.records, why=answer.why) for answer in found.unmet),
    )


def _pairs(pairs: Iterable[Pair], *, numbered: bool) -> Iterable[PairEntry]:
    for number, pair in enumerate(pairs, 1):
        yield PairEntry(
            number=number if numbered else 0,
            kind=pair.one.sort.value,
            one=_record(pair.one),
            other=_record(pair.other),
            reason=pair.evidence.reason,
            score=pair.evidence.score,
        )


def _record(entry: Entry) -> RecordEntry:
    return RecordEntry(source=entry.source, title=entry.title, url=entry.ref.url, name=entry.name)
