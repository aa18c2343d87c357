"""The window as a program: started, opened, shown, ended. GUI thread.

The window is painted first; the library is opened in a worker thread meanwhile.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

from photofinder import __version__, log
from photofinder import settings as settings_file
from photofinder.errors import EnvironmentProblem, PhotofinderError
from photofinder.paths import AppPaths, resources_dir

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator
    from PySide6.QtWidgets import QApplication

    from photofinder.app.library import Library
    from photofinder.settings import Settings
    from photofinder.ui.arguments import WindowArguments

_log = logging.getLogger(__name__)

EXIT_OK, EXIT_ENVIRONMENT = 0, 3
WINDOW_STATE = "window.ini"
#: for threads that are about to end; those that hang were waited for already
_GRACE_S = 1.0


def run_window(arguments: WindowArguments) -> int:
    """Open the window and stay until it is closed; return the exit code.

    A window of the same data folder that is open already gets the arguments instead.
    """
    problem = _display_problem()
    if problem:
        sys.stderr.write(problem)
        return EXIT_ENVIRONMENT
    paths = AppPaths.default() if arguments.data_dir is None else AppPaths.at(arguments.data_dir)
    log.configure(paths.log_dir, arguments.verbose)
    # a sixth of the time to the first paint; ui.garbage begins once the library is open
    gc.disable()
    try:
        code = _run(arguments, paths)
        _leave_what_hangs(code)
        return code
    finally:
        gc.enable()
        log.reset()


def _leave_what_hangs(code: int) -> None:
    """End the process where a thread of ours reads from a drive that does not answer.

    Python would wait for it for ever, without a window. What is committed stays, as after a kill.
    """
    threads = [t for t in threading.enumerate() if t.name.startswith("photofinder")]
    until = time.monotonic() + _GRACE_S
    for thread in threads:
        thread.join(max(until - time.monotonic(), 0.0))
    hanging = [thread.name for thread in threads if thread.is_alive()]
    if hanging:
        _log.warning("left while these still run: %s", ", ".join(hanging))
        log.reset()
        os._exit(code)


def _display_problem() -> str:
    """Return why no window can be opened here; Qt itself would abort."""
    headless = sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )
    if not headless:
        return ""
    return (
        "photofinder: there is no display to open a window on.\n"
        "Start it in a desktop session, or use the commands: photofinder --help\n"
    )


def _run(arguments: WindowArguments, paths: AppPaths) -> int:
    from photofinder.desktop.single_instance import SingleInstance
    from photofinder.ui.desktop_program import DesktopProgram

    app = make_application()
    instance = SingleInstance(paths.data_dir)
    if instance.send_to_first(arguments.to_texts()):
        _log.info("another window of this library is open and was told")
        return EXIT_OK
    settings = load_settings(paths)
    program = DesktopProgram(app, paths, settings, arguments)
    instance.listen(program.on_second_start)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: program.quit())
    program.start()
    try:
        return int(app.exec())
    finally:
        instance.close()
        program.close()


def make_application() -> QApplication:
    """Return the one QApplication, named."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    QGuiApplication.setDesktopFileName("photofinder")
    app = QApplication(["photofinder"])
    app.setApplicationName("photofinder")
    app.setApplicationDisplayName("photofinder")
    app.setApplicationVersion(__version__)
    app.setQuitOnLastWindowClosed(False)
    return app


def load_settings(paths: AppPaths) -> Settings:
    """Return the settings for the window's looks; damaged ones are told when the library opens."""
    try:
        return settings_file.load(paths.settings)
    except PhotofinderError as error:
        _log.warning("%s", error)
        return settings_file.Settings()


def open_library(paths: AppPaths) -> Library:
    """Open the library to write, or to read where another photofinder writes. Any thread.

    Raises
    ------
    PhotofinderError
    """
    from photofinder.app.library import Library

    try:
        return Library.open(paths, writable=True)
    except EnvironmentProblem as error:
        if error.code != "library_locked":
            raise
        return Library.open(paths)


def install_language(app: QApplication, language: str) -> list[QTranslator]:
    """Translate the program; return the translators, which must be kept.

    Parameters
    ----------
    language : str
        ``de``, ``zh_CN``, ``en``; empty for the system's.
    """
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    locale = QLocale(language) if language else QLocale.system()
    QLocale.setDefault(locale)
    installed = []
    for name, folder in (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("photofinder", str(resources_dir() / "translations")),
    ):
        translator = QTranslator(app)
        # English has a file for its plurals, which every other language that has none needs too
        if translator.load(locale, name, "_", folder) or (
            name == "photofinder" and translator.load("photofinder_en", folder)
        ):
            app.installTranslator(translator)
            installed.append(translator)
    return installed
