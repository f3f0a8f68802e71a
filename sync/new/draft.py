"""The rows of a new release, as the team's own tables can hold them; what is there already is left alone. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from connectors.fitting import Category, Rows, Wish
from connectors.making import RowLink, RowToMake
from connectors.mapping.meanings import Subject
from rules.model import Actor, Gate, Handoff, Kind, Link, Maybe, Release, State, Unknown
from rules.policy import Policy
from rules.rule import Entity
from rules.templates.schedule import Planned
from rules.vocabulary.words import folded
from rules.wording import counted
from sync.new.asked import Asked
from sync.new.cast import Casting
from sync.new.place import Place

E = TypeVar("E", bound=Entity)

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
    return _Drafting(asked, planned, places, casting, policy, present).result()


class _Drafting:
    def __init__(
        self,
        asked: Asked,
        planned: Sequence[Planned],
        places: Mapping[Subject, Place],
        casting: Casting,
        policy: Policy,
        present: Release | None,
    ) -> None:
        self._asked = asked
        self._planned = planned
        self._places = places
        self._casting = casting
        self._policy = policy
        self._present = present
        self._by_key = {row.key: row for row in planned}
        self._owners = {row.key: casting.of(row.step.owner) for row in planned}
        self._rows: dict[Subject, list[RowToMake]] = {}
        self._there = 0
        self._left: list[str] = []
        self._release = self._linked(Subject.RELEASES, "release", asked.release, [present] if present else ())
        self._tracks = {
            title: self._linked(Subject.TRACKS, f"track:{title}", title, _of(present.tracks) if present else ())
            for title in asked.tracks
        }
        work = present.deliverables if present else ()
        self._work = {row.key: self._linked(Subject.DELIVERABLES, row.key, row.title, work) for row in planned}

    def result(self) -> Draft:
        self._make_release()
        self._make_tracks()
        self._make_deliverables()
        self._make_handoffs()
        self._make_gates()
        used = [place for subject, place in self._places.items() if subject in self._rows]
        remarks = (*self._casting.remarks(), *self._left, *(said for place in used for said in place.remarks()))
        return Draft(
            lines=tuple(self._line(row) for row in sorted(self._planned, key=lambda row: row.due)),
            rows=tuple(row for rows in self._rows.values() for row in rows),
            made={subject: len(rows) for subject, rows in self._rows.items()},
            there=self._there,
            remarks=tuple(dict.fromkeys(remarks)),
        )

    def _linked(
        self, subject: Subject, key: str, title: str, present: Iterable[E], same: Callable[[E], bool] = lambda _: False
    ) -> RowLink:
        """Return the link to a row: by its record where one of the same title stands in the plan already, or one that
        is the same otherwise: a tool may make titles itself, and people change them."""
        place = self._places.get(subject)
        for entity in present if place is not None else ():
            if place is not None and entity.ref.container != place.table.id:
                continue
            if folded(entity.title) == folded(title) or same(entity):
                return RowLink(title, record=entity.ref.record)
        return RowLink(title, key=key)

    def _joins(self, giving: str, waiting: str, handoff: Handoff) -> bool:
        return self._means(handoff.work, giving) and self._means(handoff.to_work, waiting)

    def _holds_up(self, key: str, gate: Gate) -> bool:
        return self._means(gate.on, key)

    def _means(self, link: Maybe[Link], key: str) -> bool:
        """Whether a link leads to the row with this key, which stands in the plan already."""
        record = self._work[key].record
        return bool(record) and isinstance(link, Link) and link.key.endswith(f"/{record}")

    def _make(self, subject: Subject, link: RowLink, wishes: Mapping[str, Wish]) -> None:
        place = self._places.get(subject)
        if place is None:
            return
        if link.record:
            self._there += 1
        else:
            self._rows.setdefault(subject, []).append(place.row(link.key, link.title, wishes))

    def _to(self, subject: Subject, *links: RowLink, words: str = "") -> Rows:
        place = self._places.get(subject)
        return Rows(links, words or ", ".join(link.title for link in links), place.table.id if place else "")

    def _make_release(self) -> None:
        asked = self._asked
        if asked.within:
            return
        if Subject.RELEASES not in self._places:
            self._left.append(
                f"there is no table of releases: the release date, {asked.out}, stands nowhere, and what counts from "
                "it cannot be told"
            )
        manager = (self._casting.of("manager"),)
        self._make(
            Subject.RELEASES,
            self._release,
            {
                "title": asked.title,
                "artist": asked.artist,
                "date": asked.out,
                "type": asked.type,
                "state": State.NOT_STARTED,
                **({"template": asked.type} if self._has(Subject.RELEASES, "template") else {}),
                **self._brief(),
                "folder": asked.folder,
                "distributor": asked.distributor,
                **{meaning: manager for meaning in ("owners", "date_approver") if self._has(Subject.RELEASES, meaning)},
            },
        )

    def _brief(self) -> dict[str, Wish]:
        asked = self._asked
        if self._has(Subject.RELEASES, "goal") and self._has(Subject.RELEASES, "message"):
            return {"goal": asked.goal, "message": asked.message}
        return {"brief": asked.brief}

    def _has(self, subject: Subject, meaning: str) -> bool:
        place = self._places.get(subject)
        return place is not None and place.column(meaning) is not None

    def _make_tracks(self) -> None:
        if self._asked.tracks and Subject.TRACKS not in self._places:
            self._left.append("there is no table of tracks: they stand in the titles of their work alone")
        for link in self._tracks.values():
            holder = self._casting.of(_STEMS)
            self._make(
                Subject.TRACKS,
                link,
                {
                    "title": link.title,
                    "release": self._to(Subject.RELEASES, self._release),
                    **({"stems_holder": (holder,)} if self._has(Subject.TRACKS, "stems_holder") else {}),
                },
            )

    def _make_deliverables(self) -> None:
        for row in self._planned:
            step = row.step
            needed = [self._work[need] for need in row.needs]
            wishes: dict[str, Wish] = {
                "title": row.title,
                **self._filed(Subject.DELIVERABLES),
                "kind": Category(step.kind, row.title) if step.kind is not Kind.OTHER else "",
                "owners": (self._owners[row.key],),
                "state": State.NOT_STARTED,
                "due": row.due,
                "needs": self._to(Subject.DELIVERABLES, *needed, words=self._needs(row)) if needed else "",
                "phase": step.phase,
                "track": self._to(Subject.TRACKS, self._tracks[row.track]) if row.track else "",
                **self._gate_columns(row),
                **self._handoff_columns(row),
            }
            self._make(Subject.DELIVERABLES, self._work[row.key], wishes)

    def _needs(self, row: Planned) -> str:
        """Return what a row needs in words; what comes from somebody else is written as a handoff where that is the
        only place for one."""
        inline = Subject.HANDOFFS not in self._places
        return ", ".join(
            f"{self._by_key[need].title} handoff" if inline and self._is_handed(need, row) else self._by_key[need].title
            for need in row.needs
        )

    def _is_handed(self, need: str, row: Planned) -> bool:
        return self._owners[need].key != self._owners[row.key].key

    def _approver(self, row: Planned) -> Actor | None:
        step = row.step
        return self._casting.approver(step.approver, step.kind, self._owners[row.key]) if step.approver else None

    def _gate_columns(self, row: Planned) -> dict[str, Wish]:
        approver = self._approver(row)
        if approver is None or Subject.GATES in self._places:
            return {}
        if self._has(Subject.DELIVERABLES, "gate"):
            return {"gate": f"{approver.name} {self._verb(row.step.kind)}"}
        if self._has(Subject.DELIVERABLES, "approvers"):
            return {"approvers": (approver,)}
        self._miss("approvals", "gates")
        return {}

    def _verb(self, kind: Kind) -> str:
        if kind in self._policy.self_confirmed:
            return "confirms"
        return "gives final go" if kind is Kind.LAUNCH_POST else "signs off"

    def _handoff_columns(self, row: Planned) -> dict[str, Wish]:
        place = self._places.get(Subject.DELIVERABLES)
        if Subject.HANDOFFS in self._places or place is None or place.holds_words("needs"):
            return {}
        waiting = [self._owners[other.key] for other in self._planned if row.key in other.needs]
        others = {actor.key: actor for actor in waiting if actor.key != self._owners[row.key].key}
        if not others:
            return {}
        if self._has(Subject.DELIVERABLES, "receivers"):
            return {"receivers": tuple(others.values())}
        self._miss("handoffs", "handoffs")
        return {}

    def _miss(self, what: str, table: str) -> None:
        self._left.append(f"there is no place for {what}, neither a table of {table} nor a column: they are left out")

    def _make_handoffs(self) -> None:
        present: Sequence[Handoff] = _of(self._present.handoffs) if self._present else ()
        for row in self._planned:
            for need in row.needs if Subject.HANDOFFS in self._places else ():
                if not self._is_handed(need, row):
                    continue
                giving = self._by_key[need]
                title = f"{giving.title} to {row.title}"
                self._make(
                    Subject.HANDOFFS,
                    self._linked(
                        Subject.HANDOFFS,
                        f"handoff:{need}>{row.key}",
                        title,
                        present,
                        partial(self._joins, need, row.key),
                    ),
                    {
                        **self._titled(Subject.HANDOFFS, title),
                        **self._filed(Subject.HANDOFFS),
                        "work": self._to(Subject.DELIVERABLES, self._work[need]),
                        "to_work": self._to(Subject.DELIVERABLES, self._work[row.key]),
                        "senders": (self._owners[need],),
                        "receivers": (self._owners[row.key],),
                        **({"state": State.NOT_STARTED} if self._has(Subject.HANDOFFS, "state") else {}),
                        **({"due": giving.due} if self._has(Subject.HANDOFFS, "due") else {}),
                    },
                )

    def _make_gates(self) -> None:
        present: Sequence[Gate] = _of(self._present.gates) if self._present else ()
        for row in self._planned if Subject.GATES in self._places else ():
            approver = self._approver(row)
            if approver is None:
                continue
            title = f"{row.title} approval"
            self._make(
                Subject.GATES,
                self._linked(Subject.GATES, f"gate:{row.key}", title, present, partial(self._holds_up, row.key)),
                {
                    **self._titled(Subject.GATES, title),
                    **self._filed(Subject.GATES),
                    "on": self._to(Subject.DELIVERABLES, self._work[row.key]),
                    **({"kind": Category(row.step.kind, row.title)} if self._has(Subject.GATES, "kind") else {}),
                    "approvers": (approver,),
                    **({"due": row.due} if self._has(Subject.GATES, "due") else {}),
                },
            )

    def _titled(self, subject: Subject, title: str) -> dict[str, Wish]:
        return {"title": title} if self._has(subject, "title") else {}

    def _filed(self, subject: Subject) -> dict[str, Wish]:
        return {"release": self._to(Subject.RELEASES, self._release)} if self._has(subject, "release") else {}

    def _line(self, row: Planned) -> Line:
        approver = self._approver(row)
        return Line(
            row.due,
            row.title,
            self._owners[row.key].name,
            tuple(self._by_key[need].title for need in row.needs),
            approver.name if approver else "",
            bool(self._work[row.key].record),
        )


def _of(items: Sequence[E] | Unknown) -> Sequence[E]:
    return () if isinstance(items, Unknown) else items


def summary(made: Mapping[Subject, int]) -> Iterator[str]:
    """Yield "1 release", "28 deliverables" and so on, for what there is any of."""
    for subject, count in made.items():
        if count:
            yield counted(count, subject.value.removesuffix("s"))
