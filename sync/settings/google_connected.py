"""Writing a connected calendar, and a kept consent, beside everything else of the settings."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from rules.errors import SettingsError
from sync.settings.edit import write
from sync.settings.google import GoogleSettings

_ID = re.compile(r"[^\s/?&#]+@[^\s/?&#]+")


def set_google(path: Path, section: GoogleSettings) -> None:
    """Write the section into the settings; what is as it is by default is left out.

    Raises `SettingsError` when the file cannot be written.
    """
    import tomlkit

    document: Any = tomlkit.parse(path.read_text(encoding="utf-8"))
    if "calendar" not in document:
        document["calendar"] = tomlkit.table(is_super_table=True)
    document["calendar"]["google"] = section.model_dump(exclude_defaults=True)
    write(path, document)


def check_place(path: Path) -> None:
    """Raise `SettingsError` where something other than a kept consent stands, which keeping one would destroy."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    except (OSError, ValueError):
        held = None
    if not isinstance(held, dict) or held.get("type") != "authorized_user":
        raise SettingsError(
            f"{path.name} is there already, and is no consent that was kept",
            hint="--credentials-file names where to keep your consent: name a file that does not exist",
        )


def keep_consent(path: Path, consent: Mapping[str, str]) -> None:
    """Write a kept consent, for nobody else to read. Raises `SettingsError` when that cannot be done."""
    try:
        with suppress(FileNotFoundError):
            path.unlink()
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(dict(consent), file, indent=2)
    except OSError as error:
        raise SettingsError(
            f"{path.name} cannot be written: {error.strerror or error}", hint="name another with --credentials-file"
        ) from error


def calendar_in(text: str) -> str:
    """Return the id of the calendar that an id or a link names; "" for neither."""
    from base64 import urlsafe_b64decode
    from urllib.parse import parse_qs, unquote, urlsplit

    given = text.strip()
    if _ID.fullmatch(given):
        return given
    parts = urlsplit(given)
    query = parse_qs(parts.query)
    if found := _ID.search(unquote(parts.path)):
        return found[0]
    if src := query.get("src"):
        return src[0]
    for coded in query.get("cid", ()):
        with suppress(ValueError):
            decoded = coded if "@" in coded else urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode()
            if _ID.fullmatch(decoded):
                return decoded
    return ""
