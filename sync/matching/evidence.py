"""What speaks for two records being one, the strongest first: a link between them, a code, titles in company."""

from __future__ import annotations

from datetime import date

from rules.model import Kind
from rules.vocabulary.words import folded
from sync.matching.entry import Entry, Sort
from sync.matching.matches import Evidence
from sync.matching.titles import Likeness, likeness

_FAR_APART = 60
"""Days by which two tools may date one release; beyond, the same title without an artist may be another release."""
_LONG_AGO = 180
"""Days beyond which the same title by the same artist may be a reissue."""
_CLOSE = 14
"""Days within which two dates speak for one release whose title is only alike."""
_ONE_NAME = 90.0
"""Likeness in percent from which two names may be one person's, mistyped."""


def by_name_in_cell(one: Entry, other: Entry) -> Evidence:
    """Return the evidence that a record names the other in the cell that is kept for that."""
    return Evidence(1.0, f"{one.source} names the record of {other.source}", sure=True)


def by_mention(one: Entry, other: Entry) -> Evidence | None:
    """Return the evidence that a cell links to the other; a link alone may lead to anything."""
    alike = likeness(one.title, other.title)
    if alike is Likeness.DIFFERENT:
        return None
    return Evidence(
        0.97 if alike >= Likeness.NEAR else 0.6, f"{one.source} links to {other.source}", sure=alike >= Likeness.NEAR
    )


def by_code(one: Entry, other: Entry) -> Evidence:
    """Return the evidence of a code that stands once in each tool."""
    kind, _, digits = sorted(one.codes & other.codes)[0].partition(":")
    said = f"the same {kind.upper()} {digits.lstrip('0')}"
    alike = likeness(one.title, other.title)
    if alike is Likeness.DIFFERENT:
        return Evidence(0.55, f"{said}, but titles of two versions", sure=False)
    if alike is Likeness.OTHER:
        beside = _company(one, other)
        return Evidence(0.9 if beside else 0.65, f"{said}{f' and {beside}' if beside else ''}", sure=bool(beside))
    return Evidence(0.99, said, sure=True)


def by_title(one: Entry, other: Entry, *, once: bool) -> Evidence | None:
    """Return the evidence of two titles; `once` says whether each stands once in its tool."""
    alike = likeness(one.title, other.title)
    if alike <= Likeness.OTHER:
        return None
    weigh = {Sort.RELEASE: _release, Sort.DELIVERABLE: _deliverable, Sort.TRACK: _track, Sort.PERSON: _person}
    found = weigh[one.sort](one, other, alike)
    if found is None or once or not found.sure:
        return found
    return Evidence(min(found.score, 0.6), f"{found.reason}, but it stands there more than once", sure=False)


def _release(one: Entry, other: Entry, alike: Likeness) -> Evidence | None:
    artists, days = _artists(one, other), _days(one, other)
    if artists is False:
        return None
    company = _company(one, other)
    also = f" and {company}" if company else ""
    if alike is Likeness.SAME:
        if artists is None and one.artist and other.artist and days != 0:
            return Evidence(0.7, "the same title; the artists are spelled differently", sure=False)
        if days is not None and days > (_LONG_AGO if artists else _FAR_APART):
            return Evidence(0.6, f"the same title{also}, but dates {days} days apart", sure=False)
        if apart := _two_editions(one, other):
            return Evidence(0.6, f"the same title{also}, but another {apart}", sure=False)
        return Evidence(0.95 if company else 0.85, f"the same title{also}", sure=True)
    if alike is Likeness.GUESTS:
        sure = bool(artists) and (days is None or days <= _CLOSE)
        return Evidence(0.85 if sure else 0.65, f"the same title but for its guests{also}", sure=sure)
    if days is not None and days > _CLOSE:
        return None
    return Evidence(0.6 if company else 0.4, f"titles that are alike{also}", sure=False)


def _deliverable(one: Entry, other: Entry, alike: Likeness) -> Evidence | None:
    if one.track and other.track and one.track != other.track:
        return None
    kinds = {one.kind, other.kind} - {Kind.OTHER}
    if alike is Likeness.SAME:
        if len(kinds) < 2:
            return Evidence(0.92, "the same title in the same release", sure=True)
        return Evidence(0.6, f"the same title, as {' and '.join(sorted(kinds))}", sure=False)
    if len(kinds) > 1 or (one.kind is not other.kind and alike < Likeness.GUESTS):
        return None
    return Evidence(0.55, f"titles that are alike{f', both {one.kind}' if kinds else ''}", sure=False)


def _track(_: Entry, __: Entry, alike: Likeness) -> Evidence | None:
    if alike is Likeness.SAME:
        return Evidence(0.93, "the same title in the same release", sure=True)
    return Evidence(0.6 if alike is Likeness.GUESTS else 0.5, "titles that are alike in the same release", sure=False)


def _person(one: Entry, other: Entry, alike: Likeness) -> Evidence | None:
    if alike is Likeness.SAME:
        return Evidence(0.7, "the same name, with different mail addresses", sure=False)
    from rapidfuzz import fuzz

    first, second = folded(one.title), folded(other.title)
    apart = len(frozenset(first.split()) ^ frozenset(second.split()))
    if fuzz.ratio(first, second) < _ONE_NAME and apart > 1:
        return None
    return Evidence(0.5, "names that are alike", sure=False)


def _artists(one: Entry, other: Entry) -> bool | None:
    """Whether the artists are the same; `None` where one is not stated or is part of the other."""
    if not one.artist or not other.artist:
        return None
    alike = likeness(one.artist, other.artist)
    if alike >= Likeness.GUESTS:
        return True
    return None if alike is Likeness.NEAR else False


def _two_editions(one: Entry, other: Entry) -> str:
    """Return what makes two records of one title a single and an EP, or a reissue, whose days differ too; else ""."""
    days = _days(one, other)
    if one.codes and other.codes and one.codes.isdisjoint(other.codes):
        same = days <= _CLOSE if days is not None else bool(_artists(one, other))
        return "" if same else "code"
    return "type" if one.form and other.form and one.form != other.form and days else ""


def _days(one: Entry, other: Entry) -> int | None:
    return abs((one.day - other.day).days) if isinstance(one.day, date) and isinstance(other.day, date) else None


def _company(one: Entry, other: Entry) -> str:
    """Return what else of two records is the same, in words."""
    found = [
        *(["the same artist"] if _artists(one, other) else []),
        *(["the same day"] if _days(one, other) == 0 else []),
    ]
    return " and ".join(found)
