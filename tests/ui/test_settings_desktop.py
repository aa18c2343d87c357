"""Settings, Desktop: real entries in a home folder of the test's own, and how work makes way."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from photofinder import settings as settings_file
from photofinder.desktop import integration as integration_module
from photofinder.desktop.activity import Sight
from photofinder.desktop.autostart import Autostart
from photofinder.desktop.entries import EntryState
from photofinder.desktop.integration import Integration, freedesktop_backends
from photofinder.desktop.places import Places
from photofinder.desktop.surroundings import Sights, sights
from photofinder.ui import settings_desktop
from photofinder.ui.bridge import Bridge
from photofinder.ui.context import PageContext, Requests
from photofinder.ui.settings_desktop import DesktopPage
from photofinder.ui.settings_dialog import SettingsDialog

PATIENCE_MS = 30_000
LAUNCH = ("/opt/photo finder/photofinder",)


class Desktop:
    """The page, in a session whose home folder is the test's; one or no file manager is there."""

    def __init__(self, home: Path, bridge: Bridge, qtbot: QtBot) -> None:
        self.home, self._bridge, self._qtbot = home, bridge, qtbot
        self.places = Places.below(home)
        self.dialogs: list[SettingsDialog] = []
        self.launched: list[tuple[str, ...]] = []

    def integration(self, launch: tuple[str, ...] = ()) -> Integration:
        self.launched.append(launch)
        return Integration(LAUNCH, freedesktop_backends(self.places, LAUNCH))

    def autostart(self, launch: tuple[str, ...] = ()) -> Autostart:
        self.launched.append(launch)
        return Autostart(LAUNCH, places=self.places, platform="linux")

    def open(self) -> DesktopPage:
        context = PageContext(self._bridge, Requests(self._bridge), None)  # type: ignore[arg-type]
        self.dialogs.append(SettingsDialog(context))
        self.dialogs[-1].show_page("desktop")
        self.dialogs[-1].open()
        page = self.dialogs[-1].pages["desktop"]
        assert isinstance(page, DesktopPage)
        self.wait(lambda: page._autostart.isEnabled() and page._rows.count())
        self.wait(lambda: self._bridge._questions._open == set())
        return page

    def wait(self, condition) -> None:  # type: ignore[no-untyped-def]
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def files(self) -> set[str]:
        found = (path for path in self.home.rglob("*") if path.is_file())
        return {path.relative_to(self.home).as_posix() for path in found}


@pytest.fixture
def desktop(
    tmp_path: Path, bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desktop]:
    made = Desktop(tmp_path / "home", bridge, qtbot)
    made.home.mkdir()
    monkeypatch.setattr(settings_desktop, "Integration", made.integration)
    monkeypatch.setattr(settings_desktop, "Autostart", made.autostart)
    everything = Sights(battery=True, full_screen=Sight.ALL, input=Sight.ALL)
    monkeypatch.setattr(settings_desktop, "sights", lambda: everything)
    found = {"thunar": "/usr/bin/thunar"}
    monkeypatch.setattr("shutil.which", lambda name, *_, **__: found.get(str(name)))
    yield made
    for dialog in made.dialogs:
        dialog.close()


def rows(page: DesktopPage) -> dict[str, str]:
    texts = [page._rows.itemAt(n).widget().text() for n in range(page._rows.count())]
    return dict(zip(texts[::2], texts[1::2], strict=True))


def test_actions_are_installed_and_removed_without_a_trace(desktop: Desktop) -> None:
    before = desktop.files()
    page = desktop.open()
    assert rows(page)["Thunar"] == "not installed"
    assert not page._remove.isEnabled()
    page._install.click()
    assert not page._install.isEnabled(), "not twice at once"
    desktop.wait(page._remove.isEnabled)
    assert rows(page)["Thunar"] == "installed"
    assert ".config/Thunar/uca.xml" in desktop.files()
    assert "thunar -q" in page._menus_note.text(), "what the running one needs"
    assert not page._install.isEnabled()
    page._remove.click()
    desktop.wait(page._install.isEnabled)
    assert rows(page)["Thunar"] == "not installed"
    assert {name for name in desktop.files() if "made-places" not in name} == before
    assert not page._menus_note.is_error


def test_what_stands_there_already_is_shown(desktop: Desktop) -> None:
    desktop.integration().install()
    page = desktop.open()
    assert rows(page)["Thunar"] == "installed"
    assert page._remove.isEnabled()
    assert not page._install.isEnabled()


