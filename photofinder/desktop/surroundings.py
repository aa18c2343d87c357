"""Looks at the computer every few seconds, in a thread of its own: battery, input, full screen.

The thread reads only what somebody wants to know. It never raises: what cannot be read is unknown.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.desktop.activity import open_activity
from photofinder.desktop.power import on_battery
from photofinder.desktop.quiet_policy import HoldReason, Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from photofinder.desktop.activity import Activity, Sight

log = logging.getLogger(__name__)

#: a plug that is pulled, a film that begins: soon enough, and 0.01 % of a processor
INTERVAL_S = 5.0


class Surroundings:
    """What is seen of the computer; `start` it, and `close` it.

    Parameters
    ----------
    on_reading : callable
        Gets each `Reading`, in the thread of this object.
    battery : callable
        Tells whether the computer runs on its battery.
    activity : callable
        Opens what tells of the user; called in the thread.
    interval_s : float
    """

    def __init__(
        self,
        on_reading: Callable[[Reading], None],
        *,
        battery: Callable[[], bool | None] = on_battery,
        activity: Callable[[], Activity] = open_activity,
        interval_s: float = INTERVAL_S,
    ) -> None:
        self._on_reading = on_reading
        self._battery = battery
        self._open_activity = activity
        self._interval_s = interval_s
        self._wanted: frozenset[HoldReason] = frozenset()
        self._changed = threading.Condition()
        self._ended = False
        self._thread: threading.Thread | None = None

    def want(self, reasons: frozenset[HoldReason]) -> None:
        """Read what these depend on, at once and from then on; without any, nothing is read."""
        with self._changed:
            if reasons == self._wanted:
                return
            self._wanted = reasons
            self._changed.notify_all()

    def start(self) -> None:
        """Begin to look."""
        self._thread = threading.Thread(target=self._run, name="photofinder-surroundings")
        self._thread.start()

    def close(self) -> None:
        """Look no more; waits for a reading on its way, a few seconds at most."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        activity: Activity | None = None
        has_failed, reading = False, Reading()
        try:
            while True:
                with self._changed:
                    self._changed.wait_for(lambda: self._ended or bool(self._wanted))
                    if self._ended:
                        return
                    wanted = self._wanted
                if not has_failed:
                    try:
                        if activity is None and wanted - {HoldReason.BATTERY}:
                            activity = self._open_activity()
                        reading = self._read(wanted, activity)
                    except Exception:  # a thread's edge: nothing waits then, the safe side
                        log.exception("the computer's state is not looked at any more")
                        # told again and again: what holds the work ends by lasting
                        has_failed, reading = True, Reading()
                self._on_reading(reading)
                with self._changed:
                    self._changed.wait_for(
                        lambda: self._ended or self._wanted != wanted,  # noqa: B023  # waited for here
                        self._interval_s,
                    )
        finally:
            if activity is not None:
                activity.close()

    def _read(self, wanted: frozenset[HoldReason], activity: Activity | None) -> Reading:
        battery = self._battery() if HoldReason.BATTERY in wanted else None
        if activity is None:
            return Reading(on_battery=battery)
        return Reading(
            on_battery=battery,
            full_screen=activity.full_screen() if HoldReason.FULL_SCREEN in wanted else None,
            idle_s=activity.idle_s() if HoldReason.ACTIVE in wanted else None,
        )


@dataclass(frozen=True, slots=True)
class Sights:
    """How much this computer tells.

    Attributes
    ----------
    battery : bool
        Whether it is known what feeds it.
    full_screen, input : Sight
    """

    battery: bool
    full_screen: Sight
    input: Sight


def sights() -> Sights:
    """Try every reading once; 20 ms at most, but on GNOME's Wayland."""
    activity = open_activity()
    try:
        return Sights(on_battery() is not None, activity.sees_full_screen, activity.sees_input)
    finally:
        activity.close()
