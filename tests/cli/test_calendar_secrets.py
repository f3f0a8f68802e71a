"""No secret of Google's stands in anything that is printed, logged, stored or left behind, whatever goes wrong."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from connectors.calls.pace import Pace
from sync.cli.root import run
from tests.cli.calling import Cli, MakePlan
from tests.cli.test_calendar import SECRET, a_world, app, google, key
from tests.mirror.world import World
from tests.standins.faults import Fault, not_json, refused
from tests.standins.google_calendar import refusals

__all__ = ["a_world", "app", "key"]
COMMANDS = (("plan",), ("run", "--verbose"), ("doctor",), ("report",), ("undo", "--yes"))


def left(folder: Path, *but: Path) -> str:
    """Return everything that lies in the folder, but for the files that may hold a secret."""
    files = [file for file in folder.rglob("*") if file.is_file() and file not in but]
    return "".join(file.read_bytes().decode("latin-1") for file in files)


def said(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return all that a command prints, the log and a traceback included."""
    capfd.readouterr()
    run(list(arguments))
    out, err = capfd.readouterr()
    return out + err


def secrets_of(world: World, path: Path) -> list[str]:
    """Return every secret that Google gave out so far, and those of a file, in pieces that survive escaping."""
    held = json.loads(path.read_text())
    named = [held.get(name, "") for name in ("client_secret", "refresh_token")]
    body = [line for line in held.get("private_key", "").splitlines() if len(line) > 40]
    return [*filter(None, named), *body, *world.google.state.tokens]


@pytest.mark.parametrize(
    "fault",
    [None, not_json(), refused(refusals.bad_credentials().response), refused(refusals.backend(500).response)],
    ids=["all is well", "no JSON", "401", "500"],
)
@pytest.mark.parametrize("way", ["key", "consent"])
def test_no_secret_is_in_what_is_said_or_left(
    cli: Cli,
    plan: MakePlan,
    world: World,
    request: pytest.FixtureRequest,
    way: str,
    fault: Fault | None,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "connectors.calls.pace.Pace", partial(Pace, clock=world.clock.monotonic, sleep=world.clock.sleep)
    )
    config = plan()
    if way == "key":
        request.getfixturevalue("key")
        given = [world.releases.id, "--credentials-file", SECRET]
    else:
        given = ["--client", str(request.getfixturevalue("app"))]
    told = said(capfd, "init", "calendar", *given, "--address", world.server.url)
    file = tmp_path / google(config)["credentials_file"]
    if fault is not None:
        world.server.faults.when(lambda asked: asked.segments[0] == "calendar", fault, times=None)
    told += "".join(said(capfd, *command) for command in COMMANDS)
    secrets = secrets_of(world, file)
    world.google.revoke(world.robot if way == "key" else world.ana)
    told += said(capfd, "run") + said(capfd, "doctor")
    assert len(secrets) > 2
    assert not [secret for secret in secrets if secret in told + left(tmp_path, file, tmp_path / "app.json")]


@pytest.mark.parametrize("planted", ["hunter2-secret", '{"type": "service_account", "private_key": "hunter2-secret"}'])
def test_a_secret_in_the_wrong_place_is_not_repeated(
    cli: Cli, plan: MakePlan, planted: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plan()
    monkeypatch.setenv("PLANTED", planted)
    (tmp_path / "planted.json").write_text(planted)
    for arguments in (
        ["a@b.example", "--credentials-env", "PLANTED"],
        ["a@b.example", "--credentials-file", "planted.json"],
        ["a@b.example", "--credentials-file", planted],
        ["--client", "planted.json"],
    ):
        ended = cli("init", "calendar", *arguments)
        assert ended.code in (2, 3) and "hunter2" not in ended.out + ended.err, arguments
