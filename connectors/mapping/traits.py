"""What one value looks like, before anybody knows what its column means."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from connectors.record import Cell, FileCell, LinkCell, PersonCell
from rules.model import Unknown, Word
from rules.vocabulary.decisions import decision_of
from rules.vocabulary.names import split_names
from rules.vocabulary.pattern import Pattern
from rules.vocabulary.pitch_words import pitch_state_of
from rules.vocabulary.roles import PLACEHOLDERS, is_group, role_of
from rules.vocabulary.words import folded
from rules.vocabulary.yes_no import yes_no


class Trait(StrEnum):
    """One thing that a value may look like; a value can look like several."""

    DATE = "dates"
    WHEN = "days in words"
    YEAR = "years"
    NUMBER = "numbers"
    SHARE = "shares"
    TICK = "ticks"
    YES_NO = "yes or no"
    STATE = "states"
    DECISION = "decisions"
    PERSON = "people"
    NICKNAME = "single words in lower case"
    ROLE = "roles"
    MAIL = "mail addresses"
    PLACE = "links or files"
    RECORD = "links to other records"
    ISRC = "ISRCs"
    BARCODE = "barcodes"
    RELEASE_TYPE = "release types"
    PIE = "kinds of right"
    COLOUR_SPACE = "colour spaces"
    PIXELS = "sizes in pixels"
    AUDIO = "audio formats"
    APPROVAL = "approvals in words"
    LONG = "long texts"
    PLACEHOLDER = "placeholders"


Traits = frozenset[Trait]

_MONTH = (
    r"(?:jan|ene|feb|fev|fév|mar|mär|mrz|apr|abr|avr|may|mai|jun|juin|jul|juil|aug|ago|aoû|aou|sep|set|oct|okt|out|nov"
    r"|dec|dez|dic|déc)[a-zçéûôäñ]*\.?"
)
_DATE = Pattern(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ].*)?"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})|\d{1,2}\.\d{1,2}\."
    rf"|(?:[a-z]{{2,3}}\.?,? )?\d{{1,2}}(?:st|nd|rd|th|\.)?(?: de)? {_MONTH}(?: de)?,?(?: \d{{2,4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?",
    re.IGNORECASE,
)
_WHEN = Pattern(
    r"(?:(?:next|this|last|coming|early|mid|late|end of|beginning of|start of|before|after|around|on|in|by)[ -]){0,3}"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|week|month|year|weekend|spring|summer|autumn|fall"
    r"|winter|q[1-4]|easter|christmas|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)(?:,? \d{4})?",
    re.IGNORECASE,
)
_NUMBER = Pattern(r"[-+]?\d+(?:[.,]\d+)?")
_PERCENT = Pattern(r"\d{1,3}(?:[.,]\d+)?\s*%|\d/\d{1,2}")
_MAIL = Pattern(r"[^@\s<]+@[^@\s>]+\.\w+")
_PLACE = Pattern(
    r"https?://|www\.|(?:/|\\|[a-z]:\\)\S+[/\\]\S|\S+\.(?:wav|flac|mp3|aiff?|mp4|mov|png|jpe?g|psd|pdf|zip|docx?|xlsx?)$",
    re.IGNORECASE,
)
_ISRC = Pattern(r"(?:isrc:?\s*)?[a-z]{2}[-\s]?[a-z0-9]{3}[-\s]?\d{2}[-\s]?\d{5}", re.IGNORECASE)
_BARCODE = Pattern(r"\d{11,14}")
_SHORTENED = Pattern(r"\d(?:[.,]\d+)?e\+1[0-3]", re.IGNORECASE)
"""What a spreadsheet leaves of a barcode that it took for a large number."""
_TYPE = Pattern(
    r"(?:(?:lead|digital|focus|double|studio|debut|live|remix|deluxe)\s+)?(?:single|sencillo|ep|e\.p\.|album|álbum|mixtape|compilation|remix|maxi)s?",
    re.IGNORECASE,
)
_PIE = Pattern(
    r"composition|master|publishing|writers?|songwriting|recording|sound recording|komposition|composición",
    re.IGNORECASE,
)
_COLOUR_SPACE = Pattern(r"(?:s?rgb|adobe rgb|cmyk|gr[ae]yscale)\b.*", re.IGNORECASE)
_PIXELS = Pattern(
    r"\b\d{1,2}[.,]?\d{3}\s*(?:px|pixels?)?\s*(?:[x×*]|by)\s*\d{1,2}[.,]?\d{3}\b|\b\d{3,5}\s*(?:px|pixels?)\b",
    re.IGNORECASE,
)
_AUDIO = Pattern(
    r"\b(?:(?:8|16|20|24|32)\s*-?\s*bits?|wave?|flac|aiff?|alac|mp3|aac)\b|\d\s*khz\b|\b(?:16|24|32)\s*/\s*(?:44|48|88|96|192)",
    re.IGNORECASE,
)
_APPROVAL = Pattern(
    r"\b(?:sign(?:s|ed)?[- ]?off|approv\w+|confirm\w*|final go|gives|decides|ok from|yes from|freigabe|aprueba|aprova"
    r"|valide)\b",
    re.IGNORECASE,
)
_NAME = Pattern(r"(?:[^\W\d_][\w'’.-]*)(?: (?:de|da|do|van|von|der|la|le|el|[^\W\d_][\w'’.-]*)){0,3}")
_NICKNAME = Pattern(r"@?[^\W\d_]{2,12}")
_LONG = 60
_DECIDED = frozenset({Word.YES, Word.NO, Word.PENDING})
_MOST_WORDS = 7
"""States, answers and names are not longer; reading them is what costs time."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def traits_of(cell: Cell) -> Traits:
    """Return what one filled value looks like; nothing for a value that is empty or unknown."""
    match cell:
        case None | Unknown():
            return frozenset()
        case bool():
            return frozenset({Trait.TICK, Trait.YES_NO, Trait.STATE})
        case str():
            return _of_text(cell)
        case Decimal():
            return _of_number(cell)
        case date():
            return frozenset({Trait.DATE})
        case (PersonCell(), *_):
            return frozenset({Trait.PERSON})
        case (LinkCell(), *_):
            return frozenset({Trait.RECORD})
        case (FileCell(), *_):
            return frozenset({Trait.PLACE})
        case _:
            return _of_text(", ".join(str(part) for part in cell))


