"""Other readers of Airtable, each called as its own documentation shows: see `airtable_readers`, which starts them.

Runs where one of them is installed (`other_reader`). A table that a reader cannot read is a complaint, and the others
go on.
"""

from __future__ import annotations

import json
import tempfile
from ast import literal_eval
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.benchmarks.other_reader import Job, Readers, Row, redirect_requests, serve

AIRTABLE = "https://api.airtable.com"


def pyairtable(job: Job) -> None:
    """Read with the SDK's defaults."""
    from pyairtable import Api

    api = Api(job.token, endpoint_url=job.address)
    for base, table in _tables(job):
        with job.complaining():
            _keep(job, api.table(base, table).all())


def dlt(job: Job) -> None:
    """Read with dlt's verified source "airtable", tables given by id; only extracted, no destination is needed."""
    redirect_requests(AIRTABLE, job.address)
    from sources.airtable import airtable_source  # type: ignore[import-not-found]

    for base, tables in job.places.items():
        with job.complaining():
            _keep(job, airtable_source(base_id=base, table_names=tables, access_token=job.token))


def airbyte(job: Job) -> None:
    """Read with Airbyte's source, which knows full reads only; the first time it looks for its streams as well."""
    redirect_requests(AIRTABLE, job.address)
    from airbyte_cdk.entrypoint import AirbyteEntrypoint  # type: ignore[import-not-found]
    from source_airtable import SourceAirtable  # type: ignore[import-not-found]

    config = {"credentials": {"auth_method": "api_key", "api_key": job.token}}
    with tempfile.TemporaryDirectory() as folder, job.complaining():
        given, catalog = Path(folder) / "config.json", Path(folder) / "catalog.json"
        given.write_text(json.dumps(config), encoding="utf-8")

        def told(*command: str) -> Iterator[dict[str, Any]]:
            chosen = SourceAirtable.read_catalog(str(catalog)) if catalog.exists() else None
            entry = AirbyteEntrypoint(SourceAirtable(chosen, config, None))
            for line in entry.run(AirbyteEntrypoint.parse_args([*command, "--config", str(given)])):
                message = json.loads(line)
                if message["type"] == "TRACE" and message["trace"]["type"] == "ERROR":
                    job.complaints.append(message["trace"]["error"]["message"][:300])
                yield message

        if job.state is None:
            found = [message["catalog"]["streams"] for message in told("discover") if message["type"] == "CATALOG"]
            job.state = [stream for streams in found for stream in streams]
        how = {"sync_mode": "full_refresh", "destination_sync_mode": "overwrite"}
        catalog.write_text(json.dumps({"streams": [{"stream": stream, **how} for stream in job.state]}), "utf-8")
        for message in told("read", "--catalog", str(catalog)):
            if message["type"] == "RECORD":
                data = message["record"]["data"]
                owner = data.get("owner")  # A text, as everything that is no column type of Airbyte's.
                named = {key.title(): value for key, value in data.items()}
                job.rows[data["_airtable_id"]] = _row({**named, "Owner": literal_eval(owner) if owner else None})


def wrapper(job: Job) -> None:
    """Read with airtable-python-wrapper, which waits a fifth of a second between two pages of a table."""
    redirect_requests(AIRTABLE, job.address)
    from airtable import Airtable  # type: ignore[import-not-found]

    for base, table in _tables(job):
        with job.complaining():
            _keep(job, Airtable(base, table, job.token).get_all())


def export(job: Job) -> None:
    """Read with the command airtable-export, into files of JSON."""
    import httpx
    from airtable_export.cli import cli  # type: ignore[import-not-found]

    handle = httpx.HTTPTransport.handle_request

    def redirected(self: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        request.url = httpx.URL(str(request.url).replace(AIRTABLE, job.address))
        return handle(self, request)

    httpx.HTTPTransport.handle_request = redirected  # type: ignore[method-assign]
    for base, table in _tables(job):
        with tempfile.TemporaryDirectory() as folder, job.complaining():
            cli.main([folder, base, table, "--key", job.token, "--json"], standalone_mode=False)
            for row in json.loads((Path(folder) / f"{table}.json").read_text(encoding="utf-8")):
                job.rows[row["airtable_id"]] = _row(row)


def llama_index(job: Job) -> None:
    """Read with LlamaIndex's reader, which gives one text for each table."""
    redirect_requests(AIRTABLE, job.address)
    from llama_index.readers.airtable import AirtableReader  # type: ignore[import-not-found]

    reader = AirtableReader(job.token)
    for base, table in _tables(job):
        with job.complaining():
            for document in reader.load_data(base_id=base, table_id=table):
                _keep(job, literal_eval(document.text))


READERS: Readers = {
    "pyairtable": pyairtable,
    "dlt": dlt,
    "airbyte-source-airtable": airbyte,
    "airtable-python-wrapper": wrapper,
    "airtable-export": export,
    "llama-index-readers-airtable": llama_index,
}


def _tables(job: Job) -> list[tuple[str, str]]:
    return [(base, table) for base, tables in job.places.items() for table in tables]


def _keep(job: Job, records: Any) -> None:
    for record in records:
        job.rows[record["id"]] = _row(record["fields"])


def _row(fields: Mapping[str, Any]) -> Row:
    """Return what the fields of a record say; an absent one is empty."""
    owner = fields.get("Owner") or {}
    return {
        "title": fields.get("Name") or "",
        "state": fields.get("State") or "",
        "due": fields.get("Due") or "",
        "people": [owner["id"]] if owner else [],
        "references": fields.get("Needs") or [],
    }


if __name__ == "__main__":
    serve(READERS)
