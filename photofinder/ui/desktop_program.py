"""The running program: window, tray, background work and what comes from a second start.

GUI thread. There is one of these; it owns everything else and takes it down in order.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from photofinder.app.questions import Desk
from photofinder.errors import PhotofinderError
from photofinder.ui import application, theme, words
from photofinder.ui.background import Background
from photofinder.ui.bridge import Bridge
from photofinder.ui.context import Notice, PageContext, Requests
from photofinder.ui.crash_dialog import CrashReporter
from photofinder.ui.garbage import IdleCollector
from photofinder.ui.hidden_start import HiddenStart
from photofinder.ui.main_window import MainWindow
from photofinder.ui.thumbnail_provider import ThumbnailProvider
from photofinder.ui.tray import Tray

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget

    from photofinder.desktop.single_instance import Message
    from photofinder.paths import AppPaths
    from photofinder.settings import Settings
    from photofinder.ui.arguments import WindowArguments
    from photofinder.ui.check_window import CheckWindow
    from photofinder.ui.settings_dialog import SettingsDialog

log = logging.getLogger(__name__)

#: the first photos are painted before the folders are walked
BACKGROUND_DELAY_MS = 700
#: what other programs may ask for is loaded once the window has settled
WARM_UP_DELAY_MS = 4_000
#: how long the GUI thread waits for Python's lock while another thread computes, at least; with
#: 5 ms, Python's own choice, a screen of photos took 14 ms to paint beside one such thread, with
#: this 9 ms
SWITCH_S = 0.001
ACTIVATION_NAME = "XDG_ACTIVATION_TOKEN"
#: a window that was hidden asks for the front once it is mapped
ACTIVATION_MS = 1_000


class DesktopProgram(QObject):
    """Everything between the first window and the last.

    Parameters
    ----------
    app : QApplication
    paths : AppPaths
    settings : Settings
    arguments : WindowArguments
    """

    def __init__(
        self, app: QApplication, paths: AppPaths, settings: Settings, arguments: WindowArguments
    ) -> None:
        super().__init__()
        self._app = app
        self._paths = paths
        self._settings = settings
        self._waiting = [arguments]
        self._closed = False
        self._failed_to_open = False
        #: started for an answer, and to end with it
        self._only_answers = arguments.is_only_check and not arguments.hidden
        self._settings_dialog: SettingsDialog | None = None
        self._check_window: CheckWindow | None = None
        theme.apply(app, settings.theme)
        self._translators = application.install_language(app, settings.language)
        self.crashes = CrashReporter(paths, self)
        self.bridge = Bridge(self)
        self.requests = Requests(self)
        self.thumbnails = ThumbnailProvider(self.bridge, self)
        self.context = PageContext(self.bridge, self.requests, self.thumbnails)
        self.background = Background(self.bridge, self)
        self.window = self._make_window()
        self.tray = Tray(self.context, self)
        self._hidden_start = HiddenStart(self.tray, lambda: self.window, self.requests, self)
        self._collector = IdleCollector(self)
        self._connect()

    def _connect(self) -> None:
        self.bridge.opened.connect(self._on_opened)
        self.bridge.openFailed.connect(self._on_open_failed)
        self.tray.openRequested.connect(self.show_window)
        self.tray.quitRequested.connect(self.quit)
        self.tray.pauseToggled.connect(self._on_pause)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_colour_scheme)
        self._app.aboutToQuit.connect(self.close)

    def _make_window(self) -> MainWindow:
        window = MainWindow(
            self.context, self.background, self._paths.data_dir / application.WINDOW_STATE
        )
        window.closeRequested.connect(self._on_close_requested)
        window.quitRequested.connect(self.quit)
        window.settingsRequested.connect(self.show_settings)
        window.aboutRequested.connect(self._on_about)
        window.shortcutsRequested.connect(self._on_shortcuts)
        return window

    # -- start and end -------------------------------------------------------------------------

    def start(self) -> None:
        """Show the window, then open the library."""
        self.crashes.install(self.window)
        sys.setswitchinterval(min(SWITCH_S, sys.getswitchinterval()))
        first = self._waiting[0]
        if first.check:
            self._check(first.check)
        if first.hidden and not first.is_only_check:
            self._hidden_start.begin()
        elif not first.is_only_check:
            self.window.show()
        # after the first paint: opening imports what the window does not need
        QTimer.singleShot(0, self, self._open)

    def _open(self) -> None:
        paths, self._failed_to_open = self._paths, False
        self.window.message_bar.withdraw("open-failed")
        self.bridge.open(lambda: application.open_library(paths))

    def _on_opened(self) -> None:
        library = self.bridge.library
        assert library is not None  # it has just been opened
        self._settings = library.settings
        QTimer.singleShot(BACKGROUND_DELAY_MS, self._collector, self._collector.start)
        if library.writable:
            # a walk of 100,000 files takes Python's lock from the first photos' painting
            QTimer.singleShot(BACKGROUND_DELAY_MS, self.background, self.background.restart)
        else:
            self.requests.noticeRaised.emit(
                Notice(
                    self.tr(
                        "Another photofinder is writing to this library. You can look and search; "
                        "nothing is indexed meanwhile."
                    ),
                    level="warning",
                    action_label=self.tr("Try again"),
                    action=self._reopen,
                    key="read-only",
                )
            )
        waiting, self._waiting = self._waiting, []
        for arguments in waiting:
            self._carry_out(arguments)
        QTimer.singleShot(WARM_UP_DELAY_MS, self, self._warm_up)

    def _warm_up(self) -> None:
        """Load what the first action of a file manager would have to wait for."""

        def failed(error: Exception) -> None:
            if not isinstance(error, PhotofinderError):
                raise error
            log.info("not loaded ahead: %s", error)  # who asks for it is told

        self.bridge.ask(
            self,
            lambda library: library.warm_up(),
            lambda _: log.debug("what is asked for next is loaded"),
            failed,
            desk=Desk.SLOW,
        )

    def _reopen(self) -> None:
        self.bridge.release()
        self._open()

    def _on_open_failed(self, error: PhotofinderError) -> None:
        log.warning("%s", error)
        self._failed_to_open = True
        if self._check_window is not None and self._check_window.isVisible():
            self.show_window()  # it says what can be done; the answer waits for it
        self._collector.start()
        self.window.show_failure(words.error_text(error), self._open)

    def quit(self) -> None:
        """End the program; what is committed stays, the rest is taken up at the next start."""
        self.window.save_state()
        self._app.quit()

    def close(self) -> None:
        """Take everything down, in order. Waits for what runs."""
        if self._closed:
            return
        self._closed = True
        self._collector.close()
        self.window.hide()
        if self._check_window is not None:
            self._check_window.close()
            self._check_window.deleteLater()
        self.tray.close()
        self.background.close()
        self.thumbnails.close()
        self.bridge.close()
        self.crashes.remove()
        self.window.deleteLater()

    def _on_close_requested(self) -> None:
        if self._settings.close_to_tray and self.tray.available:
            self.window.hide()
            self.tray.say_once_that_it_stays()
        else:
            self.quit()

    # -- other starts --------------------------------------------------------------------------

    def on_second_start(self, message: Message) -> bool:
        """Do what another start of the program was asked to; False where that is not understood."""
        from photofinder.ui import arguments

        wanted = arguments.parse(message.arguments)
        if wanted is None:
            log.warning("arguments of another start are not understood")
            return False
        if wanted.check:
            self._check(wanted.check, message.activation)
        self._only_answers = self._only_answers and wanted.is_only_check and not wanted.hidden
        if not (wanted.hidden or wanted.is_only_check):
            self.show_window(message.activation)
        if message.left_out:
            text = self.tr("%n file(s) left out: too many at once.", "", message.left_out)
            self.requests.noticeRaised.emit(Notice(text, level="warning", key="left-out"))
        if self.bridge.library is None:
            self._waiting.append(wanted)
            if self._failed_to_open:  # what was in the way may be gone
                self._open()
        else:
            self._carry_out(wanted)
        return True

    def _carry_out(self, wanted: WindowArguments) -> None:
        for folder in wanted.add:
            self.window.folders.add(folder)
        if wanted.similar:
            self.window.search_files(wanted.similar)
        if wanted.duplicates:
            self.window.find_duplicates(wanted.duplicates)

    def show_window(self, activation: str = "") -> None:
        """Bring the window to the front.

        Parameters
        ----------
        activation : str
            What the desktop gave to whoever asks for it; without it, Wayland only marks the window
            as wanting attention.
        """
        self._bring_to_front(self.window, activation)

    def _bring_to_front(self, window: QWidget, activation: str) -> None:
        if activation:
            # Qt reads it when it asks for the front; what this program starts must not inherit it
            os.environ[ACTIVATION_NAME] = activation
            QTimer.singleShot(ACTIVATION_MS, self, lambda: os.environ.pop(ACTIVATION_NAME, None))
        if window.isMinimized():
            window.showNormal()
        else:
            window.show()
        window.raise_()
        window.activateWindow()

    # -- is this a duplicate? ------------------------------------------------------------------

    def _check(self, paths: Sequence[Path], activation: str = "") -> None:
        """Answer in a window of its own, now or once the library is open."""
        from photofinder.ui.check_window import CheckWindow

        if self._check_window is None:
            self._check_window = CheckWindow(self.context)
            self._check_window.windowWanted.connect(self.show_window)
            self._check_window.closed.connect(self._on_check_closed)
        self._check_window.check(paths)
        self._bring_to_front(self._check_window, activation)

    def _on_check_closed(self) -> None:
        """End the program where it was started to answer, and nothing else of it can be seen."""
        stays = self._settings.close_to_tray and self.tray.available
        if self._only_answers and not (self._closed or self.window.isVisible() or stays):
            self.quit()

    # -- around --------------------------------------------------------------------------------

    def show_settings(self, page: str = "") -> None:
        """Open the settings."""
        if self.bridge.library is None:
            return
        from photofinder.ui.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self.context, self.window)
        dialog.settingsChanged.connect(self._on_settings_changed)
        dialog.foldersChanged.connect(self._on_folders_changed)
        if page:
            dialog.show_page(page)
        self._settings_dialog = dialog
        dialog.finished.connect(self._on_settings_closed)
        dialog.open()

    def _on_settings_closed(self) -> None:
        self._settings_dialog = None

    def _on_settings_changed(self, settings: Settings) -> None:
        before, self._settings = self._settings, settings
        if settings.theme != before.theme:
            theme.apply(self._app, settings.theme)
        if settings.language != before.language:
            self._change_language(settings.language)
        if _keeping(settings) != _keeping(before):
            self.bridge.tell("duplicatesChanged")
        watched = (before.watch, before.watch_poll_s, before.excluded, before.model, before.device)
        if watched != (
            settings.watch,
            settings.watch_poll_s,
            settings.excluded,
            settings.model,
            settings.device,
        ):
            self.background.restart()

    def _on_folders_changed(self) -> None:
        self.bridge.tell("foldersChanged", "photosChanged", "duplicatesChanged")
        self.background.restart()

    def _change_language(self, language: str) -> None:
        """Speak another language at once: the window is made anew."""
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators = application.install_language(self._app, language)
        self._collector.thaw()
        old, dialog = self.window, self._settings_dialog
        page = "" if dialog is None else dialog.page_shown
        view = old.library_page.view
        old.save_state()
        self.window = self._make_window()
        self.crashes.install(self.window)
        self.window.show()
        old.hide()
        self.window.show_place(old.place)
        self.window.library_page.take_over(view)
        old.deleteLater()
        if self.bridge.library is not None:
            self.bridge.opened.disconnect(self._on_opened)
            self.bridge.opened.emit()
            self.bridge.opened.connect(self._on_opened)
        self.tray.retranslate()
        if page:  # it went with the old window
            self.show_settings(page)

    def _on_colour_scheme(self) -> None:
        if self._settings.theme == "system":
            theme.apply(self._app, "system")

    def _on_pause(self, paused: bool) -> None:
        self.window.set_paused(paused)

    def _on_about(self) -> None:
        from photofinder.ui.about_dialog import AboutDialog

        AboutDialog(self.context, self._paths, self.window).open()

    def _on_shortcuts(self) -> None:
        from photofinder.ui.shortcuts_dialog import ShortcutsDialog

        ShortcutsDialog(list(self.window.actions_by_name.by_name.values()), self.window).open()


def _keeping(settings: Settings) -> tuple[object, ...]:
    """Return what decides about who stays."""
    return settings.keeper_rules, settings.protected, settings.folder_priority
