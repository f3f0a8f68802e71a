"""One call of the API, decoded: the method, who asks with which token, the parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.standins.google_calendar import refusals
from tests.standins.google_calendar.accounts import Account, Token
from tests.standins.google_calendar.contract import Json, Method, document
from tests.standins.wire import Request


@dataclass(frozen=True, slots=True)
class Question:
    """One call. `path` holds the values in the address by name."""

    method: Method
    token: Token
    path: dict[str, str]
    request: Request

    @property
    def account(self) -> Account:
        return self.token.account

    @property
    def body(self) -> Any:
        """The decoded body. Raises the refusal where it is not JSON."""
        try:
            return self.request.json()
        except ValueError:
            raise refusals.Refusal(400, "parseError", "Parse Error") from None

    def text(self, name: str) -> str:
        return self.request.one(name)

    def every(self, name: str) -> tuple[str, ...]:
        return self.request.every(name)

    def flag(self, name: str) -> bool:
        return self.request.one(name) == "true"

    def number(self, name: str, default: int) -> int:
        return int(self.request.one(name) or default)

    def check_parameters(self) -> None:
        """Raise the refusal for a parameter that the method lacks, or a value it does not take."""
        known = {**document()["parameters"], **self.method.query}
        for name, value in self.request.query:
            rule: Json | None = known.get(name)
            if rule is None:
                raise refusals.invalid_parameter(name, f'Unknown name "{name}".')
            allowed = rule.get("enum") or (("true", "false") if rule["type"] == "boolean" else ())
            if allowed and value not in allowed:
                raise refusals.invalid_parameter(name, f"Invalid value '{value}'. Values must be one of {allowed}")
            least = 0 if "maximum" in rule else 1
            if rule["type"] == "integer" and not (value.isdigit() and int(value) >= least):
                raise refusals.invalid_parameter(
                    name, f"Invalid value '{value}'. Values must be within the range: [{least}, 2147483647]"
                )
