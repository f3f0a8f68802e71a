"""What the token may do in Airtable, right by right, and what to click where something is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from connectors.access import LOST_COLUMNS, UNAGREED_COLUMNS, Access, own_columns
from connectors.airtable.bases import BaseSeen, base_seen
from connectors.airtable.client import Airtable, Json
from connectors.airtable.errors import TokenRefused
from connectors.airtable.identity import Identity, identity
from connectors.airtable.own_columns import standing
from connectors.airtable.schema import SITE, TOOL
from connectors.airtable.table import schemas_of, shape_of
from connectors.airtable.wording import ROLE_FOR, TOKENS, Role, Scope, grant, share
from connectors.errors import AccessDenied, ConnectorError, NotShared
from connectors.mapping.binding import TableBinding
from connectors.wanted import Wanted, wanted_of

_WHOSE = (
    "comments bear the name of the account that it belongs to; that of a service account, or of an account made for "
    "this, says that no person wrote them"
)
_UNTOLD = "Airtable does not say what this token may do; the first run tells"


class AirtableCheckup:
    """Asks Airtable what it tells of the token and its account, and reads a little. Nothing is written to find out."""

    def __init__(self, airtable: Airtable, bindings: Sequence[TableBinding], too_dense: str = "") -> None:
        """`too_dense` is the sum of a schedule that needs the webhook to stay within the month; "" for any other."""
        self._airtable = airtable
        self._too_dense = too_dense
        self._wanted = wanted_of(bindings)
        self._record = ""
        """The path of some record that can be read, to try on what needs one."""
        self._columns: list[tuple[str, str]] = []
        """Titles of tables that were read, each with why our fields are not there; "" where they are."""

    def access(self) -> tuple[Access, ...]:
        """Return the token first, then the base and each table, then what the token may do in all of them."""
        self._columns.clear()
        try:
            who = identity(self._airtable)
        except TokenRefused as error:
            return (Access("use the token", granted=False, why=error.message, todo=error.hint),)
        except ConnectorError as error:
            return (Access("reach Airtable", granted=None, why=error.message, todo=error.hint),)
        token = Access("use the token", granted=True, why=_WHOSE)
        try:
            seen = base_seen(self._airtable)
            schemas = schemas_of(self._airtable, self._wanted.keys())
        except (AccessDenied, NotShared):
            return (token, self._closed(who))
        except ConnectorError as error:
            return (token, Access("open the base", granted=None, why=error.message, todo=error.hint))
        opened = Access("open the base", granted=True, why=f"“{seen.name}”" if seen else "")
        return (
            token,
            opened,
            *(line for wanted in self._wanted.values() for line in self._table(wanted, schemas.get(wanted.table))),
            *own_columns(self._columns, "fields", TOOL),
            *self._everywhere(who, seen),
        )

    def _closed(self, who: Identity) -> Access:
        base = f"{SITE}/{self._airtable.base}"
        scope = Scope.READ_SCHEMA
        if who.scopes is not None and scope not in who.scopes:
            todo = f"add the scope {scope} to the token at {TOKENS}"
        else:
            todo = f"add the base to the token at {TOKENS}, {share(Role.EDIT)}; the scope that opens it is {scope}"
        return Access("open the base", granted=False, why=f"the token does not open {base}", todo=todo)

    def _table(self, wanted: Wanted, schema: Json | None) -> Iterator[Access]:
        """Tell whether one table can be read, and whether our fields are in it."""
        what = f"read “{wanted.title}”"
        if schema is None:
            todo = f"restore it, or take it out of the settings: {SITE}/{self._airtable.base}"
            yield Access(what, granted=False, why="it was deleted", todo=todo)
            return
        shape = shape_of(self._airtable, wanted, schema)
        try:
            # What it may read of one table it may read of all.
            self._record = self._record or self._some_record(wanted, shape.primary)
        except (AccessDenied, NotShared):
            yield Access(what, granted=False, why="the token may not read records", todo=grant(Scope.READ_RECORDS))
            return
        except ConnectorError as error:
            yield Access(what, granted=None, why=error.message, todo=error.hint)
            return
        yield Access(what, granted=True)
        if wanted.shows_gaps:
            lost = LOST_COLUMNS if wanted.ours else UNAGREED_COLUMNS
            self._columns.append((wanted.title, "" if standing(wanted.own, shape).complete else lost))

    def _some_record(self, wanted: Wanted, field: str) -> str:
        options = {"fields": [field], "page_size": 1, "max_records": 1, "use_field_ids": True}
        rows = self._airtable.records(wanted.table, options).get("records")
        return f"{self._airtable.base}/{wanted.table}/{rows[0]['id']}" if rows else ""

    def _everywhere(self, who: Identity, seen: BaseSeen | None) -> Iterator[Access]:
        flags = any(wanted.own.complete for wanted in self._wanted.values())
        yield _told("write flags", Scope.WRITE_RECORDS, who, seen, needed=flags)
        yield self._comments(who, seen)
        yield _told("write comments", Scope.WRITE_COMMENTS, who, seen)
        webhook = _told("make a webhook", Scope.WEBHOOKS, who, seen, needed=False)
        if webhook.granted is False:
            dense = f", which is more than the month allows: {self._too_dense}" if self._too_dense else ""
            why = f"{webhook.why}; every run asks each table{dense}"
            yield Access(webhook.what, False, why, webhook.todo, needed=bool(dense))
        else:
            yield webhook
        if any(why for _, why in self._columns):
            yield _told("make our fields", Scope.WRITE_SCHEMA, who, seen, needed=False)

    def _comments(self, who: Identity, seen: BaseSeen | None) -> Access:
        what, scope = "read comments", Scope.READ_COMMENTS
        if not self._record:
            return _told(what, scope, who, seen)
        try:
            self._airtable.read(f"{self._record}/comments", {"pageSize": "1"})
        except (AccessDenied, NotShared):
            return Access(what, granted=False, why="the token may not", todo=grant(scope))
        except ConnectorError as error:
            return Access(what, granted=None, why=error.message, todo=error.hint)
        return Access(what, granted=True)


def _told(what: str, scope: Scope, who: Identity, seen: BaseSeen | None, *, needed: bool = True) -> Access:
    """Tell a right by the token's scopes and its account's role; either of them may be missing, or not be told."""
    least = ROLE_FOR[scope]
    if who.scopes is not None and scope not in who.scopes:
        todo = f"add the scope {scope} to the token at {TOKENS}"
        return Access(what, granted=False, why=f"the token has no scope {scope}", todo=todo, needed=needed)
    if seen and seen.role is not None and not seen.role.suffices(least):
        why = f"the token's account is {seen.role.shown} of the base, and that takes {least.shown}"
        return Access(what, granted=False, why=why, todo=f"make it {least.shown} (Share, in the base)", needed=needed)
    if who.scopes is None or seen is None or seen.role is None:
        return Access(what, granted=None, why=_UNTOLD, needed=needed)
    return Access(what, granted=True, needed=needed)
