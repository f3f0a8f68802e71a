"""No secret is in anything that is printed, logged, stored, reported or raised, whatever goes wrong.

The stand-ins' own tests hold the same while all is well; here every tool, receiver and monitor is one server that has
something against everything.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import TypeAlias

import pytest

from connectors.calls.pace import Pace
from sync.cli.root import run
from tests.mirror.world import world
from tests.secrets.places import MARK, sample, secret_places, settings_text, variable
from tests.standins.clock import Clock
from tests.standins.faults import anything, dropped
from tests.standins.serving import Server
from tests.standins.wire import Request, Response

Answer: TypeAlias = Callable[[Request], Response]
VERBS = (
    ("check",),
    ("check", "--format", "json"),
    ("plan",),
    ("run", "--verbose", "--log-format", "text"),
    ("run", "--log-format", "json", "--format", "json"),
    ("report",),
    ("doctor",),
    ("health", "--tell"),
    ("digest", "--daily"),
    ("init", "notion", "--yes", "--no-columns"),
    ("init", "airtable", "--yes", "--no-columns"),
    ("undo", "--yes"),
    ("undo",),
)


def refuse(status: int) -> Answer:
    return lambda _: Response.of({"object": "error", "code": "no", "message": "no", "error": "no"}, status)


def repeat(request: Request) -> Response:
    """Refuse with all that was sent, as a careless tool would."""
    sent = f"{request.path} {dict(request.headers)} {request.body.decode(errors='replace')}"
    return Response.of(
        {"object": "error", "code": "validation_error", "message": sent, "error": {"message": sent}}, 400
    )


ANSWERS: dict[str, Answer] = {
    **{str(status): refuse(status) for status in (401, 403, 404, 500)},
    "no JSON": lambda _: Response(200, b"<html>", {"content-type": "text/html"}),
    "other JSON": lambda _: Response.of([1, {"results": None}]),
    "what was sent": repeat,
    "no answer": refuse(500),
}


@dataclass
class House:
    """A folder with settings that refer to every secret, and the command line in it."""

    folder: Path
    server: Server
    secrets: dict[str, str]
    capfd: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch

    def settle(self, *, store: bool = False) -> None:
        for place, secret in self.secrets.items():
            self.patch.setenv(variable(place), secret)
        text = settings_text(self.server.url, self.secrets, store=store)
        (self.folder / "streetdate.toml").write_text(text, encoding="utf-8")
        (self.folder / "plan.csv").write_text("title,notes\nMaster,\nCover,\n", encoding="utf-8")

    def said(self, *arguments: str) -> str:
        self.capfd.readouterr()
        code = run(list(arguments))
        out, err = self.capfd.readouterr()
        assert code != 70, err
        return out + err

    def left(self) -> str:
        files = [file for file in self.folder.rglob("*") if file.is_file()]
        return "".join(file.read_bytes().decode("latin-1") for file in files)

    def marks(self) -> list[str]:
        """Return what must be nowhere: the mark, and every line of the private key."""
        key = json.loads(self.secrets["calendar.google.credentials"])
        return [MARK, *(line for line in key["private_key"].splitlines() if len(line) > 40)]

    def found_in(self, text: str) -> list[str]:
        return [text[max(0, at - 80) : at + 40] for mark in self.marks() if (at := text.find(mark)) >= 0]


@pytest.fixture
def house(
    request: pytest.FixtureRequest, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    """Yield a house whose server answers what the test is parametrized with; 401 otherwise."""
    name = getattr(request, "param", "401")
    clock = Clock()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sync.bootstrap.real_now", clock.now)
    import_module("sync.fleet.paces")  # It builds on the real one.
    monkeypatch.setattr("connectors.calls.pace.Pace", partial(Pace, clock=clock.monotonic, sleep=clock.sleep))
    # google-auth asks for a token three times, and waits between.
    monkeypatch.setattr("google.auth._exponential_backoff.time", SimpleNamespace(sleep=clock.sleep))
    with world() as google, Server(ANSWERS[name], clock=clock) as server:
        if name == "no answer":
            server.faults.when(anything, dropped(), times=None)
        key = dict(google.google.service_account_info(google.robot, google.server))
        made = House(tmp_path, server, dict(sample(server.url, key)), capfd, monkeypatch)
        made.settle()
        yield made


def test_every_place_for_a_secret_is_planted(house: House) -> None:
    assert set(secret_places()) == set(house.secrets)
    assert all(MARK in secret for secret in house.secrets.values())


@pytest.mark.parametrize("house", ANSWERS, indirect=True)
def test_no_command_tells_a_secret_whatever_the_tools_answer(house: House) -> None:
    told = "".join(house.said(*verb) for verb in VERBS)
    assert "error: " in told
    assert house.found_in(told) == []
    assert house.found_in(house.left()) == []
    assert house.server.journal


@pytest.mark.parametrize("house", ["401", "what was sent"], indirect=True)
def test_nor_does_a_fleet(house: House) -> None:
    """Its workers are processes with a clock of their own: they would really wait for answers that are asked again."""
    told = house.said("fleet", ".")
    assert "error: " in told
    assert house.found_in(told) == []
    assert house.found_in(house.left()) == []


def test_nor_where_nobody_listens(house: House) -> None:
    house.secrets = {
        place: text.replace(house.server.url, "http://127.0.0.1:1") for place, text in house.secrets.items()
    }
    house.secrets["notify.url"] = f"json://127.0.0.1:1/{MARK}-room/"
    house.secrets["metrics.push"] = f"http://kaya:{MARK}-push@127.0.0.1:1"
    house.settle()
    config = house.folder / "streetdate.toml"
    config.write_text(config.read_text().replace(house.server.url, "http://127.0.0.1:1"))
    told = "".join(house.said(*verb) for verb in VERBS)
    assert house.found_in(told) == []
    assert house.found_in(house.left()) == []


def test_nor_where_the_store_does_not_answer(house: House) -> None:
    house.settle(store=True)
    told = "".join(house.said(*verb) for verb in VERBS)
    assert "does not answer" in told
    assert house.found_in(told) == []


SPOILT: dict[str, Callable[[str], str]] = {
    "a space": lambda secret: f"{secret[:4]} {secret}",
    "a line": lambda secret: f"{secret}\nsecond line",
    "a quote": lambda secret: f'"{secret}"',
    "an emoji": lambda secret: f"{secret}🌙",
    "a bare word": lambda secret: f"{MARK}",
    "half an address": lambda secret: f"postgresql://kaya:{MARK}@[half",
    "a format": lambda secret: f"%s{{0}}{secret}%(x)d",
}


@pytest.mark.parametrize("spoil", SPOILT)
@pytest.mark.parametrize("place", sorted(secret_places()))
def test_nor_where_a_secret_itself_is_spoilt(house: House, place: str, spoil: str) -> None:
    house.secrets[place] = SPOILT[spoil](house.secrets[place])
    for in_a_file in (False, True):
        house.settle(store=place == "store.url")
        if in_a_file:
            _into_a_file(house, place)
        told = "".join(house.said(*verb) for verb in (("run", "--verbose"), ("doctor",), ("health",)))
        assert MARK not in told


def _into_a_file(house: House, place: str) -> None:
    config = house.folder / "streetdate.toml"
    name = place.rpartition(".")[2]
    before = f'{name} = "${{{variable(place)}}}"'
    assert before in config.read_text()
    config.write_text(config.read_text().replace(before, f'{name}_file = "secret.txt"'))
    (house.folder / "secret.txt").write_text(house.secrets[place], encoding="utf-8")


@pytest.mark.parametrize("place", sorted(secret_places()))
def test_nor_where_it_stands_in_the_settings_as_it_is(house: House, place: str) -> None:
    house.settle(store=place == "store.url")
    config = house.folder / "streetdate.toml"
    config.write_text(
        config.read_text().replace(f'"${{{variable(place)}}}"', json.dumps(house.secrets[place])), encoding="utf-8"
    )
    told = "".join(house.said(*verb) for verb in (("check",), ("run",), ("doctor",), ("health",)))
    assert MARK not in told
    assert "refer" in told or "password" in told


INSIDE = (
    "connectors.notion.source.records_of",
    "connectors.notion.client.judge",
    "connectors.airtable.client.judge",
    "sync.pull.laid_over",
    "sync.judge.check",
    "sync.planning.compose",
    "sync.writing.apply",
    "sync.publishing.milestones_of",
    "sync.store.sql.SqlStore.save_run",
    "sync.notify.tell.tell_all",
    "sync.report.leave.report_page",
)


@pytest.mark.parametrize("where", INSIDE)
def test_nor_does_a_bug_and_no_value_of_ours_shows_it_to_a_debugger(
    house: House, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[BaseException] = []

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(f"Bearer {MARK}")

    def place(error: BaseException) -> str:
        seen.append(error)
        return "somewhere"

    monkeypatch.setattr(where, broken)
    monkeypatch.setattr("sync.cli.root.place", place)
    told = ""
    for verb in (("run", "--verbose"), ("check",), ("plan",), ("doctor",)):
        house.capfd.readouterr()
        run(list(verb))
        told += "".join(house.capfd.readouterr())
    assert house.found_in(told) == []
    assert house.found_in(house.left()) == []
    for error in seen:
        assert [text for text in values_in(error) if house.found_in(text)] == []


def values_in(error: BaseException) -> Iterator[str]:
    """Yield what a debugger shows of every value in our own frames; a plain text is what it is."""
    seen: BaseException | None = error
    while seen is not None:
        for frame, _ in traceback.walk_tb(seen.__traceback__):
            if "/sync/" in frame.f_code.co_filename or "/connectors/" in frame.f_code.co_filename:
                for name, value in frame.f_locals.items():
                    if not isinstance(value, str | BaseException):
                        yield f"{frame.f_code.co_qualname} {name}={value!r}"
        seen = seen.__cause__ or seen.__context__
