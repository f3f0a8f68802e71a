"""The accounts of a workspace: who is in it, who is a guest, and who has left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from connectors.errors import NotShared
from connectors.notion.client import Json, Notion
from connectors.notion.errors import CapabilityMissing, NotAccepted
from connectors.notion.paging import PAGE_SIZE, answers, results_of
from connectors.notion.people import person_of
from connectors.record import Cell, Member, PersonCell, Record

Members: TypeAlias = Mapping[str, Member]
"""Accounts by their ids."""


def listed_members(notion: Notion) -> Members | None:
    """Return the workspace's members and bots; `None` where the connection may not see them. Guests are not listed."""

    def ask(cursor: str) -> Json:
        start: Mapping[str, object] = {"start_cursor": cursor} if cursor else {}
        return notion.read("users", {"page_size": PAGE_SIZE, **start})

    try:
        users = [user for answer in answers(ask) for user in results_of(answer)]
    except CapabilityMissing:
        return None
    return {person.id: Member(person) for user in users if (person := person_of(user)) is not None}


def with_unlisted(notion: Notion, members: Members, people: Iterable[PersonCell], before: Members) -> Members:
    """Return the members and everybody else whom a people cell names: guests, and those who have left.

    One request for each whom the list does not have. `before` tells what those who left were called.
    """
    found = dict(members)
    for person in people:
        if person.id in found or person.group:
            continue
        try:
            user = person_of(notion.read(f"users/{person.id}"))
        except NotShared:
            known = before.get(person.id)
            found[person.id] = Member(known.account if known and not person.name else person, active=False)
        except (CapabilityMissing, NotAccepted):
            continue
        else:
            found[person.id] = Member(_filled(person, user) if user else person)
    return found


def people_in(records: Iterable[Record]) -> Iterator[PersonCell]:
    """Yield everybody whom a people cell names, as often as it does."""
    for record in records:
        for cell in record.cells.values():
            if isinstance(cell, tuple) and cell and isinstance(cell[0], PersonCell):
                yield from cell


def with_names(record: Record, members: Members) -> Record:
    """Return the record, its people with the names and mails that their pages do not show."""
    changed = {column: named for column, cell in record.cells.items() if (named := _named(cell, members)) is not cell}
    return replace(record, cells={**record.cells, **changed}) if changed else record


def _named(cell: Cell, members: Members) -> Cell:
    if not isinstance(cell, tuple) or not cell or not isinstance(cell[0], PersonCell):
        return cell
    named = tuple(_filled(person, members[person.id].account) if person.id in members else person for person in cell)
    return cell if named == cell else named


def _filled(person: PersonCell, account: PersonCell) -> PersonCell:
    return PersonCell(
        person.id, person.name or account.name, person.mail or account.mail, person.group or account.group
    )
