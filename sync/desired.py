"""What every record should show of ours, given what the rules found. Pure.

A record with gaps shows its worst one as a flag, all of them as text, and one comment. A record whose gaps are closed
shows Clear and nothing else. A record that never had one stays untouched, and so does one that could not be judged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from connectors.changes import Capabilities, Flag
from connectors.record import Marks, OwnComment
from rules.model import Actor, Ref
from rules.policy import Severity
from rules.violation import Report
from sync.gap import Gap
from sync.ledger import Entry
from sync.observed import Observed, Seen
from sync.sight import Sight
from sync.wording import codes_in, comment_body, gaps_text, mark_of


@dataclass(frozen=True, slots=True)
class Desired:
    """What one record should show. `comment` is "" where it should have none."""

    source: str
    ref: Ref
    title: str
    flag: Flag
    gaps: str = ""
    comment: str = ""
    mark: str = ""
    found: tuple[Gap, ...] = ()
    """The gaps behind it, worst first."""
    acting: tuple[Actor, ...] = ()
    """Who must act on a blocker that this run found, each person once."""

    @property
    def blockers(self) -> tuple[str, ...]:
        """Fingerprints of the blockers among the gaps."""
        return tuple(gap.fingerprint for gap in self.found if gap.severity is Severity.BLOCKER)

    @property
    def must_act(self) -> tuple[str, ...]:
        """Keys of everyone who must act on a blocker, whether this run found it or kept it."""
        people = (gap.who_key for gap in self.found if gap.severity is Severity.BLOCKER and gap.who_key)
        return tuple(dict.fromkeys(people))

    @property
    def codes(self) -> tuple[str, ...]:
        """The rules behind it, each once."""
        return tuple(dict.fromkeys(gap.code for gap in self.found))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What all records should show, and why others are left as they are."""

    records: Mapping[str, Desired]
    unjudged: tuple[str, ...] = ()
    """Keys of records that show something of ours and keep it: this run could not judge them."""
    nowhere: int = 0
    """How many gaps stand on something that has no row to write on."""

    def without(self, sources: Collection[str]) -> Wanted:
        """Return the same without the records of some sources."""
        return replace(self, records={key: want for key, want in self.records.items() if want.source not in sources})


def desired(
    report: Report,
    kept: Iterable[Gap],
    observed: Observed,
    ledger: Mapping[str, Entry],
    sight: Sight,
    capabilities: Mapping[str, Capabilities],
    workspace: str,
) -> Wanted:
    """Return what every record should show.

    `kept` are open gaps of earlier runs that this one could not judge; they go on being shown beside what it found.
    """
    acting = _acting(report)
    by_record: dict[str, list[Gap]] = {}
    nowhere = 0
    kept = tuple(kept)
    found = [Gap.of(violation) for violation in report.violations]
    for gap in (*found, *kept):
        if gap.severity is Severity.NOTE:
            continue
        if gap.shown and gap.ref.key in observed.records:
            by_record.setdefault(gap.ref.key, []).append(gap)
        elif not gap.ref.record:
            nowhere += 1
    judged = {gap.ref.key for gap in found}
    records: dict[str, Desired] = {}
    unjudged = [gap.ref.key for gap in kept if gap.ref.record and gap.ref.key not in judged]
    for key, gaps in by_record.items():
        seen = observed.records[key]
        able = capabilities.get(seen.source)
        if able is not None:
            records[key] = _showing(seen, gaps, acting, able, mark_of(workspace, key))
    for key, seen in observed.records.items():
        if key in by_record or seen.source not in capabilities:
            continue
        entry = ledger.get(key)
        if not is_ours(seen.marks, entry):
            continue
        if _judged(seen, entry, observed, sight):
            records[key] = Desired(seen.source, seen.ref, entry.title if entry else seen.ref.record, Flag.CLEAR)
        else:
            unjudged.append(key)
    return Wanted(records, tuple(dict.fromkeys(unjudged)), nowhere)


def is_ours(marks: Marks, entry: Entry | None) -> bool:
    """Whether something of ours stands on the record, by the ledger or by what the tool shows."""
    if entry is not None and not entry.bare:
        return True
    return marks.flag in set(Flag) or isinstance(marks.comment, OwnComment)


def _judged(seen: Seen, entry: Entry | None, observed: Observed, sight: Sight) -> bool:
    """Whether a record on which nothing was found may be cleared.

    Open gaps of earlier runs that could not be judged are in `kept` and never come here. A store that was lost knows
    none; then the codes that the record itself names are asked for.
    """
    if seen.source not in observed.complete:
        return False
    if entry is not None:
        return True
    comment = seen.marks.comment
    shown = codes_in(seen.marks.gaps or "") | codes_in(comment.body if isinstance(comment, OwnComment) else "")
    return not any(sight.lacking(code, seen.ref) for code in shown)


def _showing(seen: Seen, gaps: list[Gap], acting: Mapping[str, Actor], able: Capabilities, mark: str) -> Desired:
    gaps.sort(key=lambda gap: (gap.severity.rank, gap.code, gap.title, gap.fingerprint))
    blockers = [gap for gap in gaps if gap.severity is Severity.BLOCKER]
    people = {actor.key: actor for gap in blockers if (actor := acting.get(gap.fingerprint)) is not None}
    return Desired(
        source=seen.source,
        ref=seen.ref,
        title=gaps[0].title,
        flag=Flag.BLOCKED if blockers else Flag.ATTENTION,
        gaps=gaps_text(gaps, able.gaps_limit),
        comment=comment_body(gaps, mark, able.comment_limit),
        mark=mark,
        found=tuple(gaps),
        acting=tuple(people.values()),
    )


def _acting(report: Report) -> dict[str, Actor]:
    return {v.fingerprint: v.who for v in report.violations if v.severity is Severity.BLOCKER and v.who is not None}
