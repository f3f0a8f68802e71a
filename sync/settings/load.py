"""Reading the settings file: one clear sentence for whatever is wrong with it."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from rules.errors import SettingsError
from sync.settings.schema import Settings
from sync.settings.secret import masked
from sync.settings.sources import SOURCE_SETTINGS


def load(path: Path) -> Settings:
    """Return the settings in `path`.

    Raises `SettingsError` when the file is missing, is not TOML, or holds a key or value that does not exist.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise SettingsError(
            f"there is no settings file {path.name} in {path.parent.name or 'this folder'}",
            hint="make one with: streetdate init workbook FILE (or notion, airtable), or name another with --config",
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name} cannot be read: {error}", hint="expected a text file in UTF-8") from error
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path.name} is not valid TOML: {error}", hint="correct that line") from error
    try:
        return Settings.model_validate(raw)
    except ValidationError as error:
        raise SettingsError(f"{path.name}: {_first(error)}", hint=_more(error.error_count())) from error


def _more(count: int) -> str:
    return f"and {count - 1} more after this one" if count > 1 else "correct it and run again"


def _first(error: ValidationError) -> str:
    found = error.errors()[0]
    place = ".".join(str(part) for part in _written(found["loc"]))
    match found["type"]:
        case "extra_forbidden":
            return f'there is no setting "{place}"{_did_you_mean(found["loc"])}'
        case "union_tag_invalid":
            return f'"{place}.tool" is {_shown(found["ctx"]["tag"])}: {_one_of(found["ctx"]["tag"])}'
        case "union_tag_not_found":
            return f'"{place}.tool" is missing: it says which tool this is, one of {", ".join(SOURCE_SETTINGS)}'
        case "value_error":
            return f'"{place}" is {_shown(found["input"])}: {found["ctx"]["error"]}'
        case "missing":
            return f'"{place}" is missing'
        case _:
            return f'"{place}" is {_shown(found["input"])}: {found["msg"][:1].lower()}{found["msg"][1:]}'


def _one_of(tag: str) -> str:
    near = difflib.get_close_matches(tag, SOURCE_SETTINGS, n=1, cutoff=0.6)
    return f"expected one of {', '.join(SOURCE_SETTINGS)}" + (f'; did you mean "{near[0]}"?' if near else "")


def _shown(value: Any) -> str:
    text = masked(repr(value))
    return text if len(text) <= 60 else f"{text[:57]}…"


def _did_you_mean(place: Sequence[str | int]) -> str:
    section: type[BaseModel] | None = Settings
    for part in place[:-1]:
        section = _section_at(section, part)
    known = list(section.model_fields) if section else []
    near = difflib.get_close_matches(str(place[-1]), known, n=1, cutoff=0.6)
    if near:
        return f'; did you mean "{near[0]}"?'
    return f"; there are: {', '.join(known)}" if known else ""


def _written(place: Sequence[str | int]) -> Sequence[str | int]:
    """Return the keys as they stand in the file: pydantic puts the tool's name among those of a source."""
    if len(place) > 2 and place[0] == "sources" and place[2] in SOURCE_SETTINGS:
        return (*place[:2], *place[3:])
    return place


def _section_at(section: type[BaseModel] | None, part: str | int) -> type[BaseModel] | None:
    """Return the section that a key leads into; a name or number inside a collection stays in its section."""
    if part in SOURCE_SETTINGS:
        return SOURCE_SETTINGS[str(part)]
    if section is None or not isinstance(part, str) or part not in section.model_fields:
        return section
    return _model_in(section.model_fields[part].annotation)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if (found := _model_in(argument)) is not None:
            return found
    return None
