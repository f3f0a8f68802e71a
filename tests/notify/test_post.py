"""Apprise is given each message as its service takes it, and nothing of an address gets out of it."""

from __future__ import annotations

import logging
import re
import traceback
import warnings
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import unquote_plus

import pytest

from sync.notify.heartbeat import HeartbeatMissed, beat
from sync.notify.message import Group, Line, Message
from sync.notify.post import ApprisePost, NotTold
from tests.standins.faults import dropped, not_json, refused
from tests.standins.receiver import Mailbox, Room
from tests.standins.serving import Server
from tests.standins.wire import Request, Response

MESSAGE = Message(
    "label: 1 new",
    (
        Group(
            "Kaya must act", (Line("Master <b>waits</b> @everyone", "New blocker", "https://tool.example/r1?a=1&b=2"),)
        ),
    ),
)
ZEBRA = "zebra-s3cret"
NOWHERE = (
    f"json://user:{ZEBRA}@127.0.0.1:9/{ZEBRA}/",
    f"mailto://kaya:{ZEBRA}@127.0.0.1:9?smtp=127.0.0.1&from=a@b.example&to=c@d.example",
    f"{ZEBRA}://x",
    f"slack://{ZEBRA}",
    f"ntfy://{ZEBRA}@127.0.0.1:9/{ZEBRA}",
    f"json://127.0.0.1:{ZEBRA}/",
    ZEBRA,
    f"mailto://{ZEBRA}",
    f"json://[{ZEBRA}",
)


def test_a_chat_gets_text() -> None:
    with Room() as room:
        ApprisePost().send("room", room.address, MESSAGE)
        (heard,) = room.messages
    assert heard.title == "label: 1 new"
    assert heard.body == (
        "Kaya must act\n• New blocker: Master ‹b›waits‹/b› @\u200beveryone\n  https://tool.example/r1?a=1&b=2"
    )


def test_a_mail_gets_a_page_and_the_same_as_text() -> None:
    with Mailbox() as mailbox:
        ApprisePost().send("mail", mailbox.address, MESSAGE)
        (heard,) = mailbox.messages
    assert heard.title == "label: 1 new"
    assert '<a href="https://tool.example/r1?a=1&amp;b=2">New blocker</a>' in heard.html
    assert "&lt;b&gt;waits&lt;/b&gt;" in heard.html
    assert "Kaya must act" in heard.body and "Master <b>waits</b>" in heard.body


def test_a_service_with_short_messages_gets_whole_lines_and_how_many_are_left_out() -> None:
    many = Message("label: 90 new", (Group("Kaya must act", tuple(Line("x" * 200) for _ in range(90))),))
    got: list[str] = []

    def ntfy(request: Request) -> Response:
        got.append(request.body.decode())
        return Response.of({"id": "1"})

    with Server(ntfy) as server:
        ApprisePost().send("room", server.url.replace("http", "ntfy", 1) + "/topic", many)
    assert len(got) == 1 and len(got[0]) < 7800
    assert "lines more: see the report" in got[0]


@pytest.mark.parametrize("scheme", ["mmost", "rocket", "gotify", "ntfy", "matrix", "form", "xml"])
def test_no_service_turns_a_title_into_a_call_a_link_or_markup(scheme: str) -> None:
    """Each is the real plugin of Apprise, which turns text into what its service takes."""
    got: list[str] = []

    def service(request: Request) -> Response:
        got.append(unquote_plus(request.body.decode()))
        return Response.of({"id": 1, "status": "success", "success": True, "access_token": "t", "home_server": "h",
                            "user_id": "@u:h", "data": {"userId": "u", "authToken": "t"}, "room_id": "!r:h",
                            "joined_rooms": ["!r:h"], "event_id": "e"})  # fmt: skip

    where = {"rocket": "user:password@{}/room", "matrix": "user:password@{}/!r:h"}.get(scheme, "{}/" + "t" * 24)
    words = "@channel @here <!everyone> <@U1> [pay](https://evil.example) **b** ||s|| <img src=x onerror=y>"
    with Server(service) as server:
        address = f"{scheme}://{where.format(server.url.removeprefix('http://'))}"
        with suppress(NotTold):
            ApprisePost().send("room", address, Message(words, (Group(words, (Line(words, words),)),)))
    said = "".join(body for body in got if "pay" in body)
    assert said
    assert not re.search(r"@(channel|here|U1)|<!|<@|\]\(|https://evil|\*\*b|\|\|s|<img", said)


@pytest.mark.parametrize("address", NOWHERE)
def test_of_an_address_that_does_not_work_nothing_is_said_anywhere(
    address: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(1), pytest.raises(NotTold) as caught:
        ApprisePost().send("room", address, MESSAGE)
    shown = "".join(traceback.format_exception(caught.value, chain=True)) + repr(caught.value) + caught.value.hint
    assert ZEBRA not in shown + "".join(capfd.readouterr()) + caplog.text
    assert '"notify.room"' in caught.value.message and caught.value.hint


@pytest.mark.parametrize(
    "fault", [refused(Response(401, ZEBRA.encode())), refused(Response(500)), not_json(502), dropped()]
)
def test_of_a_service_that_refuses_nothing_but_that_is_said(
    fault: object, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with Room() as room:
        room.server.faults.when(lambda _: True, fault)  # type: ignore[arg-type]
        with caplog.at_level(1), pytest.raises(NotTold, match="did not take the message") as caught:
            ApprisePost().send("room", room.address, MESSAGE)
        assert room.server.counts()[room.secret] == 1
        shown = "".join(traceback.format_exception(caught.value)) + caplog.text + "".join(capfd.readouterr())
        assert room.secret not in shown and ZEBRA not in shown
    assert caught.value.__context__ is None


@pytest.fixture
def unfiltered() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def test_logs_and_warnings_are_as_before_afterwards(unfiltered: None) -> None:
    before = logging.root.manager.disable
    filters = list(warnings.filters)
    with Room() as room:
        ApprisePost().send("room", room.address, MESSAGE)
    assert logging.root.manager.disable == before
    assert list(warnings.filters) == filters


@pytest.mark.parametrize(
    ("address", "service"),
    [("json://127.0.0.1/x", "JSON"), ("mailto://a:b@mail.example", "E-Mail"), (ZEBRA, ""), (f"slack://{ZEBRA}", "")],
)
def test_what_an_address_is_of_is_told_without_sending_anything(address: str, service: str) -> None:
    assert ApprisePost().service(address) == service


def test_the_dead_mans_switch_is_told_how_the_run_was(caplog: pytest.LogCaptureFixture) -> None:
    with Room() as room, caplog.at_level(1):
        beat(room.switch, well=True)
        beat(f"{room.switch}?rid=1", well=False)
        assert room.beats == ["", "fail"]
        assert room.secret not in caplog.text


@pytest.mark.parametrize("address", [f"http://127.0.0.1:9/{ZEBRA}", f"http://[{ZEBRA}", f"http://{ZEBRA}:port/"])
@pytest.mark.parametrize("well", [True, False])
def test_of_a_switch_that_is_not_reached_no_address_is_said(address: str, well: bool) -> None:
    with pytest.raises(HeartbeatMissed) as caught:
        beat(address, well=well)
    assert ZEBRA not in "".join(traceback.format_exception(caught.value)) + caught.value.hint


def test_a_switch_that_knows_no_such_check_was_not_reached() -> None:
    with Room() as room, pytest.raises(HeartbeatMissed):
        beat(f"{room.server.url}/unknown", well=True)
