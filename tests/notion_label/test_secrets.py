"""The token is nowhere: not in what is printed or logged, nor in a file, whatever goes wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.cli.calling import Cli
from tests.notion_label.conftest import SetUp
from tests.notion_label.label import Label
from tests.standins import faults
from tests.standins.notion import ALL, Capability, Token, troubles
from tests.standins.serving import Server
from tests.standins.wire import Response

Wrong: TypeAlias = Callable[[Label, Server, Token], None]
COMMANDS = ("run", "report", "doctor", "undo --yes", "init notion --make-columns")


def nothing(label: Label, server: Server, token: Token) -> None:
    """All is well."""


def revoked(label: Label, server: Server, token: Token) -> None:
    label.workspace.revoke(token)


def without_rights(label: Label, server: Server, token: Token) -> None:
    token.capabilities = frozenset()


def read_only(label: Label, server: Server, token: Token) -> None:
    token.capabilities = ALL - {Capability.UPDATE_CONTENT, Capability.INSERT_COMMENTS}


def blocked(label: Label, server: Server, token: Token) -> None:
    server.faults.when(faults.anything, troubles.limited(None, "public_api_request_blocked"), times=None)


def limited_for_hours(label: Label, server: Server, token: Token) -> None:
    server.faults.when(faults.anything, troubles.limited(7200), times=None)


def repeated_in_a_refusal(label: Label, server: Server, token: Token) -> None:
    body = {"object": "error", "code": "validation_error", "message": f"Bearer {token.secret} is not liked"}
    answer = Response(400, json.dumps(body).encode(), {"content-type": "application/json"})
    server.faults.when(faults.anything, faults.refused(answer), times=None)


WRONG = (nothing, revoked, without_rights, read_only, blocked, limited_for_hours, repeated_in_a_refusal)


@pytest.mark.parametrize("wrong", WRONG)
def test_no_command_tells_the_token(
    cli: Cli, set_up: SetUp, label: Label, server: Server, secret: str, tmp_path: Path, wrong: Wrong
) -> None:
    set_up("--make-columns")
    label.edit(label.work, "Launch posts", Owner=[])
    wrong(label, server, label.workspace.tokens[secret])
    for command in COMMANDS:
        ended = cli(*command.split())
        assert ended.code != 70, ended.err
        assert ended.code in (0, 1) or "error: " in ended.err or "problem" in ended.out
        assert secret not in ended.out + ended.err
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert {"streetdate.toml", "streetdate.db", "report.html"} <= {file.name for file in files}
    assert not [file for file in files if secret.encode() in file.read_bytes()]


def test_nor_does_a_bug(cli: Cli, set_up: SetUp, secret: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up("--no-columns")

    def broken(*_: object) -> None:
        raise RuntimeError(f"Authorization: Bearer {secret}")

    monkeypatch.setattr("connectors.notion.source.records_of", broken)
    for command in ("check", "run", "doctor"):
        ended = cli(command)
        assert ended.code == 70
        assert secret not in ended.out + ended.err
    assert not [f for f in tmp_path.rglob("*") if f.is_file() and secret.encode() in f.read_bytes()]
