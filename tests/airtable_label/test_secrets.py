"""The token is nowhere: not in what is printed or logged, nor in a file, whatever goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.airtable_label.conftest import SetUp
from tests.airtable_label.label import Label
from tests.cli.calling import Cli
from tests.standins import faults
from tests.standins.airtable import Role, Token
from tests.standins.serving import Server
from tests.standins.wire import Response

Wrong: TypeAlias = Callable[[Label, Server, Token], None]
COMMANDS = ("check", "plan", "run", "report", "doctor", "undo --yes", "init airtable BASE --make-columns")


def nothing(label: Label, server: Server, token: Token) -> None:
    """All is well."""


def revoked(label: Label, server: Server, token: Token) -> None:
    token.revoked = True


def without_scopes(label: Label, server: Server, token: Token) -> None:
    token.scopes = frozenset()


def read_only(label: Label, server: Server, token: Token) -> None:
    label.base.share(label.robot, Role.READ)


def month_spent(label: Label, server: Server, token: Token) -> None:
    body = {"error": {"type": "PUBLIC_API_BILLING_LIMIT_EXCEEDED", "message": f"{token.secret} has no calls left"}}
    server.faults.when(faults.anything, faults.refused(Response.of(body, 429)), times=None)


def limited_for_hours(label: Label, server: Server, token: Token) -> None:
    answer = Response(429, b"", {"retry-after": "7200"})
    server.faults.when(faults.anything, faults.refused(answer), times=None)


def repeated_in_a_refusal(label: Label, server: Server, token: Token) -> None:
    body = {"error": {"type": "INVALID_REQUEST_UNKNOWN", "message": f"Bearer {token.secret} is not liked"}}
    server.faults.when(faults.anything, faults.refused(Response.of(body, 422)), times=None)


def sent_elsewhere(label: Label, server: Server, token: Token) -> None:
    answer = Response(302, b"", {"location": f"https://elsewhere.example/?token={token.secret}"})
    server.faults.when(faults.anything, faults.refused(answer), times=None)


WRONG = (
    nothing, revoked, without_scopes, read_only, month_spent, limited_for_hours, repeated_in_a_refusal, sent_elsewhere
)  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_no_command_tells_the_token(
    cli: Cli, set_up: SetUp, label: Label, server: Server, secret: str, tmp_path: Path, wrong: Wrong
) -> None:
    set_up("--make-columns")
    label.edit(label.work, "Launch posts", Owner=None)
    wrong(label, server, label.airtable.tokens[secret])
    for command in COMMANDS:
        ended = cli(*command.replace("BASE", label.base.id).split())
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

    monkeypatch.setattr("connectors.airtable.table.record_of", broken)
    for command in ("check", "run", "doctor"):
        ended = cli(command)
        assert ended.code == 70
        assert secret not in ended.out + ended.err
    assert not [f for f in tmp_path.rglob("*") if f.is_file() and secret.encode() in f.read_bytes()]
