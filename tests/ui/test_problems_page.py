"""The problems page tells what could not be read, and what to do about it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QTreeView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from photofinder.core.types import Folder, PhotoProblem
from photofinder.core.views import ProblemReport
from photofinder.errors import EnvironmentProblem, PhotoUnreadable
from photofinder.ui.background import Background
from photofinder.ui.bridge import Bridge
from photofinder.ui.context import Notice, PageContext, Requests
from photofinder.ui.folder_control import FolderControl
from photofinder.ui.problems_model import NAME, PLACE, REASON, ProblemKind, ProblemsModel
from photofinder.ui.problems_page import ProblemsPage
from photofinder.ui.sidebar import Sidebar

PATIENCE_MS = 60_000


def report(unreadable: int = 0, *, offline: int = 0, walk: int = 0) -> ProblemReport:
    message = PhotoUnreadable("truncated").message
    return ProblemReport(
        unreadable=tuple(
            PhotoProblem(Path(f"/photos/{i % 7}/p{i:05}.jpg"), "truncated", message)
            for i in range(unreadable)
        ),
        unreadable_count=unreadable,
        offline=tuple(Folder(i, Path(f"/media/drive{i}"), online=False) for i in range(offline)),
        walk=tuple(f"The folder /photos/{i} cannot be read." for i in range(walk)),
    )


# -- the model -----------------------------------------------------------------------------------


def test_the_model_keeps_qts_promises(qtmodeltester: ModelTester) -> None:
    model = ProblemsModel()
    qtmodeltester.check(model)
    for one in (report(), report(3, offline=1, walk=2), report(50), report()):
        model.set_report(one)
        model.sort(PLACE, Qt.SortOrder.DescendingOrder)
    model.set_polled([EnvironmentProblem("network_drive", path="/mnt", kind="nfs", interval_s=30)])
    assert model.count(ProblemKind.POLLED) == 1


def test_problems_lie_in_groups_with_their_numbers(qapp: object) -> None:
    model = ProblemsModel()
    model.set_report(report(2, offline=1, walk=1))
    titles = [model.index(row, NAME).data() for row in range(model.rowCount())]
    assert titles == [
        "Folders that are offline (1)",
        "Folders that could not be read (1)",
        "Photos that cannot be read (2)",
    ]
    photo = model.index(1, NAME, model.index(2, NAME))
    assert photo.data() == "p00001.jpg"
    assert photo.siblingAtColumn(PLACE).data() == str(Path("/photos/1"))
    assert photo.siblingAtColumn(REASON).data().startswith("The picture ends too early")
    assert "p00001.jpg" in photo.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_list_that_is_cut_off_says_so(qapp: object) -> None:
    model = ProblemsModel()
    found = report(5)
    model.set_report(ProblemReport(unreadable=found.unreadable, unreadable_count=12_000))
    title = model.index(0, NAME).data()
    assert title == "Photos that cannot be read (12,000), the first 5 are listed"


def test_sorting_keeps_the_groups(qapp: object) -> None:
    model = ProblemsModel()
    model.set_report(report(20, offline=2))
    model.sort(NAME, Qt.SortOrder.DescendingOrder)
    photos = model.index(1, NAME)
    names = [model.index(row, NAME, photos).data() for row in range(model.rowCount(photos))]
    assert names == sorted(names, reverse=True)
    assert model.index(0, NAME).data() == "Folders that are offline (2)"


@pytest.mark.measured
def test_thousands_cost_little(qapp: object) -> None:
    few, many = report(500), report(5_000)
    model = ProblemsModel()

    def seconds(one: ProblemReport) -> float:
        began = time.perf_counter()
        model.set_report(one)
        return time.perf_counter() - began

    seconds(few)
    assert seconds(many) < 40 * max(min(seconds(few) for _ in range(5)), 1e-4)


# -- the page ------------------------------------------------------------------------------------


class Shown:
    def __init__(self, qtbot: QtBot, context: PageContext) -> None:
        self.page = ProblemsPage(context)
        self.notices: list[Notice] = []
        context.requests.noticeRaised.connect(self.notices.append)
        context.bridge.noticeRaised.connect(self.notices.append)
        qtbot.addWidget(self.page)
        self.page.resize(900, 600)
        self.page.show()

    @property
    def view(self) -> QTreeView:
        return self.page.findChild(QTreeView)

    def labels(self) -> list[str]:
        return [w.text() for w in self.page.findChildren(QLabel) if w.isVisible()]

    def button(self, text: str) -> QPushButton:
        return next(w for w in self.page.findChildren(QPushButton) if w.text() == text)

    def visible_buttons(self) -> set[str]:
        return {w.text() for w in self.page._details.findChildren(QWidget) if w.isVisible()
                and isinstance(w, QPushButton)}  # fmt: skip

    def choose(self, kind: ProblemKind, row: int = 0) -> None:
        model = self.page._model
        number = [group.kind for group in model.groups].index(kind)
        index = model.index(row, NAME, model.index(number, NAME))
        self.view.setCurrentIndex(index)

    def wait_for(self, qtbot: QtBot, kind: ProblemKind, count: int) -> None:
        qtbot.waitUntil(lambda: self.page._model.count(kind) == count, timeout=PATIENCE_MS)


def context_of(bridge: Bridge) -> PageContext:
    return PageContext(bridge, Requests(bridge), None)  # type: ignore[arg-type]


@pytest.fixture
def damaged(library, pictures: type):  # type: ignore[no-untyped-def]
    """Give a library of two good photos and two that are none."""
    for seed in range(2):
        pictures.save(library.photos / f"good{seed}.jpg", seed)
    (library.photos / "empty.jpg").write_bytes(b"")
    (library.photos / "&amp;cut.jpg").write_bytes(pictures.data(3)[:900])
    library.add()
    library.scan()
    return library


def test_without_problems_it_says_so(bridge: Bridge, qtbot: QtBot) -> None:
    shown = Shown(qtbot, context_of(bridge))
    qtbot.waitUntil(lambda: "No problems" in shown.labels())
    assert not shown.button("Copy the list").isEnabled()
    assert not shown.button("Try all again").isEnabled()


def test_unreadable_photos_are_listed_with_their_reasons(
    damaged: object, open_bridge: Callable[..., Bridge], qtbot: QtBot
) -> None:
    shown = Shown(qtbot, context_of(open_bridge(damaged)))
    shown.wait_for(qtbot, ProblemKind.UNREADABLE, 2)
    assert "2 photo(s)" in " ".join(shown.labels())
    shown.choose(ProblemKind.UNREADABLE, 1)
    assert shown.page.selected_paths() == [damaged.photos / "empty.jpg"]  # type: ignore[attr-defined]
    details = shown.page._details
    assert "empty (0 bytes)" in details._reason.toPlainText()
    assert details._path.toPlainText() == str(damaged.photos / "empty.jpg")  # type: ignore[attr-defined]
    assert shown.visible_buttons() == {"Show in file manager", "Copy path"}
    shown.button("Copy path").click()
    assert QGuiApplication.clipboard().text().endswith("empty.jpg")


def test_the_list_is_copied_as_text(
    damaged: object, open_bridge: Callable[..., Bridge], qtbot: QtBot
) -> None:
    shown = Shown(qtbot, context_of(open_bridge(damaged)))
    shown.wait_for(qtbot, ProblemKind.UNREADABLE, 2)
    shown.button("Copy the list").click()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Photos that cannot be read (2)"
    path, reason = lines[2].split("\t")
    assert path.endswith("empty.jpg")
    assert reason.startswith("The file is empty")


def test_trying_again_heals_what_was_mended(
    damaged: object, open_bridge: Callable[..., Bridge], pictures: type, qtbot: QtBot
) -> None:
    bridge = open_bridge(damaged)
    shown = Shown(qtbot, context_of(bridge))
    shown.wait_for(qtbot, ProblemKind.UNREADABLE, 2)
    pictures.save(damaged.photos / "empty.jpg", 9)  # type: ignore[attr-defined]
    shown.button("Try all again").click()
    again = shown.page._retry
    assert (again.text(), again.isEnabled()) == ("Trying again...", False)
    shown.wait_for(qtbot, ProblemKind.UNREADABLE, 1)
    qtbot.waitUntil(lambda: again.text() == "Try all again")
    assert any("1 photo(s) can be read now" in notice.text for notice in shown.notices)


def test_what_was_chosen_stays_chosen_when_the_list_changes(bridge: Bridge, qtbot: QtBot) -> None:
    shown = Shown(qtbot, context_of(bridge))
    shown.page._on_report(report(10))
    shown.choose(ProblemKind.UNREADABLE, 4)
    chosen = shown.page.selected_paths()
    shown.page._on_report(report(10, offline=1))
    assert shown.page.selected_paths() == chosen
    shown.page._on_report(report(2))
    assert shown.page.selected_paths() == []
    assert not shown.page._details.isVisible()


@pytest.mark.parametrize("forget", [False, True])
def test_an_offline_folder_is_removed_after_a_question_in_place(
    indexed: object, open_bridge: Callable[..., Bridge], qtbot: QtBot, tmp_path: Path, forget: bool
) -> None:
    indexed.photos.rename(tmp_path / "away")  # type: ignore[attr-defined]
    indexed.scan()  # type: ignore[attr-defined]
    bridge = open_bridge(indexed)
    context = context_of(bridge)
    shown = Shown(qtbot, context)
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    folders = FolderControl(context, Mock(Background), sidebar, shown.page)
    context.requests.folderRemoveRequested.connect(folders.remove)
    shown.wait_for(qtbot, ProblemKind.OFFLINE, 1)
    shown.choose(ProblemKind.OFFLINE)
    assert "Show in file manager" not in shown.visible_buttons()
    qtbot.keyClick(shown.view, Qt.Key.Key_Delete)
    assert shown.button("Cancel").hasFocus() or not shown.page.isActiveWindow()
    shown.button("Cancel").click()
    assert bridge.library is not None
    assert len(bridge.library.folders()) == 1
    shown.button("Remove from the library...").click()
    name = "Remove and forget" if forget else "Remove, keep what was learnt"
    with qtbot.waitSignal(folders.folderRemoved, timeout=PATIENCE_MS):
        shown.button(name).click()
    assert bridge.library.folders() == []
    qtbot.waitUntil(lambda: "No problems" in shown.labels())
    contents = indexed.rows("SELECT count(*) FROM content")  # type: ignore[attr-defined]
    assert (contents == [(0,)]) is forget


def test_a_reader_changes_nothing(
    damaged: object, open_bridge: Callable[..., Bridge], qtbot: QtBot
) -> None:
    shown = Shown(qtbot, context_of(open_bridge(damaged, writable=False)))
    shown.wait_for(qtbot, ProblemKind.UNREADABLE, 2)
    assert not shown.button("Try all again").isEnabled()


def test_folders_that_are_polled_are_listed(bridge: Bridge, qtbot: QtBot) -> None:
    shown = Shown(qtbot, context_of(bridge))
    shown.page.show_polled(
        [EnvironmentProblem("network_drive", path="/mnt/nas", kind="nfs", interval_s=30)]
    )
    shown.choose(ProblemKind.POLLED)
    assert "every 30 s" in shown.page._details._reason.toPlainText()


def test_a_hidden_page_reads_nothing_until_it_is_seen(bridge: Bridge, qtbot: QtBot) -> None:
    page = ProblemsPage(context_of(bridge))
    qtbot.addWidget(page)
    bridge.problemsChanged.emit()
    assert page._stale
    page.show()
    assert not page._stale
    qtbot.waitUntil(lambda: page._model.rowCount(QModelIndex()) == 0 and page._nothing.isVisible())
