"""What the token may do in Notion, right by right, and what to click where something is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from connectors.access import LOST_COLUMNS, UNAGREED_COLUMNS, Access, own_columns
from connectors.errors import ConnectorError, NotShared
from connectors.mapping.binding import TableBinding
from connectors.notion.client import Json, Notion
from connectors.notion.data_source import TOOL
from connectors.notion.errors import CapabilityMissing, NotAccepted, TokenRefused
from connectors.notion.identity import Identity, identity
from connectors.notion.ids import hyphenated
from connectors.notion.own_columns import standing
from connectors.notion.schema import shape_of
from connectors.notion.wording import tick
from connectors.wanted import Wanted, wanted_of

_NO_TELLING = "it cannot be told without writing something; the first run tells"


class NotionCheckup:
    """Tries each right with a read, or with a request that Notion can only refuse: it says for which reason."""

    def __init__(self, notion: Notion, bindings: Sequence[TableBinding]) -> None:
        self._notion = notion
        self._wanted = wanted_of(bindings, key=hyphenated)
        self._page = ""
        """Some page that can be read, to try on what needs one."""
        self._columns: list[tuple[str, str]] = []
        """Titles of tables that were read, each with why our columns are not there; "" where they are."""

    def access(self) -> tuple[Access, ...]:
        """Return the token first, then each database, then what the connection may do in all of them."""
        self._columns.clear()
        try:
            who = identity(self._notion)
        except TokenRefused as error:
            return (Access("use the token", granted=False, why=error.message, todo=error.hint),)
        except ConnectorError as error:
            return (Access("reach Notion", granted=None, why=error.message, todo=error.hint),)
        return (
            Access("use the token", granted=True, why=_as_whom(who)),
            *(line for wanted in self._wanted.values() for line in self._database(wanted, who)),
            *own_columns(self._columns, "columns", TOOL),
            *self._everywhere(who),
        )

    def _database(self, wanted: Wanted, who: Identity) -> Iterator[Access]:
        """Tell whether one data source can be read, and whether our columns are in it."""
        what = f"read “{wanted.title}”"
        try:
            shape = shape_of(self._notion.read(f"data_sources/{wanted.table}"))
            self._page = self._page or self._some_page(wanted)
        except NotShared:
            yield Access(
                what,
                granted=False,
                why="it was deleted, or is not shared with the connection; Notion does not tell which",
                todo=f"open the database in Notion: ••• → Connections → add {_called(who)}",
            )
            return
        except ConnectorError as error:
            yield self._failed(what, error, "Read content", who)
            return
        yield Access(what, granted=True)
        if wanted.shows_gaps:
            lost = LOST_COLUMNS if wanted.ours else UNAGREED_COLUMNS
            self._columns.append((wanted.title, "" if standing(wanted.own, shape).complete else lost))

    def _some_page(self, wanted: Wanted) -> str:
        rows = self._notion.ask(f"data_sources/{wanted.table}/query", {"page_size": 1, "result_type": "page"})
        return next((str(row["id"]) for row in rows.get("results", ()) if "id" in row), "")

    def _everywhere(self, who: Identity) -> Iterator[Access]:
        page = self._page
        if page:
            nothing = {"properties": {"streetdate: no column is called this": {"checkbox": True}}}
            yield self._refused(
                "write flags", lambda: self._notion.patch(f"pages/{page}", nothing), "Update content", who
            )
            yield self._tried(
                "read comments",
                lambda: self._notion.read("comments", {"block_id": page, "page_size": "1"}),
                "Read comments",
                who,
            )
        else:
            yield Access("write flags", granted=None, why="there is no page yet to try it on")
            yield Access("read comments", granted=None, why="there is no page yet to try it on")
        yield self._refused("write comments", lambda: self._notion.create("comments", {}), "Insert comments", who)
        yield from self._people(who)

    def _people(self, who: Identity) -> Iterator[Access]:
        what, box = "see who people are", "Read user information"
        try:
            users = self._notion.read("users", {"page_size": "100"}).get("results", ())
        except ConnectorError as error:
            yield self._failed(what, error, box, who)
            return
        yield Access(what, granted=True)
        if not any(isinstance(user.get("person"), dict) and user["person"].get("email") for user in users):
            yield Access(
                "see people's mail addresses",
                granted=False,
                why="they tell that a person here and one in another tool are the same",
                todo=tick("Read user information including email addresses", connection=_called(who)),
                needed=False,
            )

    def _tried(self, what: str, read: Callable[[], Json], box: str, who: Identity) -> Access:
        try:
            read()
        except ConnectorError as error:
            return self._failed(what, error, box, who)
        return Access(what, granted=True)

    def _refused(self, what: str, impossible: Callable[[], Json], box: str, who: Identity) -> Access:
        """Send what Notion cannot carry out: a missing right is what it may name before anything else."""
        try:
            impossible()
        except NotAccepted:
            return Access(what, granted=None, why=_NO_TELLING)
        except ConnectorError as error:
            return self._failed(what, error, box, who)
        return Access(what, granted=None, why=_NO_TELLING)

    def _failed(self, what: str, error: ConnectorError, box: str, who: Identity) -> Access:
        if isinstance(error, CapabilityMissing):
            todo = tick(box, connection=_called(who))
            return Access(what, granted=False, why="the connection has no such capability", todo=todo)
        return Access(what, granted=None, why=error.message, todo=error.hint)


def _called(who: Identity) -> str:
    return f"“{who.name}”" if who.name else "the connection"


def _as_whom(who: Identity) -> str:
    place = f" in “{who.workspace}”" if who.workspace else ""
    return f"as {_called(who)}{place}"
