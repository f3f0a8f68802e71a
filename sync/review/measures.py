"""All signs and symptoms of a team together. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rules.wording import listed
from sync.review.measure import Measure, Sort
from sync.review.months import Month
from sync.review.past import Past, out_on
from sync.review.signs import SHOWN, past_releases, signs
from sync.review.symptoms import showing, symptoms

_UNREAD = "not everything could be read"


def measures_of(past: Past, last: date) -> tuple[Measure, ...]:
    """Return the signs and symptoms over the latest releases that were out by a day, and the months up to it."""
    out = past_releases(past, len(past.slate.releases))
    releases = [release for release in out if (out_on(release) or last) <= last][-SHOWN:]
    found = (*signs(past, releases), *symptoms(past, releases, Month.of(last)))
    if past.context.complete:
        return found
    return tuple(each if each.points or each.untold else replace(each, untold=_UNREAD) for each in found)


def summary(measures: Sequence[Measure]) -> str:
    """Return how many symptoms show, in one sentence."""
    ill = showing(measures)
    if not any(each.last for each in measures if each.sort is Sort.SYMPTOM):
        return "None of the five symptoms can be told yet."
    if not ill:
        return "No symptom shows now, as far as can be told."
    return f"Symptoms that show now: {len(ill)} of 5 ({listed(each.name for each in ill)})."
