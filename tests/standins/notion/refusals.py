"""The refusals of Notion's API, in the form of the recorded error bodies."""

from __future__ import annotations

from typing import Any

from tests.standins.wire import Response


class Refused(Exception):
    """The request is answered with an error and nothing was carried out."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        additional_data: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.additional_data = additional_data
        self.headers = headers or {}

    def response(self, request_id: str) -> Response:
        """Return the error as it goes over the wire."""
        body: dict[str, Any] = {
            "object": "error",
            "status": self.status,
            "code": self.code,
            "message": str(self),
            **({"additional_data": self.additional_data} if self.additional_data is not None else {}),
            "request_id": request_id,
        }
        return Response.of(body, self.status, {"x-notion-request-id": request_id, **self.headers})


def invalid(message: str) -> Refused:
    """Return the refusal of a request that Notion cannot make sense of."""
    return Refused(400, "validation_error", message)


def failed(place: str, complaint: str) -> Refused:
    """Return the refusal of one part of a request, named by its place ("body.page_size")."""
    return invalid(f"{place.split('.')[0]} failed validation: {place} {complaint}.")


def unauthorized() -> Refused:
    return Refused(401, "unauthorized", "API token is invalid.")


def lacking(what: str = "this resource") -> Refused:
    """Return the refusal for want of a capability."""
    return Refused(403, "restricted_resource", f"API token does not have access to {what}.")


def not_found(kind: str, given: str, name: str, integration_id: str) -> Refused:
    """Return the refusal of something that is not there or is not shared; Notion does not say which."""
    end = (
        "Make sure your integration has capabilities to read user information. With those capabilities, only members"
        " and guests in the integration's workspace are visible."
        if kind == "user"
        else f'Make sure the relevant pages and databases are shared with your integration "{name}".'
    )
    message = f"Could not find {kind} with ID: {given}. {end}"
    return Refused(404, "object_not_found", message, {"integration_id": integration_id})


def rate_limited(reason: str, retry_after: int | None) -> Refused:
    """Return a 429; `retry_after` in whole seconds, None for a block that waiting does not lift."""
    additional: dict[str, Any] = {"rate_limit_reason": reason}
    headers = {}
    if retry_after is not None:
        additional["retry_after"] = retry_after
        headers["retry-after"] = str(retry_after)
    message = "You have been rate limited. Please try again in a few minutes."
    return Refused(429, "rate_limited", message, additional, headers)
