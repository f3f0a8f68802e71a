"""Shares that somebody typed as 0.5, 50, "50 %", "1/3" or "33 1/3 %".

The whole column tells fractions from percentages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache

from connectors.normalize.doubt import Doubt
from rules.vocabulary.pattern import Pattern

HUNDRED = Decimal(100)
_ONE = Decimal(1)
_NEAR = Decimal("0.1")
"""How far from the whole a track's fractions may add up and still be taken for fractions."""
_SPELLED = Decimal("0.000000000001")
"""The precision of a share that no decimal can state exactly, such as a third: what is lost never shows in a sum."""
_MOST_PARTS = 24
"""Into how many parts "100/3" may cut the whole; beyond, the second number is rather somebody else's share."""

_SIGN = r"(%|percent|per cent|pct|prozent|por ciento)"
_NUMBER = Pattern(rf"(\d{{1,3}}(?:[.,]\d{{1,12}})?)\s*{_SIGN}?", re.ASCII | re.IGNORECASE)
_RATIO = Pattern(r"(\d{1,3})\s?/\s?(\d{1,3})", re.ASCII)
_MIXED = Pattern(rf"(\d{{1,2}})\s+(\d{{1,2}})\s?/\s?(\d{{1,2}})\s*{_SIGN}?", re.ASCII | re.IGNORECASE)
_ONE_SIGN = Pattern("[\u00bc-\u00be\u2150-\u215e]")
"""A fraction that is one character, such as the third in "33\u2153 %"."""


@dataclass(frozen=True, slots=True)
class _Typed:
    """A share as it was typed: in percent when `marked`, else in whatever the column counts in."""

    amount: Decimal
    marked: bool


@lru_cache(maxsize=4096)
def _typed(text: str) -> _Typed | Doubt | None:
    words = (
        _ONE_SIGN.sub(lambda sign: " " + unicodedata.normalize("NFKC", sign[0]), text).replace("\u2044", "/").strip()
    )
    if words.casefold() in {"", "-", "–", "—", "?", "tbd", "tba", "tbc", "n/a"}:
        return None
    if found := _NUMBER.fullmatch(words):
        return _within(Decimal(found[1].replace(",", ".")), marked=found[2] is not None)
    if found := _RATIO.fullmatch(words):
        part, whole = int(found[1]), int(found[2])
        if part == HUNDRED and 1 < whole <= _MOST_PARTS:
            return _Typed(_quotient(part, whole), marked=True)
        if (part == whole and whole != 1) or part > whole or whole == 0:
            return Doubt("it is a split between several people, not one share; write one row for each")
        return _Typed(_quotient(part * 100, whole), marked=True)
    if (found := _MIXED.fullmatch(words)) and int(found[2]) < int(found[3]):
        return _Typed(int(found[1]) + _quotient(int(found[2]), int(found[3])), marked=True)
    return Doubt("it is not a share; write a percentage such as 50 %")


def _spelled_out(sign: re.Match[str]) -> str:
    return " " + unicodedata.normalize("NFKC", sign[0]).replace("\u2044", "/")


def _quotient(part: int, whole: int) -> Decimal:
    return (Decimal(part) / Decimal(whole)).quantize(_SPELLED).normalize()


def _within(amount: Decimal, *, marked: bool) -> _Typed | Doubt:
    if not amount.is_finite() or not 0 <= amount <= HUNDRED:
        return Doubt("a share lies between 0 and 100 %")
    return _Typed(amount, marked)


class _Counts(Enum):
    """What the bare numbers of a column count."""

    FRACTIONS = auto()
    PERCENT = auto()
    UNTOLD = auto()


class ShareColumn:
    """Reads one column's shares in percent. `values` are all of them, each with the pie that it is a part of."""

    def __init__(self, values: Iterable[tuple[str, Decimal | str]]) -> None:
        pies: dict[str, list[_Typed]] = {}
        for pie, value in values:
            typed = _amount(value)
            if isinstance(typed, _Typed):
                pies.setdefault(pie, []).append(typed)
        self._counts = _counted(pies.values())
        self._whole = {pie: sum((part.amount for part in parts), Decimal(0)) for pie, parts in pies.items()}

    def read(self, pie: str, value: Decimal | str) -> Decimal | Doubt | None:
        """Return the share in percent, `None` for an empty one, or why it cannot be told."""
        typed = _amount(value)
        if not isinstance(typed, _Typed):
            return typed
        if typed.marked or typed.amount == 0:
            return typed.amount
        if self._counts is _Counts.FRACTIONS:
            return typed.amount * HUNDRED
        small = typed.amount <= 1
        if self._counts is _Counts.PERCENT and not (small and abs(self._whole.get(pie, Decimal(0)) - HUNDRED) > _ONE):
            return typed.amount
        return Doubt("cannot tell whether it is a fraction or a percentage; write it with a % sign")


def _amount(value: Decimal | str) -> _Typed | Doubt | None:
    return _within(value, marked=False) if isinstance(value, Decimal) else _typed(value)


def _counted(pies: Collection[list[_Typed]]) -> _Counts:
    bare = [[part for part in parts if not part.marked and part.amount] for parts in pies]
    if any(part.amount > 1 for parts in bare for part in parts):
        return _Counts.PERCENT
    sums = [
        sum((part.amount / HUNDRED if part.marked else part.amount for part in parts), Decimal(0))
        for parts, open_parts in zip(pies, bare, strict=True)
        if open_parts
    ]
    whole = sum(abs(total - _ONE) <= _NEAR for total in sums)
    return _Counts.FRACTIONS if whole * 2 > len(sums) else _Counts.UNTOLD
