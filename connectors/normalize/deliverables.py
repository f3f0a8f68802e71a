"""Rows that are deliverables, with the gate and the handoff that are only columns on them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from connectors.normalize.carried_gates import carried_gate
from connectors.normalize.carried_handoffs import carried_handoff
from connectors.normalize.kinds import kind_from
from connectors.normalize.normalized import Filed
from connectors.normalize.rows import BoundTable, Row
from connectors.normalize.specs import ANY, spec_of
from connectors.record import LinkCell
from rules.model import Deliverable, Gate, Handoff, Link, Maybe, Need, Unknown
from rules.vocabulary.phrases import read_needs

Carried = tuple[Filed[Deliverable], Filed[Gate] | None, Filed[Handoff] | None]


def deliverables(table: BoundTable) -> Iterator[Carried]:
    """Yield each deliverable with the gate and the handoff that its own columns are."""
    filed = [(row, row.release()) for row in table.rows]
    titles: dict[str, set[str]] = {}
    for row, release in filed:
        titles.setdefault(_mark(release), set()).add(row.title())
    known = {mark: frozenset(names) for mark, names in titles.items()}
    for row, release in filed:
        item = _deliverable(row, known[_mark(release)])
        gate = carried_gate(row, item)
        handoff = carried_handoff(row, item)
        yield (
            Filed(item, release),
            None if gate is None else Filed(gate, release),
            None if handoff is None else Filed(handoff, release),
        )


def _mark(release: Maybe[Link]) -> str:
    return release.key or release.text.casefold() if isinstance(release, Link) else ""


def _deliverable(row: Row, titles: Collection[str]) -> Deliverable:
    title = row.title()
    return Deliverable(
        key=row.key,
        title=title,
        ref=row.ref,
        kind=kind_from(row.words("kind"), title),
        owners=row.actors("owners"),
        state=row.state(),
        due=row.day("due"),
        needs=_needs(row, titles),
        done_at=row.moment("done_at"),
        phase=row.phase(),
        file=row.file("file"),
        spec=spec_of(row, ANY),
        version=row.text("version"),
        text=row.text("text"),
        scheduled_for=row.moment("scheduled_for"),
        parent=row.link("parent"),
        track=row.link("track"),
        notes=row.text("notes"),
    )


def _needs(row: Row, titles: Collection[str]) -> tuple[Need, ...] | Unknown:
    """Return what the row depends on: records by their ids, words as the trade reads them."""
    cell = row.cell("needs")
    if isinstance(cell, Unknown):
        return cell
    if cell is None:
        return ()
    if isinstance(cell, str):
        return read_needs(cell, titles)
    if not isinstance(cell, tuple):
        return row.doubt("needs", cell, "name the work that is needed by its title")
    found: list[Need] = []
    for member in cell:
        if isinstance(member, LinkCell):
            found.append(Need(member.title.strip() or member.id, key=member.id))
        else:
            found.extend(read_needs(member if isinstance(member, str) else member.name, titles))
    return tuple(found)
