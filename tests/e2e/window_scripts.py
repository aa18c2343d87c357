"""What is done with the real program; played by window_driver.py inside it.

A script looks at widgets as a person would and acts by keys; it yields what it waits for.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from window_driver import Driver, Script

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def later(act: Any) -> None:
    """Act outside of the script's own step: a dialog that is opened has a loop of its own."""
    QTimer.singleShot(0, act)


def opened(d: Driver) -> Script:
    """Wait for the window and its library."""
    yield lambda: d.window is not None and d.window.isVisible()
    yield lambda: d.window.context.bridge.library is not None


def button(widget: Any, *words: str) -> QPushButton | None:
    """Find a visible button by words of its text."""
    for found in widget.findChildren(QPushButton):
        text = found.text().replace("&", "").lower()
        if found.isVisible() and found.isEnabled() and all(word in text for word in words):
            return found
    return None


def chosen_rows(page: Any) -> list[Any]:
    """Return the rows of what is chosen in a page's grid, as far as they are known."""
    return page.model.known_rows(page.grid.selected_file_ids())


def add_folder(d: Driver) -> Script:
    """Add the folder of the first run by its one button and the system's dialog."""
    page = d.window.library_page
    yield lambda: button(page, "add a folder") is not None
    d.shot("empty")
    later(button(page, "add a folder").click)
    yield lambda: d.dialog("QFileDialog") is not None
    dialog = d.dialog("QFileDialog")
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    field.setText(d.values["photos"])
    field.setFocus()
    later(lambda: d.key(KEY.Key_Return))
    yield lambda: d.dialog("QFileDialog") is None


def indexed(d: Driver) -> Script:
    """Wait until everything is found, embedded and compared."""
    library = d.window.context.bridge.library
    count = int(d.values["count"])
    yield lambda: d.window.library_page.model.rowCount() == count
    d.seen["photos_while_indexing"] = library.status().counts.pending
    yield lambda: not library.status().counts.pending and not library.status().uncompared
    yield lambda: not library.jobs()


def find_by_name(d: Driver, name: str) -> Script:
    """Filter by a name and go to the photo, by keys alone."""
    d.key(KEY.Key_1, CTRL)
    d.key(KEY.Key_F, CTRL)
    yield lambda: d.window.library_page.filter.hasFocus()
    d.key(KEY.Key_A, CTRL)
    d.type(name)
    page = d.window.library_page
    yield lambda: page.model.rowCount() == 1 and page.model.photo(0) is not None
    d.key(KEY.Key_Return)
    yield page.grid.hasFocus
    d.key(KEY.Key_Home)
    yield lambda: [row.path.name for row in chosen_rows(page)] == [name]


def journey(d: Driver) -> Script:
    """Add, look, find similar, review duplicates, compare, clean up, undo: all by keys."""
    yield from opened(d)
    yield from add_folder(d)
    yield from indexed(d)
    d.shot("grid")
    yield from find_by_name(d, d.values["query"])
    yield from _similar(d)
    yield from _duplicates(d)
    yield from _compare(d)
    yield from _clean_up(d)
    yield from _undo(d)


def _similar(d: Driver) -> Script:
    d.key(KEY.Key_S)
    page = d.window.similar_page
    yield lambda: d.window.stack.currentWidget() is page and page.model.rowCount() > 0
    yield lambda: not page.is_searching and page.model.photo(4) is not None
    d.seen["similar"] = [str(page.model.photo(n).path) for n in range(5)]
    yield lambda: True
    d.shot("similar")


def _duplicates(d: Driver) -> Script:
    d.key(KEY.Key_4, CTRL)
    page = d.window.duplicates_page
    yield lambda: page.marks is not None and page.board.list.current_group() is not None
    d.seen["groups"] = page.board.groups.rowCount()
    d.shot("duplicates")
    page.setFocus()
    yield page.board.list.hasFocus
    d.key(KEY.Key_X)  # not duplicates
    yield lambda: page.board.groups.rowCount() == d.seen["groups"] - 1
    d.key(KEY.Key_Z, CTRL)
    yield lambda: page.board.groups.rowCount() == d.seen["groups"]


def _compare(d: Driver) -> Script:
    d.key(KEY.Key_C)
    view = d.window.compare_view
    yield lambda: d.window.stack.currentWidget() is view
    yield lambda: len(view.panes) >= 2
    yield lambda: all(pane.canvas.image is not None for pane in view.panes)
    d.shot("compare")
    d.key(KEY.Key_Escape)
    yield lambda: d.window.stack.currentWidget() is d.window.duplicates_page


def _clean_up(d: Driver) -> Script:
    page = d.window.duplicates_page
    clean = button(page, "clean up")
    assert clean is not None, "nothing is marked"
    later(clean.click)
    yield lambda: d.dialog("CleanupDialog") is not None
    dialog = d.dialog("CleanupDialog")
    yield lambda: button(dialog, "move") is not None
    d.shot("plan")
    later(button(dialog, "move").click)
    yield lambda: button(dialog, "undo") is not None
    d.shot("cleaned")
    photos = Path(d.values["photos"])
    left = [str(p.relative_to(photos)) for p in photos.rglob("*") if p.is_file()]
    d.seen["left"] = sorted(left)
    later(dialog.close)
    yield lambda: d.dialog("CleanupDialog") is None


def _undo(d: Driver) -> Script:
    d.key(KEY.Key_8, CTRL)
    page = d.window.history_page
    yield lambda: d.window.stack.currentWidget() is page
    yield lambda: button(page, "undo") is not None
    d.shot("history")
    if d.values.get("undo") == "later":
        return
    later(button(page, "undo").click)
    yield from _back(d)


def _back(d: Driver) -> Script:
    photos, count = Path(d.values["photos"]), int(d.values["count"])
    yield lambda: sum(p.is_file() for p in photos.rglob("*")) == count
    library = d.window.context.bridge.library
    yield lambda: library.status().counts.indexed == count


def undo_after_restart(d: Driver) -> Script:
    """Take a clean-up of an earlier run back."""
    yield from opened(d)
    d.key(KEY.Key_8, CTRL)
    page = d.window.history_page
    yield lambda: button(page, "undo") is not None
    later(button(page, "undo").click)
    yield from _back(d)


def wait_for_all(d: Driver) -> Script:
    """Do nothing but wait until everything is indexed."""
    yield from opened(d)
    yield from indexed(d)
    d.seen["status"] = json.loads(json.dumps(vars_of(d.window.context.bridge.library)))


def vars_of(library: Any) -> dict[str, int]:
    """Return numbers of a library's state."""
    counts = library.status().counts
    return {"indexed": counts.indexed, "unreadable": counts.unreadable}


def second_start(d: Driver) -> Script:
    """Wait for another start that asks for a search."""
    yield from opened(d)
    (d.out / "ready").touch()
    page = d.window.similar_page
    yield lambda: d.window.stack.currentWidget() is page and page.model.rowCount() > 0
    yield lambda: not page.is_searching and page.model.photo(0) is not None
    d.seen["first"] = str(page.model.photo(0).path)
    d.seen["windows"] = sum(
        type(widget).__name__ == "MainWindow" for widget in QApplication.topLevelWidgets()
    )
