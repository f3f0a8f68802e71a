"""Rules on the plan: dates, runway, lead times, the brief."""

from __future__ import annotations

from rules.planning.pln001_no_release_date import no_release_date
from rules.planning.pln002_short_runway import short_runway
from rules.planning.pln003_missing_due_date import missing_due_date
from rules.planning.pln004_due_after_release import due_after_release
from rules.planning.pln005_late_for_distributor import late_for_distributor
from rules.planning.pln006_overdue import overdue
from rules.planning.pln007_no_brief import no_brief
from rules.planning.pln008_date_moved import date_moved
from rules.planning.pln009_incomplete_plan import incomplete_plan
from rules.rule import Rule

RULES: tuple[Rule, ...] = (
    no_release_date,
    short_runway,
    missing_due_date,
    due_after_release,
    late_for_distributor,
    overdue,
    no_brief,
    date_moved,
    incomplete_plan,
)
