"""The review of a release in the label's own Airtable: written on consent, into empty cells only, and once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.airtable_label.conftest import SetUp
from tests.airtable_label.label import Label, link
from tests.cli.calling import Cli
from tests.standins import faults
from tests.standins.airtable import NewField
from tests.standins.airtable.table import Table
from tests.standins.serving import Server
from tests.standins.wire import Request

TEXTS = ("What worked", "What failed", "What broke")


def reviews(label: Label, **answers: str) -> Table:
    """Make the table of reviews; with answers also the row of Night Bus."""
    fields = [NewField("Review"), link("Release", "💿 Releases"), NewField("Held on", "date")]
    made = label.base.add_table("🔎 Reviews", [*fields, *(NewField(name, "multilineText") for name in TEXTS)])
    if answers:
        label.add(made, "Night Bus review", Release=[label.record(label.releases, "Night Bus")], **answers)
    return made


def shown(table: Table) -> list[list[str]]:
    return [[str(table.cell(record, name) or "") for name in TEXTS] for record in table.records]


def writes(server: Server, table: Table, since: int) -> list[Any]:
    return [e for e in list(server.journal)[since:] if e.method in ("PATCH", "POST") and e.path.endswith(table.id)]


def test_the_answers_are_shown_first_and_fill_only_what_is_empty(
    cli: Cli, set_up: SetUp, label: Label, server: Server
) -> None:
    table = reviews(label, **{"What failed": "Ours"})
    set_up("--no-columns")
    before = len(server.journal)
    asked = cli("review", "Night Bus")
    assert "empty cell of “Night Bus review”" in asked.out, asked.out + asked.err
    assert writes(server, table, before) == []
    written = cli("review", "Night Bus", "--yes")
    assert "into “Night Bus review” in “airtable”" in written.out, written.out
    [[worked, failed, _]] = shown(table)
    assert worked.startswith("On time: 4 of 4 finished steps whose day is known")
    assert failed == "Ours"
    before = len(server.journal)
    assert "Nothing to write into the review record." in cli("review", "Night Bus", "--yes").out
    assert writes(server, table, before) == []


@pytest.mark.parametrize("there", [True, False])
def test_a_write_whose_answer_was_lost_is_not_made_twice(
    cli: Cli, set_up: SetUp, label: Label, server: Server, there: bool
) -> None:
    table = reviews(label, **({"What failed": "Ours"} if there else {}))
    set_up("--no-columns")

    def writing(request: Request) -> bool:
        return request.method in ("PATCH", "POST") and request.path.endswith(table.id)

    server.faults.when(writing, faults.saved_and_dropped())
    ended = cli("review", "Night Bus", "--yes")
    assert ended.code == 0, ended.err
    assert [row[0].startswith("On time") for row in shown(table)] == [True]
    assert "Nothing to write" in cli("review", "Night Bus", "--yes").out
