"""Random plans: a few releases whose work needs each other's, with handoffs and gates in every state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from rules.linking import link_release
from rules.model import Deliverable, Gate, Handoff, Need, Release, Slate, State, Unknown
from rules.people import Directory
from rules.samples import FRIDAY, MONDAY, gate, handoff, person, release, said, work

TITLES = ("Lyrics", "Final master", "Cover artwork", "Distributor upload", "Teaser video", "Launch posts")
RELEASES = ("Night Bus", "Day Train", "Last Tram")
PEOPLE = (person("Dee", "Designer"), person("Vic"), person("Ana", "Artist"), person("Gus", active=False))
NAMES = ("Dee", "Vic", "Ana", "Gus", "Designer", "TBD", "")
DAYS = st.sampled_from([MONDAY.date() + timedelta(days=n) for n in (-14, -3, -1, 0, 1, 7, 20, 40)])
KEYS = tuple(f"{home}/{title}" for home in RELEASES for title in TITLES)


def keyed(home: str, title: str) -> str:
    return f"{home}/{title}"


@st.composite
def deliverables(draw: st.DrawFn, home: str, title: str) -> Deliverable:
    wanted = draw(st.lists(st.sampled_from(KEYS), max_size=2, unique=True))
    return work(
        title,
        *draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True)),
        key=keyed(home, title),
        state=draw(st.sampled_from([None, *State, Unknown.UNREADABLE])),
        due=draw(st.none() | DAYS),
        needs=tuple(Need(key.partition("/")[2], key=key) for key in wanted),
        version=draw(st.sampled_from([None, "v1", "v2"])),
        done_at=draw(st.none() | DAYS),
    )


@st.composite
def handoffs(draw: st.DrawFn, home: str) -> Handoff:
    of, to = draw(st.sampled_from(TITLES)), draw(st.none() | st.sampled_from(TITLES))
    moment = st.none() | DAYS
    return handoff(
        of, to, sender=draw(st.sampled_from(NAMES)), receiver=draw(st.sampled_from(NAMES)),
        title=f"{home} {of} to {to}", sent_at=draw(moment), acknowledged_at=draw(moment),
    )  # fmt: skip


@st.composite
def gates(draw: st.DrawFn, home: str) -> Gate:
    on = draw(st.sampled_from((*TITLES, "release date")))
    words = st.builds(said, st.sampled_from(["yes", "no", "mostly"]), st.sampled_from(NAMES), DAYS)
    return gate(
        on, *draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True)), title=f"{home} {on} gate",
        said=draw(st.lists(words, max_size=2, unique_by=lambda word: word.at)), requested_at=draw(st.none() | DAYS),
    )  # fmt: skip


@st.composite
def releases(draw: st.DrawFn, home: str) -> Release:
    titles = draw(st.lists(st.sampled_from(TITLES), max_size=4, unique=True))
    return linked(
        release(
            *(draw(deliverables(home, title)) for title in titles),
            title=home,
            date=draw(st.sampled_from([FRIDAY, MONDAY.date(), None, FRIDAY - timedelta(days=100)])),
            handoffs=tuple(draw(st.lists(handoffs(home), max_size=2, unique_by=lambda item: item.key))),
            gates=tuple(draw(st.lists(gates(home), max_size=3, unique_by=lambda item: item.key))),
        )
    )


def linked(one: Release) -> Release:
    return link_release(one, Directory(PEOPLE, known=True))


def slate_of(several: Sequence[Release]) -> Slate:
    return Slate(tuple(several), MONDAY, PEOPLE, people_known=True)


slates = st.tuples(*(releases(home) for home in RELEASES)).map(slate_of)


def moved(one: Release, day: date) -> Release:
    """Return the release with every due date put off to `day`."""
    return replace(one, deliverables=tuple(replace(item, due=day) for item in one.deliverables))
