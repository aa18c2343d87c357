"""Entries speak the user's language, and changing it leaves none of the old ones behind."""

from __future__ import annotations

import configparser
import dataclasses
import plistlib
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest

from photofinder.core import phrases
from photofinder.desktop import dolphin, freedesktop, languages, macos_services, nautilus, nemo
from photofinder.desktop.actions import ACTIONS, SIMILAR
from photofinder.desktop.autostart import Autostart
from photofinder.desktop.entries import EntryState
from photofinder.desktop.thunar import ThunarBackend
from photofinder.desktop.windows_registry import MemoryRegistry
from photofinder.desktop.windows_verbs import WindowsVerbs, verb_keys
from photofinder.paths import resources_dir

LAUNCH = ("/opt/photofinder/photofinder",)
GERMAN = "Ähnliche Fotos finden"
CATALOGS = resources_dir() / "translations"


@pytest.fixture(autouse=True)
def _known(catalogs: dict[str, dict[str, str]]) -> None:
    """Let every test here have the same catalogs."""


def states(reports) -> set[EntryState]:
    return {report.state for report in reports}


# -- catalogs --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["de", "zh_CN"])
def test_catalog_is_read_as_qt_reads_it(language: str) -> None:
    core = pytest.importorskip("PySide6.QtCore", reason="the engine runs without Qt")
    translator = core.QTranslator()
    path = CATALOGS / f"photofinder_{language}.qm"
    assert translator.load(str(path))
    found = dict(languages.engine_texts(path.read_bytes()))
    assert found
    assert {text: translator.translate("Engine", text) for text in found} == found
    # and none is missed
    for text in phrases.all_templates():
        assert found.get(text, "") == translator.translate("Engine", text)


@pytest.mark.parametrize("cut", [0, 10, 16, 19, 40, 5_000, -1])
def test_damaged_catalog_is_said_and_costs_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    data = (CATALOGS / "photofinder_de.qm").read_bytes()[:cut]
    monkeypatch.undo()
    monkeypatch.setattr(languages, "resources_dir", lambda: tmp_path)
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations" / "photofinder_de.qm").write_bytes(data)
    languages.catalogs.cache_clear()
    try:
        assert set(languages.catalogs()) <= {"de"}
    finally:
        languages.catalogs.cache_clear()
    if 0 <= cut < len(languages._MAGIC):
        with pytest.raises((ValueError, struct.error)):
            list(languages.engine_texts(data))


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, ""),
        ({"LANG": "C.UTF-8"}, ""),
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "de_DE@euro", "LC_ALL": "C"}, ""),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "fr:de:en"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "en_US:de"}, ""),
        ({"LANG": "fr_FR.UTF-8"}, ""),
        ({"LANG": "zh_TW.UTF-8"}, ""),
    ],
)
def test_users_language_is_the_environments(environment: dict[str, str], language: str) -> None:
    assert languages.best(languages._posix_languages(environment)) == language


def test_users_language_of_macos_is_the_first_that_is_known(tmp_path: Path) -> None:
    assert languages.apple_languages(tmp_path) == []
    place = tmp_path / "Library" / "Preferences" / ".GlobalPreferences.plist"
    place.parent.mkdir(parents=True)
    place.write_bytes(plistlib.dumps({"AppleLanguages": ["fr-FR", "zh-Hans-CN", "de-DE"]}))
    assert languages.best(languages.apple_languages(tmp_path)) == "zh_CN"
    place.write_bytes(b"no list")
    assert languages.apple_languages(tmp_path) == []


# -- files that hold every language ----------------------------------------------------------------


def keys_of(data: bytes) -> configparser.RawConfigParser:
    reader = configparser.RawConfigParser(strict=True, delimiters="=")
    reader.optionxform = str  # type: ignore[assignment,method-assign]
    reader.read_string(data.decode("utf-8"))
    return reader


