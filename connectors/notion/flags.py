"""The flag and gaps columns of the bound data sources, and what is written into them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from connectors.changes import SetMarks
from connectors.errors import NotShared, PassedOver, WriteFailed
from connectors.explore import OwnColumns
from connectors.notion.client import Notion
from connectors.notion.errors import CapabilityMissing, NotAccepted
from connectors.notion.own_columns import completing, marking, missing_options, not_empty, removing, standing
from connectors.notion.pages import page_of
from connectors.notion.schema import Shape, shape_of
from connectors.notion.wording import in_trash, moved
from connectors.wanted import Wanted
from connectors.wording import titled


class Flags:
    """Our columns in the data sources of one source. A schema is read once in a process, and again when it is odd."""

    def __init__(self, notion: Notion, wanted: Mapping[str, Wanted]) -> None:
        self._notion = notion
        self._wanted = wanted
        self._shapes: dict[str, Shape] = {}

    @property
    def missing(self) -> tuple[Wanted, ...]:
        """The data sources that have no columns of ours, as far as is known without asking."""
        return tuple(wanted for wanted in self._wanted.values() if not self._has_columns(wanted))

    def unread(self, tables: Iterable[str]) -> int:
        """Return how many schemas a write into these data sources has to read first."""
        return len(set(tables) - self._shapes.keys())

    def put(self, change: SetMarks) -> None:
        """Show the flag and gaps text of `change` on its page.

        Raises `PassedOver` when this page or its whole data source cannot be marked any more, and `NotShared` when
        the page is gone.
        """
        wanted = self._wanted.get(change.ref.container)
        if wanted is None:
            raise PassedOver(f"{titled(change)} lies in no database of the settings")
        try:
            self._patch(change, wanted)
        except NotAccepted as refused:
            self._explain(change)
            before = self._shapes.pop(wanted.table)
            if self._shape(wanted) == before:
                raise _failed(change, refused) from None
            try:
                self._patch(change, wanted)
            except NotAccepted as again:
                raise _failed(change, again) from None

    def retract(self, wanted: Wanted) -> str:
        """Delete our columns in one data source and return a line that says so; "" where there are none.

        Raises `PassedOver` where they stay: the data source is out of sight, or something still stands in them.
        """
        self._shapes.pop(wanted.table, None)
        if not wanted.ours:
            return ""
        shape = self._shape(wanted)
        columns = standing(wanted.own, shape)
        names = _names(shape, columns)
        if not names:
            return ""
        if self._notion.ask(f"data_sources/{wanted.table}/query", not_empty(columns)).get("results"):
            raise PassedOver(f"“{shape.table.title}”: our {names} stayed: there is text in it that is not ours")
        self._notion.patch(f"data_sources/{wanted.table}", removing(columns))
        del self._shapes[wanted.table]
        return f"removed our {names} from “{shape.table.title}”"

    def _has_columns(self, wanted: Wanted) -> bool:
        shape = self._shapes.get(wanted.table)
        return standing(wanted.own, shape).complete if shape else wanted.own.complete

    def _patch(self, change: SetMarks, wanted: Wanted) -> None:
        shape = self._shape(wanted)
        columns = standing(wanted.own, shape)
        if not columns.complete:
            raise PassedOver(
                f"“{shape.table.title}”: our columns were deleted or changed to another type, so that no flags were "
                "written there; `streetdate init notion` makes them anew"
            )
        if change.flag and shape.option_id(columns.flag, change.flag) is None:
            shape = self._completed(wanted)
        self._notion.patch(f"pages/{change.ref.record}", marking(columns, shape, change.flag, change.gaps))

    def _shape(self, wanted: Wanted) -> Shape:
        if (known := self._shapes.get(wanted.table)) is not None:
            return known
        try:
            answer = self._notion.read(f"data_sources/{wanted.table}")
        except NotShared:
            raise PassedOver(
                f"“{wanted.title}” was deleted or is no longer shared with the connection, and its flags were left "
                "alone. To share it, open it in Notion: ••• → Connections → add the connection"
            ) from None
        self._shapes[wanted.table] = shape_of(answer, wanted.ours)
        return self._shapes[wanted.table]

    def _completed(self, wanted: Wanted) -> Shape:
        """Put the options of our select back that somebody deleted, and return the schema with them."""
        del self._shapes[wanted.table]
        shape = self._shape(wanted)
        lost = ", ".join(f"“{flag}”" for flag in missing_options(wanted.own.flag, shape))
        body = completing(wanted.own.flag, shape)
        if not lost:
            return shape
        try:
            if body is not None:
                answer = self._notion.patch(f"data_sources/{wanted.table}", body)
                self._shapes[wanted.table] = shape_of(answer, wanted.ours)
                return self._shapes[wanted.table]
            why = "it has 100 options, and Notion takes no more"
        except (CapabilityMissing, NotAccepted) as error:
            why = error.message
        raise WriteFailed(
            f"“{shape.table.title}”: our flag column has lost {lost}, which could not be put back ({why})",
            hint="Add the option to the column in Notion, spelled exactly so.",
        )

    def _explain(self, change: SetMarks) -> None:
        """Raise why a page cannot be written, where the page itself tells; a schema that changed is another matter."""
        wanted = self._wanted[change.ref.container]
        page = page_of(self._notion.read(f"pages/{change.ref.record}"), self._shape(wanted), ())
        if page.in_trash:
            raise PassedOver(in_trash(change))
        if page.data_source != wanted.table:
            raise PassedOver(moved(change, wanted.title))


def _failed(change: SetMarks, refused: NotAccepted) -> WriteFailed:
    return WriteFailed(f"Notion takes no flag on {titled(change)}: “{refused.said}”", hint=refused.hint)


def _names(shape: Shape, columns: OwnColumns) -> str:
    names = [f"“{column.name}”" for column in shape.table.columns if column.id in (columns.flag, columns.gaps)]
    return f"columns {' and '.join(names)}" if len(names) > 1 else f"column {names[0]}" if names else ""
