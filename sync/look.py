"""A look at how the runs of a workspace go, from outside of them: nothing is read but the store."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sync.apply import Failure
from sync.bootstrap import notifications_of, store_of
from sync.errors import UsageError
from sync.notify.health import Pulse, pulse_of
from sync.settings.load import load
from sync.settings.store import MEMORY, store_place

_RUNS = 200
"""How far back a run is looked for that came to its end."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the runs go, and which receivers could not be told."""

    pulse: Pulse
    failures: tuple[Failure, ...] = ()


def look_at_runs(config: Path, *, tell: bool, clock: Callable[[], datetime]) -> Look:
    """Return how the runs go; with `tell`, tell receivers what no run can tell them: that none finishes.

    Raises `SettingsError`, `UsageError` and `StoreError`. That the store cannot be read is for the runs to tell.
    """
    settings, folder = load(config), config.resolve().parent
    now = clock()
    if store_place(settings.store, folder, os.environ) == MEMORY:
        raise UsageError(
            "the settings name no store that outlives a run, so that nobody knows how the last one went",
            hint='name one under "store", or let a dead man\'s switch watch the runs ("alarms.heartbeat")',
        )
    with closing(store_of(settings, folder, writing=False)) as store:
        pulse = pulse_of(store.runs(_RUNS), now, timedelta(hours=settings.alarms.quiet_hours))
    if not tell or pulse.alarm is None:
        return Look(pulse)
    notifications = notifications_of(settings, folder)
    if notifications is None:
        return Look(pulse)
    from sync.notify.tell import tell_alarm

    with closing(store_of(settings, folder, writing=True)) as store:
        telling = tell_alarm(notifications, store, settings.workspace, pulse.alarm, now)
    return Look(pulse, telling.failures)
