"""The free text that plans are written in, read for what it says: needs, gates and handoffs as sentences."""

from __future__ import annotations

from rules.vocabulary.gate_phrases import GatePhrase, read_gate
from rules.vocabulary.handoff_phrases import HandoffPhrase, read_handoff
from rules.vocabulary.needs import read_needs

__all__ = ["GatePhrase", "HandoffPhrase", "read_gate", "read_handoff", "read_needs"]
