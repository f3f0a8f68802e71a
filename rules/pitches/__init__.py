"""Rules on pitches: who may offer a track, when, with what, and to one at a time where it is exclusive."""

from __future__ import annotations

from rules.pitches.pit001_not_cleared_to_pitch import not_cleared_to_pitch
from rules.pitches.pit002_outside_pitch_window import outside_pitch_window
from rules.pitches.pit003_pitch_without_context import pitch_without_context
from rules.pitches.pit004_overlapping_exclusive import overlapping_exclusive
from rules.pitches.pit005_pitch_without_track import pitch_without_track
from rules.rule import Rule

RULES: tuple[Rule, ...] = (
    not_cleared_to_pitch,
    outside_pitch_window,
    pitch_without_context,
    overlapping_exclusive,
    pitch_without_track,
)
