"""The token of a tool: what an environment variable or a file holds, never what stands in the settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rules.errors import SettingsError
from sync.settings.secret import from_environment, from_file, is_reference
from sync.settings.sources import RemoteSettings


def token_of(name: str, section: RemoteSettings, folder: Path, environment: Mapping[str, str]) -> str:
    """Return the token of a source.

    Raises `SettingsError` when there is none, when it stands in the settings as it is, or when it cannot be sent.
    """
    where = f"sources.{name}.token"
    if section.token and section.token_file:
        raise SettingsError(f'"{where}" and "{where}_file" are both set', hint="keep one of them")
    if section.token_file:
        return _sendable(from_file(folder / section.token_file, f"{where}_file"), f"{where}_file")
    variable = f"{section.tool.upper()}_TOKEN"
    if not section.token:
        raise SettingsError(
            f'"{where}" is missing: nothing says which token opens {section.tool.capitalize()}',
            hint=f'put the token into an environment variable and write token = "${{{variable}}}"',
        )
    if not is_reference(section.token):
        raise SettingsError(
            f'"{where}" holds something other than a reference; a settings file is shared and copied, so it may only '
            "refer to a token",
            hint=f'put the token into an environment variable and write token = "${{{variable}}}", and if the file '
            "was shared, make a new token",
        )
    return _sendable(from_environment(section.token, where, environment), where)


def _sendable(token: str, where: str) -> str:
    if not token.isascii() or not token.isprintable() or " " in token:
        raise SettingsError(
            f'what "{where}" refers to is no token: it holds a space or a sign that no token has',
            hint="copy the token again, without quotes or anything around it",
        )
    return token
