"""`run`, `digest`, `health` and `doctor` with receivers: what they say, send, return, and never show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.calling import NOBODY, Cli, MakePlan
from tests.cli.conftest import MONDAY
from tests.standins.faults import refused
from tests.standins.receiver import Room
from tests.standins.wire import Response

SECTIONS = """
[notify.room]
url = "${ROOM}"
digest = "weekly"

[alarms]
heartbeat = "${BEAT}"
"""


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    with Room() as made:
        monkeypatch.setenv("ROOM", made.address)
        monkeypatch.setenv("BEAT", made.switch)
        yield made


@pytest.fixture
def config(plan: MakePlan) -> Path:
    path = plan(NOBODY)
    path.write_text(path.read_text(encoding="utf-8") + SECTIONS, encoding="utf-8")
    return path


def set_clock(monkeypatch: pytest.MonkeyPatch, **ahead: float) -> None:
    monkeypatch.setattr("sync.bootstrap.real_now", lambda: MONDAY + timedelta(**ahead))


def test_a_run_tells_and_calls_the_switch(cli: Cli, config: Path, room: Room) -> None:
    planned = cli("plan")
    assert "+ tell room  “plan: 1 new”" in planned.out
    assert (room.taken(), room.beats) == ([], [])
    ran = cli("run")
    assert ran.code == 0
    assert "told room: “plan: 1 new”" in ran.out
    assert room.secret not in planned.out + ran.out
    assert [heard.title for heard in room.taken()] == ["plan: 1 new"]
    assert "told" not in cli("run").out.replace("could not be told", "")
    assert (room.taken(), room.beats) == ([], ["", ""])


def test_a_receiver_that_is_not_reached_is_said_and_the_run_ends_with_3(cli: Cli, config: Path, room: Room) -> None:
    room.server.faults.when(lambda request: request.segments[0] == room.secret, refused(Response(500)))
    ended = cli("run")
    assert ended.code == 3
    assert 'error: "notify.room": its service did not take the message' in ended.err
    assert "could not tell room: “plan: 1 new”" in ended.out
    assert room.beats == ["fail"]
    assert room.secret not in ended.out + ended.err


def test_a_switch_that_is_not_reached_is_a_warning(cli: Cli, config: Path, room: Room) -> None:
    room.server.faults.when(lambda request: request.segments[0] != room.secret, refused(Response(404)))
    ended = cli("run")
    assert ended.code == 0
    assert "warning: the dead man's switch" in ended.err
    assert room.secret not in ended.err


def test_a_plan_needs_no_address_and_says_in_its_document_what_would_be_told(
    cli: Cli, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ROOM", raising=False)
    monkeypatch.delenv("BEAT", raising=False)
    planned = cli("plan", "--format", "json")
    assert planned.code == 0
    assert planned.json["messages"] == [{"receiver": "room", "kind": "news", "title": "plan: 1 new", "taken": True}]


def test_of_a_plan_that_could_not_be_read_it_is_not_said_that_no_record_needs_anything(
    cli: Cli, config: Path, room: Room
) -> None:
    cli("run")
    (config.parent / "plan.xlsx").write_bytes(b"no workbook")
    planned = cli("plan")
    assert planned.code == 3
    assert "Nothing to write on records; for the messages: streetdate run" in " ".join(planned.out.split())


def test_an_address_in_the_settings_is_refused_with_what_to_write(cli: Cli, plan: MakePlan) -> None:
    path = plan()
    path.write_text(path.read_text(encoding="utf-8") + '[notify.room]\nurl = "slack://zebra/b/c"\n', encoding="utf-8")
    ended = cli("run")
    assert ended.code == 2
    assert 'url = "${STREETDATE_ROOM_URL}"' in ended.err
    assert "zebra" not in ended.err


def test_a_run_that_cannot_open_its_store_is_told_each_time(cli: Cli, config: Path, room: Room) -> None:
    (config.parent / "streetdate.db").write_bytes(b"no store at all" * 100)
    for _ in range(2):
        assert cli("run").code == 3
        (heard,) = room.taken()
        assert heard.title == "plan: 1 alarm"
        assert "a run ended before its time" in heard.body and "streetdate.db" in heard.body
    assert room.beats == ["fail", "fail"]


def test_a_run_that_dies_of_a_bug_is_told_once_and_the_next_good_run_says_that_it_is_over(
    cli: Cli, config: Path, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("run")
    room.taken()

    def broken(*_: object) -> None:
        raise RuntimeError("zebra")

    with monkeypatch.context() as patch:
        patch.setattr("sync.writing.judge", broken)
        for expected in (1, 0):
            assert cli("run").code == 70
            assert len(said := room.taken()) == expected
            assert "zebra" not in repr(said)
    assert cli("run").code == 0
    assert [heard.title for heard in room.taken()] == ["plan: 1 alarm over"]


def test_a_run_that_finds_another_going_on_alarms_nobody(cli: Cli, config: Path, room: Room) -> None:
    from sync.store.sqlite import open_store

    store = open_store(config.parent / "streetdate.db", "plan")
    store.acquire("elsewhere/1", MONDAY, MONDAY + timedelta(hours=1))
    store.close()
    assert cli("run").code == 3
    assert (room.taken(), room.beats) == ([], [])


def test_a_variable_that_is_missing_is_told_to_whoever_can_be_told(
    cli: Cli, config: Path, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text(config.read_text(encoding="utf-8") + '[notify.other]\nurl = "${GONE}"\n', encoding="utf-8")
    ended = cli("run")
    assert ended.code == 2
    assert "GONE, which is not set" in ended.err
    (heard,) = room.taken()
    assert "notify.other.url" in heard.body


def test_health_says_in_one_sentence_how_it_goes(
    cli: Cli, config: Path, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = cli("health")
    assert (ended.code, ended.out) == (3, "no run has finished yet\n")
    assert not (config.parent / "streetdate.db").exists()
    cli("run")
    ended = cli("health")
    assert (ended.code, ended.out, ended.err) == (0, "the last run finished on 2026-08-03 at 10:00 UTC\n", "")
    set_clock(monkeypatch, hours=27)
    ended = cli("health")
    assert ended.code == 3 and "more than 26 hours ago" in ended.out


def test_that_no_run_comes_any_more_is_told_once_and_the_next_run_says_for_how_long(
    cli: Cli, config: Path, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("run")
    room.taken()
    for days, expected in ((0, []), (2, ["plan: 1 alarm"]), (3, [])):
        set_clock(monkeypatch, days=days, minutes=5)
        cli("health", "--tell")
        assert [heard.title for heard in room.taken()] == expected
    cli("run")
    (heard,) = (each for each in room.taken() if "alarm" in each.title)
    assert "no run finished between Mon 3 Aug 2026 10:00 and Thu 6 Aug 2026 10:05" in heard.body
    assert "Over" not in heard.body
    cli("run")
    assert room.taken() == []


def test_health_needs_a_store_that_outlives_a_run(cli: Cli, config: Path) -> None:
    text = config.read_text(encoding="utf-8")
    config.write_text(text + '\n[store]\nurl = "sqlite::memory:"\n', encoding="utf-8")
    ended = cli("health")
    assert ended.code == 2
    assert "outlives a run" in ended.err


def test_a_digest_can_be_looked_at_and_tried(cli: Cli, config: Path, room: Room) -> None:
    cli("run")
    room.taken()
    shown = cli("digest", "--dry-run")
    assert shown.code == 0
    assert shown.out.startswith("to room\n\nplan: the week of Mon 3 Aug\nAs of Mon 3 Aug 10:00.\n")
    assert room.taken() == []
    assert (cli("digest").out, len(room.taken())) == ("room: sent\n", 1)
    assert cli("digest", "--daily", "--to", "room").code == 0
    assert [heard.title for heard in room.taken()] == ["plan: Mon 3 Aug"]
    wrong = cli("digest", "--to", "nobody")
    assert wrong.code == 2 and "the settings name under [notify]: room" in wrong.err


def test_a_digest_that_is_not_taken_ends_with_3(cli: Cli, config: Path, room: Room) -> None:
    room.server.faults.when(lambda _: True, refused(Response(500)))
    ended = cli("digest")
    assert ended.code == 3
    assert room.secret not in ended.err


def test_doctor_has_a_line_for_each_receiver_and_sends_nothing(
    cli: Cli, config: Path, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = cli("doctor")
    assert ended.code == 0
    assert "room: JSON; to try it: streetdate digest --to room" in ended.out
    monkeypatch.setenv("ROOM", "slack://zebra")
    ended = cli("doctor")
    assert ended.code == 2
    assert "none that Apprise understands" in " ".join(ended.out.split())
    assert "zebra" not in ended.out + ended.err
    assert (room.messages, room.beats) == ([], [])


def test_no_address_is_in_anything_that_a_run_leaves(cli: Cli, config: Path, room: Room) -> None:
    room.server.faults.when(lambda _: True, refused(Response(500)))
    ended = cli("run", "--verbose", "--log-format", "json")
    cli("run")
    left = b"".join(path.read_bytes() for path in config.parent.iterdir() if path.is_file())
    assert room.secret.encode() not in left
    assert room.secret not in ended.out + ended.err
