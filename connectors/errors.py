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


class OutcomeUnknown(ConnectorError):
    """A write may have been saved or not: whoever sent it must look before sending it again."""


class AccessDenied(ConnectorError):
    """The tool knows us and does not let us: a token that is wrong or spent, a right that is missing."""


class NotShared(ConnectorError):
    """The thing is gone, or not shared with us; the tool tells no difference."""


class BudgetSpent(ConnectorError):
    """The tool takes no more requests before its month turns; waiting does not help."""


class PassedOver(ConnectorError):
    """One change could not be made, and the others can; the message says why, for the report."""
