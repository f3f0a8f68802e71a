"""What goes wrong between a client and a stand-in: before the request is carried out, or after."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TypeAlias

from tests.standins.wire import Matches, Request, Response

Answer: TypeAlias = Callable[[Response], Response]
"""Makes the answer that is sent of the answer that was due (of an empty 200, where nothing was carried out)."""

GATEWAY_PAGE = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


@dataclass(frozen=True, slots=True)
class Fault:
    """One disturbance. `saved` says whether the request is carried out; no answer means a dropped connection."""

    saved: bool
    answer: Answer | None
    delay: float = 0.0
    """Seconds of the server's clock that pass before it answers."""


def refused(response: Response) -> Fault:
    """Answer this and carry nothing out."""
    return Fault(saved=False, answer=lambda _: response)


def saved_but(answer: Response | Answer) -> Fault:
    """Carry the request out and answer this instead of the truth."""
    return Fault(saved=True, answer=(lambda _: answer) if isinstance(answer, Response) else answer)


def saved_and_dropped() -> Fault:
    """Carry the request out and close the connection without an answer."""
    return Fault(saved=True, answer=None)


def dropped() -> Fault:
    """Close the connection without an answer; nothing is carried out."""
    return Fault(saved=False, answer=None)


def not_json(status: int = 200, body: bytes = GATEWAY_PAGE, *, saved: bool = False) -> Fault:
    """Answer a page of a gateway where JSON is expected."""
    return Fault(saved, lambda _: Response(status, body, {"content-type": "text/html"}))


def delayed(seconds: float) -> Fault:
    """Carry the request out and answer truly, later."""
    return Fault(saved=True, answer=lambda response: response, delay=seconds)


def anything(_: Request) -> bool:
    """Match every request."""
    return True


@dataclass(slots=True)
class _Planned:
    matches: Matches
    fault: Fault
    skip: int
    times: int | None


@dataclass(frozen=True, slots=True)
class _Chance:
    share: float
    faults: Sequence[Fault]
    draw: random.Random
    matches: Matches


class Faults:
    """The disturbances of one server. Planned ones come before those of chance."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []
        self._chances: list[_Chance] = []
        self._lock = Lock()

    def at(self, number: int, fault: Fault) -> None:
        """Disturb the request of this number, counted from the server's start."""
        self.when(lambda request: request.number == number, fault)

    def when(self, matches: Matches, fault: Fault, *, skip: int = 0, times: int | None = 1) -> None:
        """Disturb the next `times` requests that match (None: all), after letting `skip` of them pass."""
        with self._lock:
            self._planned.append(_Planned(matches, fault, skip, times))

    def sometimes(self, share: float, faults: Sequence[Fault], seed: int, matches: Matches = anything) -> None:
        """Disturb this share of the requests that match, each with one of the faults; the same for the same seed."""
        with self._lock:
            self._chances.append(_Chance(share, faults, random.Random(seed), matches))

    def clear(self) -> None:
        """Let everything go well from now on."""
        with self._lock:
            self._planned.clear()
            self._chances.clear()

    def next(self, request: Request) -> Fault | None:
        """Return what disturbs this request; each planned fault counts the requests it matches."""
        with self._lock:
            due = [plan for plan in self._planned if plan.matches(request)]
            for plan in due:
                if plan.skip:
                    plan.skip -= 1
                elif plan.times != 0:
                    if plan.times is not None:
                        plan.times -= 1
                    return plan.fault
            for chance in self._chances:
                if chance.matches(request) and chance.draw.random() < chance.share:
                    return chance.draw.choice(chance.faults)
        return None
