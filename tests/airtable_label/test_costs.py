"""What each command sends, request by request: a Free plan has a thousand of them a month."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.airtable_label.conftest import SetUp
from tests.airtable_label.label import Label
from tests.cli.calling import Cli
from tests.standins.serving import Server

EVERYTHING = {"list_tables": 1, "list_records": 8}
WEBHOOK = {"list_webhooks": 1, "create_webhook": 1}


def sent(cli: Cli, server: Server, *command: str) -> Mapping[str, int]:
    """Run a command, and return what it sent."""
    server.forget()
    assert cli(*command).code in (0, 1)
    return dict(server.counts())


def test_every_request_of_the_whole_job(cli: Cli, set_up: SetUp, label: Label, server: Server) -> None:
    set_up("--make-columns")
    for title in ("Launch posts", "Pre-save link"):
        label.edit(label.work, title, Owner=None)
    for command in ("check", "plan"):
        assert sent(cli, server, command) == EVERYTHING
    wrote = {"update_records": 1, "create_comment": 2}
    assert sent(cli, server, "run") == {**EVERYTHING, **WEBHOOK, **wrote}
    for command in ("run", "check", "plan", "report"):
        assert sent(cli, server, command) == {"list_payloads": 1}
    label.edit(label.work, "Launch posts", Owner=label.people["Noor Haddad"].id)
    closed = {"update_records": 1, "list_comments": 1, "delete_comment": 1}
    assert sent(cli, server, "run") == {"list_payloads": 1, **closed}
    rights = {"whoami": 1, "list_bases": 1, "list_tables": 2, "list_records": 9, "list_comments": 1}
    assert sent(cli, server, "doctor") == rights
    assert sent(cli, server, "undo") == EVERYTHING
    taken = {"update_records": 1, "list_comments": 1, "delete_comment": 1}
    retracted = {"list_webhooks": 1, "delete_webhook": 1, "list_tables": 2}
    assert sent(cli, server, "undo", "--yes") == {**EVERYTHING, **taken, **retracted}


@pytest.mark.parametrize("columns", ["--make-columns", "--no-columns"])
def test_taking_back_asks_for_the_comments_of_no_record_that_has_none(
    cli: Cli, set_up: SetUp, label: Label, server: Server, columns: str
) -> None:
    set_up(columns)
    label.edit(label.work, "Launch posts", Owner=None)
    cli("run")
    assert "list_comments" not in sent(cli, server, "undo")
    assert sent(cli, server, "undo", "--yes")["list_comments"] == 1
    assert label.all_comments() == []


def test_an_undo_is_short_to_read(cli: Cli, set_up: SetUp, label: Label) -> None:
    set_up("--make-columns")
    label.edit(label.work, "Launch posts", Owner=None)
    cli("run")
    said = cli("undo", "--yes").out
    assert said.count("stayed") == 1
    assert all(f"“{table.name}”" in said for table in label.tables if table is not label.team)
