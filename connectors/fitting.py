"""From what a new row is to say to what one column can hold: the team's own options, its accounts, its other rows.

Pure. Nothing is invented: what a column cannot hold as it stands is left out, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from connectors.making import RowLink, Value
from connectors.normalize.kinds import kind_from
from connectors.record import Column, ColumnType, PersonCell
from rules.model import Actor, Kind, Phase, State
from rules.vocabulary.phases import phase_of
from rules.vocabulary.states import state_of
from rules.vocabulary.words import folded


@dataclass(frozen=True, slots=True)
class Category:
    """What kind of work a row is. A column may keep coarser categories, which its title then makes exact."""

    kind: Kind
    title: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Other records. `words` is how a column of text names them."""

    links: tuple[RowLink, ...]
    words: str
    table: str
    """The table that the records stand in."""


Wish: TypeAlias = str | date | State | Phase | Category | Rows | tuple[Actor, ...]
"""What a cell is to say, before anybody looked at its column."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a column cannot hold what it should say; goes on after the column's name."""

    why: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One column that is to be filled. `used` are the texts that stand in it, most used first.

    `declared` says whether the tool gives columns a type: in one that does not, a date may stand anywhere.
    """

    column: Column
    tool: str
    used: Sequence[str] = ()
    declared: bool = True


def fitted(wish: Wish, spot: Spot) -> Value | Unfit:
    """Return the value that says `wish` in this column, or why none does."""
    column = spot.column
    if column.computed:
        return Unfit("is filled in by the tool itself")
    if not spot.declared:
        return wish if isinstance(wish, date) else _words(wish, spot.used)
    match column.type:
        case ColumnType.TEXT:
            return _words(wish, spot.used)
        case ColumnType.DATE if isinstance(wish, date):
            return wish
        case ColumnType.SELECT | ColumnType.MULTI_SELECT:
            return _chosen(wish, column)
        case ColumnType.PEOPLE if isinstance(wish, tuple):
            return _accounts(wish, spot.tool)
        case ColumnType.RELATION:
            return _linked(wish, spot)
        case ColumnType.CHECKBOX if wish is State.NOT_STARTED:
            return False
        case ColumnType.URL if isinstance(wish, str) and "://" in wish:
            return wish
    return Unfit(f"cannot hold “{_words(wish, ())}”")


def _words(wish: Wish, used: Iterable[str]) -> str:
    match wish:
        case State() | Phase() | Category():
            return _own_word(wish, used) or (wish.kind.value if isinstance(wish, Category) else wish.value.capitalize())
        case Rows():
            return wish.words
        case date():
            return wish.isoformat()
        case str():
            return wish
    return ", ".join(actor.name for actor in wish)


def _own_word(wish: State | Phase | Category, words: Iterable[str]) -> str:
    """Return the team's own word for a state, phase or category: the plainest, else the first; "" for none."""
    said: str = wish.kind.value if isinstance(wish, Category) else wish.value
    found = [word for word in words if _reads_as(wish)(word)]
    return next((word for word in found if folded(word) == said), found[0] if found else "")


def _reads_as(wish: State | Phase | Category) -> Callable[[str], bool]:
    match wish:
        case State():
            return lambda word: state_of(word) is wish
        case Phase():
            return lambda word: phase_of(word) is wish
    return lambda word: (
        bool(folded(word)) and kind_from(word, wish.title) is wish.kind and kind_from(word, "") != Kind.OTHER
    )


def _chosen(wish: Wish, column: Column) -> Value | Unfit:
    if isinstance(wish, State | Phase | Category):
        names = [_own_word(wish, column.options)]
    elif isinstance(wish, Rows):
        names = [_option((link.title,), column) for link in wish.links]
    elif isinstance(wish, tuple):
        names = [_option((actor.name, actor.text, actor.role), column) for actor in wish]
    else:
        names = [_option((_words(wish, ()),), column)]
    if not all(names) or (column.type is ColumnType.SELECT and len(names) != 1):
        return Unfit(f"has no option for “{_words(wish, ())}”")
    return names[0] if column.type is ColumnType.SELECT else tuple(names)


def _option(words: Iterable[str], column: Column) -> str:
    wanted = [folded(word) for word in words if word]
    return next((option for word in wanted for option in column.options if folded(option) == word), "")


def _accounts(actors: Sequence[Actor], tool: str) -> Value | Unfit:
    found: list[PersonCell] = []
    for actor in actors:
        known = actor.person.tool_ids if actor.person else ()
        account = next((id_ for system, id_ in known if system == tool), "")
        if not account:
            return Unfit(f"takes accounts, and none is known of “{actor.name}”")
        found.append(PersonCell(account, actor.name))
    return tuple(found)


def _linked(wish: Wish, spot: Spot) -> Value | Unfit:
    table = spot.column.relates_to
    if isinstance(wish, Rows):
        return wish.links if wish.table == table else Unfit("links to another table")
    if isinstance(wish, tuple):
        people = [actor.person for actor in wish]
        rows = [p.ref for p in people if p is not None and (p.ref.tool, p.ref.container) == (spot.tool, table)]
        if len(rows) == len(wish):
            return tuple(RowLink(actor.name, ref.record) for actor, ref in zip(wish, rows, strict=True))
        return Unfit(f"links to people, and “{_words(wish, ())}” has no row there")
    return Unfit(f"links to other records and cannot hold “{_words(wish, ())}”")
