"""The real file managers: their menus show the actions, and an action gets exactly the photo.

Each runs on a screen of its own (Xvfb) with a session bus and a home folder of its own. They take
minutes and want the machine for themselves, so they run where PHOTOFINDER_FILE_MANAGERS=1 is set;
what is not installed is skipped with its reason. `packaging/file-managers.md` says how to install
it. Screenshots go to build/file-managers/.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from photofinder.desktop import languages
from photofinder.desktop.actions import ACTIONS, CHECK, DUPLICATES, SIMILAR, Action
from photofinder.desktop.integration import Integration, freedesktop_backends
from photofinder.desktop.places import Places

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not os.environ.get("PHOTOFINDER_FILE_MANAGERS"),
        reason="works other programs' windows for minutes: set PHOTOFINDER_FILE_MANAGERS=1",
    ),
]

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "build" / "file-managers"
DRIVER = Path(__file__).parent / "menu_driver.py"
SYSTEM_PYTHON = "/usr/bin/python3"
ACCESSIBILITY = "/usr/libexec/at-spi-bus-launcher"
TOOLS = ("Xvfb", "xdotool", "dbus-daemon", "openbox", "import", SYSTEM_PYTHON, ACCESSIBILITY)
PATIENCE_S = 60.0
#: a menu that is asked for before the window listens does not come
TRIES = 5
BINDINGS = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"

#: as the grid of the window paints a photo of 300 x 200
CELL_PX = (160, 107)
#: of the correlation; a part of the cell is under the badge with the number
SAME_PICTURE = 0.8

#: everything that some quoting rule somewhere gets wrong
NASTY = "-rf 100% %f \"q\" 'it''s' `id` $HOME \\b;&|\N{GRINNING FACE}\nline two .jpg"
NASTY_FOLDER = 'Fotos 50% "x" \N{SNOWMAN}'
RECORDER = """#!/bin/sh
for word; do printf '%s\\0' "$word"; done > "$RECORD.tmp" && mv "$RECORD.tmp" "$RECORD"
"""


@dataclasses.dataclass(frozen=True)
class Manager:
    """A file manager, and how its menu is worked.

    ``click`` and ``walk`` are the driver's; anything else is keys, for one that tells nothing.
    ``through`` is the menu that the items stand in, where it is not the first.
    """

    name: str
    command: tuple[str, ...]
    how: str = "click"
    through: tuple[str, ...] = ()


THUNAR = Manager("thunar", ("thunar",))
NAUTILUS = Manager("nautilus", ("nautilus", "--new-window"), "walk")
NEMO = Manager("nemo", ("nemo",))
CAJA = Manager("caja", ("caja", "--no-desktop"), through=("Scripts",))
MANAGERS = [
    THUNAR,
    NAUTILUS,
    NEMO,
    # the last item is "Properties", above it are our two, by their names
    Manager("dolphin", ("dolphin", "--new-window"), "Up Up Return"),
    CAJA,
]


class Desk:
    """A screen, a session bus and a home folder; everything started here ends here."""

    def __init__(self, home: Path) -> None:
        for tool in TOOLS:
            if shutil.which(tool) is None:
                pytest.skip(f"{tool} is not installed")
        if subprocess.run([SYSTEM_PYTHON, "-c", BINDINGS], capture_output=True).returncode:
            pytest.skip("gir1.2-atspi-2.0 is not installed")
        self.home = home
        self.record = home.parent / "record"
        runtime = home.parent / "run"
        for folder in (home, runtime):
            folder.mkdir(mode=0o700)
        kept = ("PATH", "LANG", "LC_ALL", "TZ")
        self.env = {name: os.environ[name] for name in kept if name in os.environ}
        self.env |= {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "RECORD": str(self.record),
            "LC_ALL": "C.UTF-8",
            "GDK_BACKEND": "x11",
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }
        self._log = (home.parent / "log.txt").open("ab")
        self._started: list[subprocess.Popen[bytes]] = []

    def open(self) -> None:
        read, write = os.pipe()
        self.start(["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24"], keep=[write])
        os.close(write)
        with os.fdopen(read) as told:
            self.env["DISPLAY"] = f":{told.readline().strip()}"
        read, write = os.pipe()
        words = ["dbus-daemon", "--session", "--nofork", f"--print-address={write}"]
        self.start(words, keep=[write])
        os.close(write)
        with os.fdopen(read) as told:
            self.env["DBUS_SESSION_BUS_ADDRESS"] = told.readline().strip()
        self.start([ACCESSIBILITY, "--launch-immediately"])
        self.start(["openbox"])

    def start(self, words: list[str], keep: list[int] | None = None) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            words,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            pass_fds=keep or (),
            start_new_session=True,
            cwd=self.home,
        )
        self._started.append(process)
        return process

    def close(self) -> None:
        """End what was started here, and its children; each has a group of its own."""
        for process in reversed(self._started):
            for kind in (signal.SIGTERM, signal.SIGKILL):
                try:
                    os.killpg(process.pid, kind)
                except ProcessLookupError:
                    break
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    continue
        self._log.close()

    def run(self, *words: str, check: bool = True) -> str:
        answer = subprocess.run(
            words, env=self.env, capture_output=True, timeout=PATIENCE_S, cwd=self.home
        )
        if check and answer.returncode:
            pytest.fail(f"{words}: {answer.stderr.decode(errors='replace')}")
        return answer.stdout.decode("utf-8", "replace")

    def shot(self, name: str) -> Path:
        SHOTS.mkdir(parents=True, exist_ok=True)
        path = SHOTS / f"{name}.png"
        self.run("import", "-window", "root", str(path))
        return path

    def window(self, title: str, wait_until: Any) -> str:
        """Wait for a window by a part of its title; return its number."""
        found: list[str] = []

        def shown() -> bool:
            words = ("xdotool", "search", "--onlyvisible", "--name", title)
            found[:] = self.run(*words, check=False).split()
            return bool(found)

        wait_until(shown, PATIENCE_S)
        return found[-1]

    def recorded(self, wait_until: Any) -> list[bytes]:
        wait_until(self.record.exists, PATIENCE_S)
        return self.record.read_bytes().split(b"\0")[:-1]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "home")
    try:
        desk.open()
        yield desk
    finally:
        desk.close()


@pytest.fixture
def recorder(tmp_path: Path) -> str:
    """Make a program that writes down what it is started with, at a place that needs quoting."""
    program = tmp_path / "my 100% \"prog\" 'dir' $X \N{SNOWMAN}" / "photo finder"
    program.parent.mkdir()
    program.write_text(RECORDER)
    program.chmod(0o755)
    return str(program)


def integration(desk: Desk, launch: str) -> Integration:
    return Integration((launch,), freedesktop_backends(Places.of_user(desk.env), (launch,)))


def menu_over_all(desk: Desk, manager: Manager, folder: Path, label: str, wait_until: Any) -> None:
    """Open a folder, select everything in it and have the menu shown with an item."""
    if shutil.which(manager.command[0]) is None:
        pytest.skip(f"{manager.name} is not installed")
    desk.start([*manager.command, str(folder)])
    window = desk.window(folder.name.split()[0], wait_until)
    shape = desk.run("xdotool", "getwindowgeometry", "--shell", window)
    place = dict(line.split("=") for line in shape.split())
    x = int(place["X"]) + int(place["WIDTH"]) * 7 // 10
    y = int(place["Y"]) + int(place["HEIGHT"]) * 7 // 10
    for _ in range(TRIES):
        desk.run("xdotool", "mousemove", str(x), str(y), "click", "1")
        time.sleep(1)
        desk.run("xdotool", "key", "ctrl+a")
        time.sleep(1)
        desk.run("xdotool", "key", "Menu")
        if manager.how not in ("click", "walk"):
            time.sleep(2)
            return
        words = [SYSTEM_PYTHON, str(DRIVER), "wait", [*manager.through, label][0]]
        answer = subprocess.run(words, env=desk.env, capture_output=True, timeout=PATIENCE_S)
        if not answer.returncode:
            return
        desk.run("xdotool", "key", "Escape")
    desk.shot(f"{manager.name}-no-menu")
    pytest.fail(f"{manager.name} shows no {label!r}: {answer.stderr.decode()}")


def choose(desk: Desk, manager: Manager, label: str) -> None:
    if manager.how in ("click", "walk"):
        for step in (*manager.through, label):
            desk.run(SYSTEM_PYTHON, str(DRIVER), manager.how, step)
        return
    for key in manager.how.split():
        desk.run("xdotool", "key", key)
        time.sleep(0.5)


def words_of(recorded: list[bytes]) -> tuple[str, list[Path]]:
    """Return option and files as the window reads them."""
    from photofinder.ui.arguments import parse

    words = [os.fsdecode(word) for word in recorded]
    arguments = parse(words)
    assert arguments is not None
    (option,) = [a for a in ACTIONS if getattr(arguments, a.key)]
    return option.key, list(getattr(arguments, option.key))


@pytest.mark.parametrize("manager", MANAGERS, ids=lambda manager: manager.name)
def test_menu_starts_the_program_with_exactly_the_photo(
    desk: Desk, recorder: str, manager: Manager, tmp_path: Path, pictures: Any, wait_until: Any
) -> None:
    photos = tmp_path / NASTY_FOLDER
    photo = pictures.save(photos / NASTY, 1)
    installed = integration(desk, recorder).install()
    assert not [report for report in installed if report.problem], installed
    menu_over_all(desk, manager, photos, SIMILAR.label, wait_until)
    desk.shot(f"{manager.name}-photo")
    choose(desk, manager, SIMILAR.label)
    assert words_of(desk.recorded(wait_until)) == (SIMILAR.key, [photo])


@pytest.mark.parametrize("manager", [THUNAR, NAUTILUS, NEMO, CAJA], ids=lambda m: m.name)
def test_menu_speaks_the_desktops_language(
    desk: Desk,
    recorder: str,
    manager: Manager,
    tmp_path: Path,
    pictures: Any,
    wait_until: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    photo = pictures.save(tmp_path / "Bilder" / "a.jpg", 1)
    german = "Ähnliche Fotos finden"
    monkeypatch.setattr(languages, "catalogs", lambda: {"de": {SIMILAR.label: german}})
    if manager is THUNAR:  # it asks the C library, which wants the locale itself
        desk.env["LOCPATH"] = make_locale(tmp_path / "locales")
    del desk.env["LC_ALL"]
    desk.env |= {"LC_CTYPE": "C.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"}
    integration(desk, recorder).install()
    menu_over_all(desk, manager, photo.parent, german, wait_until)
    desk.shot(f"{manager.name}-german")
    choose(desk, manager, german)
    assert words_of(desk.recorded(wait_until)) == (SIMILAR.key, [photo])


def make_locale(folder: Path) -> str:
    """Compile the German locale, which few machines have."""
    folder.mkdir()
    try:
        for name, source in (("de_DE.UTF-8", "de_DE"), ("C.UTF-8", "C")):
            words = ["localedef", "-i", source, "-f", "UTF-8", str(folder / name)]
            subprocess.run(words, check=True, capture_output=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("the package locales is not installed")
    return str(folder)


@pytest.mark.parametrize("manager", [THUNAR, NAUTILUS, NEMO], ids=lambda manager: manager.name)
def test_menu_of_a_folder_finds_duplicates_there(
    desk: Desk, recorder: str, manager: Manager, tmp_path: Path, wait_until: Any
) -> None:
    outer = tmp_path / "Albums"
    inner = outer / NASTY_FOLDER
    inner.mkdir(parents=True)
    integration(desk, recorder).install()
    menu_over_all(desk, manager, outer, DUPLICATES.label, wait_until)
    desk.shot(f"{manager.name}-folder")
    choose(desk, manager, DUPLICATES.label)
    assert words_of(desk.recorded(wait_until)) == (DUPLICATES.key, [inner])


@pytest.mark.parametrize("action", [CHECK])
def test_hundreds_of_photos_come_at_once(
    desk: Desk, recorder: str, action: Action, tmp_path: Path, pictures: Any, wait_until: Any
) -> None:
    photos = tmp_path / "Many"
    first = pictures.save(photos / "it's 000 %f.jpg", 1)
    for number in range(1, 300):
        shutil.copy(first, photos / f"it's {number:03} %f.jpg")
    integration(desk, recorder).install()
    menu_over_all(desk, THUNAR, photos, action.label, wait_until)
    choose(desk, THUNAR, action.label)
    option, paths = words_of(desk.recorded(wait_until))
    assert option == action.key
    assert sorted(paths) == sorted(photos.iterdir())


def test_nothing_of_ours_opens_photos_by_itself(
    desk: Desk, recorder: str, tmp_path: Path, pictures: Any
) -> None:
    """An entry that names a type becomes its default where nobody chose one."""
    if shutil.which("gio") is None:
        pytest.skip("gio is not installed")
    before = [desk.run("gio", "mime", kind) for kind in ("image/jpeg", "inode/directory")]
    integration(desk, recorder).install()
    after = [desk.run("gio", "mime", kind) for kind in ("image/jpeg", "inode/directory")]
    assert [text.splitlines()[0] for text in after] == [text.splitlines()[0] for text in before]


@pytest.fixture
def inbox(desk: Desk, tmp_path: Path, pictures: Any) -> Path:
    """Index a few photos, install the actions of this program, and put a photo beside them."""
    pytest.importorskip("PySide6", reason="the engine runs without Qt")
    photos = tmp_path / NASTY_FOLDER
    for seed in range(12):
        pictures.save(photos / f"photo {seed}.jpg", seed)
    folder = tmp_path / "Inbox"
    folder.mkdir()
    pictures.image(3).resize((150, 100)).save(folder / NASTY, "JPEG")
    program = [sys.executable, "-P", "-m", "photofinder"]
    for words in (["add", str(photos)], ["scan"], ["integrate", "install"]):
        desk.run(*program, *words)
    return folder


def test_results_show_in_the_real_window(
    desk: Desk, inbox: Path, pictures: Any, wait_until: Any
) -> None:
    """From Thunar's menu to painted results: the whole way, nothing stands in for anything."""
    menu_over_all(desk, THUNAR, inbox, SIMILAR.label, wait_until)
    choose(desk, THUNAR, SIMILAR.label)
    desk.window("photofinder", wait_until)
    cell = pictures.image(3).resize(CELL_PX)
    wait_until(lambda: shows(desk.shot("window"), cell), PATIENCE_S)


def test_question_is_answered_by_the_real_program(desk: Desk, inbox: Path, wait_until: Any) -> None:
    menu_over_all(desk, THUNAR, inbox, CHECK.label, wait_until)
    before = set(desk.run("xdotool", "search", "--onlyvisible", "--name", ".").split())
    choose(desk, THUNAR, CHECK.label)

    def answered() -> bool:
        now = desk.run("xdotool", "search", "--onlyvisible", "--name", ".", check=False).split()
        names = [desk.run("xdotool", "getwindowname", w, check=False) for w in set(now) - before]
        return any("duplicate" in name.lower() or "photofinder" in name for name in names)

    wait_until(answered, PATIENCE_S)
    time.sleep(3)
    desk.shot("check")


def shows(shot: Path, picture: Image.Image) -> bool:
    """Tell whether a picture is somewhere on the screen, as the grid paints it."""
    import cv2

    screen = np.asarray(Image.open(shot).convert("RGB"))
    found = cv2.matchTemplate(screen, np.asarray(picture), cv2.TM_CCOEFF_NORMED)
    return float(found.max()) > SAME_PICTURE
