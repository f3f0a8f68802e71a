"""Rules on looking back: a review after every release, one every month, with answers."""

from __future__ import annotations

from rules.review.rev001_review_not_planned import review_not_planned
from rules.review.rev002_review_incomplete import review_incomplete
from rules.review.rev003_monthly_review_missing import monthly_review_missing
from rules.rule import Rule

RULES: tuple[Rule, ...] = (review_not_planned, review_incomplete, monthly_review_missing)
