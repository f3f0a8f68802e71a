"""The log says what a run did, in figures, and never a word of anybody's: whatever is handed to it."""

from __future__ import annotations

import io
import json
import logging
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sync
from connectors.errors import SourceUnreadable
from rules.errors import SettingsError
from sync.guard import Limits
from sync.logs import COUNTS, STAGES, TODO, TODO_BUSY, TODO_STORE, Event, LogFormat, logging_to, only_allowed
from sync.notify.notifications import Notifications
from sync.notify.post import ApprisePost
from sync.notify.receiver import Receiver
from sync.result import Mode
from sync.run import run
from sync.stages import Figures, Passed
from sync.store.base import StoreBusy, StoreError
from tests.fakes.source import FakeSource
from tests.fakes.target import FakeTarget
from tests.fakes.tool import NAME, FakeTool
from tests.fakes.workspace import workspace
from tests.standins.receiver import Room

NOON = datetime(2026, 8, 3, 12, 0, 0, 5000, tzinfo=UTC)
SECRETS = ("Zebra", "zebra@mail.example", "https://zebra.example/r1", "s3cr3t-zebra", "+49 151 5550123")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def lines(out: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def told(tool: FakeTool, format_: LogFormat = LogFormat.JSON, mode: Mode = Mode.RUN, **changes: Any) -> io.StringIO:
    """Return what a run over the tool writes into the log."""
    out = io.StringIO()
    with logging_to(out, format_, "run-1", lambda: NOON) as log:
        made = workspace(tool, new_id=lambda: log.run, told=log.passed, **changes)
        log.begin(made.name, mode)
        log.ended(run(made, mode))
    return out


def plan() -> FakeTool:
    tool = FakeTool()
    tool.put("a", "blocker:Kaya")
    tool.put("b", "warning:Ben")
    return tool


def test_a_run_has_a_line_for_each_stage_and_its_id_on_every_line() -> None:
    found = lines(told(plan()))
    assert [line.get("stage", line["event"]) for line in found] == [
        "run began", "pull", "normalize", "check", "plan", "apply", "publish", "run ended",
    ]  # fmt: skip
    assert {(line["run"], line["workspace"], line["at"]) for line in found} == {
        ("run-1", "label", "2026-08-03T12:00:00.005+00:00")
    }
    assert not any("left_out" in line for line in found)


def test_the_lines_carry_source_counts_requests_and_seconds() -> None:
    by_stage = {line.get("stage", line["event"]): line for line in lines(told(plan()))}
    pull, check, asked, wrote, end = (by_stage[name] for name in ("pull", "check", "plan", "apply", "run ended"))
    assert (pull["source"], pull["records"], pull["complete"], pull["requests"]) == ("plan", 2, 1, 1)
    assert isinstance(pull["seconds"], float) and pull["seconds"] > 0
    assert (check["blocker"], check["warning"], check["note"]) == (1, 1, 0)
    assert (asked["source"], asked["changes"]) == ("plan", wrote["written"])
    assert (end["outcome"], end["exit"], end["new"], end["written"]) == ("done", 0, 2, wrote["written"])
    assert "todo" not in end


def test_a_run_that_tells_people_has_a_line_for_it_without_their_names_and_addresses() -> None:
    with Room() as room:
        told_ = Notifications(ApprisePost(), (Receiver("Zebra", room.address), Receiver("deaf", "zebra://s3cr3t")))
        out = told(plan(), notifications=told_)
        found = next(line for line in lines(out) if line.get("stage") == "notify")
        assert (found["messages"], found["failures"]) == (1, 1)
        assert "left_out" not in found
        assert not [word for word in (room.secret, "ebra", "s3cr3t", "Kaya") if word in out.getvalue()]


def test_the_id_of_the_log_is_that_of_the_run_in_the_store() -> None:
    made = workspace(plan())
    with logging_to(io.StringIO(), LogFormat.JSON, "run-1", lambda: NOON) as log:
        run(workspace(made_tool := plan(), made.store, new_id=lambda: log.run), Mode.RUN)
    assert made_tool.writes
    assert made.store.runs()[0].id == "run-1"


def test_in_a_terminal_a_line_is_readable_and_coloured() -> None:
    out = Terminal()
    with logging_to(out, LogFormat.TEXT, "run-1", lambda: NOON) as log:
        log.begin("label", Mode.CHECK)
    assert "run began" in out.getvalue() and "\x1b[" in out.getvalue()
    plain = told(plan(), LogFormat.TEXT).getvalue()
    assert "\x1b[" not in plain
    assert "2026-08-03T12:00:00.005+00:00 [info     ] stage passed run=run-1" in plain


def test_without_a_format_nothing_is_written_and_structlog_is_not_imported() -> None:
    program = (
        "import io, sys, sync.logs as l\n"
        "out = io.StringIO()\n"
        "with l.logging_to(out, None, 'r', lambda: None) as log: log.begin('label', l.Mode.RUN)\n"
        "print(repr(out.getvalue()), 'structlog' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout == "'' False\n"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (SettingsError("Zebra", hint="zebra@mail.example"), 2),
        (StoreError("s3cr3t-zebra"), TODO_STORE),
        (StoreBusy("Zebra"), TODO_BUSY),
        (SourceUnreadable("https://zebra.example/r1"), 3),
        (RuntimeError("Zebra"), 70),
        (KeyboardInterrupt(), 130),
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize("format_", LogFormat)
def test_a_run_that_fails_ends_with_one_line_that_says_what_to_do(
    error: BaseException, code: int | str, format_: LogFormat
) -> None:
    out = io.StringIO()
    with pytest.raises(type(error)), logging_to(out, format_, "run-1", lambda: NOON) as log:
        log.begin("label", Mode.RUN)
        raise error
    last = out.getvalue().splitlines()[-1]
    assert (TODO[code] if isinstance(code, int) else code) in last
    assert type(error).__name__ in last
    assert "ebra" not in out.getvalue()
    assert out.getvalue().count("\n") == 2


@pytest.mark.parametrize("format_", LogFormat)
def test_a_source_that_is_down_ends_the_run_with_what_to_do_and_without_its_words(format_: LogFormat) -> None:
    tool = plan()
    out = told(tool, format_, source=FakeSource(tool, down="https://zebra.example refuses s3cr3t-zebra")).getvalue()
    assert TODO[3] in out.splitlines()[-1]
    assert "incomplete" in out.splitlines()[-1]
    assert "zebra" not in out


def test_a_run_that_is_held_back_ends_with_what_to_do() -> None:
    tool = plan()
    made = workspace(tool)
    run(made, Mode.RUN)
    for record in "cdefgh":
        tool.put(record, "blocker:Kaya")
    end = lines(told(tool, store=made.store, limits=Limits(floor=1)))[-1]
    assert (end["outcome"], end["exit"], end["todo"], end["level"]) == ("held", 4, TODO[4], "warning")


@pytest.mark.parametrize("format_", LogFormat)
@pytest.mark.parametrize("mode", Mode)
def test_nothing_of_a_plan_full_of_marked_words_reaches_the_log(format_: LogFormat, mode: Mode) -> None:
    tool = FakeTool()
    for number, word in enumerate(SECRETS):
        tool.put(f"zebra-record-{number}", f"blocker:{word.replace(' ', '')}", owner=word, name=f"Master {word}")
        tool.rows[f"zebra-record-{number}"][NAME] = f"Master {word}"
    other = FakeTool()
    other.put("zebra", "blocker:Zebra")
    other.fault = _refuses
    more = [(FakeSource(other, "second"), FakeTarget(other, "second"))]
    out = told(tool, format_, mode, more=more).getvalue()
    assert out.count("\n") >= 5
    assert not [word for word in (*SECRETS, "ebra", "5550123") if word.casefold() in out.casefold()]


def _refuses(moment: str, _: int) -> None:
    if moment == "before":
        raise SourceUnreadable("zebra@mail.example may not write https://zebra.example")


def test_of_a_library_that_warns_only_the_name_is_said() -> None:
    out = io.StringIO()
    with logging_to(out, LogFormat.JSON, "run-1", lambda: NOON):
        logging.getLogger("json.decoder").warning("cannot read https://zebra.example for %s", "zebra@mail.example")
        logging.getLogger("zebra").error("s3cr3t-zebra")
    assert [(line["event"], line.get("library"), line.get("left_out")) for line in lines(out)] == [
        (Event.LIBRARY, "json", None),
        (Event.LIBRARY, None, 1),
    ]
    assert "ebra" not in out.getvalue()


def test_of_a_library_that_warns_while_no_log_is_kept_nothing_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    with logging_to(sys.stderr, None, "run-1", lambda: NOON):
        logging.getLogger("zebra").error("https://zebra.example")
    assert "zebra" not in capfd.readouterr().err


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
VALUES = st.one_of(WORDS, st.binary(), st.none(), st.lists(WORDS), st.dictionaries(WORDS, WORDS), st.tuples(WORDS))


@given(
    line=st.dictionaries(
        WORDS | st.sampled_from([*COUNTS, "seconds", "requests", "exit", "todo", "event", "level"]), VALUES
    )
)
def test_whatever_somebody_puts_into_a_line_no_text_of_theirs_stays_in_it(line: dict[str, Any]) -> None:
    fixed = {*Event, *STAGES, *TODO.values(), "info", "warning", "error"}
    kept = only_allowed(None, "", dict(line))
    assert all(value in fixed or isinstance(value, int) for value in kept.values())
    assert set(kept) <= {*COUNTS, "seconds", "requests", "exit", "todo", "event", "level", "left_out"} | {
        key for key in kept if not isinstance(kept[key], str)
    }


@pytest.mark.parametrize("key", ["workspace", "source", "run", "error", "library"])
@pytest.mark.parametrize(
    "value", ["kaya@mail.example", "https://a.example", "file:///plan.xlsx", "a\nb", "x" * 65, "ключ", ""]
)
def test_a_name_that_no_setting_can_have_is_left_out(key: str, value: str) -> None:
    assert only_allowed(None, "", {"event": Event.BEGAN, key: value}) == {"event": Event.BEGAN, "left_out": 1}


def test_every_stage_and_count_that_is_told_is_on_the_list() -> None:
    out = io.StringIO()
    with logging_to(out, LogFormat.JSON, "run-1", lambda: NOON + timedelta(seconds=1)) as log:
        log.passed(Passed("pull", 0.0, Figures(dict.fromkeys(COUNTS, 1), "plan", 2)))
    (line,) = lines(out)
    assert set(COUNTS) | {"stage", "source", "requests", "seconds"} <= set(line)
    assert "left_out" not in line


def test_every_stage_that_any_part_of_a_run_ends_is_on_the_list() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(sync.__file__).parent.rglob("*.py"))
    assert set(re.findall(r'\.lap\(\s*"(\w+)"', code)) == set(STAGES)
