"""When work in the background waits: by what is seen, without to and fro, as the user wants it."""

from __future__ import annotations

import dataclasses
import itertools

from hypothesis import given
from hypothesis import strategies as st

from photofinder.desktop.quiet_policy import (
    ACTIVE_S,
    IDLE_S,
    HoldReason,
    QuietState,
    Reading,
    decide,
    go_on_anyway,
    wanted_reasons,
)
from photofinder.settings import Settings

ALL = frozenset(HoldReason)
AT_REST = Reading(on_battery=False, full_screen=False, idle_s=1000.0)
BATTERY, FULL, ACTIVE = HoldReason.BATTERY, HoldReason.FULL_SCREEN, HoldReason.ACTIVE


class Day:
    """Readings one after the other, and what came of each."""

    def __init__(self, wanted: frozenset[HoldReason] = ALL) -> None:
        self.wanted = wanted
        self.state = QuietState()
        self.now_s = 100.0

    def see(self, seconds: float = 5.0, **facts: object) -> HoldReason | None:
        self.now_s += seconds
        reading = dataclasses.replace(AT_REST, **facts)  # type: ignore[arg-type]
        self.state = decide(self.state, self.wanted, reading, self.now_s)
        return self.state.reason


def test_by_default_battery_and_full_screen_count_and_typing_does_not() -> None:
    assert wanted_reasons(Settings()) == {BATTERY, FULL}
    assert wanted_reasons(Settings(pause_on_battery=False, pause_while_active=True)) == {
        FULL,
        ACTIVE,
    }


def test_nothing_waits_without_a_reason() -> None:
    day = Day()
    assert day.see() is None
    assert not day.state.watches


def test_battery_counts_at_once_and_goes_when_the_plug_stays_in() -> None:
    day = Day()
    assert day.see(on_battery=True) is BATTERY
    assert day.see(on_battery=False) is BATTERY
    assert day.see(on_battery=True) is BATTERY, "a loose plug"
    assert day.see(on_battery=False) is BATTERY, "counted anew"
    assert day.see(on_battery=False) is BATTERY
    assert day.see(on_battery=False) is None


def test_a_program_must_fill_the_screen_for_a_while() -> None:
    day = Day()
    assert day.see(full_screen=True) is None
    assert day.see(full_screen=False) is None
    assert day.see(full_screen=True) is None
    assert day.see(full_screen=True) is FULL
    assert [day.see(full_screen=False) for _ in range(4)] == [FULL, FULL, FULL, None]


def test_who_types_is_active_until_he_is_gone_for_a_minute() -> None:
    day = Day()
    assert day.see(idle_s=ACTIVE_S + 1) is None
    assert day.see(idle_s=ACTIVE_S - 1) is ACTIVE
    assert day.see(idle_s=IDLE_S - 1) is ACTIVE, "a thought between two sentences"
    assert day.see(idle_s=IDLE_S) is None
    assert day.see(idle_s=IDLE_S + 5) is None


def test_what_the_platform_does_not_tell_is_no_reason() -> None:
    day = Day()
    for _ in range(9):
        assert day.see(on_battery=None, full_screen=None, idle_s=None) is None


def test_what_cannot_be_told_any_more_goes_as_if_it_were_over() -> None:
    day = Day()
    assert day.see(on_battery=True) is BATTERY
    assert day.see(on_battery=None) is BATTERY, "one failed reading changes nothing"
    assert day.see(20, on_battery=None) is None


def test_what_the_user_does_not_want_goes_at_once() -> None:
    day = Day()
    assert day.see(on_battery=True) is BATTERY
    day.wanted = frozenset({FULL})
    assert day.see(on_battery=True) is None


def test_the_gravest_of_several_is_told() -> None:
    day = Day()
    day.see(full_screen=True, idle_s=1.0)
    assert day.see(full_screen=True, idle_s=1.0) is FULL
    assert day.see(full_screen=True, idle_s=1.0, on_battery=True) is BATTERY


def test_going_on_anyway_lasts_until_the_reason_has_gone() -> None:
    day = Day()
    assert day.see(on_battery=True) is BATTERY
    day.state = go_on_anyway(day.state)
    assert day.state.reason is None
    assert day.see(on_battery=True) is None
    assert day.see(on_battery=False) is None
    assert day.see(on_battery=True) is None, "the plug was not in for long"
    for _ in range(4):
        day.see(on_battery=False)
    assert day.see(on_battery=True) is BATTERY, "another time is another question"


def test_going_on_anyway_is_no_word_about_other_reasons() -> None:
    day = Day()
    day.see(on_battery=True)
    day.state = go_on_anyway(day.state)
    day.see(on_battery=True, full_screen=True)
    assert day.see(on_battery=True, full_screen=True) is FULL


READINGS = st.builds(
    Reading,
    on_battery=st.sampled_from([True, False, None]),
    full_screen=st.sampled_from([True, False, None]),
    idle_s=st.one_of(st.none(), st.floats(0, 200)),
)


@given(st.lists(READINGS, min_size=1, max_size=40), st.sets(st.sampled_from(list(HoldReason))))
def test_a_state_never_holds_what_is_not_wanted_and_comes_to_rest(
    readings: list[Reading], wanted: set[HoldReason]
) -> None:
    state, now_s = QuietState(), 0.0
    for reading in readings:
        now_s += 5
        state = decide(state, frozenset(wanted), reading, now_s)
        assert state.held <= wanted
        assert state.waived <= state.held
    for _ in range(8):
        now_s += 5
        state = decide(state, frozenset(wanted), AT_REST, now_s)
    assert state == QuietState()


@given(st.lists(st.booleans(), min_size=2, max_size=60))
def test_the_battery_never_lets_go_sooner_than_it_may(plugged: list[bool]) -> None:
    day, changes = Day(frozenset({BATTERY})), []
    for in_socket in plugged:
        before = day.state.reason
        if day.see(1, on_battery=not in_socket) != before:
            changes.append((day.now_s, day.state.reason))
    for (held_s, reason), (gone_s, _) in itertools.pairwise(changes):
        if reason is BATTERY:
            assert gone_s - held_s >= 10
