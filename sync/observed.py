"""What the tools show right now: every record of every source, and how completely each source was read. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from connectors.record import Marks, OwnComment, Pull
from rules.model import Ref


@dataclass(frozen=True, slots=True)
class Seen:
    """One record as this run saw it."""

    source: str
    ref: Ref
    marks: Marks


@dataclass(frozen=True, slots=True)
class Observed:
    """All records of one run by `Ref.key`, and which sources were read to the end."""

    records: Mapping[str, Seen]
    complete: frozenset[str]
    """Names of the sources from which every record was read."""
    containers: Mapping[tuple[str, str], str]
    """Source name by (tool, container)."""

    def source_of(self, ref: Ref) -> str:
        """Return the name of the source that a record, or something without a row of its own, stands in."""
        seen = self.records.get(ref.key)
        return seen.source if seen else self.containers.get((ref.tool, ref.container), "")

    def judgeable(self, key: str) -> bool:
        """Whether the record is there and its source was read to the end."""
        seen = self.records.get(key)
        return seen is not None and seen.source in self.complete

    def gone(self, key: str, source: str) -> bool:
        """Whether a complete read of its source shows that the record does not exist any more."""
        return key not in self.records and source in self.complete

    def with_comments(self, found: Mapping[str, OwnComment], asked: frozenset[str]) -> Observed:
        """Return the same with the comments filled in that a target was asked for."""
        records = dict(self.records)
        for key in asked & records.keys():
            seen = records[key]
            records[key] = replace(seen, marks=replace(seen.marks, comment=found.get(key)))
        return replace(self, records=MappingProxyType(records))


def observe(pulls: Mapping[str, Pull]) -> Observed:
    """Return what the pulls, by source name, show of ours."""
    records = {
        record.ref.key: Seen(source, record.ref, record.marks)
        for source, pull in pulls.items()
        for record in pull.records
    }
    containers = {(seen.ref.tool, seen.ref.container): seen.source for seen in records.values()}
    complete = frozenset(source for source, pull in pulls.items() if pull.complete)
    return Observed(MappingProxyType(records), complete, containers)
