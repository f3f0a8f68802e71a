"""Which failed calls are made again, when, and how often: the one place that retries. The libraries' own are off."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from connectors.calls.pace import Pace
from connectors.errors import ConnectorError, OutcomeUnknown

if TYPE_CHECKING:
    from tenacity import RetryCallState

T = TypeVar("T")


class Fate(StrEnum):
    """What became of a request that failed and may work later."""

    REFUSED = "refused"
    """The tool did nothing: too many requests, or no connection was made."""
    UNKNOWN = "unknown"
    """It may have been saved all the same: the answer was lost, or was a failure of the tool itself."""


@dataclass(frozen=True, slots=True)
class Setback:
    """A failure that may pass. `error` is what is said when patience ends.

    `after` is how many seconds the tool asks everybody with this token to wait; `None` where it does not say.
    """

    fate: Fate
    error: ConnectorError
    after: float | None = None


Judge: TypeAlias = Callable[[Exception], Setback | ConnectorError | None]
"""Says what an exception of a library means: it may pass, it is final, or it is not about the call at all (`None`)."""

ATTEMPTS = 6
"""Of one call. With one request in five failing, one call in 15,000 still gives up."""
_FIRST_REST = 0.5
_LONGEST_REST = 30.0


class _Setback(Exception):
    def __init__(self, setback: Setback) -> None:
        super().__init__()
        self.setback = setback


class Caller:
    """Sends requests at a pace, and again where that can help and does no harm."""

    def __init__(self, pace: Pace | tuple[Pace, ...], judge: Judge, attempts: int = ATTEMPTS) -> None:
        """With several paces a request takes a turn in each; everybody must name them in the same order."""
        self._paces = pace if isinstance(pace, tuple) else (pace,)
        self._judge = judge
        self._attempts = attempts

    def __call__(self, send: Callable[[], T], *, repeatable: bool = True) -> T:
        """Return what `send` returns.

        A call that is not `repeatable` (it creates something, and the tool knows no key for it) is only sent again
        while the tool is known to have done nothing. Raises `OutcomeUnknown` when it may have been saved, and what the
        judge said when a failure is final or patience ends.
        """
        from tenacity import Retrying, retry_if_exception, stop_after_attempt

        def may_help(error: BaseException) -> bool:
            return isinstance(error, _Setback) and (repeatable or error.setback.fate is Fate.REFUSED)

        retrying = Retrying(
            retry=retry_if_exception(may_help),
            stop=stop_after_attempt(self._attempts),
            wait=_rest,
            sleep=self._paces[0].rest,
            reraise=True,
        )
        try:
            answer: T = retrying(self._once, send)
            return answer
        except _Setback as gave_up:
            setback = gave_up.setback
            if not repeatable and setback.fate is Fate.UNKNOWN:
                raise OutcomeUnknown(setback.error.message, hint=setback.error.hint) from None
            raise setback.error from None

    def _once(self, send: Callable[[], T]) -> T:
        try:
            with ExitStack() as turns:
                for pace in self._paces:
                    turns.enter_context(pace.turn())
                return send()
        except ConnectorError:
            raise
        except Exception as error:
            judged = self._judge(error)
            if judged is None:
                raise
            if isinstance(judged, ConnectorError):
                # The library's exception may hold the request, and with it the token: it goes no further.
                raise judged from None
            if judged.after is not None:
                for pace in self._paces:  # The answer does not say which of the limits was met.
                    pace.hold(judged.after)
            raise _Setback(judged) from None


def _rest(state: RetryCallState) -> float:
    """Return how long to rest: not at all where the tool said how long, for then the pace itself waits."""
    from tenacity import wait_random_exponential

    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, _Setback) and error.setback.after is not None:
        return 0.0
    return float(wait_random_exponential(multiplier=_FIRST_REST, max=_LONGEST_REST)(state))
