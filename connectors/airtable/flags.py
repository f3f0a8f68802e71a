"""The flag and gaps fields of the bound tables, and what is written into them: ten records in one request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from connectors.airtable.client import Airtable
from connectors.airtable.errors import NotAccepted
from connectors.airtable.own_columns import marking, missing_options, standing
from connectors.airtable.rows import rows_of
from connectors.airtable.schema import SITE, TableShape
from connectors.airtable.table import schemas_of, shape_of
from connectors.airtable.wording import Scope, grant
from connectors.changes import SetMarks
from connectors.errors import AccessDenied, NotShared, PassedOver, WriteFailed
from connectors.explore import OwnColumns
from connectors.wanted import Wanted
from connectors.wording import titled

_NO_SUCH_RECORD = "ROW_DOES_NOT_EXIST"
_NO_SUCH_OPTION = "INVALID_MULTIPLE_CHOICE_OPTIONS"


class Flags:
    """Our fields in the tables of one source. The schema is only read when Airtable refuses a write."""

    def __init__(self, airtable: Airtable, wanted: Mapping[str, Wanted]) -> None:
        self._airtable = airtable
        self._wanted = wanted
        self._lost: dict[str, str] = {}
        """Tables that turned out to have no fields of ours any more, and the sentence that says so."""

    @property
    def missing(self) -> tuple[Wanted, ...]:
        """The tables that have no fields of ours, as far as is known without asking."""
        return tuple(
            wanted for wanted in self._wanted.values() if wanted.table in self._lost or not wanted.own.complete
        )

    def put(self, changes: Sequence[SetMarks]) -> frozenset[str]:
        """Show flags and gaps texts on up to ten records of one table; return the ids of those that are gone.

        Raises `PassedOver` when the whole table cannot be marked any more.
        """
        wanted = self._wanted.get(changes[0].ref.container)
        if wanted is None:
            raise PassedOver(f"{titled(changes[0])} lies in no table of the settings")
        if not wanted.own.complete:
            self._lost[wanted.table] = _without_fields(wanted.title)
        if wanted.table in self._lost:
            raise PassedOver(self._lost[wanted.table])
        gone: set[str] = set()
        completing = False
        while left := [change for change in changes if change.ref.record not in gone]:
            try:
                self._airtable.change(
                    f"{self._airtable.base}/{wanted.table}", marking(wanted.own, left, completing=completing)
                )
                break
            except (NotAccepted, NotShared) as refused:
                lost = self._named(left, refused) or self._explained(wanted, left, refused, completed=completing)
                gone |= lost
                completing = completing or not lost
        return frozenset(gone)

    def remaining(self) -> Iterator[str]:
        """Yield a sentence for the tables in which our fields still stand, each with the names that they have there."""
        wanted = {table: want for table, want in self._wanted.items() if want.ours}
        schemas = schemas_of(self._airtable, wanted.keys()) if wanted else {}
        titles: dict[str, list[str]] = {}
        for table, schema in schemas.items():
            shape = shape_of(self._airtable, wanted[table], schema)
            if names := _names(shape, standing(wanted[table].own, shape)):
                titles.setdefault(names, []).append(f"“{shape.table.title}”")
        for names, where in titles.items():
            yield (
                f"our {names} stayed in {', '.join(where)} ({SITE}/{self._airtable.base}): Airtable lets no program "
                "delete a field, so that is done there by hand"
            )

    def _named(self, changes: Sequence[SetMarks], refused: NotAccepted | NotShared) -> frozenset[str]:
        """Return the records that Airtable itself names as gone."""
        if not isinstance(refused, NotAccepted) or refused.code != _NO_SUCH_RECORD:
            return frozenset()
        return frozenset(change.ref.record for change in changes if change.ref.record in refused.said)

    def _explained(
        self, wanted: Wanted, changes: Sequence[SetMarks], refused: NotAccepted | NotShared, *, completed: bool
    ) -> frozenset[str]:
        """Return which records are gone; none when the options of our select are to be completed.

        Raises why it is neither: `PassedOver` for the table, `AccessDenied`, or `WriteFailed`.
        """
        shape = self._shape(wanted)
        own = standing(wanted.own, shape)
        if not own.complete:
            self._lost[wanted.table] = _without_fields(shape.table.title)
            raise PassedOver(self._lost[wanted.table])
        if isinstance(refused, NotAccepted) and refused.code == _NO_SUCH_OPTION:
            if not completed:
                return frozenset()
            lost = ", ".join(f"“{flag}”" for flag in missing_options(own.flag, shape))
            raise WriteFailed(
                f"“{shape.table.title}”: our flag field has lost {lost}, which could not be put back ({refused.said})",
                hint="Add the option to the field in Airtable, spelled exactly so, or make the token's user a creator.",
            )
        ids = [change.ref.record for change in changes]
        there = {row["id"] for row in rows_of(self._airtable, wanted.table, [own.flag], ids)}
        if gone := frozenset(ids) - there:
            return gone
        if isinstance(refused, NotAccepted):
            raise WriteFailed(
                f"Airtable takes no flag on {titled(changes[0])}: “{refused.said or refused.code}”", hint=refused.hint
            )
        raise AccessDenied(
            f"Airtable does not let the token write in “{shape.table.title}” ({shape.table.url})",
            hint=f"To have flags written, {grant(Scope.WRITE_RECORDS)}.",
        )

    def _shape(self, wanted: Wanted) -> TableShape:
        schema = schemas_of(self._airtable, (wanted.table,)).get(wanted.table)
        if schema is None:
            self._lost[wanted.table] = (
                f"“{wanted.title}” was deleted in Airtable, or the token may not see it any more, and its flags were "
                "left alone"
            )
            raise PassedOver(self._lost[wanted.table])
        return shape_of(self._airtable, wanted, schema)


def _without_fields(title: str) -> str:
    return (
        f"“{title}”: our fields were deleted or changed to another type, so that no flags were written there; "
        "`streetdate init airtable` makes them anew"
    )


def _names(shape: TableShape, own: OwnColumns) -> str:
    names = [f"“{shape.fields[field].name}”" for field in (own.flag, own.gaps) if field]
    return f"fields {' and '.join(names)}" if len(names) > 1 else f"field {names[0]}" if names else ""
