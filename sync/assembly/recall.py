"""What records that were not read were last seen to state, held against what the others state now.

A fact that two tools disagreed about stays disputed while one of them is down, and one that only the other tool has
changed since is in dispute until both can be asked. What the tool that is right for a fact said last is not taken for
what it says now: the fact is then unseen. Nothing is remembered of a record that was read, nor of a source that is
not in the settings any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from connectors.normalize.normalized import Normalized
from rules.memory import Memory, Stated
from rules.model import Brief, Deliverable, Ref, Release, StatedFact, Unknown
from rules.people import Directory
from sync.assembly.authority import Authority
from sync.assembly.compared import COMPARED, NEEDS, NO_WORD, Compared, fact_name, is_stated, said

_Spot = tuple[str, str]
"""A fact: the key of what it is about, and its name."""


class Recall:
    """What earlier runs saw stated, parted into what can be read now and what cannot."""

    def __init__(
        self,
        memory: Memory,
        sources: Sequence[Normalized],
        carried: Callable[[str], str],
        directory: Directory,
        authority: Authority,
    ) -> None:
        """Take the sources in the order of the settings; `carried` is `Partners.carried`."""
        self.carried = carried
        self.directory = directory
        self.authority = authority
        self.order = {source.read.name: place for place, source in enumerate(sources)}
        self.unread: Mapping[_Spot, list[Stated]] = defaultdict(list)
        """What stands on records that were not read now."""
        self.before: Mapping[_Spot, list[Stated]] = defaultdict(list)
        """What stood on all others."""
        self._source_of: dict[str, str] = {}
        dark = {source.read.name for source in sources if not source.read.complete}
        if not dark or not memory.stated:
            return
        self._source_of = dict(_read_records(sources))
        for seen in memory.stated.values():
            for each in seen.values():
                lost = each.says.source in dark and each.says.ref.key not in self._source_of
                says = replace(each.says, last_seen=memory.all_read_at) if lost else each.says
                (self.unread if lost else self.before)[each.on, each.name].append(replace(each, says=says))

    def source_of(self, ref: Ref) -> str:
        """Return the name of the source in which a record was read; the tool's where it has none of its own."""
        return self._source_of.get(ref.key, ref.tool)

    def held(self, facts: Iterable[StatedFact]) -> Held:
        """Return one release's facts, as they were read, ready to be held against what is remembered of them."""
        return Held(self, facts)


class Held:
    """One release's facts: `facts` are those read, with what the records that were not were last seen to state."""

    def __init__(self, recall: Recall, facts: Iterable[StatedFact]) -> None:
        self._recall = recall
        self._facts = {(fact.on, fact.name): fact for fact in (_carried(fact, recall) for fact in facts)}

    @property
    def facts(self) -> tuple[StatedFact, ...]:
        return tuple(self._facts.values())

    def release(self, release: Release) -> Release:
        """Return the release, each fact unknown about which a record that was not read may say otherwise."""
        if not self._recall.unread:
            return release
        changes = self._changes(release, release)
        if isinstance(release.brief, Brief):
            changes["brief"] = replace(release.brief, **self._changes(release.brief, release))
        return replace(release, **changes)

    def work(self, item: Deliverable) -> Deliverable:
        """Return the deliverable likewise."""
        if not self._recall.unread:
            return item
        changes = self._changes(item, item)
        if (self._recall.carried(item.key), NEEDS) in self._recall.unread:
            changes["needs"] = Unknown.UNSEEN
        return replace(item, **changes) if changes else item

    def _changes(self, values: Release | Deliverable | Brief, item: Release | Deliverable) -> dict[str, Any]:
        changes: dict[str, Any] = {}
        key = self._recall.carried(item.key)
        for rule in COMPARED[type(values)]:
            spot = (key, fact_name(type(values), rule.field))
            if unread := self._recall.unread.get(spot):
                value = getattr(values, rule.field)
                after = self._value(spot, rule, value, unread, item.ref)
                if after is not value:
                    changes[rule.field] = after
        return changes

    def _value(self, spot: _Spot, rule: Compared, value: Any, unread: Sequence[Stated], ref: Ref) -> Any:
        """Return what is known of a value, and keep who stated what."""
        recall = self._recall
        known = self._facts.get(spot)
        now = known.statements if known else ()
        if not now and is_stated(value):
            now = (rule.stated(value, ref, recall.source_of(ref), recall.directory),)
        against = [each for each in unread if is_stated(value) and not self._agrees(spot, rule, value, each)]
        statements = sorted((*now, *(each.says for each in unread)), key=lambda said: recall.order.get(said.source, 0))
        disputed = bool(against) or (known is not None and known.disputed)
        self._facts[spot] = StatedFact(
            spot[1], rule.words, spot[0], tuple(statements), disputed, known.right if known else ""
        )
        right = recall.authority.get(spot[1], "")
        if not is_stated(value):
            return Unknown.UNSEEN if value in NO_WORD else value
        if not against or any(statement.source == right for statement in now):
            return value
        if not any(each.says.source == right for each in unread):
            return Unknown.DISPUTED
        # Whoever keeps the right tool may have changed it since: a day that was right when it was last read is no
        # reason to move a milestone, nor to leave alone one that has moved.
        return Unknown.UNSEEN if any(each.says.source == right for each in against) else value

    def _agrees(self, spot: _Spot, rule: Compared, value: Any, unread: Stated) -> bool:
        """Whether a value says what another record was last seen to state.

        Where it is worded as before, what held then holds now: who is meant by a name may not be known meanwhile.
        """
        if rule.means(value, self._recall.directory) == unread.says.means:
            return True
        as_before = [each for each in self._recall.before.get(spot, ()) if each.says.value == said(value)]
        return any(not each.disputed or each.says.means == unread.says.means for each in as_before)


def _carried(fact: StatedFact, recall: Recall) -> StatedFact:
    key = recall.carried(fact.on)
    return fact if key == fact.on else replace(fact, on=key)


def _read_records(sources: Iterable[Normalized]) -> Iterable[tuple[str, str]]:
    """Yield the source's name by the key of every record that was read, and of what has no record but its table."""
    for source in sources:
        name, tool = source.read.name, source.read.tool
        yield from ((Ref(tool, table, "").key, name) for table in source.tables)
        yield from ((release.ref.key, name) for release in source.releases)
        for some in (
            source.deliverables, source.handoffs, source.gates, source.tracks, source.versions, source.splits,
            source.pitches,
        ):  # fmt: skip
            yield from ((filed.item.ref.key, name) for filed in some)
