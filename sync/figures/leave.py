"""Leaving the figures of a run where the settings want them. A run that went well stays so without them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit

from rules.errors import StreetdateError
from sync.exit_codes import code_of
from sync.result import RunResult
from sync.settings.metrics import MetricsSettings, gateway_address
from sync.settings.schema import Settings
from sync.whole_file import write_whole

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

JOB = "streetdate"
TIMEOUT = 10.0
"""Seconds that the Pushgateway may take."""


class NotLeft(StreetdateError):
    """The figures could not be left."""


def leave_figures(settings: Settings, folder: Path, result: RunResult) -> Iterator[StreetdateError]:
    """Leave the figures of a run; yield what went wrong, each with what to do."""

    def figures() -> CollectorRegistry:
        from sync.figures.figures import of_result

        return of_result(result)

    yield from _left(settings, folder, figures)


def leave_failure(settings: Settings, folder: Path, error: BaseException) -> Iterator[StreetdateError]:
    """Leave what there is to say of a run that ended by an error; yield likewise.

    On a Pushgateway what earlier runs said stands beside it, with its own time.
    """

    def figures() -> CollectorRegistry:
        from sync.bootstrap import real_now
        from sync.figures.figures import of_failure

        return of_failure(settings.workspace, code_of(error), real_now())

    yield from _left(settings, folder, figures)


def _left(settings: Settings, folder: Path, figures: Callable[[], CollectorRegistry]) -> Iterator[StreetdateError]:
    section = settings.metrics
    if section.file:
        yield from _tried(f"the figures could not be written to {Path(section.file).name}",
                          lambda: _write(folder / section.file, figures()))  # fmt: skip
    if section.push or section.push_file:
        yield from _tried("the figures could not be pushed to the Pushgateway",
                          lambda: _push(section, folder, settings.workspace, figures()))  # fmt: skip


def _tried(failed: str, leave: Callable[[], None]) -> Iterator[StreetdateError]:
    try:
        leave()
    except StreetdateError as error:
        yield error
    except Exception as error:
        # The library's own words may hold the address, and with it a password.
        yield NotLeft(f"{failed}: {type(error).__name__}", hint="the run itself is done; see the settings at [metrics]")


def _write(path: Path, figures: CollectorRegistry) -> None:
    from prometheus_client import generate_latest

    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, generate_latest(figures))


def _push(section: MetricsSettings, folder: Path, workspace: str, figures: CollectorRegistry) -> None:
    from prometheus_client import pushadd_to_gateway
    from prometheus_client.exposition import basic_auth_handler

    parts = urlsplit(gateway_address(section, folder, os.environ))
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    host = parts.netloc.rpartition("@")[2]

    def handler(
        url: str, method: str, timeout: float | None, headers: list[tuple[str, str]], data: bytes
    ) -> Callable[[], None]:
        return basic_auth_handler(url, method, timeout, headers, data, user or None, password or None)

    pushadd_to_gateway(
        urlunsplit(parts._replace(netloc=host)).rstrip("/"),
        JOB,
        figures,
        grouping_key={"workspace": workspace},
        timeout=TIMEOUT,
        handler=handler,
    )
