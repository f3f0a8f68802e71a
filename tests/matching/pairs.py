"""Labelled records of two tools: what is one, what only looks like it. Made up, the same every time."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rules.model import Kind, Ref
from rules.vocabulary.kinds import kind_of
from sync.matching.entry import Entry, Sort

_ADJECTIVES = (
    "Night", "Silver", "Paper", "Glass", "Quiet", "Electric", "Hollow", "Velvet", "Broken", "Golden", "Distant", "Neon",
    "Winter", "Crooked", "Salt", "Amber", "Burning", "Blue", "Feral", "Tender",
)  # fmt: skip
_NOUNS = (
    "Bus", "River", "Windows", "Hours", "Garden", "Signals", "Motel", "Harbour", "Ceiling", "Orchard", "Satellite",
    "Weather", "Staircase", "Mirror", "Season", "Corridor", "Engine", "Postcard", "Lantern", "Machine",
)  # fmt: skip
_ARTISTS = ("Kaya Müller", "Leo Brandt", "Ana Ruiz", "The Tidal", "Mira & Sons", "Österreich 3", "J. Okafor", "Noor")
_WORK = (
    "Final master", "Cover artwork", "Distributor upload", "Press photos", "Teaser video", "Launch posts",
    "Lyric video", "Editorial pitch", "Press release", "Mix",
)  # fmt: skip
_FIRST = date(2027, 1, 8)


@dataclass(frozen=True, slots=True)
class Case:
    """Records of tool "a" and "b". `one` are the pairs of keys that are one; every other join is wrong.

    `sure` says whether what stands there is enough to join the pair without asking.
    """

    name: str
    entries: tuple[Entry, ...]
    one: frozenset[tuple[str, str]]
    sure: bool


def _release(source: str, number: int, title: str, **facts: object) -> Entry:
    record = f"{source}{number:012d}"
    return replace(
        Entry(
            Sort.RELEASE,
            source,
            f"{source}/r/{record}",
            title,
            Ref(source, "r", record, f"https://{source}.test/{record}"),
        ),
        **facts,  # type: ignore[arg-type]
    )


def _within(sort: Sort, source: str, number: int, title: str, **facts: object) -> Entry:
    record = f"{source}{number:012d}"
    facts.setdefault("within", f"release {number // 10}")
    entry = Entry(
        sort, source, f"{source}/{sort}/{record}", title, Ref(source, sort, record, f"https://{source}.test/{record}")
    )
    return replace(entry, kind=kind_of(title) if sort is Sort.DELIVERABLE else Kind.OTHER, **facts)  # type: ignore[arg-type]


_SAME: dict[str, Callable[[str], str]] = {
    "as it is": lambda title: title,
    "capitals": str.upper,
    "emoji": lambda title: f"🚌 {title} ✨",
    "punctuation": lambda title: f"“{title.replace(' ', '-')}”!",
    "accents": lambda title: title.replace("o", "ö").replace("e", "é"),
    "white space": lambda title: f"  {title.replace(' ', '  ')} ",
}
_NEVER: dict[str, Callable[[str], str]] = {
    "radio edit": lambda title: f"{title} (Radio Edit)",
    "remix": lambda title: f"{title} (Leo Brandt Remix)",
    "live": lambda title: f"{title} - Live at the Tidal",
    "instrumental": lambda title: f"{title} [Instrumental]",
    "acoustic": lambda title: f"{title} (Acoustic)",
    "deluxe": lambda title: f"{title} (Deluxe)",
    "part two": lambda title: f"{title} Pt. 2",
    "numeral": lambda title: f"{title} II",
    "remaster": lambda title: f"{title} (2027 Remaster)",
    "another word": lambda title: f"{title} Again",
    "one letter": lambda title: f"{title[:-1]}{'s' if title[-1] != 's' else 'x'}",
    "a sequel": lambda title: f"{title} 2",
    "sped up": lambda title: f"{title} (Sped Up)",
    "demo": lambda title: f"{title} demo",
}


_SAME_HELD_OUT: dict[str, Callable[[str], str]] = {
    "brackets": lambda title: f"[{title}]",
    "wide letters": lambda title: "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in title),
    "under scores": lambda title: title.replace(" ", "_"),
    "decomposed": lambda title: title.replace("a", "a\u0301"),
}
_NEVER_HELD_OUT: dict[str, Callable[[str], str]] = {
    "volume": lambda title: f"{title}, Vol. 3",
    "karaoke": lambda title: f"{title} (Karaoke)",
    "club mix": lambda title: f"{title} - Club Mix",
    "slowed": lambda title: f"{title} (slowed + reverb)",
    "language": lambda title: f"{title} (Versión en español)",
    "interlude": lambda title: f"{title} - Interlude",
    "the same words": lambda title: " ".join(reversed(title.split())),
    "a year": lambda title: f"{title} 1999",
    "an article": lambda title: f"The {title}",
    "an EP of the name": lambda title: f"{title} EP",
}
"""Ways that the development half does not have; nothing was set by them."""


def cases(seed: int, *, held_out: bool = False) -> Iterator[Case]:
    """Yield every case of one half; another seed gives other titles, dates and artists."""
    chance = random.Random(seed)
    titles = [f"{one} {other}" for one in _ADJECTIVES for other in _NOUNS]
    chance.shuffle(titles)
    numbers = iter(range(seed * 100_000, (seed + 1) * 100_000))
    taken = iter(titles)

    def about() -> dict[str, object]:
        return {"artist": chance.choice(_ARTISTS), "day": _FIRST + timedelta(days=7 * chance.randrange(40))}

    def pair(name: str, one: Entry, other: Entry, *more: Entry, same: bool, sure: bool = True) -> Case:
        return Case(name, (one, *more, other), frozenset({(one.key, other.key)} if same else ()), sure)

    for name, change in (_SAME | (_SAME_HELD_OUT if held_out else {})).items():
        for _ in range(9):
            title, facts = next(taken), about()
            known = {**facts, "artist": chance.choice(("", facts["artist"]))}
            moved = {**known, "day": chance.choice((None, facts["day"], facts["day"] + timedelta(days=14)))}  # type: ignore[operator]
            yield pair(
                f"{name}",
                _release("a", next(numbers), title, **facts),
                _release("b", next(numbers), change(title), **moved),
                same=True,
            )
    for name, change in (_NEVER | (_NEVER_HELD_OUT if held_out else {})).items():
        for _ in range(8 if not held_out else 5):
            title, facts = next(taken), about()
            yield pair(
                f"never: {name}",
                _release("a", next(numbers), title, **facts),
                _release("b", next(numbers), change(title), **facts),
                same=False,
            )
    for _ in range(12):
        title, facts = next(taken), about()
        other = next(artist for artist in _ARTISTS if artist != facts["artist"])
        yield pair(
            "another artist",
            _release("a", next(numbers), title, **facts),
            _release("b", next(numbers), title, **{**facts, "artist": other}),
            same=False,
        )
        title = next(taken)
        far = {"day": facts["day"] + timedelta(days=400)}  # type: ignore[operator]
        yield pair(
            "reissued",
            _release("a", next(numbers), title, **facts),
            _release("b", next(numbers), title, **{**facts, **far}),
            same=False,
        )
        title = next(taken)
        twice = _release("a", next(numbers), title, **facts)
        yield pair(
            "doubled",
            _release("a", next(numbers), title, **facts),
            _release("b", next(numbers), title, **facts),
            twice,
            same=False,
        )
        title, code = next(taken), frozenset({f"upc:{next(numbers):014d}"})
        yield pair(
            "renamed, with its code",
            _release("a", next(numbers), title, codes=code, **facts),
            _release("b", next(numbers), f"Working title {next(numbers)}", codes=code, **facts),
            same=True,
        )
        title = next(taken)
        target = _release("a", next(numbers), title, **facts)
        yield pair(
            "renamed, with a link",
            target,
            _release("b", next(numbers), f"Project {next(numbers)}", names=(target.ref.url,), **facts),
            same=True,
        )
        title = next(taken)
        yield pair(
            "renamed",
            _release("a", next(numbers), title, **facts),
            _release("b", next(numbers), f"Project {next(numbers)}", **facts),
            same=True,
            sure=False,
        )
        title = next(taken)
        typed = f"{title[:2]}{title[3]}{title[2]}{title[4:]}"
        yield pair(
            "mistyped",
            _release("a", next(numbers), title, **facts),
            _release("b", next(numbers), typed, **facts),
            same=True,
            sure=False,
        )
        title = next(taken)
        yield pair(
            "guest in one tool",
            _release("a", next(numbers), title, **facts),
            _release("b", next(numbers), f"{title} (feat. Noor)", **facts),
            same=True,
        )
        yield pair(
            "two guests",
            _release("a", next(numbers), f"{title} (feat. Ana)", **facts),
            _release("b", next(numbers), f"{title} ft. Noor", **facts),
            same=False,
        )
        title = next(taken)
        yield pair(
            "part, written otherwise",
            _release("a", next(numbers), f"{title}, Pt. II", **facts),
            _release("b", next(numbers), f"{title} (Part 2)", **facts),
            same=True,
        )
        one, other_code = frozenset({"upc:00000000000017"}), frozenset({"upc:00000000000024"})
        title = next(taken)
        yield pair(
            "a version under one code",
            _release("a", next(numbers), title, codes=one),
            _release("b", next(numbers), f"{title} (Live)", codes=one),
            same=False,
        )
        yield pair(
            "an edition under another code",
            _release("a", next(numbers), title, codes=one, **facts),
            _release(
                "b", next(numbers), title, codes=other_code, **{**facts, "day": facts["day"] + timedelta(days=90)}
            ),
            same=False,
        )  # type: ignore[operator]
    yield from _work(numbers, chance)
    yield from _tracks(numbers, chance)


def _work(numbers: Iterator[int], chance: random.Random) -> Iterator[Case]:
    for title in _WORK:
        for change in _SAME.values():
            home = f"release {next(numbers)}"
            one = _within(Sort.DELIVERABLE, "a", next(numbers), title, within=home)
            other = _within(Sort.DELIVERABLE, "b", next(numbers), change(title), within=home)
            other = replace(other, kind=chance.choice((one.kind, Kind.OTHER)))
            yield Case("work", (one, other), frozenset({(one.key, other.key)}), sure=True)
        far = _within(Sort.DELIVERABLE, "b", next(numbers), title, within="another release")
        near = _within(Sort.DELIVERABLE, "a", next(numbers), title, within=f"release {next(numbers)}")
        yield Case("never: work of another release", (near, far), frozenset(), sure=True)
        home = f"release {next(numbers)}"
        first = _within(Sort.DELIVERABLE, "a", next(numbers), title, within=home, track="one")
        second = _within(Sort.DELIVERABLE, "b", next(numbers), title, within=home, track="two")
        yield Case("never: work on another track", (first, second), frozenset(), sure=True)
        second = _within(Sort.DELIVERABLE, "b", next(numbers), f"{title} v2", within=home)
        yield Case("never: another round of the work", (replace(first, track=""), second), frozenset(), sure=True)


def _tracks(numbers: Iterator[int], chance: random.Random) -> Iterator[Case]:
    for place, change in enumerate([*_SAME.values()] * 4):
        title = f"{chance.choice(_ADJECTIVES)} {chance.choice(_NOUNS)} {chance.choice(_ADJECTIVES)}"
        home = f"release {next(numbers)}"
        one = _within(Sort.TRACK, "a", next(numbers), title, within=home)
        other = _within(Sort.TRACK, "b", next(numbers), change(title), within=home)
        live = _within(Sort.TRACK, "b", next(numbers), f"{title} (Live)", within=home)
        yield Case("track", (one, other, live), frozenset({(one.key, other.key)}), sure=True)
        code = frozenset({f"isrc:DEA12270{place:04d}"})
        renamed = replace(other, title="Track 3 (working title)", codes=code)
        yield Case(
            "track by code only", (replace(one, codes=code), renamed), frozenset({(one.key, other.key)}), sure=False
        )
        yield Case("never: a version", (one, live), frozenset(), sure=True)
