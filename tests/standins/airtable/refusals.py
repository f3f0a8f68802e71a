"""The errors that are answered, with the bodies of the recordings or, where there is none, of the documentation."""

from __future__ import annotations

from typing import Any

from tests.standins.airtable.settings import BurstAnswer


class Refusal(Exception):
    """A request is answered with an error and nothing was changed."""

    def __init__(self, status: int, body: Any) -> None:
        super().__init__(f"{status} {body}")
        self.status = status
        self.body = body


def refusal(status: int, type: str, message: str = "") -> Refusal:  # noqa: A002 - the vendor's word
    """Return the usual form; the vendor leaves the message out of some."""
    return Refusal(status, {"error": {"type": type, "message": message} if message else {"type": type}})


def unauthenticated() -> Refusal:
    return refusal(401, "AUTHENTICATION_REQUIRED", "Authentication required")


def forbidden() -> Refusal:
    """The role does not suffice."""
    return refusal(403, "INVALID_PERMISSIONS", "You are not permitted to perform this operation")


def forbidden_or_missing() -> Refusal:
    """The token may not see it, or it is not there; the vendor does not say which."""
    return refusal(
        403,
        "INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND",
        "Invalid permissions, or the requested model was not found. Check that both your user and your token have the "
        "required permissions, and that the model names and/or ids are correct.",
    )


def no_such_route() -> Refusal:
    return Refusal(404, {"error": "NOT_FOUND"})


def not_found() -> Refusal:
    return refusal(404, "NOT_FOUND")


def table_not_found(name: str, base: str) -> Refusal:
    return refusal(404, "TABLE_NOT_FOUND", f"Could not find table {name} in application {base}")


def record_not_found() -> Refusal:
    return refusal(404, "MODEL_ID_NOT_FOUND", "Record not found")


def invalid_request(message: str = "Invalid request: parameter validation failed. Check your request data.") -> Refusal:
    return refusal(422, "INVALID_REQUEST_UNKNOWN", message)


def missing_field(name: str) -> Refusal:
    return refusal(422, "INVALID_REQUEST_MISSING_FIELDS", f'Could not find field "{name}" in the request body')


def unknown_field(name: str) -> Refusal:
    return refusal(422, "UNKNOWN_FIELD_NAME", f'Unknown field name: "{name}"')


def no_such_row(record: str) -> Refusal:
    return refusal(422, "ROW_DOES_NOT_EXIST", f"Record ID {record} does not exist in this table")


def computed_field(name: str) -> Refusal:
    message = f'Field "{name}" cannot accept a value because the field is computed'
    return refusal(422, "INVALID_VALUE_FOR_COLUMN", message)


def wrong_value(name: str) -> Refusal:
    return refusal(422, "INVALID_VALUE_FOR_COLUMN", f'Field "{name}" cannot accept the provided value')


def unknown_option(name: str) -> Refusal:
    message = f'Insufficient permissions to create new select option ""{name}""'
    return refusal(422, "INVALID_MULTIPLE_CHOICE_OPTIONS", message)


def invalid_formula(why: str = "Invalid formula. Please check your formula text.") -> Refusal:
    return refusal(422, "INVALID_FILTER_BY_FORMULA", f"The formula for filtering records is invalid: {why}")


def iterator_gone() -> Refusal:
    return refusal(422, "LIST_RECORDS_ITERATOR_NOT_AVAILABLE")


def url_too_long() -> Refusal:
    """The status is a guess; only the limit is documented."""
    return refusal(414, "REQUEST_URI_TOO_LONG")


def month_spent() -> Refusal:
    return refusal(
        429,
        "PUBLIC_API_BILLING_LIMIT_EXCEEDED",
        "API billing plan limit exceeded. You've reached the maximum number of requests allowed for this month.",
    )


def burst(form: BurstAnswer) -> Refusal:
    kind, message = "RATE_LIMIT_REACHED", "Rate limit exceeded. Please try again later"
    if form is BurstAnswer.LIST:
        return Refusal(429, {"errors": [{"error": kind, "message": message}]})
    return refusal(429, kind, message) if form is BurstAnswer.OBJECT else Refusal(429, None)
