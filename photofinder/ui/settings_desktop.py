"""Settings: the program's place on the desktop, and how its work makes way. GUI thread.

Actions in file managers and the start with the computer are no settings, but what stands in other
programs' folders: it is read in a worker thread when the page is made, and after each change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSystemTrayIcon,
    QWidget,
)

from photofinder.app.questions import Desk
from photofinder.desktop.activity import Sight
from photofinder.desktop.autostart import Autostart
from photofinder.desktop.entries import EntryState
from photofinder.desktop.integration import Integration
from photofinder.desktop.launcher import launch_command
from photofinder.desktop.surroundings import sights
from photofinder.errors import PhotofinderError
from photofinder.paths import AppPaths
from photofinder.ui import theme, words
from photofinder.ui.menu_entries import (
    advice_text,
    install_menus,
    read_menus,
    remove_menus,
    state_text,
    title_text,
)
from photofinder.ui.settings_page import SettingsPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from photofinder.desktop.entries import EntryReport
    from photofinder.desktop.surroundings import Sights
    from photofinder.settings import Settings
    from photofinder.ui.menu_entries import MenuStates
    from photofinder.ui.settings_page import FieldNote


class DesktopPage(SettingsPage):
    """File managers, the start with the computer, and what work in the background waits for."""

    def build(self) -> None:
        """Make the fields."""
        self._build_menus()
        self._build_start()
        self._build_background()
        self._ask()

    def load(self, settings: Settings) -> None:
        """Show the settings."""
        for name, (field, _) in self._flags.items():
            field.setChecked(getattr(settings, name))

    # -- right-click actions -------------------------------------------------------------------

    def _build_menus(self) -> None:
        self.add_heading(self.tr("Right-click in the file manager"))
        self._menus = QWidget(self)
        self._rows = QGridLayout(self._menus)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(theme.GROUP)
        self._rows.setVerticalSpacing(theme.TIGHT)
        self._rows.setColumnStretch(1, 1)
        self.add_wide(self._menus)
        self._install = QPushButton(self.tr("&Install"), self)
        self._install.setAccessibleName(self.tr("Install the right-click actions"))
        self._remove = QPushButton(self.tr("&Remove"), self)
        self._remove.setAccessibleName(self.tr("Remove the right-click actions"))
        for button, work in ((self._install, install_menus), (self._remove, remove_menus)):
            button.setAutoDefault(False)
            button.setEnabled(False)
            button.clicked.connect(lambda _, work=work: self._change_menus(work))
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self._install)
        row.addWidget(self._remove)
        row.addStretch(1)
        self._menus_note = self.add_wide(line)
        self._say_menus()

    def _say_menus(self) -> None:
        self._menus_note.say(
            self.tr(
                "Photos get “Find similar photos” and “Is this a duplicate?”, "
                "folders “Find duplicates here”."
            )
        )

    def _change_menus(self, work: Callable[[Integration], MenuStates]) -> None:
        library = self._library()
        for button in (self._install, self._remove):
            button.setEnabled(False)
        self._say_menus()

        def answered(found: MenuStates) -> None:
            self._show_menus(found)
            advice = "\n".join(advice_text(line) for line in found.advice)
            if advice and not self._menus_note.is_error:
                self._menus_note.say(advice)

        self._run(
            lambda: work(Integration(launch_command(library))), answered, self._menus_note, "menus"
        )

    def _show_menus(self, found: MenuStates) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for number, menu in enumerate(found.menus):
            title, state = (
                QLabel(title_text(menu), self._menus),
                QLabel(state_text(menu), self._menus),
            )
            state.setProperty("role", "muted")
            state.setAccessibleName(f"{title.text()}: {state.text()}")
            for column, label in enumerate((title, state)):
                label.setTextFormat(Qt.TextFormat.PlainText)
                self._rows.addWidget(label, number, column)
        if not found.menus:
            none = QLabel(self.tr("No file manager that photofinder knows is on this computer."))
            none.setProperty("role", "muted")
            none.setWordWrap(True)
            self._rows.addWidget(none, 0, 0, 1, 2)
        self._install.setEnabled(any(not menu.complete for menu in found.menus))
        self._remove.setEnabled(any(menu.removable for menu in found.menus))
        problems = [text for menu in found.menus for text in menu.problems]
        if problems:
            self._menus_note.refuse("\n".join(problems))

    # -- start ---------------------------------------------------------------------------------

    def _build_start(self) -> None:
        self.add_heading(self.tr("Start"))
        self._autostart = QCheckBox(self.tr("&Start with the computer, hidden"), self)
        self._autostart.setEnabled(False)
        self._autostart.clicked.connect(self._on_autostart)
        self._autostart_note = self.add_wide(self._autostart)
        self._say_start()

    def _say_start(self) -> None:
        self._autostart_note.say(
            self.tr(
                "New photos are then in the library before you look. The icon in the "
                "notification area opens the window."
            )
            if QSystemTrayIcon.isSystemTrayAvailable()
            else self.tr(
                "New photos are then in the library before you look. This desktop has no "
                "notification area: the window waits minimised."
            )
        )

    def _on_autostart(self, wanted: bool) -> None:
        library = self._library()
        self._autostart.setEnabled(False)
        self._say_start()

        def change() -> tuple[EntryReport, bool]:
            entry = Autostart(launch_command(library))
            report = entry.enable() if wanted else entry.disable()
            return report, entry.enabled

        def changed(answer: tuple[EntryReport, bool]) -> None:
            report, enabled = answer
            self._show_start(report, enabled)
            if enabled is not wanted and not self._autostart_note.is_error:
                self._autostart_note.refuse(
                    self.tr("The desktop's own settings decide about this entry: {path}").format(
                        path=words.path_text(report.place)
                    )
                )

        self._run(change, changed, self._autostart_note, "autostart")

    def _show_start(self, report: EntryReport, enabled: bool) -> None:
        self._autostart.setEnabled(True)
        self._autostart.setChecked(enabled)
        if report.state in (EntryState.FAILED, EntryState.FOREIGN) and report.problem is not None:
            self._autostart_note.refuse(words.error_text(report.problem))

    # -- making way ----------------------------------------------------------------------------

    def _build_background(self) -> None:
        self.add_heading(self.tr("While the computer is wanted for something else"))
        self._flags: dict[str, tuple[QCheckBox, FieldNote]] = {}
        for name, text, hint in (
            (
                "low_priority",
                self.tr("Other &programs come first"),
                self.tr("Indexing takes what they leave. It counts from the next scan."),
            ),
            ("pause_on_battery", self.tr("Wait while the computer runs on its &battery"), ""),
            ("pause_full_screen", self.tr("Wait while another program fills the &screen"), ""),
            ("pause_while_active", self.tr("Wait while I &type or move the mouse"), ""),
        ):
            field = QCheckBox(text, self)
            note = self.add_wide(field, hint)
            field.toggled.connect(
                lambda checked, name=name, note=note: self.change(note, **{name: checked})
            )
            self._flags[name] = (field, note)
        self.add_note(
            self.tr(
                "What you ask for yourself never waits. The status bar says when work waits, and "
                "lets it go on."
            )
        )

    def _show_sights(self, found: Sights) -> None:
        """Say where this computer does not tell what work would wait for."""
        unknown = self.tr("This computer does not tell, so nothing waits for it.")
        for name, told in (
            ("pause_on_battery", found.battery),
            ("pause_full_screen", found.full_screen is not Sight.NONE),
            ("pause_while_active", found.input is not Sight.NONE),
        ):
            field, note = self._flags[name]
            field.setEnabled(told)
            if not told:
                note.say(unknown)
        if found.full_screen is Sight.SOME:
            self._flags["pause_full_screen"][1].say(
                self.tr("Wayland tells of programs that run through X11 only, such as most games.")
            )

    # -- asking --------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Learn in a worker thread what stands where, and what can be told."""
        library = self._library()
        self._run(
            lambda: read_menus(Integration(launch_command(library))),
            self._show_menus,
            self._menus_note,
            "menus",
        )
        self._run(
            lambda: _start_state(library), self._on_start_state, self._autostart_note, "autostart"
        )
        self._run(sights, self._show_sights, self._flags["low_priority"][1], "sights")

    def _library(self) -> Path | None:
        """Return the data folder that entries have to name, None for the user's own."""
        library = self.editor.context.bridge.library
        if library is None or library.paths.data_dir == AppPaths.default().data_dir:
            return None
        return library.paths.data_dir

    def _on_start_state(self, answer: tuple[EntryReport, bool]) -> None:
        self._show_start(*answer)

    def _run(
        self, work: Callable[[], Any], on_answer: Callable[[Any], None], note: FieldNote, key: str
    ) -> None:
        """Do something in a worker thread; a known problem is told in ``note``."""

        def failed(error: Exception) -> None:
            if not isinstance(error, PhotofinderError):
                raise error
            note.refuse(words.error_text(error))

        bridge = self.editor.context.bridge
        bridge.run(self, work, on_answer, failed, key=key, desk=Desk.SLOW)


def _start_state(library: Path | None) -> tuple[EntryReport, bool]:
    entry = Autostart(launch_command(library))
    return entry.status(), entry.enabled
