"""One intended write, and why a record may be left as it is. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from connectors.changes import Change


class LeftAlone(StrEnum):
    """Why a record is left as it is."""

    RIGHT = "already right"
    UNJUDGED = "kept, because this run could not judge it"
    OVERRULED = "changed by somebody after it was put back once"
    DELETED = "its comment was deleted by somebody"
    EDITED = "its comment was edited by somebody"
    NOWHERE = "a gap without a row to write on"


@dataclass(frozen=True, slots=True)
class Step:
    """One intended write, why it is made, and what the ledger knows about the comment once it is accepted."""

    source: str
    change: Change
    why: str
    told: tuple[str, ...] = ()
    blockers: tuple[str, ...] = ()
