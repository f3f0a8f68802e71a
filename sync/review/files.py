"""What the page of a review is called, and which pages lie in a folder, so that a report beside them can lead there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sync.assembly.facts import title_key
from sync.review.months import Month

_LONGEST = 50
"""Letters of a title in a file's name: four bytes each, and a name has room for 255 with what is put around it."""
_OF_MONTH = re.compile(r"review-([0-9]{4})-(0[1-9]|1[0-2])\.html")


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of reviews in one folder, by their names."""

    releases: Mapping[str, str]
    """By what `title_key` makes of a release's title; a title that two releases have is not there."""
    months: tuple[tuple[Month, str], ...]
    """The newest first."""


def name_of_month(month: Month) -> str:
    """Return what the page of a month's review is called."""
    return f"review-{month}.html"


def names_of(titles: Iterable[str]) -> Mapping[str, str]:
    """Return what the pages of releases are called, by `title_key`. No two share a name, nor one with a month."""
    slugs = {title_key(title): slug(title) for title in titles}
    taken = Counter(slugs.values())
    return {key: _name(key, part, alone=taken[part] == 1) for key, part in slugs.items()}


def pages_in(folder: Path, titles: Iterable[str]) -> Pages:
    """Return which pages of reviews lie in a folder; `titles` are those of all releases."""
    there = {path.name for path in folder.glob("review-*.html") if path.is_file()}
    if not there:
        return Pages({}, ())
    titles = tuple(titles)
    times = Counter(map(title_key, titles))
    releases = {key: name for key, name in names_of(titles).items() if times[key] == 1 and (folder / name).is_file()}
    months = sorted((int(found[1]), int(found[2]), name) for name in there if (found := _OF_MONTH.fullmatch(name)))
    return Pages(releases, tuple((Month(year, number), name) for year, number, name in reversed(months)))


def slug(title: str) -> str:
    """Return a title as part of a file's name; letters of any language stay."""
    kept = "".join(sign if sign.isalnum() else "-" for sign in title.casefold())
    return re.sub("-+", "-", kept).strip("-")[:_LONGEST].strip("-") or "release"


def _name(key: str, part: str, *, alone: bool) -> str:
    name = f"review-{part}.html"
    if alone and not _OF_MONTH.fullmatch(name):
        return name
    return f"review-{part}-{sha256(key.encode('utf-8', 'replace')).hexdigest()[:6]}.html"
