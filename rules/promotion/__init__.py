"""Rules on promotion: the editorial pitch, and work for every phase of the campaign."""

from __future__ import annotations

from rules.promotion.pro001_editorial_pitch_late import editorial_pitch_late
from rules.promotion.pro002_pitched_before_upload import pitched_before_upload
from rules.promotion.pro003_phase_not_covered import phase_not_covered
from rules.promotion.pro004_assets_not_queued import assets_not_queued
from rules.rule import Rule

RULES: tuple[Rule, ...] = (editorial_pitch_late, pitched_before_upload, phase_not_covered, assets_not_queued)
