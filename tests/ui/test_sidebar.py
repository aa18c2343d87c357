"""Views and folders at the left: chosen by mouse and keys, kept over a refresh."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from photofinder.core.types import Folder
from photofinder.core.views import FolderShare
from photofinder.ui.sidebar import Sidebar

HOME, DRIVE = Path("/home/a/Pictures"), Path("/media/drive")


@pytest.fixture
def sidebar(qtbot) -> Sidebar:
    made = Sidebar()
    qtbot.addWidget(made)
    made.set_folders([Folder(1, HOME), Folder(2, DRIVE, online=False)], {HOME: 1_234, DRIVE: 5})
    made.show()
    return made


def texts(sidebar: Sidebar) -> list[str]:
    found = []
    item = sidebar.topLevelItem(0)
    while item is not None:
        found.append(f"{item.text(0)} {item.text(1)}".strip())
        item = sidebar.itemBelow(item)
    return found


def test_offline_folder_says_so_in_words(sidebar: Sidebar) -> None:
    assert "Pictures 1,234" in texts(sidebar)
    assert "drive (offline) 5" in texts(sidebar)


def test_keys_choose_the_next_view(qtbot, sidebar: Sidebar) -> None:
    places: list[object] = []
    sidebar.placeChosen.connect(places.append)
    sidebar.choose("all")
    sidebar.setFocus()
    qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    assert places == ["all", "recent"]


def test_refresh_keeps_the_chosen_folder_and_what_is_open(qtbot, sidebar: Sidebar) -> None:
    sidebar.subfoldersWanted.connect(
        lambda path: sidebar.set_subfolders(path, [FolderShare(path / "2019", 7, False)])
    )
    item = next(sidebar.topLevelItem(2).child(i) for i in range(2) if sidebar.topLevelItem(2))
    item.setExpanded(True)
    sidebar.choose(HOME / "2019")
    places: list[object] = []
    sidebar.placeChosen.connect(places.append)
    sidebar.set_folders([Folder(1, HOME), Folder(2, DRIVE)], {HOME: 2_000})
    assert sidebar.current_place() == HOME / "2019"
    assert "2019 7" in texts(sidebar)
    assert places == []


def test_refresh_keeps_nested_folders_open_and_the_chosen_one_until_answers_come(
    qtbot, sidebar: Sidebar
) -> None:
    below = {
        HOME: [FolderShare(HOME / "a", 3, True), FolderShare(HOME / "c", 1, False)],
        HOME / "a": [FolderShare(HOME / "a" / "b", 1, False)],
    }
    asked: list[Path] = []
    sidebar.subfoldersWanted.connect(asked.append)

    def answer() -> None:  # as the library does it: later
        while asked:
            path = asked.pop(0)
            sidebar.set_subfolders(path, below[path])

    sidebar._folders[HOME].setExpanded(True)
    answer()
    sidebar._folders[HOME / "a"].setExpanded(True)
    answer()
    sidebar.choose(HOME / "a" / "b")
    places: list[object] = []
    sidebar.placeChosen.connect(places.append)
    before = texts(sidebar)
    sidebar.set_folders([Folder(1, HOME), Folder(2, DRIVE, online=False)], {HOME: 1_234, DRIVE: 5})
    assert texts(sidebar) == before, "nothing closes while the answers are on their way"
    assert set(asked) == {HOME, HOME / "a"}
    below[HOME] = [FolderShare(HOME / "a", 4, True), FolderShare(HOME / "aa", 2, False)]
    answer()
    assert [line for line in texts(sidebar) if line in {"a 4", "b 1", "aa 2", "c 1"}] == [
        "a 4",
        "b 1",
        "aa 2",
    ]
    assert sidebar.current_place() == HOME / "a" / "b"
    assert places == []


def test_chosen_folder_that_comes_back_is_chosen_again(sidebar: Sidebar) -> None:
    places: list[object] = []
    sidebar.placeChosen.connect(places.append)
    sidebar.choose(DRIVE, quietly=True)
    sidebar.set_folders([Folder(1, HOME)], {})
    assert sidebar.current_place() is None
    sidebar.set_folders([Folder(1, HOME), Folder(2, DRIVE)], {})
    assert sidebar.current_place() == DRIVE
    assert places == []


def test_removed_folder_is_not_chosen_any_more(sidebar: Sidebar) -> None:
    sidebar.choose(DRIVE)
    sidebar.set_folders([Folder(1, HOME)], {})
    assert sidebar.current_place() != DRIVE


def test_count_is_spoken(sidebar: Sidebar) -> None:
    sidebar.set_count("duplicates", 1_200)
    item = sidebar.topLevelItem(1).child(0)
    assert item.data(0, Qt.ItemDataRole.AccessibleTextRole) == "Duplicates, 1,200"
    sidebar.set_count("duplicates", 0)
    assert item.text(1) == ""
