"""Drives the real program in a process of its own: keys and clicks in, what can be seen out.

Started as ``window_driver.py SCRIPT DATA_DIR OUT [NAME=VALUE ...] -- ARGUMENTS``. The program
runs its own ``main``; a timer beside it plays the script, a generator that yields conditions to
wait for and looks at nothing but widgets and files. The result is written as JSON. A script is
one of window_scripts.py, or named with its module: ``screen_scripts.tour``.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

STEP_MS = 20
PATIENCE_S = 60.0

Condition = Callable[[], object]
Script = Iterator[Condition]


class Driver(QObject):
    """What a script sees of the program."""

    def __init__(self, out: Path, values: dict[str, str]) -> None:
        super().__init__()
        self.out = out
        self.values = values
        self.seen: dict[str, Any] = {}
        self.error = ""
        self._script: Script | None = None
        self._condition: Condition = lambda: True
        self._since = time.monotonic()
        self._timer = QTimer(self, interval=STEP_MS)
        self._timer.timeout.connect(self._step)

    def play(self, script: Script) -> None:
        self._script = script
        self._timer.start()

    def _step(self) -> None:
        assert self._script is not None
        try:
            if not self._condition():
                if time.monotonic() - self._since > PATIENCE_S:
                    raise TimeoutError(f"waited in vain at {_where(self._script)}")
                return
            self._condition = next(self._script)
            self._since = time.monotonic()
        except StopIteration:
            self._end()
        except Exception:  # noqa: BLE001  # told in the result
            self.error = traceback.format_exc()
            self.shot("error")
            self._end()

    def _end(self) -> None:
        self._timer.stop()
        text = json.dumps({"seen": self.seen, "error": self.error}, default=str)
        (self.out / "result.json").write_text(text)
        window = self.window
        if window is not None:
            QGuiApplication.clipboard().clear()  # the offscreen platform crashes with what is on it
            window.quitRequested.emit()
        else:
            QCoreApplication.quit()

    # -- looking -------------------------------------------------------------------------------

    @property
    def window(self) -> Any:
        """The main window, once there is one."""
        from photofinder.ui.main_window import MainWindow

        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, MainWindow):
                return widget
        return None

    def dialog(self, name: str) -> Any:
        """A visible top-level widget by the name of its class."""
        for widget in QApplication.topLevelWidgets():
            if type(widget).__name__ == name and widget.isVisible():
                return widget
        return None

    def shot(self, name: str) -> None:
        """Keep a picture of what is shown."""
        widget: QWidget | None = QApplication.activeModalWidget() or self.window
        if widget is not None:
            widget.grab().save(str(self.out / f"{name}.png"))

    # -- acting --------------------------------------------------------------------------------

    def key(self, key: Any, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        if QApplication.activeWindow() is None:  # no window manager activates it here
            self.window.activateWindow()
            QTest.qWaitForWindowActive(self.window, 1_000)
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifier)

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        QTest.keyClicks(QApplication.focusWidget(), text)


def _where(script: Any) -> str:
    """Return the function and line that a script, or the one it plays, waits at."""
    while script.gi_yieldfrom is not None:
        script = script.gi_yieldfrom
    return f"{script.__name__}, line {script.gi_frame.f_lineno}"


def main() -> int:
    split = sys.argv.index("--")
    script_name, data_dir, out, *pairs = sys.argv[1:split]
    values = dict(pair.split("=", 1) for pair in pairs)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    QLocale.setDefault(QLocale("en_US"))
    from photofinder.ui.application import make_application

    make_application()
    driver = Driver(Path(out), values)
    sys.path.insert(0, str(Path(__file__).parent))
    module, _, name = script_name.rpartition(".")
    scripts = importlib.import_module(module or "window_scripts")
    driver.play(getattr(scripts, name)(driver))
    sys.argv = ["photofinder", "--data-dir", data_dir, *sys.argv[split + 1 :]]
    from photofinder.__main__ import main as photofinder_main

    return photofinder_main()


if __name__ == "__main__":
    sys.exit(main())
