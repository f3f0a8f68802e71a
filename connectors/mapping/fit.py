"""How well a column's declared type and values suit a meaning: from -1 (cannot be) over 0 (says nothing) to 1."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from connectors.mapping.meanings import Meaning, Shape
from connectors.mapping.profile import Profile
from connectors.mapping.traits import Trait
from connectors.record import Column, ColumnType
from rules.vocabulary.pattern import Pattern
from rules.vocabulary.words import folded

Fit: TypeAlias = tuple[float, str]
"""The support, and the evidence in words ("" for none)."""

NEUTRAL: Fit = (0.0, "")
_ANY_COLOUR = frozenset({"colour", "color", "farbe"})
_OF_ARTWORK = Pattern(r"pixel|\bpx\b|artwork|cover|image|portada|capa|pochette|bild")
_OF_AUDIO = Pattern(r"audio|master|bit depth|\bwav s")
_MOST = 0.8
_MANY = 0.6
_SOME = 0.3

_DIFFERENT_TITLES = 5
"""As many different values can be titles, however often each stands there."""

_Judge: TypeAlias = Callable[[Column, Profile], Fit]


def fit(meaning: Meaning, column: Column, profile: Profile) -> Fit:
    """Return how far the type and the values speak for a meaning."""
    judge = _BY_MEANING.get(meaning.name, _BY_SHAPE[meaning.shape])
    return judge(column, profile)


def _declared(column: Column, *types: ColumnType) -> bool:
    return column.type in types


def _mostly(profile: Profile, trait: Trait, *, otherwise: float, also: tuple[Trait, ...] = ()) -> Fit:
    """Full support where most values look like it, some where many do, `otherwise` where they do not."""
    if not profile.filled:
        return NEUTRAL
    share = min(1.0, profile.share(trait) + sum(profile.share(other) for other in also if profile.share(trait)))
    words = profile.words(trait)
    if share >= _MOST:
        return 1.0, words
    if share >= _MANY:
        return 0.5, words
    return (0.1, words) if share >= _SOME else (otherwise, f"only {words}")


def _date(column: Column, profile: Profile) -> Fit:
    if _declared(column, ColumnType.DATE):
        return 1.0, "a date column"
    if _declared(column, ColumnType.PEOPLE, ColumnType.CHECKBOX, ColumnType.RELATION, ColumnType.FILES, ColumnType.URL):
        return -1.0, f"a {column.type.value} column, not dates"
    if profile.share(Trait.YEAR) > _SOME:
        return -1.0, f"{profile.words(Trait.YEAR)}, not days"
    if profile.share(Trait.WHEN) + profile.share(Trait.PLACEHOLDER) >= _MOST:
        # Not one is a date yet, and each was meant as one: whoever typed it is told, where the name says that much.
        return 0.0, profile.words(Trait.WHEN)
    return _mostly(profile, Trait.DATE, otherwise=-1.0, also=(Trait.PLACEHOLDER, Trait.WHEN))


def _state(column: Column, profile: Profile) -> Fit:
    if _declared(column, ColumnType.CHECKBOX):
        return 0.6, "a checkbox"
    if _declared(column, ColumnType.PEOPLE, ColumnType.DATE, ColumnType.RELATION, ColumnType.FILES, ColumnType.URL):
        return -1.0, f"a {column.type.value} column, not a status"
    if profile.share(Trait.DATE, Trait.PLACE, Trait.LONG) > _SOME:
        return -1.0, "its values are no states"
    support, words = _mostly(profile, Trait.STATE, otherwise=-0.5)
    return (max(support, 0.3), words or "a choice") if _declared(column, ColumnType.SELECT) else (support, words)


def _decision(column: Column, profile: Profile) -> Fit:
    if _declared(column, ColumnType.CHECKBOX):
        return 0.8, "a checkbox"
    if _declared(column, ColumnType.PEOPLE, ColumnType.DATE, ColumnType.RELATION, ColumnType.FILES, ColumnType.URL):
        return -1.0, f"a {column.type.value} column, not decisions"
    if not profile.filled:
        return NEUTRAL
    best = max((Trait.DECISION, Trait.YES_NO), key=lambda trait: profile.counts.get(trait, 0))
    return _mostly(profile, best, otherwise=-0.9)


def _people(column: Column, profile: Profile) -> Fit:
    if _declared(column, ColumnType.PEOPLE):
        return 1.0, "a people column"
    if _declared(column, ColumnType.DATE, ColumnType.CHECKBOX, ColumnType.FILES, ColumnType.URL, ColumnType.NUMBER):
        return -1.0, f"a {column.type.value} column, not people"
    if profile.share(Trait.NUMBER, Trait.SHARE, Trait.DATE, Trait.TICK, Trait.PLACE, Trait.LONG) > _SOME:
        return -1.0, "its values are not people"
    if profile.share(Trait.STATE, Trait.DECISION, Trait.YES_NO) > _MANY:
        return -0.8, "its values are states or answers"
    if profile.share(Trait.RECORD) > _MANY:
        return 0.2, profile.words(Trait.RECORD)
    if profile.share(Trait.PERSON, Trait.NICKNAME) >= _MANY > profile.share(Trait.PERSON):
        return 0.0, profile.words(Trait.NICKNAME)
    return _mostly(profile, Trait.PERSON, otherwise=-0.7)


def _place(column: Column, profile: Profile) -> Fit:
    if _declared(column, ColumnType.FILES, ColumnType.URL):
        return 1.0, f"a {column.type.value} column"
    if _declared(column, ColumnType.DATE, ColumnType.PEOPLE, ColumnType.CHECKBOX, ColumnType.RELATION):
        return -1.0, f"a {column.type.value} column, not files or links"
    return _mostly(profile, Trait.PLACE, otherwise=-0.6)


def _provision(column: Column, profile: Profile) -> Fit:
    """Something that a release has: mostly told by its link, but as well by a tick or in words ("three mails")."""
    if _declared(column, ColumnType.CHECKBOX):
        return 0.5, "a checkbox"
    support, words = _place(column, profile)
    if support >= 0 or support == -1:
        return support, words
    if profile.share(Trait.DATE, Trait.NUMBER) > _SOME:
        return -1.0, "its values are no links"
    # Worth a question: it may as well be the status of a step.
    return (
        (-0.5, "its values are states") if profile.share(Trait.STATE) > _MANY > profile.share(Trait.YES_NO) else NEUTRAL
    )


def _yes_no(column: Column, profile: Profile) -> Fit:
    if _declared(column, ColumnType.CHECKBOX):
        return 1.0, "a checkbox"
    return _mostly(profile, Trait.YES_NO, otherwise=-0.8)


def _share(_column: Column, profile: Profile) -> Fit:
    return _mostly(profile, Trait.SHARE, otherwise=-1.0)


def _phrase(column: Column, profile: Profile) -> Fit:
    if _declared(column, ColumnType.RELATION):
        return 0.6, "links to other records"
    if _declared(column, ColumnType.DATE, ColumnType.NUMBER, ColumnType.CHECKBOX, ColumnType.FILES, ColumnType.URL):
        return -1.0, f"a {column.type.value} column, not words"
    if profile.share(Trait.NUMBER, Trait.DATE, Trait.TICK, Trait.PLACE, Trait.YES_NO, Trait.STATE) > _SOME:
        return -0.8, "its values are not phrases"
    return (0.3, "") if profile.filled else NEUTRAL


def _gate(column: Column, profile: Profile) -> Fit:
    support, words = _phrase(column, profile)
    if support < 0:
        return support, words
    return _mostly(profile, Trait.APPROVAL, otherwise=-0.4)


def _link(column: Column, profile: Profile) -> Fit:
    if _declared(column, ColumnType.RELATION):
        return 0.2, "links to other records"
    if _declared(column, ColumnType.DATE, ColumnType.PEOPLE, ColumnType.CHECKBOX, ColumnType.FILES, ColumnType.URL):
        return -1.0, f"a {column.type.value} column, not a mention of another record"
    if profile.share(Trait.NUMBER, Trait.DATE, Trait.TICK, Trait.PLACE, Trait.LONG, Trait.STATE) > _MANY:
        return -1.0, "its values are not titles"
    return NEUTRAL


def _title(column: Column, profile: Profile) -> Fit:
    if not _declared(column, ColumnType.TEXT, ColumnType.OTHER, ColumnType.SELECT):
        return -1.0, f"a {column.type.value} column, not titles"
    if not profile.filled:
        return NEUTRAL
    if profile.share(Trait.NUMBER, Trait.DATE, Trait.TICK, Trait.PLACE, Trait.LONG, Trait.STATE, Trait.MAIL) > _MANY:
        return -1.0, "its values are not titles"
    if profile.differing >= _MOST:
        return 0.6, f"{profile.differing:.0%} of its values differ"
    # A label's releases need much the same things: fifty plans in one table repeat a dozen titles.
    if profile.differing >= _SOME or len(profile.texts) >= _DIFFERENT_TITLES:
        return 0.0, ""
    return -0.6, "its values repeat too much for titles"


def _version(column: Column, profile: Profile) -> Fit:
    if not _declared(column, ColumnType.TEXT, ColumnType.OTHER, ColumnType.SELECT, ColumnType.NUMBER):
        return -1.0, f"a {column.type.value} column, not names of versions"
    if profile.share(Trait.DATE, Trait.TICK, Trait.LONG, Trait.STATE, Trait.YES_NO, Trait.MAIL) > _MANY:
        return -1.0, "its values are no names of versions"
    return NEUTRAL


def _text(column: Column, profile: Profile) -> Fit:
    if _declared(column, ColumnType.DATE, ColumnType.CHECKBOX, ColumnType.PEOPLE, ColumnType.FILES):
        return -0.9, f"a {column.type.value} column, not text"
    if profile.share(Trait.DATE, Trait.TICK) > _MANY:
        return -0.9, "its values are not text"
    return NEUTRAL


def _of_trait(trait: Trait, otherwise: float) -> _Judge:
    def judge(column: Column, profile: Profile) -> Fit:
        support, words = _text(column, profile)
        return (support, words) if support < 0 else _mostly(profile, trait, otherwise=otherwise)

    return judge


def _isrc(_column: Column, profile: Profile) -> Fit:
    return _mostly(profile, Trait.ISRC, otherwise=-0.1)


def _barcode(_column: Column, profile: Profile) -> Fit:
    return _mostly(profile, Trait.BARCODE, otherwise=-0.1)


def _colour(column: Column, profile: Profile) -> Fit:
    """A colour may be that of a shirt or of a calendar; without a value, only the whole words say that it is not."""
    if not profile.filled and folded(column.name) in _ANY_COLOUR:
        return -1.0, "it is empty, and may be the colour of anything"
    return _mostly(profile, Trait.COLOUR_SPACE, otherwise=-1.0)


def _said_by(trait: Trait, telling: Pattern) -> _Judge:
    """A fact of a file, by values that look like it; without them only where the column's name tells of such files."""

    def judge(column: Column, profile: Profile) -> Fit:
        otherwise = -0.1 if telling.search(folded(column.name)) else -1.0
        if not profile.filled:
            return NEUTRAL if otherwise > -1 else (otherwise, "it is empty, and may be anything's")
        return _mostly(profile, trait, otherwise=otherwise)

    return judge


