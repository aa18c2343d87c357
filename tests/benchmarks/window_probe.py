"""Started by bench_window: the real program, and when what of it is painted first.

``window_probe.py DATA_DIR`` prints one line of JSON with moments of the system's monotonic clock:
the first paint of the window, and the first one with photos in it; then it ends the program.
"""

from __future__ import annotations

import json
import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main() -> int:
    """Run the program until its first photos are painted."""
    # the same first imports as the program's own start
    import faulthandler

    faulthandler.enable()
    from photofinder.ui.application import make_application

    app = make_application()
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        """Notes the first paints."""

        def __init__(self) -> None:
            super().__init__()
            self.moments: dict[str, float] = {}

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's
            if event.type() == QEvent.Type.Paint:
                kind = type(watched).__name__
                if kind == "MainWindow" and "window" not in self.moments:
                    QTimer.singleShot(0, self, lambda: self.note("window"))
            return False

        def note(self, name: str) -> None:
            self.moments.setdefault(name, time.monotonic())

    watch = Watch()
    app.installEventFilter(watch)

    def look() -> None:
        windows = [w for w in app.topLevelWidgets() if type(w).__name__ == "MainWindow"]
        if not windows:
            return
        page = windows[0].library_page
        if page.model.rowCount() and page.model.known(0) is not None:
            app.removeEventFilter(watch)
            timer.stop()
            page.grid.viewport().repaint()
            watch.note("photos")
            print(json.dumps({**watch.moments, "rows": page.model.rowCount()}), flush=True)
            windows[0].quitRequested.emit()

    timer = QTimer(interval=5)
    timer.timeout.connect(look)
    timer.start()
    sys.argv = ["photofinder", "--data-dir", sys.argv[1]]
    from photofinder.__main__ import main as program

    return program()


if __name__ == "__main__":
    sys.exit(main())
