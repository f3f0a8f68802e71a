"""A pace spends its windows fully and never overdraws one, whatever the network does to the requests."""

from __future__ import annotations

import threading
from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.calls.pace import Pace, Window


class Time:
    """Seconds that pass only when somebody sleeps or works."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


def paced(time: Time, *windows: Window) -> Pace:
    return Pace(*windows, clock=time, sleep=time.sleep)


def sent_at(time: Time, pace: Pace, count: int, latency: float = 0.0) -> list[float]:
    moments = []
    for _ in range(count):
        with pace.turn():
            moments.append(time.now)
            time.now += latency
    return moments


def test_a_window_is_spent_in_one_burst_and_then_waited_for() -> None:
    time = Time()
    assert sent_at(time, paced(time, Window(3, 60)), 7) == [0, 0, 0, 60, 60, 60, 120]


def test_the_narrowest_of_several_windows_decides() -> None:
    time = Time()
    assert sent_at(time, paced(time, Window(5, 1), Window(6, 10)), 8) == [0, 0, 0, 0, 0, 1, 10, 10]


def test_a_request_counts_from_its_answer_because_the_tool_may_have_counted_it_that_late() -> None:
    time = Time()
    assert sent_at(time, paced(time, Window(2, 1)), 3, latency=0.3) == pytest.approx([0, 0.3, 1.3])


@pytest.mark.parametrize("seconds", [1.0, 90.0, 3600.0])
def test_a_wait_that_the_tool_asks_for_is_kept_to_the_second_by_everybody(seconds: float) -> None:
    time = Time()
    pace = paced(time, Window(100, 60))
    pace.hold(seconds)
    pace.hold(seconds / 2)
    assert sent_at(time, pace, 2) == [seconds, seconds]


def test_everything_sent_is_counted() -> None:
    time = Time()
    pace = paced(time, Window(2, 1))
    sent_at(time, pace, 5)
    assert pace.sent == 5


def test_threads_never_have_more_requests_under_way_than_the_window_holds() -> None:
    pace = Pace(Window(2, 0.001))
    lock, under_way, most = threading.Lock(), 0, 0

    def work() -> None:
        nonlocal under_way, most
        for _ in range(20):
            with pace.turn():
                with lock:
                    under_way += 1
                    most = max(most, under_way)
                with lock:
                    under_way -= 1

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most <= 2, pace.sent) == (True, 120)


@given(
    most=st.integers(1, 5),
    latencies=st.lists(st.tuples(st.floats(0, 2), st.floats(0, 1)), min_size=1, max_size=60),
)
def test_no_window_of_the_tools_ever_holds_more_than_it_may(most: int, latencies: list[tuple[float, float]]) -> None:
    """The tool counts a request somewhere between its sending and its answer."""
    time, counted = Time(), deque[float]()
    pace = paced(time, Window(most, 1.0))
    for latency, part in latencies:
        with pace.turn():
            counted.append(time.now + latency * part)
            time.now += latency
    moments = sorted(counted)
    for first, one_too_many in zip(moments, list(moments)[most:], strict=False):
        assert one_too_many - first >= 1.0 - 1e-9
