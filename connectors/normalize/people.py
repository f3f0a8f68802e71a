"""Rows that are people."""

from __future__ import annotations

import re

from connectors.normalize.normalized import Filed
from connectors.normalize.rows import BoundTable, Row
from connectors.record import PersonCell
from rules.model import Person
from rules.titles import UNTITLED
from rules.vocabulary.names import split_names

_MAIL = re.compile(r"[^\s<>,;:|()\[\]\"']+@[^\s<>,;:|()\[\]\"']+\.[^\s<>,;:|()\[\]\"']+")


def people(table: BoundTable) -> list[Filed[Person]]:
    """Return the people of a table, each with the release that the row casts them on, if any."""
    return [Filed(_person(row), row.release()) for row in table.rows if row.title() != UNTITLED]


def _person(row: Row) -> Person:
    account = row.cell("name")
    members = [m for m in account if isinstance(m, PersonCell)] if isinstance(account, tuple) else []
    mails = [*_MAIL.findall(row.words("mail")), *(m.mail for m in members if m.mail)]
    return Person(
        key=row.key,
        name=row.title(),
        ref=row.ref,
        mails=tuple(dict.fromkeys(mails)),
        roles=_several(row, "roles"),
        active=row.yes_no("active"),
        tool_ids=tuple((row.table.tool, m.id) for m in members),
        also_known_as=_several(row, "aliases"),
    )


def _several(row: Row, meaning: str) -> tuple[str, ...]:
    """Return each of the names or roles in a cell; an option of a multi-select is one."""
    cell = row.cell(meaning)
    if isinstance(cell, tuple):
        return tuple(words for member in cell if isinstance(member, str) and (words := member.strip()))
    return split_names(row.words(meaning))
