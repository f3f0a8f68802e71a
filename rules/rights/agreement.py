"""Whether the holder of a share has agreed to it, and what was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from rules.acknowledgement import certainly_not
from rules.memory import Agreed
from rules.model import Actor, Split, Unknown
from rules.vocabulary.words import words_of


def is_agreed(split: Split) -> bool | None:
    """Whether the plan says that the holder agreed; `None` where it does not show it.

    A day of agreement is a yes unless the other column says no.
    """
    if split.agreed is True:
        return True
    if split.agreed is not False and split.agreed_at is not None and type(split.agreed_at) is not Unknown:
        return True
    return False if certainly_not(split.agreed_at, split.agreed) else None


def terms_of(split: Split) -> dict[str, str]:
    """Return what a holder agrees to, as text that two runs can compare; what is not known is left out."""
    terms = {"pie": str(split.pie)}
    if isinstance(split.share, Decimal):
        terms["share"] = percent(split.share)
    if isinstance(split.holder, Actor):
        terms["holder"] = split.holder.name
    return terms


NOISE = Decimal("0.000000001")
"""Less than anybody types: what a spreadsheet's or a fraction's own last digit is off."""
_SHOWN = Decimal("0.0001")
_WRITTEN = 9
"""Digits behind the point that somebody may have written; with more, it is a third or the like."""


def percent(share: Decimal) -> str:
    """Return a share as people write it, exactly: "33.33 %"; a third, which has no end, to four digits."""
    plain = format(share.quantize(_SHOWN) if _is_endless(share) else share, "f")
    return f"{plain.rstrip('0').rstrip('.') if '.' in plain else plain} %"


def is_rounded(part: Decimal, share: Decimal) -> bool:
    """Whether a share is a part as far as it is written out: 33.3 of a third."""
    written = int(share.normalize().as_tuple().exponent)
    return abs(part - share) <= max(Decimal(1).scaleb(min(written, 0)) / 2, NOISE)


def same_share(one: Decimal, other: Decimal) -> bool:
    """Whether two records state one share: 1/3 is 33.33 % to whoever rounds it, and 50 % is not 50.4 %."""
    return one == other or any(
        _is_endless(exact) and is_rounded(exact, rounded) for exact, rounded in ((one, other), (other, one))
    )


def _is_endless(share: Decimal) -> bool:
    return -int(share.as_tuple().exponent) > _WRITTEN


def reopened(split: Split, known: Agreed | None) -> tuple[tuple[str, str, str], ...]:
    """Return (term, old, new) for everything that differs from what was agreed, unless it was agreed anew."""
    if known is None or (is_agreed(split) and (known.withdrawn or known.mark != mark_of(split))):
        return ()
    return _differences(known.terms, terms_of(split))


def mark_of(split: Split) -> str:
    """Return what tells one agreement from another."""
    at = split.agreed_at
    return "" if at is None or type(at) is Unknown else at.isoformat()


def remembered(split: Split, known: Agreed | None, now: datetime) -> Agreed | None:
    """Return what to remember of the agreement to one share; `None` where nothing was ever agreed."""
    agreed = is_agreed(split)
    if agreed and (known is None or known.withdrawn or known.mark != mark_of(split)):
        return Agreed(terms_of(split), mark_of(split), now)
    if known is None or agreed is None:
        return known
    changed = {term: known.changed.get(term, now) for term, _, _ in _differences(known.terms, terms_of(split))}
    return replace(known, withdrawn=not agreed, terms=terms_of(split) | dict(known.terms), changed=changed)


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (term, old[term], value)
        for term, value in new.items()
        if term in old and old[term] != value and not (term == "holder" and _may_be_one(old[term], value))
    )


def _may_be_one(before: str, now: str) -> bool:
    """Whether two names may be the same person's: half a name, or a name spelled out."""
    first, second = set(words_of(before)), set(words_of(now))
    return first <= second or second <= first
