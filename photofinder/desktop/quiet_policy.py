"""When work in the background waits for something other than the user's word. Pure.

What is seen of the computer comes every few seconds. A reason counts at once, or, for a program
that fills the screen, once it lasts; it goes only when it was away for a while: a loose plug, a
video's end and the next one's beginning, a short thought between two sentences are no occasion to
start a disk.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from photofinder.settings import Settings

#: the last key or movement is so recent that the user is at it
ACTIVE_S = 15.0
#: without a key or movement for so long, the user has gone
IDLE_S = 60.0


class HoldReason(StrEnum):
    """Why work waits."""

    BATTERY = "battery"
    FULL_SCREEN = "full screen"
    ACTIVE = "active"


#: how long a reason must last until it counts, and be away until it does not
_BEGINS_S = {HoldReason.BATTERY: 0.0, HoldReason.FULL_SCREEN: 4.0, HoldReason.ACTIVE: 0.0}
_ENDS_S = {HoldReason.BATTERY: 10.0, HoldReason.FULL_SCREEN: 15.0, HoldReason.ACTIVE: 0.0}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was seen of the computer; None stands for what the platform does not tell.

    Attributes
    ----------
    on_battery : bool or None
    full_screen : bool or None
        Whether another program fills the screen.
    idle_s : float or None
        Seconds since the last key or movement.
    """

    on_battery: bool | None = None
    full_screen: bool | None = None
    idle_s: float | None = None


@dataclass(frozen=True, slots=True)
class QuietState:
    """What is remembered from one reading to the next.

    Attributes
    ----------
    held : frozenset of HoldReason
        The reasons that count now.
    waived : frozenset of HoldReason
        Of those, what the user said to go on in spite of; until each has gone.
    since : mapping
        Of a reason that changes: since when it has looked otherwise, s.
    """

    held: frozenset[HoldReason] = frozenset()
    waived: frozenset[HoldReason] = frozenset()
    since: Mapping[HoldReason, float] = field(default_factory=dict, hash=False)

    @property
    def reason(self) -> HoldReason | None:
        """Why work waits, the gravest of several; None where it goes on."""
        left = self.held - self.waived
        return next((reason for reason in HoldReason if reason in left), None)

    @property
    def watches(self) -> bool:
        """Whether anything may change by time alone."""
        return bool(self.held or self.since)


def wanted_reasons(settings: Settings) -> frozenset[HoldReason]:
    """Return the reasons that the user wants work to wait for."""
    choices = {
        HoldReason.BATTERY: settings.pause_on_battery,
        HoldReason.FULL_SCREEN: settings.pause_full_screen,
        HoldReason.ACTIVE: settings.pause_while_active,
    }
    return frozenset(reason for reason, chosen in choices.items() if chosen)


def decide(
    state: QuietState, wanted: frozenset[HoldReason], reading: Reading, now_s: float
) -> QuietState:
    """Return the state after a reading.

    Parameters
    ----------
    state : QuietState
    wanted : frozenset of HoldReason
        One that is not wanted goes at once.
    reading : Reading
        What is unknown is no reason to wait.
    now_s : float
        Monotonic.
    """
    held, since = set(), {}
    for reason in wanted:
        is_held = reason in state.held
        if _seen(reason, reading, is_held=is_held) == is_held:
            held |= {reason} if is_held else set()
            continue
        began = state.since.get(reason, now_s)
        lasts = (_ENDS_S if is_held else _BEGINS_S)[reason]
        changes = now_s - began >= lasts
        if changes != is_held:
            held.add(reason)
        if not changes:
            since[reason] = began
    return QuietState(frozenset(held), state.waived & held, since)


def only_of(state: QuietState, wanted: frozenset[HoldReason]) -> QuietState:
    """Forget what is not wanted any more."""
    since = {reason: began for reason, began in state.since.items() if reason in wanted}
    return QuietState(state.held & wanted, state.waived & wanted, since)


def go_on_anyway(state: QuietState) -> QuietState:
    """Let work go on in spite of the reasons that there are now, until each of them has gone."""
    return replace(state, waived=state.held)


def _seen(reason: HoldReason, reading: Reading, *, is_held: bool) -> bool:
    """Whether a reading alone speaks for a reason."""
    if reason is HoldReason.BATTERY:
        return bool(reading.on_battery)
    if reason is HoldReason.FULL_SCREEN:
        return bool(reading.full_screen)
    if reading.idle_s is None:
        return False
    return reading.idle_s < (IDLE_S if is_held else ACTIVE_S)
