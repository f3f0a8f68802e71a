"""Every place of the settings that holds a secret, found in the schema, and what is planted there."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from sync.settings.schema import Settings

MARK = "pl4nted"
"""Stands in every secret."""


def secret_places(model: type[BaseModel] = Settings, above: str = "") -> Iterator[str]:
    """Yield the path of every setting that may be kept in a file of its own: what has a `NAME_file` beside it."""
    for name, info in model.model_fields.items():
        if f"{name}_file" in model.model_fields:
            yield f"{above}{name}"
        for inner in _models(info.annotation):
            kind = inner.model_fields.get("tool")
            which = f"{get_args(kind.annotation)[0]}." if kind is not None else ""
            yield from secret_places(inner, f"{above}{name}.{which}")


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (dict, list, tuple, typing.Union, types.UnionType, Annotated):
        for part in get_args(annotation):
            yield from _models(part)


def sample(url: str, key: Mapping[str, Any]) -> Mapping[str, str]:
    """Return a secret for every place; addresses are of the one server, which answers for all of them."""
    import json

    host = url.removeprefix("http://")
    return {
        "store.url": f"postgresql://kaya:{MARK}-store@127.0.0.1:1/plan?connect_timeout=2",
        "sources.notion.token": f"ntn_{MARK}notion",
        "sources.airtable.token": f"pat{MARK}.airtable",
        "calendar.google.credentials": json.dumps({**key, "token_uri": f"{url}/token", "private_key_id": MARK}),
        "notify.url": f"json://{host}/{MARK}-room/",
        "alarms.heartbeat": f"{url}/{MARK}-beat",
        "metrics.push": f"http://kaya:{MARK}-push@{host}",
    }


def variable(place: str) -> str:
    """Return the environment variable that holds a place's secret."""
    return "SECRET_" + place.replace(".", "_").upper()


TABLE = """
[sources.{name}.tables."{id}"]
subject = "deliverables"
release = "Night Bus"
called = "Plan"
columns = {{ title = "title", notes = "notes" }}
"""


def settings_text(url: str, places: Mapping[str, str], *, store: bool) -> str:
    """Return a settings file that refers to every secret; without `store`, that is a file."""

    def ref(place: str) -> str:
        return f'"${{{variable(place)}}}"' if place in places else '""'

    return "\n".join(
        [
            'workspace = "label"',
            f"[store]\nurl = {ref('store.url')}" if store else "",
            '[sources.sheet]\ntool = "workbook"\nfile = "plan.csv"',
            TABLE.format(name="sheet", id="plan"),
            f'[sources.hq]\ntool = "notion"\naddress = "{url}"\ntoken = {ref("sources.notion.token")}',
            "timeout_seconds = 5",
            TABLE.format(name="hq", id="11111111-1111-4111-8111-111111111111"),
            f'[sources.base]\ntool = "airtable"\nbase = "app12345678901234"\nplan = "team"\naddress = "{url}"',
            f"token = {ref('sources.airtable.token')}\ntimeout_seconds = 5",
            TABLE.format(name="base", id="tbl12345678901234"),
            f'[calendar.google]\ncalendar = "c@group.calendar.google.com"\naddress = "{url}"\ntimeout_seconds = 5',
            f"credentials = {ref('calendar.google.credentials')}",
            f"[notify.room]\nurl = {ref('notify.url')}",
            f"[alarms]\nheartbeat = {ref('alarms.heartbeat')}",
            f'[metrics]\nfile = "streetdate.prom"\npush = {ref("metrics.push")}',
            "",
        ]
    )
