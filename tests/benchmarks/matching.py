"""Matching two tools with 10,000 records each, and how labelled pairs come out, half of them held out.

python -m tests.benchmarks.matching
"""

from __future__ import annotations

import gc
import random
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from time import process_time

from connectors.normalize.normalized import Filed, Normalized
from rules.model import Actor, Deliverable, Link, Person, Ref, Release, SourceRead, State, Track
from rules.vocabulary.kinds import kind_of
from sync.assemble import assembled
from sync.cli import collect_seldom
from sync.matching.match import match
from tests.matching.pairs import Case, cases

NOW = datetime(2027, 1, 4, 10, tzinfo=UTC)
RELEASES, PER_RELEASE, TRACKS, PEOPLE = 700, 11, 1_200, 400
"""Of each tool: 700 releases, 7,700 deliverables, 1,200 tracks and 400 people are 10,000 records."""
DEVELOPMENT, HELD_OUT = 1, 2
_TITLES = (
    "Final master", "Mix", "Cover artwork", "Distributor upload", "Press photos", "Teaser video", "Launch posts",
    "Lyric video", "Editorial pitch", "Press release", "Splits agreed",
)  # fmt: skip


def outcome(case: Case) -> str:
    """Return what became of one labelled case: joined right or wrong, proposed, or left."""
    found = match(case.entries)
    keys = [sorted(entry.key for entry in group) for group in found.groups]
    wanted = [sorted(pair) for pair in case.one]
    if any(group not in wanted for group in keys):
        return "wrong"
    if keys:
        return "right"
    proposed = {frozenset((pair.one.key, pair.other.key)) for pair in found.proposals}
    return "proposed" if proposed else "left"


def _tool(name: str, seed: int) -> Normalized:
    """Return one tool's records; a tenth of the titles are spelled otherwise, and a twentieth only look alike."""
    chance = random.Random(seed)
    words = [
        f"{a}{b}"
        for a in ("Sil", "Ven", "Mor", "Tal", "Kir", "Bel", "Osh", "Rin", "Dau", "Fey")
        for b in ("a", "ora", "en", "ist", "um", "ane", "o")
    ]
    names = [f"{first} {last}" for first in words[:20] for last in words[50:70]]

    def ref(table: str, number: int) -> Ref:
        return Ref(name, table, f"{table}{number:014d}", f"https://{name}.test/{table}{number:014d}")

    def spelled(title: str) -> str:
        way = chance.random()
        return (
            title.upper() if way < 0.05 else f"🚌 {title}" if way < 0.1 else f"{title} draft" if way < 0.15 else title
        )

    titles = [
        f"{words[n % 70]} {words[(n * 7) % 70]} {words[n // 70]} {'Sea' if n % 3 else 'Hill'}" for n in range(RELEASES)
    ]
    releases = [
        Release(r.key, spelled(titles[n]), r, artist=words[n % 50], date=date(2027, 2, 5) + timedelta(days=n % 300))
        for n in range(RELEASES)
        for r in (ref("rel", n),)
    ]
    people = [Person(r.key, names[n], r, (f"p{n}@label.test",)) for n in range(PEOPLE) for r in (ref("per", n),)]
    owner = [Actor.stated(person.name) for person in people]
    deliverables = [
        Filed(
            Deliverable(
                r.key, spelled(title), r, kind_of(title), (owner[(n * 11 + k) % PEOPLE],), State.IN_PROGRESS,
                date(2027, 1, 29) + timedelta(days=(n + k) % 300),
            ),
            Link("", releases[n].ref.record),
        )
        for n in range(RELEASES)
        for k, title in enumerate(_TITLES)
        for r in (ref("wrk", n * 100 + k),)
    ]  # fmt: skip
    tracks = [
        Filed(
            Track(r.key, f"{words[n % 70]} {words[n % 41]} {n}", r, f"DEA1227{n:05d}"),
            Link("", releases[n % RELEASES].ref.record),
        )
        for n in range(TRACKS)
        for r in (ref("trk", n),)
    ]  # fmt: skip
    count = len(releases) + len(people) + len(deliverables) + len(tracks)
    return Normalized(
        SourceRead(name, name, name, NOW, records=count), releases=tuple(releases), people=tuple(people),
        deliverables=tuple(deliverables), tracks=tuple(tracks), has_people=True, has_tracks=True,
    )  # fmt: skip


def speed() -> None:
    collect_seldom()
    one, other = _tool("one", 1), _tool("two", 2)
    times, alone = [], []
    for _ in range(5):
        gc.collect()
        start = process_time()
        found = assembled([one, other], NOW)
        times.append(process_time() - start)
        start = process_time()
        assembled([one], NOW)
        alone.append(process_time() - start)
    joined, proposed = len(found.matches.groups), len(found.matches.proposals)
    print(f"two tools with {one.read.records:,} records each: {min(times):.2f} s to join, file and link everything")
    print(f"one of them alone: {min(alone):.2f} s; joined: {joined:,} pairs; proposed: {proposed:,}")


def labelled(cases_of_half: Iterable[Case], called: str) -> int:
    outcomes = [(case, outcome(case)) for case in cases_of_half]
    counts = Counter(result for _, result in outcomes)
    same = [(case, result) for case, result in outcomes if case.one]
    sure = sum(1 for case, _ in same if case.sure)
    print(
        f"{called}: {len(outcomes)} cases, {len(same)} of them pairs that are one ({sure} for sure): joined right "
        f"{counts['right']}, wrong {counts['wrong']}, proposed {counts['proposed']}, left {counts['left']}"
    )
    for case, result in outcomes:
        if result == "wrong" or (case.one and case.sure and result != "right"):
            print(f"  {case.name}: {result}: {', '.join(entry.title for entry in case.entries)}")
    return counts["wrong"]


def main() -> None:
    print(f"one core, python {sys.version.split()[0]}")
    speed()
    wrong = labelled(cases(DEVELOPMENT), "development half") + labelled(cases(HELD_OUT, held_out=True), "held-out half")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
