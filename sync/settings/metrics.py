"""Where the figures of the runs go, and the address that the settings only refer to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rules.errors import SettingsError
from sync.settings.secret import from_environment, from_file, refuse_password
from sync.settings.section import Section


class MetricsSettings(Section):
    """Figures of every run for Prometheus."""

    file: str = ""
    """A file in the text format, relative to the settings file: the node exporter's textfile collector reads those
    that end in .prom. Each workspace needs one of its own."""
    push: str = ""
    """The address of a Pushgateway, or `${NAME}`: the environment variable that holds it, with user and password where
    it asks for them. A password may not stand here."""
    push_file: str = ""
    """Instead of `push`: a file, relative to the settings file, whose one line is the address."""


def gateway_address(section: MetricsSettings, folder: Path, environment: Mapping[str, str]) -> str:
    """Return the Pushgateway's address, "" for none.

    Raises `SettingsError` for one that holds a password as it is, or that cannot be found.
    """
    if section.push_file:
        if section.push:
            raise SettingsError('"metrics.push" and "metrics.push_file" are both set', hint="keep one of them")
        return from_file(folder / section.push_file, "metrics.push_file")
    refuse_password(section.push, "metrics.push")
    return from_environment(section.push, "metrics.push", environment)
