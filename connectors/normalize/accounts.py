"""Whose accounts a plan shows, where the tool itself does not list its members."""

from __future__ import annotations

from connectors.record import ColumnType, Member, PersonCell, Pull


def accounts_in(pull: Pull) -> tuple[Member, ...]:
    """Return the accounts that stand in people cells, once each; one without name and mail says nothing of anybody."""
    columns = {
        table.id: [column.id for column in table.columns if column.type is ColumnType.PEOPLE] for table in pull.tables
    }
    found = {
        account.id: account
        for record in pull.records
        for column in columns.get(record.ref.container, ())
        if isinstance(cell := record.cells.get(column), tuple)
        for account in cell
        if isinstance(account, PersonCell) and (account.name or account.mail)
    }
    return tuple(Member(account) for account in found.values())
