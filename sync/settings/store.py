"""Where the store is, as the settings say it: a file, or the address of a database."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rules.errors import SettingsError
from sync.settings.schema import StoreSettings
from sync.settings.secret import from_environment, from_file, refuse_password

MEMORY = ":memory:"


def store_place(settings: StoreSettings, folder: Path, environment: Mapping[str, str]) -> Path | str:
    """Return the store's file, `MEMORY`, or the address of a PostgreSQL database.

    Raises `SettingsError` for an address that is none, or that holds a password as it is.
    """
    url = _url(settings, folder, environment)
    sort, _, place = url.partition(":")
    if sort in ("postgresql", "postgres"):
        return url
    if sort != "sqlite" or not place:
        shown = f'is "{url}"' if url == settings.url else "refers to something"
        raise SettingsError(
            f'"store.url" {shown}, which is no store',
            hint='write it as "sqlite:streetdate.db", or as "${STREETDATE_DATABASE_URL}" with a postgresql:// address '
            "in that variable",
        )
    return MEMORY if place == MEMORY else folder / place.removeprefix("//").removeprefix("/")


def _url(settings: StoreSettings, folder: Path, environment: Mapping[str, str]) -> str:
    if settings.url_file:
        if "url" in settings.model_fields_set:
            raise SettingsError('"store.url" and "store.url_file" are both set', hint="keep one of them")
        return from_file(folder / settings.url_file, "store.url_file")
    refuse_password(settings.url, "store.url")
    return from_environment(settings.url, "store.url", environment)
