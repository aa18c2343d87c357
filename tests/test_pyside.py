"""The installed PySide6 keeps reference counts: 6.12.0 on Python 3.11 does not, and aborts.

There every call that returns nothing or a truth value gives back one reference too many; after
some thousand calls the interpreter dies. On 3.12 and later these objects cannot be freed.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

CALLS = 2000
# the interpreter itself takes and gives back some references meanwhile
TOLERATED = 100

PROGRAM = f"""
import sys
from PySide6.QtCore import QObject, QSignalBlocker, Signal, Slot

class Receiver(QObject):
    told = Signal()

    @Slot()
    def on_told(self):
        return None

receiver = Receiver()
receiver.told.connect(receiver.on_told)
before = [sys.getrefcount(value) for value in (None, True, False)]
for _ in range({CALLS}):
    receiver.setObjectName("name")
    receiver.told.emit()
    receiver.signalsBlocked()
    receiver.isWidgetType()
after = [sys.getrefcount(value) for value in (None, True, False)]
print(*[new - old for new, old in zip(after, before)])
"""


def test_calls_into_qt_keep_reference_counts() -> None:
    pytest.importorskip("PySide6", reason="the engine runs without Qt")
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert ended.returncode == 0, ended.stderr
    drifts = [int(word) for word in ended.stdout.split()]
    assert max(map(abs, drifts)) <= TOLERATED, f"drift after {CALLS} calls: {drifts}"
