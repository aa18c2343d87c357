"""A bug was caught: one dialog, however many there are, from whatever thread. GUI thread.

Known problems (a full disk, an unplugged drive) are no bugs and never come here.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    Qt,
    QTimer,
    QUrl,
    Signal,
    Slot,
    qVersion,
)
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from photofinder.app.versions import versions
from photofinder.ui import icons, theme
from photofinder.ui.crash_report import CrashBook, record_of, report_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from photofinder.paths import AppPaths

    ExceptHook = Callable[[type[BaseException], BaseException, TracebackType | None], object]

log = logging.getLogger(__name__)

#: after "Go on" another bug opens the dialog again, but not sooner
PAUSE_S = 60.0
#: the number in an open dialog is renewed so often at most
COUNT_MS = 500
_WIDTH_PX, _HEIGHT_PX = 680, 520
_ICON_PX = 32


class CrashReporter(QObject):
    """Shows what Python's hooks for uncaught exceptions are told; they go on logging it.

    Parameters
    ----------
    paths : AppPaths
    """

    _caught = Signal()

    def __init__(self, paths: AppPaths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths = paths
        self._book = CrashBook()
        self._window: QWidget | None = None
        self._dialog: CrashDialog | None = None
        self._closed_s: float | None = None
        self._before: tuple[ExceptHook, Callable[[threading.ExceptHookArgs], object]] | None = None
        self._showing = False
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._on_again)
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._on_caught)
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    def install(self, window: QWidget | None) -> None:
        """Catch from now on; dialogs belong to ``window``. A second call gives another window.

        The dialog that is open goes over to it: the one before is about to be destroyed.
        """
        self._window = window
        dialog = self._open_dialog()
        if dialog is not None and window is not None and dialog.parent() is not window:
            dialog.setParent(window, dialog.windowFlags())
            dialog.show()
        if self._before is not None:
            return
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_uncaught_in_thread

    def remove(self) -> None:
        """Give the hooks back and close the dialog."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before
            self._before = None
        self._window = None
        self._again.stop()
        self._later.stop()
        dialog = self._open_dialog()
        if dialog is not None:
            dialog.close()

    def _open_dialog(self) -> CrashDialog | None:
        """Return the dialog while it is there; its window may have taken it along."""
        if self._dialog is not None and not isValid(self._dialog):
            self._on_finished()
        return self._dialog

    # -- catching ------------------------------------------------------------------------------

    def _on_uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Take an exception of any thread that has Qt in its stack, mostly the GUI thread."""
        if self._before is not None:
            self._before[0](kind, error, trace)
        self._note(error)

    def _on_uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if self._before is not None:
            self._before[1](args)
        if args.exc_value is not None:
            self._note(args.exc_value, args.thread.name if args.thread is not None else "")

    def _note(self, error: BaseException, thread: str = "") -> None:
        if isinstance(error, KeyboardInterrupt | SystemExit):
            return
        new = self._book.add(record_of(error, thread))
        # a known one only counts: a bug in painting comes with every repaint
        if new or self._dialog is not None:
            self._caught.emit()

    # -- showing -------------------------------------------------------------------------------

    @Slot()
    def _on_caught(self) -> None:
        """Show the dialog, or the new number in it."""
        if self._before is None or self._showing:
            return  # the program ends, or it is the dialog itself that fails: it is in the log
        if self._open_dialog() is not None:
            if not self._again.isActive():
                self._again.start(COUNT_MS)
            return
        wait_s = 0.0 if self._closed_s is None else self._closed_s + PAUSE_S - time.monotonic()
        if wait_s > 0:
            self._later.start(round(wait_s * 1_000))
            return
        self._showing = True
        try:
            if self._window is not None and not isValid(self._window):
                self._window = None
            self._dialog = CrashDialog(self._book, self._paths, self._window)
            self._dialog.finished.connect(self._on_finished)
            self._dialog.destroyed.connect(self._open_dialog)
            self._dialog.show()
            self._dialog.raise_()
        finally:
            self._showing = False

    @Slot()
    def _on_again(self) -> None:
        dialog = self._open_dialog()
        if dialog is not None:
            dialog.tell_again()

    @Slot()
    def _on_finished(self) -> None:
        self._dialog = None
        self._closed_s = time.monotonic()
        self._book.begin()


class CrashDialog(QDialog):
    """The report, to be copied; the user decides whether to go on."""

    def __init__(self, book: CrashBook, paths: AppPaths, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._book = book
        self._paths = paths
        self._versions = {**versions(), "Qt": qVersion()}
        self.setWindowTitle(self.tr("An error in photofinder"))
        self.resize(_WIDTH_PX, _HEIGHT_PX)
        self._build()
        self.tell_again()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GROUP)
        column.setSpacing(theme.GAP)
        column.addLayout(self._head())
        column.addSpacing(theme.GAP)
        self._text = QPlainTextEdit(self)
        self._text.setReadOnly(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(self.tr("Report"))
        column.addWidget(self._text, 1)
        self._paths_box = QCheckBox(self.tr("&Include the names of photos and folders"), self)
        self._paths_box.toggled.connect(self.tell_again)
        column.addWidget(self._paths_box)
        column.addSpacing(theme.GAP)
        column.addLayout(self._buttons())

    def _head(self) -> QHBoxLayout:
        picture = QLabel(self)
        picture.setPixmap(
            icons.pixmap("error", _ICON_PX, self.devicePixelRatioF(), theme.colour("danger"))
        )
        title = QLabel(self.tr("photofinder made a mistake"), self)
        title.setProperty("role", "heading")
        words = QLabel(
            self.tr(
                "This is not your fault. What is saved stays saved; what you did last may have "
                "to be done again. The report below helps to mend it. It is sent nowhere by "
                "itself."
            ),
            self,
        )
        words.setWordWrap(True)
        self._count = QLabel(self)
        self._count.setProperty("role", "muted")
        texts = QVBoxLayout()
        texts.setSpacing(theme.TIGHT)
        for label in (title, words, self._count):
            texts.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(theme.GROUP)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        return row

    def _buttons(self) -> QHBoxLayout:
        copy = QPushButton(self.tr("&Copy report"), self)
        copy.clicked.connect(self.copy_report)
        icons.dress(copy, "copy")
        folder = QPushButton(self.tr("Open &log folder"), self)
        folder.clicked.connect(self._on_show_log)
        icons.dress(folder, "folder")
        leave = QPushButton(self.tr("&Quit"), self)
        leave.clicked.connect(self._on_quit)
        stay = QPushButton(self.tr("&Go on"), self)
        stay.setProperty("role", "primary")
        stay.setDefault(True)
        stay.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(copy)
        row.addWidget(folder)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(stay)
        stay.setFocus(Qt.FocusReason.OtherFocusReason)
        return row

    @Slot()
    def tell_again(self) -> None:
        """Show the report as it is now."""
        number = self._book.count
        self._count.setVisible(number > 1)
        self._count.setText(self.tr("It has happened %Ln time(s).", "", number))
        text = self.report()
        if text != self._text.toPlainText():
            self._text.setPlainText(text)

    def report(self) -> str:
        """Return the report as it would be copied."""
        return report_text(
            list(self._book.records),
            self._book.count,
            self._versions,
            include_paths=self._paths_box.isChecked(),
        )

    @Slot()
    def copy_report(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report())

    @Slot()
    def _on_show_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._paths.log_dir)))

    @Slot()
    def _on_quit(self) -> None:
        self.accept()
        QCoreApplication.quit()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            icons.redress(self)
