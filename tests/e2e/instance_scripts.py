"""What is looked at in a program that other starts talk to; played by window_driver.py."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication
from window_driver import Driver, Script
from window_scripts import opened


def _windows() -> int:
    return sum(type(widget).__name__ == "MainWindow" for widget in QApplication.topLevelWidgets())


def _answered(d: Driver) -> Any:
    window = d.dialog("CheckWindow")
    return window if window is not None and window._entries and not window.is_checking else None


def answer_others(d: Driver) -> Script:
    """Wait for another start that asks about files."""
    yield from opened(d)
    (d.out / "ready").touch()
    yield from answer_own(d)


def answer_own(d: Driver) -> Script:
    """Wait for the answer that the program was started for."""
    yield lambda: _answered(d) is not None
    window = _answered(d)
    d.seen["verdict"] = window.panel.verdict.text()
    d.seen["place"] = window.panel.place.toPlainText()
    d.seen["counts"] = window.counts.text()
    d.seen["files"] = len(window._entries)
    d.seen["library shown"] = d.window.isVisible()
    d.seen["windows"] = _windows()


def search_for_others(d: Driver) -> Script:
    """Wait for another start that searches with many files."""
    yield from opened(d)
    (d.out / "ready").touch()
    page = d.window.similar_page
    yield lambda: d.window.stack.currentWidget() is page and page.model.rowCount() > 0
    yield lambda: not page.is_searching and page.model.photo(0) is not None
    yield lambda: d.window.message_bar.current is not None
    d.seen["pictures"] = len(page.query.like)
    d.seen["notice"] = d.window.message_bar.current.text
    d.seen["windows"] = _windows()


def duplicates_for_others(d: Driver) -> Script:
    """Wait for another start that asks for the duplicates of a folder."""
    yield from opened(d)
    (d.out / "ready").touch()
    yield lambda: d.window.stack.shown == "duplicates"
    page = d.window.duplicates_page
    yield lambda: page.head.scope.isVisible() and page.board.groups.rowCount() > 0
    d.seen["scope"] = page.head.scope.text.text()
    d.seen["groups"] = page.board.groups.rowCount()
