"""A team in Airtable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, closing
from typing import Any

from connectors.airtable.client import Airtable, Json
from connectors.airtable.explorer import AirtableExplorer
from connectors.changes import Source, Target
from connectors.explore import FLAG_NAME, GAPS_NAME
from connectors.mapping.binding import TableBinding
from tests.connectors.airtable.plan import AirtablePlan, without_columns
from tests.runs.team import Death, Team
from tests.standins import faults
from tests.standins.airtable import SCOPES
from tests.standins.clock import Time
from tests.standins.serving import Server
from tests.standins.wire import Response

_BURST = {"errors": [{"error": "RATE_LIMIT_REACHED", "message": "Rate limit exceeded. Please try again later"}]}
_READING = frozenset({"list_records", "list_records_by_post", "get_record", "list_tables", "list_bases", "whoami"})
_WEBHOOK = frozenset({"list_webhooks", "create_webhook", "delete_webhook", "list_payloads", "refresh_webhook"})


class Mortal(Airtable):
    """A connection whose process dies."""

    def __init__(self, death: Death, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._death = death

    def change(self, path: str, body: Json) -> Json:
        with self._death.around_a_write():
            return super().change(path, body)

    def create(self, path: str, body: Json) -> Json:
        with self._death.around_a_write():
            return super().create(path, body)

    def delete(self, path: str) -> Json:
        with self._death.around_a_write():
            return super().delete(path)


class AirtableTeam(Team):
    """A plan in Airtable, read by a webhook unless told otherwise."""

    failures = (
        faults.refused(Response(503)),
        faults.saved_but(Response(503)),
        faults.refused(Response.of(_BURST, 429)),
        faults.dropped(),
        faults.saved_and_dropped(),
        faults.not_json(502),
        faults.not_json(502, saved=True),
    )
    keeps_columns = True

    def __init__(
        self, plan: AirtablePlan, notes: Mapping[str, str], *, webhook: bool = True, waits: bool = True
    ) -> None:
        self.plan = plan
        self._webhook = webhook
        super().__init__(notes, waits=waits)

    @property
    def server(self) -> Server:
        return self.plan.server

    @property
    def clock(self) -> Time:
        return self.plan.clock

    @property
    def binding(self) -> TableBinding:
        return self.plan.binding

    def put(self, title: str, notes: str) -> None:
        if title in self.plan.records:
            self.plan.table.edit(self.plan.records[title], {"Notes": notes}, by=self.plan.ana)
        else:
            self.plan.records[title] = self.plan.table.add({"Deliverable": title, "Notes": notes}, by=self.plan.ana)

    def comment(self, title: str, text: str) -> None:
        self.plan.comment(title, text)

    def delete_comment(self, title: str) -> None:
        self.plan.table.delete_comment(self.plan.records[title], self.plan.comments(title)[0].id)

    def let_comment(self, allowed: bool) -> None:
        self.plan.token.scopes = frozenset(SCOPES) - (set() if allowed else {"data.recordComments:write"})

    def delete(self, title: str) -> None:
        self.plan.remove(title)

    def agree(self) -> None:
        looking = AirtableExplorer(self.plan.airtable())
        looking.make_columns(looking.survey()[0])
        self.plan.binding = self.plan.bound(self.plan.table)

    def disagree(self) -> None:
        self.plan.binding = without_columns(self.plan.binding)

    def connection(self) -> Airtable:
        return self.plan.airtable()

    def mortal(self, death: Death) -> AbstractContextManager[Airtable]:
        return closing(
            Mortal(
                death, self.plan.token.secret, self.plan.base.id, self.plan.paces, address=self.server.url, timeout=30
            )
        )

    def parts(self, connection: Airtable) -> tuple[Source, Target]:
        return self.plan.source(airtable=connection, webhook=self._webhook), self.plan.target(airtable=connection)

    def titles(self) -> Sequence[str]:
        return tuple(title for title, record in self.plan.records.items() if record in self.plan.table.records)

    def flag(self, title: str) -> str | None:
        return self._value(title, FLAG_NAME)

    def gaps(self, title: str) -> str | None:
        return self._value(title, GAPS_NAME)

    def said(self, title: str) -> list[str]:
        return self.plan.said(title)

    def own_columns(self) -> frozenset[str]:
        return self.binding.ours & self.plan.table.fields.keys()

    def writes(self) -> int:
        return sum(entry.kind not in _READING | _WEBHOOK | {"list_comments"} for entry in self.server.journal)

    def sent(self) -> Mapping[str, int]:
        """Return the requests since the journal was forgotten, by endpoint."""
        return dict(self.server.counts())

    def everything(self) -> object:
        table = self.plan.table
        return (
            [field.shown() for field in table.fields.values()],
            {title: table.row(self.plan.records[title]) for title in self.titles()},
            {title: [(c.id, c.author, c.text) for c in self.plan.comments(title)] for title in self.titles()},
            dict(self.plan.base.webhooks),
        )

    def _value(self, title: str, name: str) -> str | None:
        return self.plan.value(title, name) if self.plan.table.find_field(name) else None