def _of_number(number: Decimal) -> Traits:
    found = {Trait.NUMBER}
    if number == number.to_integral_value() and _FIRST_YEAR <= number <= _LAST_YEAR:
        found.add(Trait.YEAR)
    if 0 <= number <= 100:
        found.add(Trait.SHARE)
    if _BARCODE.fullmatch(f"{number:f}"):
        found.add(Trait.BARCODE)
    return frozenset(found)


@lru_cache(maxsize=16384)
def _of_text(text: str) -> Traits:
    stated = text.strip()
    if not stated:
        return frozenset()
    if _DATE.fullmatch(stated):
        return frozenset({Trait.DATE})
    if _NUMBER.fullmatch(stated):
        return _of_number(Decimal(stated.replace(",", ".")))
    if _SHORTENED.fullmatch(stated):
        return frozenset({Trait.NUMBER, Trait.BARCODE})
    if _PERCENT.fullmatch(stated):
        return frozenset({Trait.SHARE, Trait.STATE})
    if _PLACE.match(stated):
        return frozenset({Trait.PLACE})
    if _MAIL.search(stated):
        return frozenset({Trait.MAIL, Trait.PERSON})
    if _ISRC.fullmatch(stated):
        return frozenset({Trait.ISRC})
    if len(stated) > _LONG:
        return frozenset({Trait.LONG})
    return _of_words(stated)


def _of_words(stated: str) -> Traits:
    found: set[Trait] = set()
    if _APPROVAL.search(stated):
        found.add(Trait.APPROVAL)
    if _WHEN.fullmatch(stated):
        found.add(Trait.WHEN)
    if _PIXELS.search(stated):
        found.add(Trait.PIXELS)
    if _AUDIO.search(stated):
        found.add(Trait.AUDIO)
    if len(stated.split()) > _MOST_WORDS:
        return frozenset(found)
    if pitch_state_of(stated) is not None:
        found.add(Trait.STATE)
    if decision_of(stated) in _DECIDED:
        found.add(Trait.DECISION)
    if yes_no(stated) is not None:
        found.add(Trait.YES_NO)
    if _TYPE.fullmatch(stated):
        found.add(Trait.RELEASE_TYPE)
    if _PIE.fullmatch(stated):
        found.add(Trait.PIE)
    if _COLOUR_SPACE.fullmatch(stated):
        found.add(Trait.COLOUR_SPACE)
    if folded(stated) in PLACEHOLDERS:
        found.add(Trait.PLACEHOLDER)
    names = split_names(stated) or (stated,)
    if all(role_of(name) for name in names):
        found.add(Trait.ROLE)
    if all(_is_somebody(name) for name in names):
        found.add(Trait.PERSON)
    elif all(_NICKNAME.fullmatch(name) for name in names):
        found.add(Trait.NICKNAME)
    return frozenset(found)


def _is_somebody(name: str) -> bool:
    bare = name.strip(" @")
    if _NAME.fullmatch(bare) is not None and (bare[0].isupper() or not bare[0].islower()):
        return True
    words = folded(name)
    return words in PLACEHOLDERS or is_group(words) or bool(role_of(name))
