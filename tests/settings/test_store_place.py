"""Where the store is: said by the settings, with every secret only by reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.errors import SettingsError
from sync.settings.load import load
from sync.settings.schema import StoreSettings
from sync.settings.store import MEMORY, store_place

FOLDER = Path("/plans")
ADDRESS = "postgresql://kaya:s3cret@db.example/label"


def place(environment: dict[str, str] | None = None, **settings: str) -> Path | str:
    return store_place(StoreSettings.model_validate(settings), FOLDER, environment or {})


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite:streetdate.db", FOLDER / "streetdate.db"),
        ("sqlite:///deep/store.db", FOLDER / "deep/store.db"),
        ("sqlite::memory:", MEMORY),
        (
            "postgresql://kaya@db.example:5433/label?sslmode=require",
            "postgresql://kaya@db.example:5433/label?sslmode=require",
        ),
        ("postgres:///label?host=/var/run/postgresql", "postgres:///label?host=/var/run/postgresql"),
    ],
)
def test_an_address_without_a_secret_may_stand_in_the_settings(url: str, expected: Path | str) -> None:
    assert place(url=url) == expected


@pytest.mark.parametrize("written", ["${DATABASE_URL}", "  ${DATABASE_URL} "])
def test_an_address_may_come_from_the_environment(written: str) -> None:
    assert place({"DATABASE_URL": f"{ADDRESS}\n"}, url=written) == ADDRESS


def test_an_address_may_come_from_a_file_beside_the_settings(tmp_path: Path) -> None:
    (tmp_path / "address").write_text(f"{ADDRESS}\n", encoding="utf-8")
    assert store_place(StoreSettings(url_file="address"), tmp_path, {}) == ADDRESS


@pytest.mark.parametrize(
    "url",
    [
        ADDRESS,
        "postgresql://:s3cret@db.example/label",
        "postgresql://db.example/label?user=kaya&password=s3cret",
        "postgresql://db.example/label?sslpassword=s3cret",
        "postgresql://kaya:s3cret@[half/label",
        "mysql://kaya:s3cret@db.example/label",
    ],
)
def test_a_password_in_the_settings_is_refused_with_what_to_write_instead(url: str) -> None:
    with pytest.raises(SettingsError, match="holds a password") as refused:
        place(url=url)
    assert 'url = "${STREETDATE_DATABASE_URL}"' in refused.value.hint
    assert "s3cret" not in refused.value.message + refused.value.hint


@pytest.mark.parametrize(
    ("environment", "settings", "said"),
    [
        ({}, {"url": "${DATABASE_URL}"}, "DATABASE_URL, which is not set"),
        ({"DATABASE_URL": " "}, {"url": "${DATABASE_URL}"}, "DATABASE_URL, which is not set"),
        ({"DATABASE_URL": "mysql://kaya:s3cret@h/x"}, {"url": "${DATABASE_URL}"}, "which is no store"),
        ({}, {"url": "streetdate.db"}, '"streetdate.db", which is no store'),
        ({}, {"url": "sqlite:"}, "which is no store"),
        ({}, {"url": "sqlite:x", "url_file": "y"}, "are both set"),
        ({}, {"url_file": "nowhere"}, "the file nowhere, which cannot be read"),
    ],
)
def test_what_is_no_place_for_a_store_is_refused(
    environment: dict[str, str], settings: dict[str, str], said: str
) -> None:
    with pytest.raises(SettingsError, match=said) as refused:
        place(environment, **settings)
    assert refused.value.hint
    assert "s3cret" not in refused.value.message + refused.value.hint


@pytest.mark.parametrize("content", ["", "\n", "one\ntwo\n"])
def test_a_file_for_an_address_holds_exactly_one_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "address").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match="exactly one line"):
        store_place(StoreSettings(url_file="address"), tmp_path, {})


def test_a_password_in_the_wrong_place_is_not_printed_back(tmp_path: Path) -> None:
    config = tmp_path / "streetdate.toml"
    config.write_text(f'workspace = "x"\nstore = "{ADDRESS}"\n[sources.plan]\ntool = "workbook"\nfile = "a.xlsx"\n')
    with pytest.raises(SettingsError, match='"store" is') as refused:
        load(config)
    assert "s3cret" not in refused.value.message + refused.value.hint
