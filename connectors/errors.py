"""What can go wrong with a tool, in the terms of the person who has to act."""

from __future__ import annotations

from rules.errors import StreetdateError


class ConnectorError(StreetdateError):
    """A tool could not be read or written."""

    exit_code = 3


class SourceMissing(ConnectorError):
    """There is nothing at the place where the source should be."""


class SourceUnreadable(ConnectorError):
    """The source is there and cannot be read."""


class SchemaDrift(ConnectorError):
    """A table or column that the settings name is not in the source."""


class WriteConflict(ConnectorError):
    """The source changed between reading and writing, again and again."""


class SourceBusy(ConnectorError):
    """Another program holds the source open."""


class WriteFailed(ConnectorError):
    """The write did not go through; the source is as it was."""