def test_menus_of_desktops_have_every_language() -> None:
    entry = keys_of(freedesktop.application(LAUNCH, []))
    assert entry["Desktop Entry"]["GenericName"] == "Photo Organizer"
    assert entry["Desktop Entry"]["GenericName[de]"] == "Fotoverwaltung"
    assert entry["Desktop Action check"]["Name[zh_CN]"] == "这是重复照片吗"
    menu = keys_of(dolphin.menu([SIMILAR], LAUNCH))
    assert menu["Desktop Action similar"]["Name"] == SIMILAR.label
    assert menu["Desktop Action similar"]["Name[de]"] == GERMAN
    action = keys_of(nemo.action_file(SIMILAR, LAUNCH))["Nemo Action"]
    assert (action["Name"], action["Name[de]"]) == (SIMILAR.label, GERMAN)
    assert "Comment[de]" not in action  # what is not translated is English
    assert "Comment" in action


def test_autostart_has_every_language(tmp_path: Path, places_at) -> None:
    autostart = Autostart(LAUNCH, places=places_at(tmp_path), platform="linux")
    autostart.enable()
    path = tmp_path / ".config" / "autostart" / "photofinder.desktop"
    entry = keys_of(path.read_bytes())["Desktop Entry"]
    assert entry["Comment[de]"] == "Hält die Fotosammlung aktuell"
    assert autostart.enabled


def test_extension_chooses_when_it_runs() -> None:
    text = nautilus.extension(LAUNCH).decode("ascii")
    found: dict[str, object] = {}
    body = text.replace("from gi.repository import", "#")
    names = ["fr", "de_DE", "de", "C"]
    found["GLib"] = type("GLib", (), {"get_language_names": staticmethod(lambda: names)})
    head = body[: body.index("class PhotofinderMenu")]
    exec(compile(head, "photofinder_menu.py", "exec"), found)
    spoken = found["spoken"]
    labels = [action[1] for action in found["ACTIONS"]]  # type: ignore[attr-defined]
    assert spoken(labels[0]) == GERMAN  # type: ignore[operator]
    names[:] = ["fr", "C"]
    assert [spoken(label) for label in labels] == [a.label for a in ACTIONS]  # type: ignore[operator]


def test_entries_of_before_are_replaced(tmp_path: Path, places_at, catalogs) -> None:
    """The same places as of the version that wrote English alone; no second entry beside them."""
    places = places_at(tmp_path)
    known = dict(catalogs)
    catalogs.clear()
    makers = (freedesktop.backend, nemo.backend, dolphin.backend, ThunarBackend)
    for make in makers:
        make(places, LAUNCH).install()
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    catalogs.update(known)
    german = dataclasses.replace(places, language="de")
    for make in makers:
        backend = make(german, LAUNCH)
        assert EntryState.OUTDATED in states(backend.status())
        assert states(backend.install()) == {EntryState.INSTALLED}
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == before
    for make in makers:
        assert states(make(german, LAUNCH).remove()) == {EntryState.ABSENT}
    assert list(tmp_path.iterdir()) == []


# -- Thunar ----------------------------------------------------------------------------------------


def uca(home: Path) -> Path:
    return home / ".config" / "Thunar" / "uca.xml"


def test_thunar_has_every_language_and_finds_its_own_again(tmp_path: Path, places_at) -> None:
    backend = ThunarBackend(places_at(tmp_path), LAUNCH)
    assert states(backend.install()) == {EntryState.INSTALLED}
    action = ElementTree.fromstring(uca(tmp_path).read_bytes())[0]
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    names = {name.get(lang): name.text for name in action.findall("name")}
    assert names == {None: SIMILAR.label, "de": GERMAN, "zh_CN": "查找相似照片"}
    wrong = uca(tmp_path).read_bytes().replace(GERMAN.encode(), b"Alt")
    uca(tmp_path).write_bytes(wrong)
    assert EntryState.OUTDATED in states(backend.status())
    assert states(backend.install()) == {EntryState.INSTALLED}
    assert uca(tmp_path).read_bytes().count(b"<action>") == len(ACTIONS)


@pytest.mark.parametrize(
    ("written", "language", "state"),
    [
        (GERMAN, "de", EntryState.INSTALLED),
        (GERMAN, "", EntryState.INSTALLED),  # asked where the environment has no language
        (SIMILAR.label, "", EntryState.INSTALLED),
        (SIMILAR.label, "de", EntryState.OUTDATED),  # of a version that knew English alone
        ("Meine Aktion", "de", EntryState.OUTDATED),
    ],
)
def test_action_in_the_one_language_that_thunar_wrote(
    tmp_path: Path, places_at, written: str, language: str, state: EntryState
) -> None:
    places = dataclasses.replace(places_at(tmp_path), language=language)
    backend = ThunarBackend(places, LAUNCH)
    backend.install()
    lines = uca(tmp_path).read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "xml:lang" not in line]
    text = "".join(kept).replace(f"<name>{SIMILAR.label}<", f"<name>{written}<")
    uca(tmp_path).write_text(text, "utf-8")
    assert backend.status()[0].state is state
    assert states(backend.install()) == {EntryState.INSTALLED}
    backend.remove()
    assert list(tmp_path.iterdir()) == []


