"""What a team's columns were found or told to mean: one binding per table, kept in the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from connectors.mapping.meanings import Subject
from rules.model import Kind


class DateOrder(StrEnum):
    """How a column of numbers and slashes writes its dates."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True)
class StatusColumn:
    """A deliverable that is a column ("Mix Status"): its column, and the deliverable's title and kind."""

    column: str
    title: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class TableBinding:
    """One table: what its rows are, and which column carries which meaning.

    `columns` maps meanings to column ids (names in tools without ids). `roles` maps role names to columns whose
    value is the person ("A&R" -> column). `work` are deliverables written as columns. `undecided` are columns that
    may carry a meaning nobody has confirmed, each with the meanings it may have: a field whose only candidates are
    undecided is unmapped, a field without any is absent.
    """

    table: str
    subject: Subject
    columns: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    work: tuple[StatusColumn, ...] = ()
    undecided: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date_order: DateOrder | None = None
    """`None`: decided from each whole column, and unreadable where that does not tell."""
    release: str = ""
    """The title of the one release that all rows belong to, where no column says so."""
    called: str = ""
    """What people called the table when it was bound, in a tool that knows it by an id."""
    flag: str = ""
    """The id of our flag column, in a tool where columns have ids; "" when nobody agreed to one."""
    gaps: str = ""
    """The id of our column for the gaps text; likewise."""

    @property
    def title(self) -> str:
        """What to call the table where the tool itself does not say."""
        return self.called or self.table

    @property
    def shows_gaps(self) -> bool:
        """Whether gaps can stand on the rows; no rule finds any on people and versions."""
        return self.subject not in (Subject.PEOPLE, Subject.VERSIONS)

    @property
    def ours(self) -> frozenset[str]:
        """The ids of our columns."""
        return frozenset(filter(None, (self.flag, self.gaps)))
