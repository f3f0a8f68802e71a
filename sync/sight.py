"""Which gaps this run was able to judge, so that nothing is called closed because of what was not seen. Pure.

A gap that was open and is not found any more is closed when its record is gone after a complete read, or when its
record was read from a completely read source and its rule could see, around that very record, everything it declares
to need. One unreadable status elsewhere in the sheet does not hold it open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rules.model import Blind, Deliverable, Gate, Handoff, Pitch, Ref, Release, Slate, Split, Track, Version
from rules.rule import Entity, Rule
from rules.stray import why_untold
from rules.violation import CannotTell
from sync.life import Life
from sync.observed import Observed


@dataclass(slots=True)
class _Around:
    """What stands on one record, and the releases that it belongs to."""

    entities: list[Entity] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)


class Sight:
    """What the rules in force could see in one slate."""

    def __init__(self, slate: Slate, observed: Observed, rules: Iterable[Rule], untold: Iterable[CannotTell]) -> None:
        """Take what was checked; `rules` are those that are switched on, `untold` is what the report could not tell."""
        self._slate = slate
        self._observed = observed
        self._rules = {rule.code: rule for rule in rules}
        self._said = [said for said in untold if said.keys]
        self._records: dict[str, _Around] | None = None

    def closes(self, life: Life) -> bool:
        """Whether a gap that was open, and that this run did not find, is closed.

        What the rule already lacked when it found the gap is no obstacle: it did without.
        """
        ref = life.gap.ref
        if ref.record and self._observed.gone(ref.key, life.source):
            return True
        read = self._observed.judgeable(ref.key) if ref.record else life.source in self._observed.complete
        return read and self.lacking(life.gap.code, ref) <= set(life.lacked)

    def lacking(self, code: str, ref: Ref) -> frozenset[str]:
        """Return what the rule lacked around the record; nothing for a rule that is no longer in force."""
        rule = self._rules.get(code)
        if rule is None:
            return frozenset()
        around = self._around(ref)
        keys = {entity.key for entity in around.entities}
        said = {
            said.why
            for said in self._said
            if said.code == code
            and (said.tool, said.container) == (ref.tool, ref.container)
            and not keys.isdisjoint(said.keys)
        }
        said.update(why for release in around.releases if (why := why_untold(rule, release)))
        return frozenset(said | {need for need in rule.needs if self._lacks(need, around)})

    def _lacks(self, need: str, around: _Around) -> bool:
        choices = [choice.partition(".") for choice in need.split("|")]
        kind = choices[0][0]
        names = {name for _, _, name in choices}
        return any(names <= {name for name, _ in blind} for blind in _blinds(kind, around))

    def _around(self, ref: Ref) -> _Around:
        if self._records is None:
            self._records = {}
            for release in self._slate.releases:
                for entity in _standing_in(release):
                    self._note(entity.ref, entity, release)
                if release.records:
                    carried = {entity.key: entity for entity in _standing_in(release)}
                    for other in release.records:
                        if other.of in carried:
                            self._note(other.ref, carried[other.of], release)
        return self._records.get(ref.key, _Around())

    def _note(self, ref: Ref, entity: Entity, release: Release) -> None:
        if self._records is None:
            return
        around = self._records.setdefault(ref.key, _Around())
        around.entities.append(entity)
        if not any(known is release for known in around.releases):
            around.releases.append(release)


def _blinds(kind: str, around: _Around) -> Iterator[Blind]:
    """Yield what is unknown about the entities of one kind: those on the record, else all of its releases'."""
    if kind == "release":
        yield from (release.blind for release in around.releases)
        return
    here = [entity for entity in around.entities if _is(entity, kind)]
    nearby: Sequence[Entity] = here or [
        entity for release in around.releases for entity in _standing_in(release) if _is(entity, kind)
    ]
    for entity in nearby:
        if isinstance(entity, (Deliverable, Handoff, Gate, Pitch)):
            if not entity.cancelled:
                yield entity.blind
        elif isinstance(entity, (Track, Version, Split)):
            yield entity.blind


_KINDS: dict[str, type] = {
    "deliverable": Deliverable,
    "handoff": Handoff,
    "gate": Gate,
    "track": Track,
    "version": Version,
    "split": Split,
    "pitch": Pitch,
}


def _is(entity: Entity, kind: str) -> bool:
    wanted = _KINDS.get(kind)
    return wanted is not None and isinstance(entity, wanted)


def _standing_in(release: Release) -> Iterator[Entity]:
    yield release
    yield from release.deliverables
    for collection in (
        release.handoffs, release.gates, release.tracks, release.versions, release.splits, release.pitches,
        release.reviews,
    ):  # fmt: skip
        if isinstance(collection, tuple):
            yield from collection
