"""A source's last complete picture against what it shows now: deltas laid over it, columns that vanished. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from connectors.mapping.binding import TableBinding
from connectors.record import Pull
from rules.model import Unknown
from sync.store.base import Picture


def laid_over(picture: Picture | None, pull: Pull) -> Pull:
    """Return the whole source: what changed in the pull, and everything else as it stood.

    Of a container that the pull read completely, nothing stands as before; nor do records that are gone.
    Whether a comment still stands on a record that did not change was not read just now, and is not known.
    """
    if not pull.delta or picture is None:
        return pull
    replaced = {record.ref.key for record in pull.records} | pull.gone
    unchanged = tuple(
        replace(record, marks=replace(record.marks, comment=Unknown.UNSEEN))
        for record in picture.records
        if record.ref.key not in replaced and record.ref.container not in pull.whole
    )
    return replace(pull, tables=pull.tables or picture.tables, records=(*unchanged, *pull.records), delta=False)


def picture_of(pull: Pull) -> Picture:
    """Return the picture that a complete pull is."""
    return Picture(pull.tables, pull.records, pull.read_at, pull.cursor)


def vanished_columns(
    source: str, picture: Picture | None, pull: Pull, bindings: Iterable[TableBinding]
) -> Iterator[str]:
    """Yield a sentence for each bound column, or whole table, that the last picture had and the pull has not."""
    if picture is None or not pull.complete:
        return
    before = {table.id: table for table in picture.tables}
    now = {table.id: table for table in pull.tables}
    for binding in bindings:
        known = before.get(binding.table) or next((t for t in before.values() if t.title == binding.table), None)
        if known is None:
            continue
        table = now.get(known.id)
        if table is None:
            yield f'{source}: table "{known.title}" was there at the last run and is gone'
            continue
        names = {column.id: column.name for column in known.columns}
        names |= {column.name: column.name for column in known.columns}
        present = {column.id for column in table.columns} | {column.name for column in table.columns}
        work = {deliverable.title: deliverable.column for deliverable in binding.work}
        for meaning, column in {**binding.columns, **binding.roles, **work}.items():
            if column in names and column not in present:
                yield (
                    f'{source}: column "{names[column]}" of table "{known.title}", which says the {meaning}, was '
                    "there at the last run and is gone"
                )
