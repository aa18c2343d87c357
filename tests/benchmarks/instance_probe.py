"""Started by bench_instance: the real program, and when what other starts ask for is painted.

``instance_probe.py ARGUMENTS...`` runs photofinder with these arguments and prints lines of JSON:
``{"what": "ready"}`` once the library is open and the pages are built, then for each answer
``{"what": "similar" or "check", "path": ..., "moment": ...}`` with the system's monotonic clock.
Painted results are those of which every visible cell has its photo, name and score; a painted
answer is the whole window with its words.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

LOOK_MS = 2


def main() -> int:
    """Run the program until it is told to end."""
    import faulthandler

    faulthandler.enable()
    from photofinder.ui.application import make_application

    app = make_application()
    from PySide6.QtCore import QTimer

    watch = Watch(app)
    timer = QTimer(interval=LOOK_MS)
    timer.timeout.connect(watch.look)
    timer.start()
    sys.argv[0] = "photofinder"
    from photofinder.__main__ import main as program

    return program()


class Watch:
    """Looks behind each paint what it was that was painted."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._filter = _behind_paints(self._note)
        self._seen: dict[str, object] = {}
        self._watched: set[int] = set()
        self._is_ready = False

    def look(self) -> None:
        """Find the windows as they come."""
        for widget in self._app.topLevelWidgets():
            kind = type(widget).__name__
            if kind == "MainWindow" and not self._is_ready:
                self._look_at_window(widget)
            elif kind == "CheckWindow":
                self._listen_to(widget.panel)

    def _look_at_window(self, window: Any) -> None:
        if window.stack.count() < _PAGES:
            return
        self._listen_to(window.similar_page.grid.viewport())
        if window.library_page.model.rowCount():
            self._is_ready = True
            # the vectors are made up: nothing is so much alike as photos are
            window.similar_page.header.threshold.slider.setValue(0)
            say(what="ready")

    def _listen_to(self, widget: Any) -> None:
        if id(widget) not in self._watched:
            self._watched.add(id(widget))
            widget.installEventFilter(self._filter)

    def _note(self) -> None:
        now = time.monotonic()
        for widget in self._app.topLevelWidgets():
            kind = type(widget).__name__
            if kind == "MainWindow":
                self._note_similar(widget.similar_page, now)
            elif kind == "CheckWindow" and widget.isVisible():
                self._note_check(widget, now)

    def _note_similar(self, page: Any, now: float) -> None:
        answer = page.results.answer
        if answer is None or answer is self._seen.get("similar") or not page.isVisible():
            return
        rows = list(page.grid.visible())
        if rows and all(page.model.known(row) is not None for row in rows):
            self._seen["similar"] = answer
            path = answer.query.like[0].path
            say(what="similar", path=str(path), rows=len(rows), moment=now)

    def _note_check(self, window: Any, now: float) -> None:
        entry = window._current()
        if entry is not None and entry.is_done and entry is not self._seen.get("check"):
            self._seen["check"] = entry
            text = window.panel.verdict.text()
            say(what="check", path=str(entry.path), text=text, moment=now)


def _behind_paints(act: Any) -> Any:
    """Return an event filter that acts behind each paint; its class needs Qt."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class BehindPaints(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, self, act)  # the paint itself comes after this filter
            return False

    return BehindPaints()


#: those that are built late, so that the first search does not pay for them
_PAGES = 7


def say(**values: object) -> None:
    """Print a line."""
    print(json.dumps(values), flush=True)


if __name__ == "__main__":
    sys.exit(main())