def _answer(column: Column, _profile: Profile) -> Fit:
    """Words on a right or on somebody else's work, where a tick or a yes says as much."""
    if _declared(column, ColumnType.CHECKBOX):
        return 0.8, "a checkbox"
    if _declared(column, ColumnType.PEOPLE, ColumnType.FILES, ColumnType.URL):
        return -0.9, f"a {column.type.value} column, not an answer"
    return NEUTRAL


_BY_SHAPE: dict[Shape, _Judge] = {
    Shape.TITLE: _title,
    Shape.VERSION: _version,
    Shape.TEXT: _text,
    Shape.DATE: _date,
    Shape.STATE: _state,
    Shape.DECISION: _decision,
    Shape.PEOPLE: _people,
    Shape.LINK: _link,
    Shape.FILE: _place,
    Shape.YES_NO: _yes_no,
    Shape.SHARE: _share,
    Shape.PHRASE: _phrase,
    Shape.CODE: _text,
}

_BY_MEANING: dict[str, _Judge] = {
    "isrc": _isrc,
    "upc": _barcode,
    "gate": _gate,
    "colour": _colour,
    "dimensions": _said_by(Trait.PIXELS, _OF_ARTWORK),
    "audio_format": _said_by(Trait.AUDIO, _OF_AUDIO),
    "cover": _answer,
    "samples": _answer,
    "interpolates": _answer,
    "capture": _provision,
    "welcome": _provision,
    "licence": _answer,
    "master_cleared": _answer,
    "publishing_cleared": _answer,
    "mail": _of_trait(Trait.MAIL, -1.0),
    "roles": _of_trait(Trait.ROLE, -0.3),
    "type": _of_trait(Trait.RELEASE_TYPE, -0.9),
    "pie": _of_trait(Trait.PIE, -0.9),
}
"""Meanings whose values can be told more exactly than by their shape."""
