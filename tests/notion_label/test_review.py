"""The review of a release in the label's own Notion: written on consent, into empty cells only, and once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.calling import Cli
from tests.notion_label.conftest import SetUp
from tests.notion_label.label import Label
from tests.standins import faults
from tests.standins.notion import DataSource, relation
from tests.standins.serving import Server
from tests.standins.wire import Request, Response

NO = Response(
    400,
    b'{"object": "error", "status": 400, "code": "validation_error", "message": "No."}',
    {"content-type": "application/json"},
)
TEXTS = ("What worked", "What failed", "What broke")


def reviews(label: Label, **answers: str) -> DataSource:
    """Make the table of reviews; with answers also the row of Night Bus."""
    made = label.workspace.database(
        "🔎 Reviews",
        {
            "Review": "title",
            "Release": relation(label.releases),
            "Held on": "date",
            **dict.fromkeys(TEXTS, "rich_text"),
        },
    )
    if answers:
        label.add(made, "Night Bus review", Release=[label.page(label.releases, "Night Bus")], **answers)
    return made


def shown(label: Label, where: DataSource) -> list[list[str]]:
    """Return the three answers of every row."""
    ids = {prop.name: prop.id for prop in where.properties.values()}
    pages = [page for page in label.workspace.pages.values() if page.source == where.id]
    return [
        ["".join(part["plain_text"] for part in page.values.get(ids[name]) or []) for name in TEXTS] for page in pages
    ]


def writes(server: Server, since: int) -> list[Any]:
    return [
        e
        for e in list(server.journal)[since:]
        if e.method == "PATCH" or (e.method == "POST" and e.path.endswith("/pages"))
    ]


def test_the_answers_are_shown_first_and_fill_only_what_is_empty(
    cli: Cli, set_up: SetUp, label: Label, server: Server
) -> None:
    table = reviews(label, **{"What failed": "Ours", "What worked": "", "What broke": ""})
    set_up("--no-columns")
    before = len(server.journal)
    asked = cli("review", "Night Bus")
    assert asked.code == 0, asked.err
    assert "empty cell of “Night Bus review”" in asked.out, asked.out
    assert writes(server, before) == []
    written = cli("review", "Night Bus", "--yes")
    assert "into “Night Bus review” in “notion”" in written.out, written.out
    [[worked, failed, _]] = shown(label, table)
    assert worked.startswith("On time: 4 of 4 finished steps whose day is known")
    assert failed == "Ours"
    before = len(server.journal)
    assert "Nothing to write into the review record." in cli("review", "Night Bus", "--yes").out
    assert writes(server, before) == []


def test_somebody_who_answers_meanwhile_is_not_written_over(
    cli: Cli, set_up: SetUp, label: Label, server: Server
) -> None:
    table = reviews(label, **{"What worked": "", "What failed": "Ours"})
    set_up("--no-columns")

    def looked_at(request: Request) -> bool:
        # The page is looked at once more, right before it is written: by then it is answered.
        if request.method == "GET" and "/pages/" in request.path:
            label.edit(table, "Night Bus review", **{"What worked": "Answered just now"})
        return False

    server.faults.when(looked_at, faults.dropped())
    ended = cli("review", "Night Bus", "--yes")
    assert "stay as they are" in ended.out, ended.out
    assert shown(label, table)[0][0] == "Answered just now"


@pytest.mark.parametrize("method", ["PATCH", "POST"])
def test_a_write_that_failed_is_made_by_the_next_call(
    cli: Cli, set_up: SetUp, label: Label, server: Server, method: str
) -> None:
    table = reviews(label, **({"What worked": ""} if method == "PATCH" else {}))
    set_up("--no-columns")
    server.faults.when(lambda r: r.method == method and "pages" in r.path, faults.refused(NO), times=None)
    assert cli("review", "Night Bus", "--yes").code == 3
    server.faults.clear()
    done = cli("review", "Night Bus", "--yes")
    assert done.code == 0, done.err
    assert [row[0].startswith("On time") for row in shown(label, table)] == [True]
    assert "Nothing to write" in cli("review", "Night Bus", "--yes").out
