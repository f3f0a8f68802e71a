"""What a fact is: a value, empty, or unknown; and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import TypeAlias, TypeVar, final

T = TypeVar("T")


@final
class Unknown(Enum):
    """Why a field has no value that could be trusted. Never the same as empty (`None` or `()`).

    A rule that meets one neither fires nor clears; the engine reports "cannot tell" with this reason. Rules ask with
    `type(value) is Unknown`: `isinstance` takes six times as long on an enumeration, and they ask a million times.
    """

    ABSENT = "the plan has no column for it"
    UNMAPPED = "no column is bound to it yet"
    UNREADABLE = "the value could not be read"
    TRUNCATED = "the tool gave only part of the value"
    UNSEEN = "the source could not be read completely"
    DISPUTED = "two tools state different values"


Maybe: TypeAlias = T | Unknown | None
"""Value, empty (`None`) or unknown: the three states of a fact."""

Moment: TypeAlias = datetime | date
"""When something happened. A bare date is a day without a clock time; a datetime is always aware."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Where a fact stands: tool, container (sheet, table, data source), record, and a link a person can open.

    `record` is empty for something that has no row of its own, such as a release that is only implied by its sheet;
    nothing can be written there.
    """

    tool: str
    container: str
    record: str
    url: str = ""
    key: str = field(init=False)
    """One string that identifies the record across all tools."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", f"{self.tool}/{self.container}/{self.record}")


@dataclass(frozen=True, slots=True)
class Link:
    """A mention of another record: the words that stand there, and the key it was resolved to ("" when to none)."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class FileFact:
    """A file as the plan states it. `stable_id` survives a fresh signature of the link; `url` does not."""

    name: str
    url: str = ""
    stable_id: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class FileSpec:
    """What the plan states about the inside of a file; whatever it does not state is `None`.

    `width` and `height` in pixels, `colour` as the name of a colour space in capitals ("RGB", "CMYK"), `bit_depth` in
    bits, `sample_rate` in hertz, `format` of audio in capitals ("WAV", "MP3").
    """

    width: int | None = None
    height: int | None = None
    colour: str | None = None
    bit_depth: int | None = None
    sample_rate: int | None = None
    format: str | None = None


Blind: TypeAlias = frozenset[tuple[str, Unknown]]
"""The fields of one entity that are unknown, each with the reason."""

SIGHTED: Blind = frozenset()


def blind_fields(entity: object, names: tuple[str, ...]) -> Blind:
    """Return which of the named fields of `entity` are unknown."""
    found = [(name, value) for name in names if type(value := getattr(entity, name)) is Unknown]
    return frozenset(found) if found else SIGHTED
