"""What rules could not tell: unknown fields counted per source, and matched against what each rule needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from rules.model import Blind, Ref, Release, Unknown
from rules.rule import Rule, Untold
from rules.violation import CannotTell

Census: TypeAlias = dict[tuple[str, str, str, Blind], tuple[int, str]]
"""(entity, tool, container, unknown fields) -> (how many records, the title of the first)."""


@dataclass(frozen=True, slots=True)
class Lacks:
    """That a source lacks something a rule needs."""

    tool: str
    container: str
    fields: tuple[str, ...]
    why: str
    count: int
    example: str


def census_of(release: Release) -> Census:
    """Count the unknown fields of one release and all its records."""
    census: Census = {}
    if release.blind and not release.stray:
        _count(census, "release", (release,))
    _count(census, "deliverable", (d for d in release.deliverables if d.blind and not d.cancelled))
    if isinstance(release.handoffs, tuple):
        _count(census, "handoff", (h for h in release.handoffs if h.blind and not h.cancelled))
    if isinstance(release.gates, tuple):
        _count(census, "gate", (g for g in release.gates if g.blind and not g.cancelled))
    if isinstance(release.tracks, tuple):
        _count(census, "track", (t for t in release.tracks if t.blind))
    if isinstance(release.versions, tuple):
        _count(census, "version", (v for v in release.versions if v.blind))
    if isinstance(release.splits, tuple):
        _count(census, "split", (s for s in release.splits if s.blind))
    if isinstance(release.pitches, tuple):
        _count(census, "pitch", (p for p in release.pitches if p.blind and not p.cancelled))
    return census


class _Recorded(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def ref(self) -> Ref: ...
    @property
    def blind(self) -> Blind: ...


def _count(census: Census, entity: str, records: Iterable[_Recorded]) -> None:
    for record in records:
        group = (entity, record.ref.tool, record.ref.container, record.blind)
        seen, first = census.get(group, (0, record.title))
        census[group] = (seen + 1, first)


def lacks(needs: tuple[str, ...], census: Census) -> list[Lacks]:
    """Return what a rule with these needs lacks, once per source and field.

    A need may name alternatives joined by "|"; it is lacking only where all of them are unknown.
    """
    found: dict[tuple[str, str, str, str], Lacks] = {}
    for need in needs:
        choices = [choice.partition(".") for choice in need.split("|")]
        entity = choices[0][0]
        fields = tuple(name for _, _, name in choices)
        for (kind, tool, container, blind), (count, example) in census.items():
            if kind != entity:
                continue
            reasons = dict(blind)
            if not all(name in reasons for name in fields):
                continue
            why = _why(fields, reasons[fields[0]])
            group = (tool, container, need, why)
            before = found.get(group)
            found[group] = Lacks(
                tool,
                container,
                fields,
                why,
                count + (before.count if before else 0),
                before.example if before else example,
            )
    return list(found.values())


def cannot_tell(rules: Iterable[Rule], census: Census, untold: Iterable[tuple[Rule, Untold]]) -> tuple[CannotTell, ...]:
    """Return what rules could not tell, from their declared needs and from what they said themselves."""
    found: dict[tuple[str, str, str, str], CannotTell] = {}
    for rule in rules:
        for lack in lacks(rule.needs, census) if census else ():
            found[rule.code, lack.tool, lack.container, lack.why] = CannotTell(
                rule.code, rule.name, lack.tool, lack.container, lack.why, lack.fields, lack.count, lack.example
            )
    spoken: dict[tuple[str, str, str, str], list[tuple[Rule, Untold]]] = {}
    for rule, said in untold:
        ref = said.on.ref
        spoken.setdefault((rule.code, ref.tool, ref.container, said.why), []).append((rule, said))
    for key, together in spoken.items():
        rule, first = together[0]
        keys = tuple(said.on.key for _, said in together)
        before = found.get(key)
        found[key] = (
            replace(before, count=before.count + len(keys), keys=keys)
            if before
            else CannotTell(rule.code, rule.name, key[1], key[2], key[3], (), len(keys), first.on.title, keys=keys)
        )
    return tuple(found[key] for key in sorted(found))


def _why(fields: tuple[str, ...], reason: Unknown) -> str:
    return f"{' and '.join(FIELD_WORDS.get(name, name.replace('_', ' ')) for name in fields)}: {reason.value}"


FIELD_WORDS = {
    "open": "status",
    "state": "status",
    "owners": "owner",
    "needs": "what it depends on",
    "done_at": "when it was done",
    "sent_at": "when it was sent",
    "sent": "whether it was sent",
    "acknowledged_at": "when it was acknowledged",
    "acknowledged": "whether it was acknowledged",
    "acknowledged_by": "who acknowledged",
    "senders": "sender",
    "receivers": "receiver",
    "locked_at": "when the plan was locked",
    "date": "release date",
    "due": "due date",
    "requested_at": "when it was asked for",
    "decisions": "decision",
    "approvers": "approver",
    "location": "where the file lives",
    "done": "what was done",
    "next": "what is expected next",
    "handoffs": "handoffs",
    "gates": "approval gates",
    "facts": "what every tool says of it",
    "canonical": "which one is final",
    "spec": "what kind of file it is",
    "isrc": "ISRC",
    "iswc": "ISWC",
    "upc": "UPC or EAN",
    "ipi": "IPI number",
    "credits": "who wrote and produced it",
    "stems_holder": "who has the stems",
    "may_pitch": "who may pitch it",
    "pitch_from": "the pitch window's first day",
    "pitch_until": "the pitch window's last day",
    "cover": "what it is a cover of",
    "samples": "what it samples",
    "interpolates": "what it interpolates",
    "licence": "whether the cover is licensed",
    "master_cleared": "whether the sampled recording is cleared",
    "publishing_cleared": "whether the used song is cleared",
    "agreed": "whether it was agreed",
    "agreed_at": "when it was agreed",
    "by": "who pitched it",
    "to": "whom it was pitched to",
    "from_day": "its first day",
    "until_day": "its last day",
}
"""What to call a field in a sentence; the connectors' mapping uses the same words."""
