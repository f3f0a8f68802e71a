"""Rules on the audience: contacts that the release captures, and what they hear."""

from __future__ import annotations

from rules.audience.aud001_no_capture import no_capture
from rules.audience.aud002_no_welcome import no_welcome
from rules.rule import Rule

RULES: tuple[Rule, ...] = (no_capture, no_welcome)
