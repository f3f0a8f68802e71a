"""Other readers of Notion, called as their own documentation shows; `notion_readers` starts this where they are.

A database that one of them cannot read is a complaint, and the others go on.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.benchmarks.other_reader import Job, Readers, Row, redirect_requests, serve

NOTION = "https://api.notion.com"


def dlt(job: Job) -> None:
    """Read with dlt's verified source "notion", databases given by id; only extracted, for no destination is needed."""
    redirect_requests(NOTION, job.address)
    from sources.notion import notion_databases  # type: ignore[import-not-found]

    for number, database in enumerate(job.places):
        with job.complaining():
            named = [{"id": database, "use_name": f"database_{number}"}]
            for page in notion_databases(database_ids=named, api_key=job.token):
                job.rows[page["id"]] = _row(page["properties"])


def airbyte(job: Job) -> None:
    """Read the stream "pages" of Airbyte's source, incrementally: not by database, but all that search finds."""
    redirect_requests(NOTION, job.address)
    from airbyte_cdk.entrypoint import AirbyteEntrypoint  # type: ignore[import-not-found]
    from source_notion import SourceNotion  # type: ignore[import-not-found]

    job.adds = True
    config = {
        "credentials": {"auth_type": "token", "token": job.token},
        "start_date": "2020-01-01T00:00:00.000Z",
    }
    stream = {
        "name": "pages",
        "json_schema": {},
        "supported_sync_modes": ["full_refresh", "incremental"],
        "source_defined_cursor": True,
        "default_cursor_field": ["last_edited_time"],
    }
    chosen = {"stream": stream, "sync_mode": "incremental", "destination_sync_mode": "append_dedup"}
    with tempfile.TemporaryDirectory() as folder:
        given = {"config": config, "catalog": {"streams": [{**chosen, "cursor_field": ["last_edited_time"]}]}}
        if job.state:
            given["state"] = job.state
        arguments = ["read"]
        for name, value in given.items():
            file = Path(folder) / f"{name}.json"
            file.write_text(json.dumps(value), encoding="utf-8")
            arguments += [f"--{name}", str(file)]
        parsed = AirbyteEntrypoint.parse_args(arguments)
        source = SourceNotion(
            SourceNotion.read_catalog(parsed.catalog),
            SourceNotion.read_config(parsed.config),
            SourceNotion.read_state(parsed.state) if job.state else None,
        )
        with job.complaining():
            for line in AirbyteEntrypoint(source).run(parsed):
                message = json.loads(line)
                if message["type"] == "RECORD":
                    page = message["record"]["data"]
                    shown = {each["name"]: each["value"] for each in page["properties"]}
                    if "Name" in shown:
                        job.rows[page["id"]] = _row(shown)
                elif message["type"] == "STATE":
                    job.state = [message["state"]]
                elif message["type"] == "TRACE" and message["trace"]["type"] == "ERROR":
                    job.complaints.append(message["trace"]["error"]["message"][:300])


def ultimate(job: Job) -> None:
    """Read with Ultimate Notion, which fetches what a row does not show when it is asked for."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ULTIMATE_NOTION_CONFIG"] = str(Path(folder) / "config.toml")
        os.environ["NOTION_TOKEN"] = job.token
        import ultimate_notion as uno  # type: ignore[import-not-found]

        with uno.Session(base_url=job.address) as session:
            for source in (source for sources in job.places.values() for source in sources):
                with job.complaining():
                    for page in session.get_ds(source).get_all_pages():
                        values = page.props
                        due = values["Due"]
                        references = values["Needs"]
                        job.rows[str(page.id)] = {
                            "title": str(page.title),
                            "state": values["State"].name,
                            "due": str(getattr(due, "value", due))[:10],
                            "people": [str(user.id) for user in values["Owner"]],
                            "references": [str(each.id) for each in references] if isinstance(references, list) else [],
                        }


def sdk(job: Job) -> None:
    """Read with the official SDK's port and its own way to collect every page."""
    from notion_client import Client
    from notion_client.helpers import collect_paginated_api

    with Client(auth=job.token, base_url=job.address, notion_version="2026-03-11") as client:
        for source in (source for sources in job.places.values() for source in sources):
            with job.complaining():
                for page in collect_paginated_api(client.data_sources.query, data_source_id=source):
                    job.rows[page["id"]] = _row(page["properties"])


READERS: Readers = {
    "dlt": dlt,
    "airbyte-source-notion": airbyte,
    "ultimate-notion": ultimate,
    "notion-client": sdk,
}


def _row(shown: Mapping[str, Any]) -> Row:
    """Return what the values of a page say, as they came."""
    state, due, needs = shown["State"]["status"], shown["Due"]["date"], shown["Needs"]
    return {
        "title": "".join(part["plain_text"] for part in shown["Name"]["title"]),
        "state": state["name"] if state else "",
        "due": due["start"] if due else "",
        "people": [person["id"] for person in shown["Owner"]["people"]],
        "references": [each["id"] for each in needs.get("relation", ())],
    }


if __name__ == "__main__":
    serve(READERS)
