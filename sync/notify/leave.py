"""What is told around a run: the dead man's switch at its end, and the alarm of one that did not reach its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from rules.errors import StreetdateError
from sync.notify.alarms import alarm_of_failure
from sync.notify.tell import Telling, tell_alarm
from sync.store.base import StoreBusy, StoreError

if TYPE_CHECKING:
    from sync.notify.notifications import Notifications
    from sync.settings.schema import Settings


def leave_heartbeat(notifications: Notifications, *, well: bool) -> Iterator[StreetdateError]:
    """Call the dead man's switch, if there is one; yield what went wrong."""
    if not notifications.heartbeat:
        return
    from sync.notify.heartbeat import HeartbeatMissed, beat

    try:
        beat(notifications.heartbeat, well=well)
    except HeartbeatMissed as error:
        yield error


def tell_failure(settings: Settings, folder: Path, error: BaseException) -> Iterator[StreetdateError]:
    """Tell receivers and switch that a run ended by raising; yield what went wrong with that.

    Said once, until a run reaches its end; where the store cannot be opened nobody knows what was said, and every run
    says it. Nothing is said of a run that another one kept out or that somebody stopped.
    """
    if isinstance(error, StoreBusy) or not isinstance(error, Exception):
        return
    from sync.bootstrap import notifications_of

    notifications = notifications_of(settings, folder, whole=False)
    if notifications is None:
        return
    telling = _told(notifications, settings, folder, error)
    yield from (failure.error for failure in telling.failures)
    yield from leave_heartbeat(notifications, well=False)


def _told(notifications: Notifications, settings: Settings, folder: Path, error: Exception) -> Telling:
    from sync.bootstrap import real_now, store_of

    alarm = alarm_of_failure(error)
    try:
        store = store_of(settings, folder, writing=True)
    except StreetdateError:
        return tell_alarm(notifications, None, settings.workspace, alarm, real_now())
    with closing(store):
        try:
            return tell_alarm(notifications, store, settings.workspace, alarm, real_now())
        except StoreError:
            return tell_alarm(notifications, None, settings.workspace, alarm, real_now())
