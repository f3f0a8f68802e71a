"""Secrets in the settings: only by reference, to an environment variable or to a file, never as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from rules.errors import SettingsError

_REFERENCE = re.compile(r"\$\{(\w+)\}")
_SECRET_OPTIONS = frozenset({"password", "sslpassword"})
_WRITTEN_OUT = re.compile(r"(?<=://)[^/?#]*@")


def is_reference(text: str) -> bool:
    """Whether the text is `${NAME}` and nothing else."""
    return _REFERENCE.fullmatch(text.strip()) is not None


def from_environment(text: str, where: str, environment: Mapping[str, str]) -> str:
    """Return the text, or what the environment holds where the text is `${NAME}`.

    Raises `SettingsError` when that variable is not set.
    """
    reference = _REFERENCE.fullmatch(text.strip())
    if reference is None:
        return text
    value = environment.get(reference[1], "").strip()
    if not value:
        raise SettingsError(
            f'"{where}" refers to the environment variable {reference[1]}, which is not set',
            hint=f"set {reference[1]} where streetdate runs, or keep the value in a file and name that",
        )
    return value


def from_file(path: Path, where: str) -> str:
    """Return the one line that a file holds. Raises `SettingsError` when there is none."""
    try:
        value = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f'"{where}" names the file {path.name}, which cannot be read', hint="expected a text file with one line"
        ) from error
    if not value or "\n" in value:
        raise SettingsError(
            f'"{where}" names the file {path.name}, which does not hold exactly one line',
            hint="write the value into it, and nothing else",
        )
    return value


def refuse_password(address: str, where: str) -> None:
    """Raise `SettingsError` when an address in the settings holds a password as it is."""
    try:
        parts = urlsplit(address)
        held = bool(parts.password) or any(name in _SECRET_OPTIONS for name, _ in parse_qsl(parts.query))
    except ValueError:
        held = "@" in address
    if held:
        raise SettingsError(
            f'"{where}" holds a password; a settings file is shared and copied, so it may only refer to one',
            hint=f"put the whole address into an environment variable and write {where.rpartition('.')[2]} = "
            '"${STREETDATE_DATABASE_URL}", or name a file that holds it',
        )


def masked(text: str) -> str:
    """Return the text without the user and password of any address in it, for messages."""
    return _WRITTEN_OUT.sub("…@", text)
