"""Changing the settings file in place: comments, order and spacing of the user's file stay as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from connectors.mapping.settings import binding_to_settings
from rules.errors import SettingsError
from rules.policy import Waiver
from sync.whole_file import write_whole
from sync.wording import folded

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import Table as TomlTable

    from connectors.explore import OwnColumns
    from connectors.mapping.binding import TableBinding
    from connectors.record import Table


def add_waiver(path: Path, waiver: Waiver) -> None:
    """Append a waiver to the settings file. Raises `SettingsError` when the file cannot be written."""
    entry = {"code": waiver.code, "record": waiver.subject, "reason": waiver.reason, "by": waiver.by}
    _append(path, "waivers", {**entry, "until": waiver.until})


def add_answer(path: Path, *, same: bool, kind: str, records: Mapping[str, str]) -> None:
    """Append whether records are one. `records` are their titles by what names them; titles stand beside as comments.

    Raises `SettingsError` when the file cannot be written.
    """
    import tomlkit

    named = tomlkit.array().multiline(True)
    for name, title in records.items():
        named.add_line(name, comment=folded(title, 60))
    named.add_line()
    _append(path, "same" if same else "different", {"kind": kind, "records": named})


def _append(path: Path, name: str, values: Mapping[str, object]) -> None:
    """Append one entry to an array of tables, which is made if it is not there yet."""
    import tomlkit

    document = tomlkit.parse(path.read_text(encoding="utf-8"))
    entries = document.get(name)
    if not isinstance(entries, tomlkit.items.AoT):
        entries = tomlkit.aot()
        document.add(tomlkit.nl())
        document.append(name, entries)
    entry = tomlkit.table()
    for key, value in values.items():
        entry.add(key, value)
    entries.append(entry)
    write(path, document)


def add_source(
    path: Path,
    name: str,
    section: Mapping[str, object],
    bindings: Sequence[TableBinding],
    tables: Mapping[str, Table],
    workspace: str,
    zone: str,
) -> None:
    """Write a source and what its tables mean into the settings file, which is made if it is not there yet.

    Raises `SettingsError` when the file cannot be written.
    """
    import tomlkit

    if path.exists():
        document = tomlkit.parse(path.read_text(encoding="utf-8"))
    else:
        document = tomlkit.document()
        document.add(tomlkit.comment("Written by streetdate init. Every setting is explained in the README."))
        document.add("workspace", tomlkit.item(workspace))
        document.add("time_zone", tomlkit.item(zone))
    source = tomlkit.table()
    for key, value in section.items():
        source.add(key, value)
    bound = tomlkit.table(is_super_table=True)
    for binding in bindings:
        bound.add(binding.table, _bound(binding, tables[binding.table]))
    source.add("tables", bound)
    sources: Any = document.get("sources")
    if sources is None:
        document.add("sources", tomlkit.table(is_super_table=True).add(name, source))
    else:
        sources.add(name, source)
    write(path, document)


def set_own_columns(path: Path, source: str, columns: OwnColumns) -> None:
    """Write the ids of our columns in one table into the settings. Raises `SettingsError` when that cannot be done."""
    import tomlkit

    document: Any = tomlkit.parse(path.read_text(encoding="utf-8"))
    table = document["sources"][source]["tables"][columns.table]
    table["flag"] = columns.flag
    table["gaps"] = columns.gaps
    write(path, document)


def set_templates_folder(path: Path, folder: str) -> None:
    """Name the folder of the team's own templates. Raises `SettingsError` when the file cannot be written."""
    import tomlkit

    document: Any = tomlkit.parse(path.read_text(encoding="utf-8"))
    if "templates" not in document:
        document.add(tomlkit.nl())
        document.add("templates", tomlkit.table())
    document["templates"]["folder"] = folder
    write(path, document)


def write(path: Path, document: TOMLDocument) -> None:
    """Write the document whole or not at all. Raises `SettingsError` when the folder does not allow it."""
    import tomlkit

    try:
        write_whole(path, tomlkit.dumps(document).encode())
    except OSError as error:
        raise SettingsError(
            f"{path.name} cannot be written: {error.strerror or error}",
            hint="make the folder writable, or name another settings file with --config",
        ) from error


def _bound(binding: TableBinding, table: Table) -> TomlTable:
    """Return one table's settings; a column that is known by an id has its name beside it, for whoever reads them."""
    import tomlkit

    names = {column.id: folded(column.name, 60) for column in table.columns if column.id != column.name}
    written = tomlkit.table()
    for key, value in binding_to_settings(binding).items():
        if not isinstance(value, dict):
            written.add(key, _readable(value, names))
            continue
        part = tomlkit.table()
        for name, column in value.items():
            item = tomlkit.item(column)
            known = names.get(name if key == "undecided" else column)
            if known:
                item.comment(known)
            part.add(name, item)
        written.add(key, part)
    return written


def _readable(value: object, names: Mapping[str, str]) -> object:
    import tomlkit

    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        return value
    rows = tomlkit.array().multiline(True)
    for item in value:
        line = tomlkit.inline_table()
        line.update(item)
        rows.add_line(line, comment=names.get(item.get("column", "")))
    rows.add_line()
    return rows
