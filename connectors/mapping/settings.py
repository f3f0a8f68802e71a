"""Bindings as they stand in `streetdate.toml`, under [sources.NAME.tables."TABLE"], and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from connectors.mapping.binding import DateOrder, StatusColumn, TableBinding
from connectors.mapping.meanings import MEANINGS, Subject
from connectors.mapping.nearest import did_you_mean
from rules.errors import SettingsError
from rules.model import Kind

E = TypeVar("E", bound=StrEnum)

_KEYS = ("subject", "called", "release", "dates", "flag", "gaps", "columns", "roles", "work", "undecided")
_WORK_KEYS = ("column", "title", "kind")


def binding_to_settings(binding: TableBinding) -> dict[str, object]:
    """Return the binding as plain values in the order a person reads them; what is empty is left out."""
    order = [*MEANINGS[binding.subject]]
    columns = {name: binding.columns[name] for name in sorted(binding.columns, key=lambda n: _place(n, order))}
    settings: dict[str, object] = {"subject": binding.subject.value}
    for key in ("called", "release"):
        if text := getattr(binding, key):
            settings[key] = text
    if binding.date_order:
        settings["dates"] = binding.date_order.value
    for key in ("flag", "gaps"):
        if text := getattr(binding, key):
            settings[key] = text
    if columns:
        settings["columns"] = columns
    if binding.roles:
        settings["roles"] = dict(binding.roles)
    if binding.work:
        settings["work"] = [
            {"column": work.column, "title": work.title, "kind": work.kind.value} for work in binding.work
        ]
    if binding.undecided:
        settings["undecided"] = {column: list(meanings) for column, meanings in binding.undecided.items()}
    return settings


def binding_from_settings(table: str, raw: Mapping[str, object]) -> TableBinding:
    """Read one table's settings. Raises `SettingsError` naming the table, the key, and what was probably meant."""
    where = f'tables."{table}"'
    _refuse_unknown(raw, _KEYS, where)
    if "subject" not in raw:
        raise SettingsError(
            f'{where} does not say what its rows are: "subject" is missing', hint=f"one of: {', '.join(Subject)}"
        )
    subject = _one_of(Subject, raw["subject"], f"{where}.subject")
    meanings = MEANINGS[subject]
    columns = _texts(raw.get("columns", {}), f"{where}.columns")
    _refuse_unknown(columns, meanings, f"{where}.columns", what=f"meaning of a column of {subject.value}")
    _refuse_doubles(columns, f"{where}.columns")
    dates = raw.get("dates")
    return TableBinding(
        table=table,
        subject=subject,
        columns=columns,
        roles=_texts(raw.get("roles", {}), f"{where}.roles"),
        work=_work(raw.get("work", []), f"{where}.work"),
        undecided=_undecided(raw["undecided"], meanings, f"{where}.undecided") if "undecided" in raw else {},
        date_order=None if dates is None else _one_of(DateOrder, dates, f"{where}.dates"),
        release=_text(raw.get("release", ""), f"{where}.release"),
        called=_text(raw.get("called", ""), f"{where}.called"),
        flag=_text(raw.get("flag", ""), f"{where}.flag"),
        gaps=_text(raw.get("gaps", ""), f"{where}.gaps"),
    )


def _place(name: str, order: list[str]) -> int:
    return order.index(name) if name in order else len(order)


def _refuse_unknown(given: Iterable[str], known: Iterable[str], where: str, what: str = "key") -> None:
    known = tuple(known)
    for name in given:
        if name not in known:
            raise SettingsError(f'{where}: "{name}" is no {what}', hint=did_you_mean(name, known))


def _refuse_doubles(columns: Mapping[str, str], where: str) -> None:
    first: dict[str, str] = {}
    for meaning, column in columns.items():
        if column in first:
            raise SettingsError(
                f'{where}: the column "{column}" stands for both "{first[column]}" and "{meaning}"',
                hint="a column has one meaning; remove one of the two",
            )
        first[column] = meaning


def _one_of(kind: type[E], value: object, where: str) -> E:
    text = _text(value, where)
    if text not in [*kind]:
        raise SettingsError(f'{where}: "{text}" is none of its values', hint=did_you_mean(text, [*kind]))
    return kind(text)


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"{where}: expected text in quotes, found {value!r}")
    return value


def _table(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, Mapping):
        raise SettingsError(f"{where}: expected a table of names, found {value!r}")
    return {str(name): item for name, item in value.items()}


def _texts(value: object, where: str) -> dict[str, str]:
    return {name: _text(item, f'{where}."{name}"') for name, item in _table(value, where).items()}


def _undecided(value: object, meanings: Iterable[str], where: str) -> dict[str, tuple[str, ...]]:
    # Proposing is loaded only where something was left open: a plan that is settled never needs it.
    from connectors.mapping.proposal import ROLE_COLUMN, WORK_COLUMN

    known = (*meanings, ROLE_COLUMN, WORK_COLUMN)
    return {column: _candidates(names, known, f'{where}."{column}"') for column, names in _table(value, where).items()}


def _candidates(value: object, known: tuple[str, ...], where: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise SettingsError(f"{where}: expected a list of meanings, found {value!r}")
    names = tuple(_text(item, where) for item in value)
    _refuse_unknown(names, known, where, what="meaning")
    return names


def _work(value: object, where: str) -> tuple[StatusColumn, ...]:
    if not isinstance(value, list):
        raise SettingsError(f"{where}: expected a list of {{column, title, kind}}, found {value!r}")
    return tuple(_status_column(item, f"{where}[{place}]") for place, item in enumerate(value, start=1))


def _status_column(value: object, where: str) -> StatusColumn:
    raw = _table(value, where)
    _refuse_unknown(raw, _WORK_KEYS, where)
    if "column" not in raw:
        raise SettingsError(f'{where}: "column" is missing', hint="name the column that shows how far this work is")
    column = _text(raw["column"], f"{where}.column")
    title = _text(raw.get("title", column), f"{where}.title")
    return StatusColumn(column, title, _one_of(Kind, raw.get("kind", Kind.OTHER.value), f"{where}.kind"))
