"""A look back on a plan that was not read completely concludes nothing from what is not there."""

from __future__ import annotations

import pytest

from rules.memory import Memory
from rules.model import Slate, SourceRead
from rules.policy import Policy
from rules.templates.agenda import UNPLANNED
from sync.review.measures import measures_of
from sync.review.month_review import review_month
from sync.review.months import Month
from sync.review.past import Past
from sync.review.sheet import Sheet
from sync.review.sheets import month_sheet
from tests.review.pasts import NOW


def looked_back(*, complete: bool) -> Sheet:
    slate = Slate((), NOW, sources=(SourceRead("plan", "workbook", "Plan", NOW, complete=complete),))
    past = Past("label", slate, Memory(), (), (), Policy(), NOW)
    month = Month.of(past.today)
    return month_sheet(review_month(month, past), UNPLANNED, measures_of(past, past.today), (), past, ())


def said(sheet: Sheet) -> str:
    told = [each.told for part in sheet.parts for each in part.measures]
    return "\n".join([*(part.nothing for part in sheet.parts if part.empty), *told])


@pytest.mark.parametrize(
    "words", ["Nothing came out", "Nothing was late for certain", "None was sent", "no past release"]
)
def test_only_a_plan_that_was_read_can_show_that_nothing_happened(words: str) -> None:
    assert words in said(looked_back(complete=True))
    assert words not in said(looked_back(complete=False))


def test_it_says_that_nobody_can_tell() -> None:
    assert "not everything was, so nobody can tell" in said(looked_back(complete=False))
    assert "not everything could be read" in said(looked_back(complete=False))
