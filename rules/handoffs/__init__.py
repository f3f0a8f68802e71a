"""Rules on handoffs: explicit events, confirmed by both sides, with context."""

from __future__ import annotations

from rules.handoffs.hnd001_assumed_handoff import assumed_handoff
from rules.handoffs.hnd002_sender_mismatch import sender_mismatch
from rules.handoffs.hnd003_receiver_mismatch import receiver_mismatch
from rules.handoffs.hnd004_unsent_handoff import unsent_handoff
from rules.handoffs.hnd005_unacknowledged_handoff import unacknowledged_handoff
from rules.handoffs.hnd006_missing_context import missing_context
from rules.handoffs.hnd007_unreachable_file import unreachable_file
from rules.handoffs.hnd008_started_without_handoff import started_without_handoff
from rules.handoffs.hnd009_impossible_acknowledgement import impossible_acknowledgement
from rules.handoffs.hnd010_handed_over_unapproved import handed_over_unapproved
from rules.rule import Rule

RULES: tuple[Rule, ...] = (
    assumed_handoff,
    sender_mismatch,
    receiver_mismatch,
    unsent_handoff,
    unacknowledged_handoff,
    missing_context,
    unreachable_file,
    started_without_handoff,
    impossible_acknowledgement,
    handed_over_unapproved,
)
"""The rules of this family, in code order."""
