"""How the vendor behaves where its documentation leaves it open; the defaults are the reading that forgives least."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field


@dataclass(slots=True)
class Manners:
    """Settings of the stand-in; any may be changed between calls."""

    detects_collisions: bool = True
    """Whether an insert under an id in use answers 409. The vendor does not promise it; where it does not see the
    collision, the second insert replaces what stood there, and answers as if it were new."""
    restores: bool = True
    """Whether `status: confirmed` brings a deleted event back, or answers 403 forbidden; both were seen."""
    bare_tombstones: bool = False
    """Whether deleted events show nothing but their id, all the vendor guarantees."""
    summary_limit: int = 1024
    """Characters. The vendor documents none for titles and descriptions; longer ones are refused here."""
    description_limit: int = 8192
    property_key_limit: int = 44
    """Characters; this and the two below are commonly quoted for extended properties."""
    property_value_limit: int = 1024
    property_count_limit: int = 300
    updated_min_reach: float = 28 * 86400.0
    """Seconds that `updatedMin` may lie back; the vendor says only that there is a limit."""
    batch_limit: int = 50
    """Inner calls of one batch: 50 in the vendor's older pages, 1000 in newer ones."""
    page_sizes: deque[int] = field(default_factory=deque)
    """Sizes of the next pages of events, whatever was asked: the vendor may send short and empty ones."""
    token_life: float = 3600.0
    """Seconds that an access token lives."""
