"""How long distributors need, as a table that a team may change; the figures' sources stand in the table. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass

from rules.errors import SettingsError
from rules.vocabulary.words import words_of

BUSY_MONTHS = frozenset({11, 12})
BUSY_DAYS = 14
"""Days that Beatchain advises to add for a release in November or December (help.beatchain.com, article 3546112)."""


@dataclass(frozen=True, slots=True)
class LeadTime:
    """One distributor: calendar days before the release by which the upload has to, and should, be there."""

    name: str
    floor: int
    advised: int
    source: str = ""
    """A link to where the figures stand; "" for the team's own."""


def read_lead_times(text: str, file: str) -> tuple[LeadTime, ...]:
    """Return the table that a TOML text holds. Raises `SettingsError` naming the file and the distributor."""
    try:
        raw = tomllib.loads(text)
        return tuple(
            LeadTime(name, int(row["floor"]), int(row["advised"]), str(row.get("source", "")))
            for name, row in raw.items()
        )
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file} is not valid TOML: {error}", hint="correct that line") from error
    except (KeyError, TypeError, ValueError) as error:
        raise SettingsError(
            f"{file}: a distributor lacks {error}", hint="each needs floor and advised, in days"
        ) from error


def lead_time_of(distributor: str, known: Iterable[LeadTime]) -> LeadTime | None:
    """Return the one entry whose name the words hold ("DistroKid (Kaya's account)"); `None` for none or several.

    Of "DistroKid Label" and "DistroKid" the longer name counts, where the words hold both.
    """
    words = "".join(words_of(distributor))
    found = {name: entry for entry in known if (name := compared(entry.name)) and name in words}
    longest = [name for name in found if not any(name in other and name != other for other in found)]
    return found[longest[0]] if len(longest) == 1 else None


def compared(name: str) -> str:
    """Return a distributor's name as it is compared, without spaces and the article: many say just "Orchard"."""
    words = words_of(name)
    return "".join(words[1:] if words[:1] == ("the",) and len(words) > 1 else words)
