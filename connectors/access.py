"""What a tool lets us do: each right by itself, whether it is there, and what to click when it is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Access:
    """One right, in words: "read “Deliverables”".

    `granted` is `None` where it could not be told without changing something of the team's. `needed` is false for a
    right that only adds comfort.
    """

    what: str
    granted: bool | None
    why: str = ""
    todo: str = ""
    needed: bool = True


class Checkup(Protocol):
    """Finds out what a tool lets us do."""

    def access(self) -> tuple[Access, ...]:
        """Try each right as harmlessly as it can be tried. Writes nothing; what fails is part of the answer."""
        ...


LOST_COLUMNS = "they were deleted or changed to another type"
UNAGREED_COLUMNS = "nobody has agreed to them yet"


def own_columns(tables: Iterable[tuple[str, str]], called: str, tool: str) -> Iterator[Access]:
    """Yield whether our columns are in these tables, one line for all of which the same is to be said.

    `tables` are titles, each with the reason why our columns are not there, "" where they are; `called` is what the
    tool calls columns.
    """
    by_reason: dict[str, list[str]] = {}
    for title, why in tables:
        by_reason.setdefault(why, []).append(f"“{title}”")
    for why, titles in by_reason.items():
        what = f"our {called} in {', '.join(titles)}"
        if not why:
            yield Access(what, granted=True)
            continue
        so = f"{why}; there are comments, and no flags"
        yield Access(what, granted=False, why=so, todo=f"`streetdate init {tool}` makes them", needed=False)
