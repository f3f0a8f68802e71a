"""One layer retries: what was refused is sent again, what may have been saved only where that does no harm."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from connectors.calls.pace import Pace, Window
from connectors.calls.patience import ATTEMPTS, Caller, Fate, Setback
from connectors.errors import AccessDenied, ConnectorError, OutcomeUnknown
from tests.connectors.calls.test_pace import Time

TIRED = ConnectorError("the tool does not answer", hint="wait a little")


class Refused(Exception):
    def __init__(self, after: float | None = None) -> None:
        self.after = after


class Lost(Exception):
    pass


class Forbidden(Exception):
    pass


def judge(error: Exception) -> Setback | ConnectorError | None:
    if isinstance(error, Refused):
        return Setback(Fate.REFUSED, TIRED, error.after)
    if isinstance(error, Lost):
        return Setback(Fate.UNKNOWN, TIRED)
    return AccessDenied("no") if isinstance(error, Forbidden) else None


class Tool:
    """Answers with what it was told to, in order, and then always well."""

    def __init__(self, *answers: Exception) -> None:
        self.answers = [*answers]
        self.asked = 0

    def __call__(self) -> str:
        self.asked += 1
        if self.answers:
            raise self.answers.pop(0)
        return "well"


def calling(time: Time) -> Caller:
    return Caller(Pace(Window(1000, 60), clock=time, sleep=time.sleep), judge)


@pytest.mark.parametrize("failure", [Refused, Lost])
def test_a_repeatable_call_is_made_again_until_it_works(failure: Callable[[], Exception]) -> None:
    tool = Tool(failure(), failure())
    assert (calling(Time())(tool), tool.asked) == ("well", 3)


def test_a_call_that_creates_is_made_again_while_the_tool_did_nothing() -> None:
    tool = Tool(Refused(), Refused(2))
    assert (calling(Time())(tool, repeatable=False), tool.asked) == ("well", 3)


def test_a_call_that_creates_is_not_made_again_when_it_may_have_been_saved() -> None:
    tool = Tool(Refused(), Lost())
    with pytest.raises(OutcomeUnknown):
        calling(Time())(tool, repeatable=False)
    assert tool.asked == 2


def test_what_is_final_is_said_at_once() -> None:
    tool = Tool(Forbidden())
    with pytest.raises(AccessDenied):
        calling(Time())(tool)
    assert tool.asked == 1


def test_what_is_not_about_the_call_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        calling(Time())(Tool(ZeroDivisionError()))


def test_patience_ends_and_then_the_reason_is_said() -> None:
    tool = Tool(*(Lost() for _ in range(100)))
    with pytest.raises(ConnectorError, match="does not answer"):
        calling(Time())(tool)
    assert tool.asked == ATTEMPTS


@pytest.mark.parametrize("seconds", [1, 45, 90, 600])
def test_the_wait_that_the_tool_names_is_kept_exactly(seconds: int) -> None:
    time = Time()
    calling(time)(Tool(Refused(seconds)))
    assert time.now == seconds


def test_without_a_named_wait_the_rests_grow_and_stay_bounded() -> None:
    time = Time()
    calling(time)(Tool(*(Lost() for _ in range(ATTEMPTS - 1))))
    assert 0 < time.now <= 0.5 * (1 + 2 + 4 + 8 + 16)


def test_no_trace_of_the_librarys_exception_is_shown_with_ours() -> None:
    with pytest.raises(AccessDenied) as raised:
        calling(Time())(Tool(Forbidden("Bearer secret")))
    assert raised.value.__suppress_context__
    assert raised.value.__cause__ is None
