"""A calendar from the command line: connected in each of three ways, planned, written, looked at, taken back."""

from __future__ import annotations

import json
import stat
import threading
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from sync.cli.root import run
from sync.store.sqlite import open_store
from tests.cli.calling import HEALTHY, RELEASES, Cli, MakePlan, write_sheets
from tests.mirror.world import World, world

SECRET = "google-key.json"


@pytest.fixture(name="world")
def a_world() -> Iterator[World]:
    with world() as opened:
        yield opened


@pytest.fixture
def key(world: World, tmp_path: Path) -> Path:
    """The key file of the service account."""
    path = tmp_path / SECRET
    path.write_text(json.dumps(dict(world.google.service_account_info(world.robot, world.server))))
    return path


@pytest.fixture
def app(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of the installed app; whoever sits at the browser clicks through it."""
    clicks: list[threading.Thread] = []

    class Browser:
        def open(self, url: str, **_: object) -> None:
            clicks.append(threading.Thread(target=httpx.get, args=[url], kwargs={"follow_redirects": True}))
            clicks[-1].start()

    monkeypatch.setattr("webbrowser.get", lambda _: Browser())
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the stand-in speaks no TLS
    world.google.sit_at_browser(world.ana)
    path = tmp_path / "app.json"
    path.write_text(json.dumps(world.google.client_secrets(world.server)))
    yield path
    for click in clicks:
        click.join()


def google(config: Path) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(config.read_text())["calendar"]["google"]
    return found


def test_a_shared_calendar_is_connected_planned_written_and_taken_back(
    cli: Cli, plan: MakePlan, world: World, key: Path
) -> None:
    config = plan()
    connected = cli(
        "init", "calendar", world.releases.id, "--credentials-file", SECRET, "--address", world.server.url
    )  # fmt: skip
    assert connected.code == 0, connected.err
    assert "yes  write into “Releases”" in connected.out
    assert google(config)["calendar"] == world.releases.id and "private_key" not in config.read_text()

    planned = cli("plan")
    assert "Release day · Night Bus 2026-10-30: new" in " ".join(planned.out.split())
    document = cli("plan", "--format", "json").json
    assert document["calendars"][0]["name"] == "Releases" and not world.events
    assert len(document["calendars"][0]["events"]) == document["calendars"][0]["added"]

    ran = cli("run")
    assert ran.code == 0, ran.err
    assert f"events in Releases: {document['calendars'][0]['added']} added" in ran.out
    assert any(title.endswith("Release day · Night Bus") for title in world.shown())
    again = cli("run", "--format", "json").json["calendars"][0]
    assert (again["added"], again["changed"], again["removed"], again["requests"]) == (0, 0, 0, 1)

    doctor = cli("doctor")
    assert "Google Calendar: write into “Releases”" in doctor.out
    before = cli("undo")
    assert f"{len(world.events)} events in Releases" in " ".join(before.out.split())
    assert world.events
    assert cli("undo", "--yes").code == 0
    assert not world.events


def test_events_that_somebody_deleted_come_back_when_they_are_asked_for(
    cli: Cli, plan: MakePlan, world: World, key: Path
) -> None:
    plan()
    cli("init", "calendar", world.releases.id, "--credentials-file", SECRET, "--address", world.server.url)
    cli("run")
    count = len(world.events)
    world.hands.delete(world.id_of("Release day · Night Bus"))
    told = cli("run")
    assert "somebody deleted" in told.out and "--restore-events" in told.out
    assert len(world.events) == count - 1
    assert cli("run", "--restore-events").code == 0
    assert len(world.events) == count


def test_a_calendar_of_ones_own_is_made_with_consent_and_deleted_with_undo(
    cli: Cli, plan: MakePlan, world: World, app: Path, tmp_path: Path
) -> None:
    config = plan()
    connected = cli("init", "calendar", "--client", app, "--address", world.server.url)
    assert connected.code == 0, connected.err
    section = google(config)
    made = world.google.state.calendars[section["calendar"]]
    assert section["access"] == "made" and made.owner == world.ana.mail
    kept = tmp_path / "google-consent.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    (grant,) = world.google.state.grants.values()
    assert grant.scopes == {"calendar.app.created"} and grant.refresh_token not in connected.out + config.read_text()

    again = cli("init", "calendar", "--client", app, "--address", world.server.url)
    assert again.code == 0 and google(config)["calendar"] == made.id

    assert cli("run").code == 0
    assert made.events
    assert cli("undo", "--yes").code == 0
    assert made.id not in world.google.state.calendars


def test_an_own_calendar_is_connected_by_its_link(cli: Cli, plan: MakePlan, world: World, app: Path) -> None:
    config = plan()
    link = f"https://calendar.google.com/calendar/embed?src={world.releases.id}&ctz=Europe%2FBerlin"
    assert cli("init", "calendar", link, "--client", app, "--address", world.server.url).code == 0
    assert google(config)["access"] == "owned" and google(config)["calendar"] == world.releases.id
    assert cli("run").code == 0
    assert world.events


def test_a_release_may_have_a_calendar_of_its_own(cli: Cli, plan: MakePlan, world: World, key: Path) -> None:
    config = plan()
    cli("init", "calendar", world.releases.id, "--credentials-file", SECRET, "--address", world.server.url)
    own = world.google.add_calendar(world.ana, "Night Bus")
    world.google.person(world.ana, own).share(world.robot.mail, "writer")
    assert cli("init", "calendar", own.id, "--release", "night bus", "--address", world.server.url).code == 0
    assert google(config)["releases"] == {"night bus": own.id}
    assert cli("run").code == 0
    assert own.events and not world.events


def test_a_calendar_that_is_not_shared_yet_is_not_written_down(
    cli: Cli, plan: MakePlan, world: World, key: Path
) -> None:
    config = plan()
    before = config.read_text()
    world.hands.share(world.robot.mail, "reader")
    ended = cli("init", "calendar", world.releases.id, "--credentials-file", SECRET, "--address", world.server.url)
    assert ended.code == 3 and "no   write into “Releases”" in ended.out
    assert world.robot.mail in ended.err and "Make changes to events" in ended.err
    assert config.read_text() == before


def test_a_consent_that_is_refused_is_said(cli: Cli, plan: MakePlan, world: World, app: Path) -> None:
    plan()
    world.google.sit_at_browser(world.ana, refuses=True)
    ended = cli("init", "calendar", "--client", app, "--address", world.server.url)
    assert ended.code == 3 and "was not given your consent" in ended.err
    world.google.sit_at_browser(world.ana, unticked=["calendar.app.created"])
    assert cli("init", "calendar", "--client", app, "--address", world.server.url).code == 3


def test_no_calendar_is_made_for_a_service_account(cli: Cli, plan: MakePlan, world: World, key: Path) -> None:
    plan()
    ended = cli("init", "calendar", "--credentials-file", SECRET, "--address", world.server.url)
    assert ended.code == 2 and "belongs to nobody" in ended.err and world.robot.mail in ended.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "is no calendar"),
        (["primary"], "is no calendar"),
        (["--client", "plan.xlsx", "--credentials-env", "X"], "--client and --credentials-env are both given"),
        (["a@b.example"], "nothing says who writes"),
        (["a@b.example", "--credentials-env", "NOT_SET"], "NOT_SET"),
        (["a@b.example", "--credentials-file", "missing.json"], "cannot be read"),
        (["a@b.example", "--credentials-file", "plan.xlsx"], "calendar.google.credentials_file"),
        (["a@b.example", "--client", "plan.xlsx"], "no JSON file of an OAuth client"),
        (["a@b.example", "--credentials-file", "x", "--credentials-env", "X"], "both given"),
    ],
)
def test_what_cannot_be_meant_is_said(cli: Cli, plan: MakePlan, arguments: list[str], said: str) -> None:
    plan()
    ended = cli("init", "calendar", *arguments)
    assert ended.code == 2 and said in ended.err, ended.err


def test_credentials_may_stand_in_the_environment(
    cli: Cli, plan: MakePlan, world: World, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan()
    monkeypatch.setenv("GOOGLE_CREDENTIALS", key.read_text())
    arguments = ["init", "calendar", world.releases.id, "--credentials-env", "GOOGLE_CREDENTIALS"]
    assert cli(*arguments, "--address", world.server.url).code == 0
    assert cli("run").code == 0
    monkeypatch.setenv("GOOGLE_CREDENTIALS", str(key))
    assert cli("run").code == 0


def test_a_calendar_that_fails_leaves_the_rest_of_the_run_alone(
    cli: Cli, plan: MakePlan, world: World, key: Path, tmp_path: Path
) -> None:
    plan()
    cli("init", "calendar", world.releases.id, "--credentials-file", SECRET, "--address", world.server.url)
    world.hands.delete_calendar()
    ended = cli("run")
    assert ended.code == 3 and "was deleted, or is not shared any more" in ended.err
    assert (tmp_path / "milestones.ics").exists() and (tmp_path / "report.html").exists()


def test_a_key_in_the_settings_is_refused_without_repeating_it(cli: Cli, plan: MakePlan) -> None:
    config = plan()
    config.write_text(config.read_text() + '\n[calendar.google]\ncalendar = "a@b.example"\ncredentials = "hunter2"\n')
    ended = cli("run")
    assert ended.code == 2 and "may only refer to credentials" in ended.err and "hunter2" not in ended.err


def test_requests_and_events_are_counted_in_plan_log_and_history(
    cli: Cli, plan: MakePlan, world: World, key: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    config = plan()
    cli("init", "calendar", world.releases.id, "--credentials-file", SECRET, "--address", world.server.url)
    document = cli("plan", "--format", "json").json
    added = document["calendars"][0]["added"]
    assert document["requests"]["google_calendar"] == added + 1
    assert run(["run"]) == 0
    log = [json.loads(line) for line in capfd.readouterr().err.splitlines() if line.startswith('{"at":')]
    (published,) = [line for line in log if line.get("stage") == "publish"]
    assert (published["added"], published["changed"], published["requests"]) == (added, 0, added + 1)
    assert log[-1]["requests"] >= added + 1 and not any("left_out" in line for line in log)
    with closing(open_store(tmp_path / "streetdate.db", tomllib.loads(config.read_text())["workspace"])) as store:
        counts = store.runs()[0].counts
    assert (counts["events added"], counts["events removed"], counts["calendar requests"]) == (added, 0, added + 1)


def test_a_calendar_that_was_made_and_deleted_is_made_again_when_it_is_asked_for(
    cli: Cli, plan: MakePlan, world: World, app: Path
) -> None:
    config = plan()
    cli("init", "calendar", "--client", app, "--address", world.server.url)
    first = google(config)["calendar"]
    cli("run")
    assert cli("undo", "--yes").code == 0
    assert "connect another: streetdate init calendar" in cli("run").err
    again = cli("init", "calendar")
    assert again.code == 0 and "made the calendar" in again.out, again.err
    made = world.google.state.calendars[google(config)["calendar"]]
    assert made.id != first
    assert cli("run").code == 0
    assert made.events


def test_what_the_settings_say_of_the_account_serves_the_next_calendar_too(
    cli: Cli, plan: MakePlan, world: World, app: Path
) -> None:
    config = plan()
    cli("init", "calendar", "--client", app, "--address", world.server.url)
    connected = cli("init", "calendar", "--release", "Night Bus")
    assert connected.code == 0, connected.err
    assert google(config)["address"] == world.server.url
    assert google(config)["releases"]["Night Bus"] != google(config)["calendar"]


def test_a_consent_never_takes_the_place_of_another_file(
    cli: Cli, plan: MakePlan, world: World, app: Path, key: Path
) -> None:
    plan()
    for file in (key, app):
        before = file.read_text()
        arguments = ("init", "calendar", "--client", app, "--credentials-file", file.name)
        ended = cli(*arguments, "--address", world.server.url)
        assert ended.code == 2 and "is there already, and is no consent" in ended.err
        assert file.read_text() == before and not world.google.state.grants


def test_events_that_the_settings_do_not_reach_any_more_are_told_by_run_and_undo(
    cli: Cli, plan: MakePlan, world: World, key: Path
) -> None:
    config = plan()
    alone = config.read_text()
    cli("init", "calendar", world.releases.id, "--credentials-file", SECRET, "--address", world.server.url)
    cli("run")
    config.write_text(alone)
    for command in (["plan"], ["run"], ["undo"], ["undo", "--yes"]):
        told = " ".join(cli(*command).out.split())
        assert f"{len(world.events)} events of ours stay in the calendar" in told, command


def test_without_milestones_in_the_settings_their_events_are_taken_out(
    cli: Cli, plan: MakePlan, world: World, key: Path
) -> None:
    config = plan()
    cli("init", "calendar", world.releases.id, "--credentials-file", SECRET, "--address", world.server.url)
    cli("run")
    config.write_text(
        config.read_text().replace("[calendar.google]", "[calendar]\nmilestones = []\n\n[calendar.google]")
    )
    assert cli("run").code == 0
    assert not world.events


def test_a_plan_that_would_be_held_promises_no_events(
    cli: Cli, plan: MakePlan, world: World, key: Path, tmp_path: Path
) -> None:
    plan()
    cli("run")
    cli("init", "calendar", world.releases.id, "--credentials-file", SECRET, "--address", world.server.url)
    assert cli("plan", "--format", "json").json["calendars"]
    narrow = [(*row[:2], *row[3:]) for row in HEALTHY]
    write_sheets(tmp_path / "plan.xlsx", {"Releases": RELEASES, "Deliverables": narrow})
    document = cli("plan", "--format", "json").json
    assert document["held"] and not document["calendars"]
    assert cli("run").code == 4 and not world.events
