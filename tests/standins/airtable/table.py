"""One table, and what people do to its records, fields, views and comments."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tests.standins.airtable.cells import value
from tests.standins.airtable.fields import converted, new_field
from tests.standins.airtable.people import User
from tests.standins.airtable.refusals import Refusal, no_such_row
from tests.standins.airtable.row import Comment, Record, Row
from tests.standins.airtable.schema import SELECTS, Field, NewField, Option, View, color
from tests.standins.airtable.writing import accepted, mentions_stored

if TYPE_CHECKING:
    from tests.standins.airtable.base import Base


class Table:
    """One table. Its methods are edits that people make in the browser, unless `by` and `origin` say otherwise."""

    def __init__(self, base: Base, key: str, name: str) -> None:
        self.base = base
        self.id = key
        self.name = name
        self.description = ""
        self.fields: dict[str, Field] = {}
        self.primary = ""
        """The id of the primary field."""
        self.records: dict[str, Record] = {}
        self.views: list[View] = [View(base.airtable.ids.new("viw"), "Grid view")]
        self._numbers = 0

    # -- reading, for tests ---------------------------------------------------------------------------------------

    def field(self, name: str) -> Field:
        """Return a field by its name or id."""
        found = self.find_field(name)
        if found is None:
            raise KeyError(f"{self.name} has no field {name}")
        return found

    def find_field(self, name: str) -> Field | None:
        """Return a field by its name or id, if there is one."""
        return self.fields.get(name) or next((field for field in self.fields.values() if field.name == name), None)

    def view(self, name: str) -> View | None:
        """Return a view by its name or id, if there is one."""
        return next((view for view in self.views if name in (view.id, view.name)), None)

    def cell(self, record: str, name: str) -> Any:
        """Return what the records API would show for a cell; None where it leaves the key out."""
        return value(self, self.records[record], self.field(name))

    def row(self, record: str) -> dict[str, Any]:
        """Return all cells of a record by field name, empty ones left out."""
        shown = {one.name: value(self, self.records[record], one) for one in self.fields.values()}
        return {name: cell for name, cell in shown.items() if cell is not None}

    def title(self, record: str) -> str:
        """Return the value of a record's primary field."""
        shown = value(self, self.records[record], self.fields[self.primary])
        return "" if shown is None else str(shown)

    def neighbours(self, record: Record) -> Iterator[tuple[Table, Record]]:
        """Yield the records behind the links of a record."""
        for field in self.fields.values():
            if field.type == "multipleRecordLinks":
                linked = self.base.tables[field.options["linkedTableId"]]
                yield from ((linked, linked.records[key]) for key in record.cells.get(field.id) or ())

    # -- records --------------------------------------------------------------------------------------------------

    def add(self, cells: Mapping[str, Any], *, by: User | None = None) -> str:
        """Add a record as somebody in the browser would (new select options are made) and return its id."""
        with self.base.action(by) as action:
            return self.insert(accepted(self, cells, typecast=True, may_create=True), action.user).id

    def edit(self, record: str, cells: Mapping[str, Any], *, by: User | None = None) -> None:
        """Change cells of a record; None or "" empties one."""
        with self.base.action(by) as action:
            self.change(self.records[record], accepted(self, cells, typecast=True, may_create=True), action.user)

    def delete(self, record: str, *, by: User | None = None) -> None:
        """Delete a record; links to it vanish."""
        with self.base.action(by):
            self.remove(self.records[record])

    # -- fields ---------------------------------------------------------------------------------------------------

    def add_field(self, new: NewField, *, by: User | None = None) -> Field:
        """Add a field, and its opposite where it is a link into another table."""
        with self.base.action(by) as action:
            field = new_field(self, new)
            self.fields[field.id] = field
            self.primary = self.primary or field.id
            action.of(self).new_fields[field.id] = {"name": field.name, "type": field.type}
            return field

    def rename_field(self, name: str, to: str, *, by: User | None = None) -> None:
        """Give a field another name."""
        field = self.field(name)
        with self.base.action(by) as action:
            action.of(self).fields[field.id] = ({"name": field.name}, {"name": to})
            field.name = to

    def retype_field(self, name: str, type: str, *, by: User | None = None, **options: Any) -> None:  # noqa: A002
        """Turn a field into another type; cells keep what can be read in the new one. `options` as in NewField."""
        field = self.field(name)
        made = new_field(self, NewField(field.name, type, **options), key=field.id)
        with self.base.action(by) as action:
            for record in self.records.values():
                action.touch(self, record)
            action.of(self).fields[field.id] = ({"type": field.type}, {"type": type})
            texts = {record.id: converted(value(self, record, field)) for record in self.records.values()}
            self.fields[field.id] = made
            for record in self.records.values():
                record.cells.pop(field.id, None)
                if texts[record.id] and not made.computed:
                    with contextlib.suppress(Refusal):
                        record.cells |= accepted(self, {field.id: texts[record.id]}, typecast=True, may_create=True)

    def delete_field(self, name: str, *, by: User | None = None) -> None:
        """Delete a field with its cells, and the opposite of a link."""
        field = self.field(name)
        with self.base.action(by) as action:
            self._drop(field)
            action.of(self).lost_fields.append(field.id)
            linked = self.base.tables.get(field.options.get("linkedTableId", ""))
            opposite = linked.fields.get(field.options.get("inverseLinkFieldId", "")) if linked else None
            if linked and opposite:
                linked._drop(opposite)
                action.of(linked).lost_fields.append(opposite.id)
        self.base.check_webhooks()

    def hide_field(self, name: str, view: str = "Grid view") -> None:
        """Hide a field in a view; the API goes on showing its cells."""
        found = self.view(view)
        if found is None:
            raise KeyError(f"{self.name} has no view {view}")
        found.hidden.add(self.field(name).id)

    def add_option(self, name: str, option: str) -> Option:
        """Add an option to a select."""
        field = self.field(name)
        made = Option(self.base.airtable.ids.new("sel"), option, color(len(field.choices)))
        field.choices.append(made)
        return made

    def rename_option(self, name: str, option: str, to: str) -> None:
        """Give an option another name; cells go on holding it."""
        found = self.field(name).option(option)
        if found is None:
            raise KeyError(f"{name} has no option {option}")
        found.name = to

    def delete_option(self, name: str, option: str, *, by: User | None = None) -> None:
        """Delete an option; cells that held it lose it."""
        field = self.field(name)
        gone = field.option(option)
        if gone is None or field.type not in SELECTS:
            raise KeyError(f"{name} has no option {option}")
        with self.base.action(by) as action:
            for record in self.records.values():
                if gone.id in (record.cells.get(field.id) or ()):
                    action.touch(self, record)
            field.choices.remove(gone)

    # -- the table itself -----------------------------------------------------------------------------------------

    def rename(self, name: str, *, by: User | None = None) -> None:
        """Give the table another name."""
        with self.base.action(by) as action:
            action.of(self).metadata = ({"name": self.name}, {"name": name})
            self.name = name

    def add_view(self, name: str, keeps: Callable[[Row], bool] | None = None, type: str = "grid") -> View:  # noqa: A002
        """Add a view that shows the rows it keeps."""
        view = View(self.base.airtable.ids.new("viw"), name, type, keeps)
        self.views.append(view)
        return view

    # -- comments -------------------------------------------------------------------------------------------------

    def comment(self, record: str, text: str, *, by: User, parent: str = "") -> Comment:
        """Write a comment in the browser."""
        airtable = self.base.airtable
        stored = mentions_stored(airtable, text)
        made = Comment(airtable.ids.new("com"), by, stored, airtable.clock.now(), parent=parent)
        self.records[record].comments.append(made)
        return made

    def delete_comment(self, record: str, comment: str) -> None:
        """Delete a comment in the browser; its replies stay."""
        comments = self.records[record].comments
        comments[:] = [one for one in comments if one.id != comment]

    # -- shared with the API's requests ---------------------------------------------------------------------------

    def insert(self, cells: Mapping[str, Any], user: User) -> Record:
        """Make a record of stored cells, within an action."""
        now = self.base.airtable.clock.now()
        self._numbers += 1
        record = Record(self.base.airtable.ids.new("rec"), self._numbers, now, user, now, user)
        self.records[record.id] = record
        self.base.current.made(self, record)
        self.change(record, cells, user)
        return record

    def change(self, record: Record, cells: Mapping[str, Any], user: User) -> None:
        """Put stored cells into a record, within an action; a cell that stays the same is no edit."""
        now = self.base.airtable.clock.now()
        for key, cell in cells.items():
            old = record.cells.get(key)
            if old == cell:
                continue
            self.base.current.touch(self, record)
            field = self.fields[key]
            if field.type == "multipleRecordLinks":
                self._relink(record, field, set(old or ()), set(cell or ()), user)
            record.cells[key] = cell
            record.edits[key] = (now, user)
            record.modified, record.modified_by = now, user

    def remove(self, record: Record) -> None:
        """Delete a record, within an action."""
        self.base.current.touch(self, record)
        for field in self.fields.values():
            if field.type == "multipleRecordLinks":
                self._relink(record, field, set(record.cells.get(field.id) or ()), set(), self.base.current.user)
        del self.records[record.id]
        self.base.current.lost(self, record)

    def _relink(self, record: Record, field: Field, old: set[str], new: set[str], user: User) -> None:
        linked = self.base.tables[field.options["linkedTableId"]]
        for key in new - linked.records.keys():
            raise no_such_row(key)
        opposite = linked.fields.get(field.options.get("inverseLinkFieldId", ""))
        if opposite is None:
            return
        for key in sorted(old ^ new):
            other = linked.records[key]
            self.base.current.touch(linked, other)
            links = [one for one in other.cells.get(opposite.id) or () if one != record.id]
            other.cells[opposite.id] = [*links, record.id] if key in new else links or None
            other.modified, other.modified_by = self.base.airtable.clock.now(), user
            other.edits[opposite.id] = (other.modified, user)

    def _drop(self, field: Field) -> None:
        del self.fields[field.id]
        for record in self.records.values():
            record.cells.pop(field.id, None)
            record.edits.pop(field.id, None)