# -- one language, of the time when they are written -----------------------------------------------


@pytest.mark.parametrize("manager", ["nautilus", "caja"])
def test_scripts_are_named_in_the_users_language(tmp_path: Path, places_at, manager: str) -> None:
    def backend(language: str):
        places = dataclasses.replace(places_at(tmp_path), language=language)
        if manager == "caja":
            return nautilus.caja(places, LAUNCH)
        return nautilus.nautilus(places, LAUNCH, with_python=False)

    def names() -> set[str]:
        return {path.name for path in tmp_path.rglob("scripts/*")}

    english = {action.label for action in ACTIONS}
    assert states(backend("").install()) == {EntryState.INSTALLED}
    assert names() == english
    german = backend("de")
    assert EntryState.ABSENT in states(german.status())
    assert states(german.install()) == {EntryState.INSTALLED}
    assert GERMAN in names()
    assert len(names()) == len(ACTIONS)
    assert SIMILAR.label not in names()
    assert states(german.status()) == {EntryState.INSTALLED}
    assert states(backend("").remove()) == {EntryState.ABSENT}  # removed in another language
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("verb", ["install", "remove"])
def test_scripts_in_words_that_no_catalog_has_any_more_go(
    tmp_path: Path, places_at, catalogs, verb: str
) -> None:
    places = dataclasses.replace(places_at(tmp_path), language="de")
    catalogs["de"][SIMILAR.label] = "Finde ähnliche Bilder"
    assert states(nautilus.caja(places, LAUNCH).install()) == {EntryState.INSTALLED}
    folder = places.config_home / "caja" / "scripts"
    ours = folder / "Finde ähnliche Bilder"
    theirs = folder / "changed by its user"
    theirs.write_bytes(ours.read_bytes() + b"notify-send done\n")
    catalogs["de"][SIMILAR.label] = GERMAN
    backend = nautilus.caja(places, LAUNCH)
    assert EntryState.INSTALLED in states(backend.status()[len(ACTIONS) :])
    getattr(backend, verb)()
    left = {path.name for path in folder.iterdir()} - {theirs.name}
    assert left == ({path.path.name for path in backend.entries} if verb == "install" else set())
    assert theirs.exists()


def test_script_of_somebody_else_in_another_language_stays(tmp_path: Path, places_at) -> None:
    places = places_at(tmp_path)
    mine = places.config_home / "caja" / "scripts" / GERMAN
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    backend = nautilus.caja(places, LAUNCH)
    assert states(backend.install()) == {EntryState.INSTALLED}
    assert states(backend.remove()) == {EntryState.ABSENT}
    assert mine.read_text() == "mine"


def test_translation_that_is_no_file_name_is_not_taken(tmp_path: Path, places_at, catalogs) -> None:
    catalogs["de"][SIMILAR.label] = "Ähnliche/gleiche Fotos"
    places = dataclasses.replace(places_at(tmp_path), language="de")
    assert nautilus.caja(places, LAUNCH).entries[0].path.name == SIMILAR.label


def test_explorer_and_finder_have_the_users_language() -> None:
    registry = MemoryRegistry()
    key = verb_keys(SIMILAR)[0]
    WindowsVerbs(registry, LAUNCH, "icon").install()
    german = WindowsVerbs(registry, LAUNCH, "icon", "de")
    assert EntryState.OUTDATED in states(german.status())
    assert states(german.install()) == {EntryState.INSTALLED}
    assert (registry.values(key) or {})["MUIVerb"] == GERMAN
    assert states(WindowsVerbs(registry, LAUNCH, "icon").remove()) == {EntryState.ABSENT}
    service = plistlib.loads(macos_services.info(SIMILAR, "de"))["NSServices"][0]
    assert service["NSMenuItem"] == {"default": GERMAN}
