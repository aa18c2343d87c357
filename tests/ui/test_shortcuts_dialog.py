"""The list of shortcuts is made from the actions themselves."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from photofinder.ui.shortcuts_dialog import ShortcutsDialog, own_keys, plain


def window(qtbot: QtBot) -> tuple[QMainWindow, list[QAction]]:
    made = QMainWindow()
    qtbot.addWidget(made)
    file, view = made.menuBar().addMenu("&File"), made.menuBar().addMenu("&View")
    actions = []
    for menu, text, keys in (
        (file, "&Add a folder...", ["Ctrl+Shift+N"]),
        (file, "Not by key", []),
        (view, "&Filter", ["Ctrl+F", "/"]),
    ):
        action = menu.addAction(text)
        action.setShortcuts([QKeySequence(one) for one in keys])
        actions.append(action)
    return made, actions


def rows(dialog: ShortcutsDialog) -> dict[str, list[tuple[str, str]]]:
    """Return what is seen: group to rows."""
    seen = {}
    for number in range(dialog.list.topLevelItemCount()):
        group = dialog.list.topLevelItem(number)
        if group.isHidden():
            continue
        children = [group.child(row) for row in range(group.childCount())]
        seen[group.text(0)] = [(c.text(0), c.text(1)) for c in children if not c.isHidden()]
    return seen


def test_actions_are_grouped_by_their_menus(qtbot: QtBot) -> None:
    _, actions = window(qtbot)
    dialog = ShortcutsDialog(actions, extra={"In a list": [("Move", "Left")]})
    qtbot.addWidget(dialog)
    assert rows(dialog) == {
        "File": [("Add a folder", "Ctrl+Shift+N")],
        "View": [("Filter", "Ctrl+F, /")],
        "In a list": [("Move", "Left")],
    }


def test_a_changed_shortcut_is_told_as_it_is(qtbot: QtBot) -> None:
    _, actions = window(qtbot)
    actions[0].setShortcut(QKeySequence("Ctrl+B"))
    dialog = ShortcutsDialog(actions)
    qtbot.addWidget(dialog)
    assert rows(dialog)["File"] == [("Add a folder", "Ctrl+B")]
    assert set(own_keys()) <= set(rows(dialog))


def test_the_filter_finds_words_and_keys(qtbot: QtBot) -> None:
    _, actions = window(qtbot)
    dialog = ShortcutsDialog(actions, extra={})
    qtbot.addWidget(dialog)
    dialog.filter.setText("FOLDER shift")
    assert rows(dialog) == {"File": [("Add a folder", "Ctrl+Shift+N")]}
    dialog.filter.setText("nothing like it")
    assert rows(dialog) == {}
    dialog.filter.clear()
    assert set(rows(dialog)) == {"File", "View"}


def test_texts_are_told_without_their_marks() -> None:
    assert plain("&Add a folder...") == "Add a folder"
    assert plain("Drag && drop") == "Drag & drop"
