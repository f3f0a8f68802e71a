"""Help, mistyped commands, bugs and interruptions: always sentences, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from sync.cli.root import VERBS, root, say_error
from tests.cli.calling import NOBODY, Cli, MakePlan

CALLS = [("--help",), *((verb, "--help") for verb in VERBS), ("init", "workbook", "--help"), ("-h",)]


@pytest.mark.parametrize("arguments", CALLS, ids=" ".join)
def test_every_verb_has_help(cli: Cli, arguments: tuple[str, ...]) -> None:
    ended = cli(*arguments)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Usage: streetdate")


def test_help_names_every_verb_and_every_exit_code(cli: Cli) -> None:
    shown = cli("--help").out
    for verb in VERBS:
        assert f"  {verb} " in shown
    for code in ("0 fine", "1 gaps", "2 usage", "3 a source", "4 held", "70 a bug"):
        assert code in " ".join(shown.split())


@pytest.mark.parametrize("arguments", [(), ("init",)])
def test_a_call_without_a_verb_shows_the_help_as_no_error_of_its_own(cli: Cli, arguments: tuple[str, ...]) -> None:
    ended = cli(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("Usage: streetdate")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chek",), 'error: There is no command "chek". Did you mean "check"?'),
        (("frobnicate",), 'error: There is no command "frobnicate".\n'),
        (("check", "--fail-on", "everything"), "'everything' is not one of 'blocker', 'warning', 'note', 'never'"),
        (("check", "--fial-on", "note"), "No such option"),
        (("waive", "OWN001"), "Missing argument 'RECORD'"),
        (("init", "notebook", "plan.xlsx"), "No such command 'notebook'"),
    ],
)
def test_a_mistyped_call_says_what_there_is(cli: Cli, arguments: tuple[str, ...], said: str) -> None:
    ended = cli(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert "hint: see: streetdate" in ended.err


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (ZeroDivisionError("secret of a user"), 70, "this is a bug in Streetdate: ZeroDivisionError in "),
        (KeyboardInterrupt(), 130, "stopped; nothing more was written"),
        (click.Abort(), 130, "stopped; nothing more was written"),
    ],
)
def test_what_nobody_expected_is_told_in_a_sentence_without_values(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, raised: BaseException, code: int, said: str
) -> None:
    def fail(*_: object) -> None:
        raise raised

    monkeypatch.setattr(root, "invoke", fail)
    ended = cli("rules")
    assert ended.code == code
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert "secret" not in ended.err


def test_an_error_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say_error("plan\x1b[2J.xlsx\nis gone", "look \x9b31m")
    assert capsys.readouterr().err == "error: plan�[2J.xlsx\nis gone\nhint: look �31m\n"


def test_no_colour_leaves_a_pipe(cli: Cli, plan: MakePlan) -> None:
    plan({("Final master", "Owner"): ""})
    for call in (("check",), ("plan",), ("run",), ("rules",), ("check", "--config", "none.toml")):
        ended = cli(*call)
        assert "\x1b" not in ended.out + ended.err


@pytest.mark.parametrize(
    "verb",
    [
        ("rules",),
        ("check",),
        ("check", "--format", "json"),
        ("plan",),
        ("run",),
        ("report", "--format", "text"),
        ("doctor",),
        ("undo",),
        ("--help",),
    ],
    ids=" ".join,
)
def test_a_reader_that_goes_away_ends_it_without_a_word_and_with_the_code_of_a_closed_pipe(
    plan: MakePlan, tmp_path: Path, verb: tuple[str, ...]
) -> None:
    plan(NOBODY)
    ended, said = unheard(tmp_path, *verb)
    assert (ended, [line for line in said.splitlines() if not line.startswith('{"at":')]) == (141, [])


def test_an_error_that_nobody_reads_ends_it_without_a_word_too(tmp_path: Path) -> None:
    assert unheard(tmp_path, "check", together=True) == (141, "")


def unheard(folder: Path, *verb: str, together: bool = False) -> tuple[int, str]:
    """Call the command line on a pipe whose other end is closed; return its code and what it said beside it."""
    reader, writer = os.pipe()
    os.close(reader)
    with subprocess.Popen(
        [sys.executable, "-c", "from sync.cli import main; main()", *verb],
        cwd=folder,
        stdout=writer,
        stderr=writer if together else subprocess.PIPE,
    ) as call:
        os.close(writer)
        said = call.stderr.read().decode() if call.stderr else ""
        return call.wait(timeout=60), said


def test_a_terminal_that_cannot_show_a_character_is_no_traceback(plan: MakePlan, tmp_path: Path) -> None:
    plan({("Cover artwork", "Depends on"): "Größe"})
    ended = subprocess.run(
        [sys.executable, "-c", "from sync.cli import main; main()", "check", "--as-of", "2026-08-03"],
        cwd=tmp_path,
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert ended.returncode == 0
    assert b"Gr??e" in ended.stdout
    assert b"error:" not in ended.stderr
