"""What the team settled about its tools."""

from __future__ import annotations

from dataclasses import dataclass, field

from sync.assembly.authority import Authority
from sync.matching.confirmations import NOTHING_SAID, Confirmations


@dataclass(frozen=True, slots=True)
class Terms:
    """Which records of different tools are one or are not, and which tool is right for which fact."""

    said: Confirmations = NOTHING_SAID
    authority: Authority = field(default_factory=dict)


UNSETTLED = Terms()
