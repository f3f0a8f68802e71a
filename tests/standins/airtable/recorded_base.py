"""The recorded base, built again from its recorded schema and rows, and its recorded requests, asked again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote

import requests

from tests.standins.airtable.airtable import Airtable
from tests.standins.airtable.base import Base
from tests.standins.airtable.row import Attachment, Row
from tests.standins.airtable.schema import COMPUTED, NewField
from tests.standins.airtable.settings import Role
from tests.standins.airtable.table import Table
from tests.standins.clock import Clock

_BEHIND, _NUMBER = "Behind", "Number"
"""The table and field that links and lookups of the recorded tables look at here."""


class RecordedBase:
    """One recorded base. `lines` are its recorded requests; the widest two recorded tables are the ones they ask.

    The first of the two held rows from the start, the second was empty. Ids are turned into ours as answers name them.
    """

    def __init__(self, lines: Sequence[Mapping[str, Any]], schema: Sequence[Mapping[str, Any]]) -> None:
        self.lines = lines
        self.clock = Clock()
        self.airtable = Airtable(self.clock)
        self.token = self.airtable.token(self.airtable.person("Somebody", "somebody@example.com"))
        self.base = self.airtable.base("Recorded")
        self.base.share(self.token.user, Role.CREATE)
        self.base.add_table(_BEHIND, [NewField("Name"), NewField(_NUMBER, "number")])
        widest = sorted(schema, key=lambda table: -len(table["fields"]))[:2]
        self.filled, self.empty = (_built(self.base, table) for table in widest)
        self._ids: dict[str, str] = {}
        self._learn_tables()

    def ask(self, url: str, line: Mapping[str, Any]) -> requests.Response:
        """Send a recorded request with our ids in place of the recorded ones, and learn the ids of what it made."""
        self.clock.advance(1)
        path = "/".join(self._ours(unquote(part)) for part in line["path"].split("/"))
        query = {unquote(name): self._ours(value) for name, value in line.get("query", {}).items()}
        headers = {} if line["status"] == 401 else {"authorization": f"Bearer {self.token.secret}"}
        body = line.get("request_body")
        answer = requests.request(
            line["method"],
            url + path,
            params=query,
            json=self._ours(body) if body else None,
            headers=headers,
            timeout=30,
        )
        if answer.ok and line["method"] == "POST":
            made = [row["id"] for row in answer.json()["records"]]
            self._ids |= dict(zip((row["id"] for row in line["response"]["records"]), made, strict=True))
        return answer

    def _ours(self, value: Any) -> Any:
        match value:
            case str():
                return self._ids.get(value, unquote(value))
            case list():
                return [self._ours(one) for one in value]
            case dict():
                return {key: self._ours(one) for key, one in value.items()}
            case _:
                return value

    def _learn_tables(self) -> None:
        for line in self.lines:
            parts = line["path"].strip("/").split("/")
            self._ids |= {part: self.base.id for part in parts if part.startswith("app")}
            table = parts[2] if len(parts) == 3 and parts[1].startswith("app") else ""
            if line["status"] != 200 or table in ("", *self._ids):
                continue
            rows = line["response"].get("records", ())
            self._ids[table] = (self.filled if rows and line["method"] == "GET" else self.empty).id
            if self._ids[table] == self.filled.id and not self.filled.records:
                for row in rows:
                    self._seed(row)

    def _seed(self, row: Mapping[str, Any]) -> None:
        fields = {name: self.filled.field(name) for name in row["fields"]}
        looked_up = next((row["fields"][name] for name, one in fields.items() if "Lookup" in one.type), ())
        behind = self.base.table(_BEHIND)
        cells: dict[str, Any] = {}
        for name, cell in row["fields"].items():
            match fields[name].type:
                case kind if kind in COMPUTED:
                    continue
                case "multipleRecordLinks":
                    cells[name] = [behind.add({_NUMBER: number}) for number in looked_up]
                case "singleCollaborator":
                    cells[name] = {"id": self.token.user.id}
                case "multipleCollaborators":
                    cells[name] = [{"id": self.token.user.id}]
                case "multipleAttachments":
                    files = [(one["filename"], one["size"], one["type"]) for one in cell]
                    cells[name] = [Attachment(self.airtable.ids.new("att"), *file) for file in files]
                case _:
                    cells[name] = cell
        made = self._ids[row["id"]] = self.filled.add(cells, by=self.token.user)
        if not any(field.type == "lastModifiedBy" for field in fields.values()):
            self.filled.records[made].modified_by = None


def _built(base: Base, table: Mapping[str, Any]) -> Table:
    """Build a recorded table. Its links lead to the table behind."""
    link = next(field["name"] for field in table["fields"] if field["type"] == "multipleRecordLinks")
    made = base.add_table(table["name"], [NewField(table["fields"][0]["name"])])
    for field in sorted(table["fields"][1:], key=lambda field: field["type"] in COMPUTED):
        kind = field["type"]
        choices = tuple(choice["name"] for choice in field.get("options", {}).get("choices", ()))
        new = NewField(
            field["name"],
            kind,
            choices,
            to=_BEHIND if kind == "multipleRecordLinks" else "",
            link=link if kind in ("count", "multipleLookupValues") else "",
            of=_NUMBER if kind == "multipleLookupValues" else "",
            compute=_computed(kind, link),
        )
        made.add_field(new)
    return made


def _computed(kind: str, link: str) -> Any:
    def average(row: Row) -> Any:
        seen = [one[_NUMBER] for one in row.rows(link)]
        return sum(seen) / len(seen) if seen else {"specialValue": "NaN"}

    calls: dict[str, Any] = {
        "button": lambda _: {"label": "Open", "url": "https://example.com"},
        "formula": lambda row: f"{row.id}!",
        "rollup": average,
    }
    return calls.get(kind)
