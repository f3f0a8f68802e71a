"""The rows of a new release, as the team's own tables can hold them; what is there already is left alone. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from connectors.fitting import Category, Wish
from connectors.making import RowToMake
from connectors.mapping.meanings import Subject
from rules.model import Kind, Release, State
from rules.policy import Policy
from rules.templates.schedule import Planned
from rules.wording import counted
from sync.new.agreements import Agreements
from sync.new.asked import Asked
from sync.new.cast import Casting
from sync.new.place import Place
from sync.new.tables import Tables

_STEMS = "mixing engineer"
"""Who holds the stems of a track until somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class Line:
    """One deliverable of the plan, for whoever reads it before it is made. `there` says that it is in the plan."""

    due: date
    title: str
    owner: str
    needs: tuple[str, ...]
    approver: str
    there: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole plan: its lines, the rows that are still to be made in the order of their links, and what to say of it.

    `made` counts the rows by what they are; `there` those that stand in the plan already.
    """

    lines: tuple[Line, ...]
    rows: tuple[RowToMake, ...]
    made: Mapping[Subject, int]
    there: int
    remarks: tuple[str, ...]


def draft(
    asked: Asked,
    planned: Sequence[Planned],
    places: Mapping[Subject, Place],
    casting: Casting,
    policy: Policy,
    present: Release | None,
) -> Draft:
    """Return the plan of a release. `present` is the release as it stands in the same source, if it does."""
    tables = Tables(places, asked.release, present)
    return _Drafting(asked, planned, tables, casting, policy, present).result()


class _Drafting:
    def __init__(
        self,
        asked: Asked,
        planned: Sequence[Planned],
        tables: Tables,
        casting: Casting,
        policy: Policy,
        present: Release | None,
    ) -> None:
        self._asked = asked
        self._planned = planned
        self._tables = tables
        self._casting = casting
        self._present = present
        self._by_key = {row.key: row for row in planned}
        self._agreements = Agreements(planned, tables, casting, policy)
        tracks = present.tracks if present else ()
        self._tracks = {title: tables.linked(Subject.TRACKS, f"track:{title}", title, tracks) for title in asked.tracks}
        work = present.deliverables if present else ()
        self._work = {row.key: tables.linked(Subject.DELIVERABLES, row.key, row.title, work) for row in planned}

    def result(self) -> Draft:
        if not self._asked.within:
            self._make_release()
        self._make_tracks()
        self._make_deliverables()
        self._agreements.make(self._work, self._present)
        tables = self._tables
        remarks = (*self._casting.remarks(), *self._untold(), *self._agreements.remarks(), *tables.remarks())
        return Draft(
            lines=tuple(self._line(row) for row in sorted(self._planned, key=lambda row: row.due)),
            rows=tuple(row for rows in tables.rows.values() for row in rows),
            made={subject: len(rows) for subject, rows in tables.rows.items()},
            there=tables.there,
            remarks=tuple(dict.fromkeys(remarks)),
        )

    def _untold(self) -> Iterator[str]:
        if self._asked.tracks and Subject.TRACKS not in self._tables:
            yield "there is no table of tracks: they stand in the titles of their work alone"

    def _make_release(self) -> None:
        asked, tables = self._asked, self._tables
        manager = (self._casting.of("manager"),)
        tables.make(
            Subject.RELEASES,
            tables.release,
            {
                "title": asked.title,
                "artist": asked.artist,
                "date": asked.out,
                "type": asked.type,
                "state": State.NOT_STARTED,
                **tables.where_kept(Subject.RELEASES, template=asked.type),
                **self._brief(),
                "folder": asked.folder,
                "distributor": asked.distributor,
                **tables.where_kept(Subject.RELEASES, owners=manager, date_approver=manager),
            },
        )

    def _brief(self) -> dict[str, Wish]:
        asked = self._asked
        apart: dict[str, Wish] = {"goal": asked.goal, "message": asked.message}
        kept = self._tables.where_kept(Subject.RELEASES, **apart)
        return kept if kept.keys() == apart.keys() else {"brief": asked.brief}

    def _make_tracks(self) -> None:
        for link in self._tracks.values():
            holder = self._casting.of(_STEMS)
            self._tables.make(
                Subject.TRACKS,
                link,
                {
                    "title": link.title,
                    "release": self._tables.to(Subject.RELEASES, self._tables.release),
                    **self._tables.where_kept(Subject.TRACKS, stems_holder=(holder,)),
                },
            )

    def _make_deliverables(self) -> None:
        tables = self._tables
        for row in self._planned:
            step = row.step
            needed = [self._work[need] for need in row.needs]
            wishes: dict[str, Wish] = {
                "title": row.title,
                **tables.filed(Subject.DELIVERABLES),
                "kind": Category(step.kind, row.title) if step.kind is not Kind.OTHER else "",
                "owners": (self._agreements.owner(row),),
                "state": State.NOT_STARTED,
                "due": row.due,
                "needs": tables.to(Subject.DELIVERABLES, *needed, words=self._agreements.needs(row)) if needed else "",
                "phase": step.phase,
                "track": tables.to(Subject.TRACKS, self._tracks[row.track]) if row.track else "",
                **self._agreements.columns(row),
            }
            tables.make(Subject.DELIVERABLES, self._work[row.key], wishes)

    def _line(self, row: Planned) -> Line:
        approver = self._agreements.approver(row)
        return Line(
            row.due,
            row.title,
            self._agreements.owner(row).name,
            tuple(self._by_key[need].title for need in row.needs),
            approver.name if approver else "",
            bool(self._work[row.key].record),
        )


def summary(made: Mapping[Subject, int]) -> Iterator[str]:
    """Yield "1 release", "28 deliverables" and so on, for what there is any of."""
    for subject, count in made.items():
        if count:
            yield counted(count, subject.value.removesuffix("s"))
