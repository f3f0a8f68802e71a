"""The root of every error that Streetdate raises on purpose."""

from __future__ import annotations


class StreetdateError(Exception):
    """The tool could not continue.

    `exit_code` is the process's exit status (README, "Exit codes"). `hint` says what the reader can do; it is
    printed on a line of its own. The class docstring's first line is the default message.
    """

    exit_code = 70

    def __init__(self, message: str | None = None, *, hint: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip().splitlines()[0])
        self.hint = hint

    @property
    def message(self) -> str:
        return str(self)


class SettingsError(StreetdateError):
    """The settings cannot be used as they stand."""

    exit_code = 2
