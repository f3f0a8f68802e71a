"""Rows that are people."""

from __future__ import annotations

import re

from connectors.normalize.cells import is_empty
from connectors.normalize.normalized import Filed
from connectors.normalize.rows import BoundTable, Row
from connectors.record import FileCell, LinkCell, PersonCell
from rules.model import Person, Unknown
from rules.titles import UNTITLED
from rules.vocabulary.names import split_names

_MAIL = re.compile(r"[^\s<>,;:|()\[\]\"']+@[^\s<>,;:|()\[\]\"']+\.[^\s<>,;:|()\[\]\"']+")


def names_shown(table: BoundTable) -> bool:
    """Whether every row of a table of people shows whom it is about; an empty name is nobody's."""
    return all(row.title() != UNTITLED or is_empty(row.cell("name")) for row in table.rows)


def people(table: BoundTable) -> list[Filed[Person]]:
    """Return the people of a table, each with the release that the row casts them on, if any."""
    return [Filed(_person(row), row.release()) for row in table.rows if row.title() != UNTITLED]


def _person(row: Row) -> Person:
    account = row.cell("name")
    members = [m for m in account if isinstance(m, PersonCell)] if isinstance(account, tuple) else []
    mails = [*_MAIL.findall(row.words("mail")), *(m.mail for m in members if m.mail)]
    roles, unseen = _roles(row)
    return Person(
        key=row.key,
        name=row.title(),
        ref=row.ref,
        mails=tuple(dict.fromkeys(mails)),
        roles=roles,
        active=row.yes_no("active"),
        tool_ids=tuple((row.table.tool, m.id) for m in members),
        also_known_as=_several(row, "aliases"),
        roles_unseen=unseen,
    )


def _roles(row: Row) -> tuple[tuple[str, ...], Unknown | None]:
    """Return the roles that can be read, and why there may be more; a link to a record nobody read may be to any."""
    cell = row.cell("roles")
    if isinstance(cell, Unknown):
        return (), cell
    if not isinstance(cell, tuple):
        return _several(row, "roles"), None
    read = [member for member in cell if not _is_bare(member)]
    named = (member.strip() if isinstance(member, str) else _title(member) for member in read)
    roles = tuple(filter(None, named))
    return roles, Unknown.UNREADABLE if len(read) < len(cell) else None


def _title(member: PersonCell | LinkCell | FileCell) -> str:
    return (member.title if isinstance(member, LinkCell) else member.name).strip()


def _is_bare(member: object) -> bool:
    return isinstance(member, LinkCell) and not member.title.strip()


def _several(row: Row, meaning: str) -> tuple[str, ...]:
    """Return each of the names or roles in a cell; an option of a multi-select is one."""
    cell = row.cell(meaning)
    if isinstance(cell, tuple):
        return tuple(words for member in cell if isinstance(member, str) and (words := member.strip()))
    return split_names(row.words(meaning))