def test_entries_open_the_library_of_this_window(
    desktop: Desktop, bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bridge.library is not None
    place = bridge.library.paths
    desktop.open()
    told = {launch[-2:] for launch in desktop.launched}
    assert told == {("--data-dir", str(place.data_dir))}
    desktop.launched.clear()
    monkeypatch.setattr(settings_desktop.AppPaths, "default", lambda: place)
    desktop.open()
    assert not any("--data-dir" in launch for launch in desktop.launched if launch)
    assert desktop.launched


def test_entries_of_another_installation_can_be_renewed(desktop: Desktop) -> None:
    other = ("/usr/bin/older",)
    Integration(other, freedesktop_backends(desktop.places, other)).install()
    page = desktop.open()
    assert rows(page)["Thunar"] == "of another version"
    page._install.click()
    desktop.wait(lambda: rows(page).get("Thunar") == "installed")


def test_what_cannot_be_written_is_told_beside_the_buttons(desktop: Desktop) -> None:
    target = desktop.home / ".config" / "Thunar" / "uca.xml"
    target.mkdir(parents=True)  # nobody can write that file now
    page = desktop.open()
    assert page._menus_note.is_error or rows(page)["Thunar"] == "failed"
    page._install.click()
    desktop.wait(lambda: page._menus_note.is_error and page._install.isEnabled())
    assert "uca.xml" in page._menus_note.text()
    assert rows(page)["Thunar"] == "failed"


def test_without_a_file_manager_it_says_so(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    monkeypatch.setattr(settings_desktop, "Integration", lambda _: Integration(LAUNCH, []))
    page = desktop.open()
    texts = [label.text() for label in page._menus.findChildren(QLabel)]
    assert "No file manager that photofinder knows is on this computer." in texts
    assert not page._install.isEnabled()


def test_the_start_with_the_computer_is_its_entry(desktop: Desktop) -> None:
    entry = ".config/autostart/photofinder.desktop"
    page = desktop.open()
    assert not page._autostart.isChecked()
    page._autostart.click()
    desktop.wait(lambda: page._autostart.isEnabled() and page._autostart.isChecked())
    assert "--hidden" in (desktop.home / entry).read_text()
    assert desktop.open()._autostart.isChecked(), "what stands there, not a setting"
    page._autostart.click()
    desktop.wait(lambda: page._autostart.isEnabled() and not page._autostart.isChecked())
    assert entry not in desktop.files()


def test_an_entry_that_the_desktop_switched_off_is_shown_as_off(desktop: Desktop) -> None:
    desktop.autostart().enable()
    path = desktop.home / ".config" / "autostart" / "photofinder.desktop"
    path.write_text(path.read_text() + "Hidden=true\n")
    assert not desktop.open()._autostart.isChecked()


def test_an_entry_that_cannot_be_written_is_taken_back(desktop: Desktop) -> None:
    folder = desktop.home / ".config"
    folder.mkdir()
    (folder / "autostart").write_text("in the way")
    page = desktop.open()
    page._autostart.click()
    desktop.wait(lambda: page._autostart.isEnabled() and page._autostart_note.is_error)
    assert not page._autostart.isChecked()


def test_somebody_elses_entry_is_left_alone(desktop: Desktop) -> None:
    path = desktop.home / ".config" / "autostart" / "photofinder.desktop"
    path.parent.mkdir(parents=True)
    path.write_text("[Desktop Entry]\nType=Application\nName=mine\nExec=mine\n")
    page = desktop.open()
    page._autostart.click()
    desktop.wait(lambda: page._autostart.isEnabled() and page._autostart_note.is_error)
    assert "Name=mine" in path.read_text()


@pytest.mark.parametrize("available", [True, False])
def test_it_says_where_a_hidden_start_waits(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, available: bool
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: available))
    text = desktop.open()._autostart_note.text()
    assert ("minimised" in text) is not available


@pytest.mark.parametrize(
    "name", ["low_priority", "pause_on_battery", "pause_full_screen", "pause_while_active"]
)
def test_every_switch_is_saved_at_once(desktop: Desktop, name: str) -> None:
    page = desktop.open()
    library = desktop._bridge.library
    assert library is not None
    field, note = page._flags[name]
    before = getattr(library.settings, name)
    assert field.isChecked() is before
    changes: list[bool] = []
    desktop._bridge.settingsChanged.connect(lambda: changes.append(True))
    field.click()
    desktop.wait(lambda: getattr(library.settings, name) is not before and changes)
    assert getattr(settings_file.load(library.paths.settings), name) is not before
    assert not note.is_error


def test_what_this_computer_does_not_tell_is_said(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = Sights(battery=False, full_screen=Sight.NONE, input=Sight.NONE)
    monkeypatch.setattr(settings_desktop, "sights", lambda: nothing)
    page = desktop.open()
    for name in ("pause_on_battery", "pause_full_screen", "pause_while_active"):
        field, note = page._flags[name]
        desktop.wait(lambda field=field: not field.isEnabled())
        assert "does not tell" in note.text()
    assert page._flags["low_priority"][0].isEnabled()
    some = Sights(battery=True, full_screen=Sight.SOME, input=Sight.ALL)
    monkeypatch.setattr(settings_desktop, "sights", lambda: some)
    other = desktop.open()
    desktop.wait(lambda: "X11" in other._flags["pause_full_screen"][1].text())
    assert other._flags["pause_full_screen"][0].isEnabled()


def test_what_this_computer_tells_can_be_asked() -> None:
    found = sights()
    assert isinstance(found.battery, bool)
    assert found.full_screen in set(Sight)


@pytest.mark.skipif(sys.platform != "linux", reason="the entries of Linux")
def test_the_users_own_entries_are_meant_by_default(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert Autostart().enable().state is EntryState.INSTALLED
    assert (tmp_path / "user" / ".config" / "autostart" / "photofinder.desktop").exists()
    assert integration_module.Integration().backends
