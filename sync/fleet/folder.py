"""The settings files of a fleet: which there are, and which of them can be run side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rules.errors import SettingsError
from sync.errors import UsageError
from sync.fleet.claims import Claim, claims, clashes
from sync.fleet.member import Member, member_of
from sync.fleet.outcome import Outcome, Row
from sync.settings import FILE_NAME
from sync.settings.load import load


def settings_files(folder: Path) -> Sequence[Path]:
    """Return the settings files of a folder: those in it, and one in each folder below, by name; nothing hidden.

    Raises `UsageError` when there is none.
    """
    # Kubernetes mounts a config map as links into hidden folders beside them: each file would be met three times.
    shown = {path for path in (*folder.glob("*.toml"), *folder.glob(f"*/{FILE_NAME}")) if not _hidden(path, folder)}
    found = sorted(shown)
    if not found:
        raise UsageError(
            f"there is no settings file in {folder.name or folder}",
            hint=f"a fleet runs every *.toml in the folder and every */{FILE_NAME} below it",
        )
    return found


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def survey(folder: Path, environment: Mapping[str, str]) -> tuple[tuple[Member, ...], tuple[Row, ...]]:
    """Return who can be run, and a row for each settings file that cannot.

    Of files that claim the same memory or the same output none is run: which is meant nobody can say, and each would
    take back what the other writes.
    """
    members: list[Member] = []
    refused: list[Row] = []
    claimed: dict[str, tuple[Claim, ...]] = {}
    for config in settings_files(folder):
        name = config.relative_to(folder).as_posix()
        try:
            settings = load(config)
        except SettingsError as error:
            refused.append(_refused(name, "", error.message, error.hint))
            continue
        members.append(member_of(name, config, settings))
        claimed[name] = tuple(claims(settings, config.resolve().parent, environment))
    clashing = clashes(claimed)
    refused += [_refused(each.name, each.workspace, *clashing[each.name]) for each in members if each.name in clashing]
    return tuple(each for each in members if each.name not in clashing), tuple(refused)


def _refused(name: str, workspace: str, said: str, todo: str) -> Row:
    return Row(name, workspace, SettingsError.exit_code, Outcome.FAILED, said=said, todo=todo)
