"""What pages say where there is nothing to show: each thing once, and only what is so."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel

from photofinder.ui.context import PageContext
from photofinder.ui.duplicates_page import DuplicatesPage
from photofinder.ui.duplicates_review import CLASSES

PATIENCE_MS = 20_000


def test_class_without_groups_promises_no_marks_and_is_explained_once(
    qtbot: Any, context: PageContext
) -> None:
    page = DuplicatesPage(context)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.marks is not None, timeout=PATIENCE_MS)
    empty = 0
    for pair_class in CLASSES:
        page.show_class(pair_class)
        if page.board.groups.rowCount():
            assert page.head.explanation.text()
            continue
        empty += 1
        assert page.head.explanation.text() == ""
        said = [label.text() for label in page.message.findChildren(QLabel)]
        assert not any("marked" in text for text in said)
        assert len({*said}) == len(said)
    assert empty
