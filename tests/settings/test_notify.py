"""Receivers as the settings name them: addresses only by reference, and every key typed."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

import pytest

from rules.errors import SettingsError
from rules.policy import Severity
from sync.notify.receiver import Rhythm, Topic
from sync.notify.settings import notifications_in
from sync.settings.load import load
from sync.settings.notify import AlarmSettings, ReceiverSettings, heartbeat_address, receiver_address
from sync.settings.schema import Settings

ADDRESS = "slack://zebra/b/c"
PLAN = {"plan": {"tool": "workbook", "file": "plan.xlsx"}}
HEAD = 'workspace = "label"\n[sources.plan]\ntool = "workbook"\nfile = "plan.xlsx"\n'


def test_an_address_comes_from_the_environment_or_a_file(tmp_path: Path) -> None:
    assert receiver_address("room", ReceiverSettings(url="${ROOM}"), tmp_path, {"ROOM": ADDRESS}) == ADDRESS
    (tmp_path / "room").write_text(f"{ADDRESS}\n", encoding="utf-8")
    assert receiver_address("room", ReceiverSettings(url_file="room"), tmp_path, {}) == ADDRESS


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ({"url": ADDRESS}, 'url = "${STREETDATE_THE_ROOM_URL}"'),
        ({}, "is missing"),
        ({"url": "${ROOM}"}, "ROOM, which is not set"),
        ({"url": "${ROOM}", "url_file": "room"}, "both set"),
        ({"url_file": "room"}, "cannot be read"),
    ],
)
def test_any_other_address_is_refused_with_what_to_do_and_not_repeated(section: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        receiver_address("the room", ReceiverSettings.model_validate(section), Path("/nowhere"), {})
    assert said in f"{caught.value.message} {caught.value.hint}"
    assert "notify.the room.url" in caught.value.message
    assert "zebra" not in f"{caught.value.message} {caught.value.hint}"


def test_a_dead_mans_switch_is_optional_and_a_web_address() -> None:
    beat = AlarmSettings(heartbeat="${BEAT}")
    assert heartbeat_address(AlarmSettings(), Path(), {}) == ""
    assert heartbeat_address(beat, Path(), {"BEAT": "https://hc.example/zebra"}) == "https://hc.example/zebra"
    with pytest.raises(SettingsError, match="no web address") as caught:
        heartbeat_address(beat, Path(), {"BEAT": "zebra"})
    assert "zebra" not in f"{caught.value.message} {caught.value.hint}"


@pytest.mark.parametrize(
    "line",
    ['tell = ["everything"]', 'digest_at = "25:00"', 'digest_at = "9"', 'digest = "hourly"', 'digest_on = "monday"',
     'least = "note"', 'adress = "x"'],
)  # fmt: skip
def test_what_no_receiver_can_want_is_refused_where_it_stands(tmp_path: Path, line: str) -> None:
    path = tmp_path / "streetdate.toml"
    path.write_text(f"{HEAD}[notify.room]\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"notify\.room\."):
        load(path)


def test_what_is_asked_for_is_what_the_receiver_gets() -> None:
    settings = Settings.model_validate(
        {
            "workspace": "label",
            "sources": PLAN,
            "notify": {
                "room": {"url": "${ROOM}", "tell": ["new"], "people": ["Kaya"], "artists": ["NOVA"], "least": "blocker",
                         "digest": "weekly", "digest_at": "08:30", "digest_on": "tue"},
            },
            "alarms": {"quiet_hours": 170, "token_days": 3},
        }
    )  # fmt: skip
    found = notifications_in(settings, Path(), {"ROOM": ADDRESS}, remembers=True, whole=True)
    (room,) = found.receivers
    assert [set(each) for each in (room.topics, room.people, room.artists)] == [{Topic.NEW}, {"kaya"}, {"nova"}]
    assert (room.least, room.digest, room.digest_at, room.digest_on) == (
        Severity.BLOCKER, Rhythm.WEEKLY, time(8, 30), 1,
    )  # fmt: skip
    assert (found.quiet, found.token_days) == (timedelta(hours=170), 3)
    assert "zebra" not in repr(found)


def test_the_last_day_of_a_token_may_stand_beside_it() -> None:
    notion = {"tool": "notion", "token": "${T}", "token_expires": "2027-01-31"}
    google = {"credentials": "${G}", "credentials_expire": "2026-12-01"}
    settings = Settings.model_validate(
        {"workspace": "label", "sources": {"tasks": notion, **PLAN}, "calendar": {"google": google}}
    )
    expiries = notifications_in(settings, Path(), {}, remembers=True, whole=True).expiries
    assert {name: day.isoformat() for name, day in expiries.items()} == {
        "tasks": "2027-01-31",
        "Google Calendar": "2026-12-01",
    }
