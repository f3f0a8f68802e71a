"""What is agreed with the stand-in before a test: plans, roles, and the answers that the vendor leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Role(IntEnum):
    """What an account may do in a base, from least to most; its name in small letters is `permissionLevel`."""

    NONE = 0
    READ = 1
    COMMENT = 2
    EDIT = 3
    CREATE = 4


@dataclass(frozen=True, slots=True)
class Plan:
    """What a workspace pays for. None: no limit on calls a month."""

    name: str
    monthly_calls: int | None
    per_second_beyond: int | None = None
    """Requests a second once the month's calls are spent; None: every call is refused until the month turns."""


FREE = Plan("Free", 1_000)
TEAM = Plan("Team", 100_000, per_second_beyond=2)
BUSINESS = Plan("Business", None)


class BurstAnswer(StrEnum):
    """The body of a 429 for too many requests a second; sources disagree, so a client must bear all three."""

    LIST = "errors"
    OBJECT = "error"
    EMPTY = "empty"


@dataclass(slots=True)
class Settings:
    """The vendor's limits, and a choice wherever its documentation is silent. Tests may change any at any time."""

    base_requests: int = 5
    """Requests to one base in one window."""
    token_requests: int = 50
    """Requests of all tokens of one account in one window."""
    window: float = 1.0
    """Seconds."""
    penalty: float = 30.0
    """Seconds in which everything is refused after a burst."""
    burst_answer: BurstAnswer = BurstAnswer.LIST
    schema_calls_count: bool = True
    """Whether calls under /v0/meta spend the month's calls; reports disagree."""
    iterator_life: float = 300.0
    """Seconds between two pages after which an offset is refused; undocumented, "minutes" in reports."""
    comment_limit: int = 10_000
    """Characters in one comment; undocumented."""
    masks_missing: bool = False
    """Whether a missing table or record is answered 403 like a forbidden one, as personal access tokens report it,
    or 404 as in the recordings."""
    tells_scopes: bool = True
    """Whether whoami names the scopes; documented for OAuth tokens only, so a client must bear both."""
    webhook_life: float = 7 * 86_400.0
    """Seconds that a webhook lives without a refresh, and that payloads and an expired webhook are kept."""
    webhooks_per_base: int = 10
    payloads_per_page: int = 50
