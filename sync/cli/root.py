"""The root command: which verbs there are, and what every error looks like."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from rules.errors import StreetdateError
from sync.place import place
from sync.report.harmless import LINES, harmless

_UNREAD = 141
"""What a shell reports of a program that a closed pipe ended (128 + SIGPIPE): neither "fine" nor "gaps found"."""

VERBS: dict[str, str] = {
    "demo": "Make a small label's plan and run the job on it, twice.",
    "init": "Look at a plan, propose what its columns mean, write the settings.",
    "check": "Find the coordination gaps. Writes nothing.",
    "plan": "Show every write that a run would make, and why. Writes nothing.",
    "run": "Find the gaps and write them back where the work lives.",
    "fleet": "Run many workspaces: every settings file in a folder, each by itself.",
    "report": "Make the report as a page, a document or a text, or the weekly agenda.",
    "new": "Plan a release from a template, and make its rows in the team's own tool.",
    "match": "Say which records of different tools are one, and ask where that is in doubt.",
    "move": "Move a release to another day, with the dates that hang on it.",
    "review": "Look back on a release or a month: what was late and why, and what to learn from it.",
    "explain": "Say what a rule means, with examples.",
    "rules": "List the rules.",
    "waive": "Make a dated, reasoned exception for one gap.",
    "doctor": "Say what could keep Streetdate from working here, and what to do.",
    "digest": "Send the overview of the day or the week now, or look at it.",
    "health": "Say whether the last run finished in time and well.",
    "undo": "Take back every trace that Streetdate left in the tools.",
}
"""Every verb, with its one line of help; `sync.cli.<verb>` holds the command of that name."""


class _Verbs(click.Group):
    """A group whose commands are imported when they are called, so that `--help` stays instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in VERBS:
            return None
        command = import_module(f"sync.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            near = difflib.get_close_matches(args[0], VERBS, n=1, cutoff=0.5)
            hint = f' Did you mean "{near[0]}"?' if near else ""
            raise click.UsageError(f'There is no command "{args[0]}".{hint}', ctx) from error


@click.command(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="streetdate", prog_name="streetdate")
def root() -> None:
    """Keeps a music team's release plan honest, inside the tools the team already uses.

    Exit codes: 0 fine; 1 gaps found (check); 2 usage or settings; 3 a source could not be read; 4 held back by a
    guard; 70 a bug.
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every error becomes a sentence and a hint on standard error.

    Where nobody reads the output any more (`streetdate check | head -1`), it ends without a word.
    """
    try:
        return _run(arguments)
    except BrokenPipeError:
        _unheard()
    except SystemExit:
        # Both click and rich meet a closed pipe by leaving with 1, which here means that gaps were found.
        _unheard()
    return _UNREAD


def _run(arguments: Sequence[str] | None) -> int:
    try:
        result = root.main(args=arguments, prog_name="streetdate", standalone_mode=False, color=_colour())
    except StreetdateError as error:
        say_error(error.message, error.hint)
        return error.exit_code
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        say_error("stopped; nothing more was written", "run the same command again to finish")
        return 130
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.ClickException as error:
        hint = "streetdate --help"
        if isinstance(error, click.UsageError) and error.ctx is not None:
            hint = f"{error.ctx.command_path} --help"
        say_error(error.format_message(), f"see: {hint}")
        return 2
    except BrokenPipeError:
        raise
    except Exception as error:
        say_error(
            f"this is a bug in Streetdate: {type(error).__name__} in {place(error)}",
            "please report it with this line; what was already written is recorded, and a new run goes on from there",
        )
        return 70
    return result if isinstance(result, int) else 0


def _unheard() -> None:
    """Let what is still unwritten go nowhere, so that Python finds nothing to complain of when it leaves."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def say_error(message: str, hint: str = "") -> None:
    """Print an error for the person who has to act on it."""
    _say(click.style("error:", fg="red", bold=True), message, hint)


def say_warning(message: str, hint: str = "") -> None:
    """Print what went wrong beside a command that did its job."""
    _say(click.style("warning:", fg="yellow", bold=True), message, hint)


def _say(label: str, message: str, hint: str) -> None:
    click.echo(f"{label} {harmless(message, LINES)}", err=True, color=_colour())
    if hint:
        click.echo(f"{click.style('hint:', fg='cyan')} {harmless(hint, LINES)}", err=True, color=_colour())


def _colour() -> bool | None:
    """Return `False` where colour is not wanted (no-color.org); else click looks whether there is a terminal."""
    return False if os.environ.get("NO_COLOR") else None
