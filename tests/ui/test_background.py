"""What goes on by itself ends with the program, in a time that can be waited for."""

from __future__ import annotations

import logging
import threading
from typing import Any

import pytest

from photofinder.ui import background
from photofinder.ui.background import Background
from photofinder.ui.bridge import Bridge

PATIENCE_S = 30.0


class StuckWatching:
    """A watch on a drive that does not answer."""

    problems = ()

    def __init__(self) -> None:
        self.answers = threading.Event()
        self.is_closed = threading.Event()

    def wait(self, timeout_s: float) -> None:
        """Work as it should."""

    def close(self) -> None:
        assert self.answers.wait(PATIENCE_S)
        self.is_closed.set()


def test_end_does_not_wait_for_ever_for_the_watch(
    bridge: Bridge, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(background, "CLOSE_S", 0.01)
    made, stuck = Background(bridge), StuckWatching()
    made._watching = stuck  # type: ignore[assignment]
    with caplog.at_level(logging.WARNING):
        made.close()
    assert not stuck.is_closed.is_set()
    assert "the watch still runs" in caplog.text
    made.close()  # again does nothing
    stuck.answers.set()
    assert stuck.is_closed.wait(PATIENCE_S)


def test_end_waits_for_a_watch_that_ends(
    qtbot: Any, bridge: Bridge, caplog: pytest.LogCaptureFixture
) -> None:
    made = Background(bridge)
    made.restart()
    qtbot.waitUntil(lambda: made.watching, timeout=PATIENCE_S * 1_000)
    with caplog.at_level(logging.WARNING):
        made.close()
    assert not made.watching
    assert "photofinder-watcher" not in {thread.name for thread in threading.enumerate()}
    assert caplog.text == ""
