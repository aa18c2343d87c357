"""All menus of a user at once, the dry run byte for byte, and the command line."""

from __future__ import annotations

import configparser
import os
import plistlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from photofinder.desktop import dolphin, integration, macos_services, nautilus, nemo
from photofinder.desktop.autostart import Autostart
from photofinder.desktop.entries import EntryState
from photofinder.desktop.integration import Integration, dry_run, freedesktop_backends
from photofinder.desktop.mime_defaults import harmless_types
from photofinder.ui.arguments import parse

GOLDEN = Path(__file__).parent / "golden"
ICON = "linux/.local/share/icons/hicolor/scalable/apps/photofinder.svg"
#: set to write the golden texts anew, then look at the difference
RENEW = "PHOTOFINDER_RENEW_GOLDEN"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="names that Windows cannot have")


@pytest.fixture
def all_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every file manager installed, and no program that renews caches."""
    names = ("nautilus", "nemo", "dolphin", "thunar", "caja")
    found = {name: f"/usr/bin/{name}" for name in names}
    monkeypatch.setattr("photofinder.desktop.thunar.shutil.which", found.get)
    monkeypatch.setattr(nautilus, "_has_python", lambda: True)


def states(reports) -> set[EntryState]:
    return {report.state for report in reports}


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


# -- dry run ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["plain", "nasty"])
def test_dry_run_is_byte_for_byte_as_reviewed(
    tmp_path: Path,
    kind: str,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    catalogs: object,
) -> None:
    launch = request.getfixturevalue(f"{kind}_launch")
    monkeypatch.setattr(integration, "icon_path", lambda _: None)
    reports = dry_run(tmp_path / "out", launch)
    assert states(reports) == {EntryState.INSTALLED}
    written = files(tmp_path / "out")
    icon = written.pop(ICON)
    assert b"<svg" in icon
    assert icon.endswith(b"<!-- photofinder-desktop-entry 2 -->\n")
    if kind == "nasty":  # no such path on Windows
        written = {name: data for name, data in written.items() if not name.startswith("windows")}
    # the repository is also checked out where a name has no question mark
    written = {f"{name.replace('?', '%3F')}.golden": data for name, data in written.items()}
    golden = GOLDEN / kind
    if os.environ.get(RENEW):
        shutil.rmtree(golden, ignore_errors=True)
        for name, content in written.items():
            (golden / name).parent.mkdir(parents=True, exist_ok=True)
            (golden / name).write_bytes(content)
    assert written == files(golden)


def test_dry_run_again_changes_nothing(tmp_path: Path, plain_launch) -> None:
    dry_run(tmp_path / "out", plain_launch)
    before = files(tmp_path / "out")
    dry_run(tmp_path / "out", plain_launch)
    assert files(tmp_path / "out") == before


def test_dry_run_leaves_what_is_not_from_it(tmp_path: Path, plain_launch) -> None:
    mine = tmp_path / "out" / "windows" / "photofinder.reg"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    found = {report.name: report.state for report in dry_run(tmp_path / "out", plain_launch)}
    assert found["registry"] is EntryState.FOREIGN
    assert mine.read_text() == "mine"


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="not installed")
def test_desktop_entries_are_valid(tmp_path: Path, nasty_launch) -> None:
    dry_run(tmp_path, nasty_launch)
    applications = sorted((tmp_path / "linux").rglob("applications/*.desktop"))
    entries = [*applications, *(tmp_path / "linux").rglob("autostart/*.desktop")]
    assert len(entries) == 3
    said = subprocess.run(
        ["desktop-file-validate", *map(str, entries)], capture_output=True, text=True
    )
    assert "error" not in said.stdout


# -- one user --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["plain", "nasty"])
def test_everything_goes_in_and_out_without_a_trace(
    tmp_path: Path, places_at, tree, all_found, kind: str, request: pytest.FixtureRequest
) -> None:
    launch = request.getfixturevalue(f"{kind}_launch")
    home = tmp_path / "home with space"
    home.mkdir()
    before = tree(home)
    menus = Integration(launch, freedesktop_backends(places_at(home), launch))
    assert states(menus.status()) == {EntryState.ABSENT}
    assert states(menus.install()) == {EntryState.INSTALLED}
    installed = tree(home)
    assert states(menus.install()) == {EntryState.INSTALLED}
    assert tree(home) == installed
    assert states(menus.remove()) == {EntryState.ABSENT}
    assert tree(home) == before


@pytest.mark.parametrize("has_config", [False, True])
def test_what_can_be_written_goes_again_where_a_folder_is_a_file(
    tmp_path: Path, places_at, tree, all_found, plain_launch, has_config: bool
) -> None:
    """Also the record of what was made cannot be in its place then."""
    (tmp_path / ".local").write_text("a file where a folder should be")
    if has_config:
        (tmp_path / ".config" / "Thunar").mkdir(parents=True)
    before = tree(tmp_path)
    menus = Integration(plain_launch, freedesktop_backends(places_at(tmp_path), plain_launch))
    found = {report.backend: report.state for report in menus.install()}
    assert found["thunar"] is found["caja"] is EntryState.INSTALLED
    assert found["nemo"] is EntryState.FAILED
    assert states(menus.remove()) == {EntryState.ABSENT}
    assert tree(tmp_path) == before


def test_file_managers_that_are_not_here_get_nothing(
    tmp_path: Path, places_at, plain_launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photofinder.desktop.thunar.shutil.which", lambda _: None)
    menus = Integration(plain_launch, freedesktop_backends(places_at(tmp_path), plain_launch))
    found = {(report.backend, report.state) for report in menus.install()}
    assert ("freedesktop", EntryState.INSTALLED) in found
    unused = {backend for backend, state in found if state is EntryState.UNUSED}
    assert unused == {"nautilus", "caja", "nemo", "dolphin", "thunar"}


def test_entries_of_an_uninstalled_file_manager_are_renewed_and_removed(
    tmp_path: Path, places_at, all_found, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = ("/old/photofinder",)
    Integration(old, freedesktop_backends(places_at(tmp_path), old)).install()
    monkeypatch.setattr("photofinder.desktop.thunar.shutil.which", lambda _: None)
    new = ("/new/photofinder",)
    menus = Integration(new, freedesktop_backends(places_at(tmp_path), new))
    assert EntryState.OUTDATED in states(menus.status())
    assert states(menus.install()) == {EntryState.INSTALLED}
    menus.remove()
    assert list(tmp_path.iterdir()) == []


def test_advice_is_for_what_changed(tmp_path: Path, places_at, plain_launch, all_found) -> None:
    menus = Integration(plain_launch, freedesktop_backends(places_at(tmp_path), plain_launch))
    before = menus.status()
    after = menus.install()
    assert any("thunar -q" in text for text in menus.advice(before, after))
    assert menus.advice(after, menus.install()) == []


def test_nautilus_has_the_extension_or_the_scripts_never_both(
    tmp_path: Path, places_at, plain_launch
) -> None:
    places = places_at(tmp_path)
    nautilus.nautilus(places, plain_launch, with_python=False).install()
    scripts = tmp_path / ".local/share/nautilus/scripts"
    assert len(list(scripts.iterdir())) == 3
    later = nautilus.nautilus(places, plain_launch, with_python=True)
    assert len(later.status()) == 4  # the extension, and three scripts that are too many
    assert states(later.install()) == {EntryState.INSTALLED}
    assert not scripts.exists()
    later.remove()
    assert list(tmp_path.iterdir()) == []


# -- each by its own rules -------------------------------------------------------------------------


@pytest.mark.parametrize("manager", ["NAUTILUS", "CAJA"])
def test_scripts_hand_every_name_over(tmp_path: Path, manager: str) -> None:
    program = tmp_path / "pro gram's"
    program.write_text("#!/bin/sh\nprintf '%s\\0' \"$@\"\n")
    program.chmod(0o755)
    script = tmp_path / "script"
    script.write_bytes(nautilus.script(nautilus.ACTIONS[0], (str(program),), manager))
    script.chmod(0o755)
    paths = [tmp_path / name for name in ("-x.jpg", "a b\nc*.jpg", "100%f\"'?.jpg")]
    uris = "".join(f"{path.as_uri()}\n" for path in paths)
    env = {**os.environ, f"{manager}_SCRIPT_SELECTED_URIS": uris}
    said = subprocess.run([script, "no"], capture_output=True, check=True, text=True, env=env)
    arguments = parse(said.stdout.split("\0")[:-1])
    assert arguments is not None
    assert list(arguments.similar) == paths


def test_extension_is_python_and_names_the_program(nasty_launch) -> None:
    text = nautilus.extension((*nasty_launch, "\udcff"))
    found: dict[str, object] = {}
    body = text.decode("ascii").replace("from gi.repository import", "#")
    head = body[: body.index("def is_photo")]
    exec(compile(head, "photofinder_menu.py", "exec"), found)
    assert found["LAUNCH"] == [*nasty_launch, "\udcff"]
    assert ".jpg" in found["SUFFIXES"]  # type: ignore[operator]
    compile(text, "photofinder_menu.py", "exec")


def test_workflow_hands_every_name_over(tmp_path: Path) -> None:
    program = tmp_path / "pro gram's <&>"
    record = tmp_path / "record"
    program.write_text(f"#!/bin/sh\nprintf '%s\\0' \"$@\" > '{record}'\n")
    program.chmod(0o755)
    value = plistlib.loads(macos_services.document(macos_services.ACTIONS[1], (str(program),)))
    parameters = value["actions"][0]["action"]["ActionParameters"]
    assert parameters["inputMethod"] == 1
    names = ["-x.jpg", "a b\nc.jpg", "100%\"'.jpg"]
    script = parameters["COMMAND_STRING"] + "wait\n"  # the workflow does not wait, the test does
    subprocess.run([parameters["shell"], "-c", script, "sh", *names], check=True)
    assert record.read_text().split("\0")[:-1] == ["--check", "--", *names]


@pytest.mark.parametrize("kind", ["plain", "nasty"])
def test_outdated_is_told_by_the_command(
    tmp_path: Path, places_at, kind: str, request: pytest.FixtureRequest
) -> None:
    """Every text says how its command is spelt; else "another program" would be said of all."""
    launch = request.getfixturevalue(f"{kind}_launch")
    places = places_at(tmp_path)
    for make in (nemo.backend, dolphin.backend, macos_services.backend, nautilus.caja):
        for entry in make(places, launch).entries:
            assert entry.launch in entry.content
        for entry in make(places, ("/opt/another",)).entries:
            other = make(places, launch).entries
            assert not entry.launch or not any(entry.launch in one.content for one in other)


def test_key_files_are_read_by_others(tmp_path: Path, nasty_launch) -> None:
    dry_run(tmp_path, nasty_launch)
    for path in (tmp_path / "linux").rglob("*"):
        if path.suffix in (".desktop", ".nemo_action"):
            reader = configparser.RawConfigParser(strict=True, delimiters="=")
            reader.optionxform = str  # type: ignore[assignment,method-assign]
            reader.read_string(path.read_text("utf-8"))
            assert reader.sections()


@pytest.mark.parametrize("lost", [b"# photofinder-", b"X-photofinder-"])
def test_key_file_is_ours_by_its_comment_or_by_its_key(
    tmp_path: Path, places_at, plain_launch, lost: bytes
) -> None:
    """An editor of menus drops comments; an older version wrote no key."""
    home = tmp_path / "home"
    places = places_at(home)
    entry = Autostart(plain_launch, places=places, platform="linux")
    backends = freedesktop_backends(places, plain_launch)
    assert entry.enable().state is EntryState.INSTALLED
    for backend in backends:
        backend.install()
    changed = 0
    for path in (path for path in home.rglob("*") if path.suffix in (".desktop", ".nemo_action")):
        lines = path.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(lost)]
        assert len(kept) == len(lines) - 1
        path.write_bytes(b"".join(kept))
        changed += 1
    assert changed == 8
    assert entry.status().state is EntryState.OUTDATED
    assert EntryState.FOREIGN not in states(Integration(plain_launch, backends).status())
    assert entry.disable().state is EntryState.ABSENT
    for backend in backends:
        assert states(backend.remove()) == {EntryState.ABSENT}
    assert not home.exists()


@pytest.mark.parametrize("others", [False, True])
def test_nothing_is_remembered_of_a_cache_that_others_need(
    tmp_path: Path, places_at, plain_launch, monkeypatch: pytest.MonkeyPatch, others: bool
) -> None:
    renew = tmp_path / "bin" / "update-desktop-database"
    renew.parent.mkdir()
    renew.write_text('#!/bin/sh\necho "[MIME Cache]" > "$2/mimeinfo.cache"\n')
    renew.chmod(0o755)
    monkeypatch.setattr("photofinder.desktop.freedesktop.shutil.which", lambda _: str(renew))
    places = places_at(tmp_path / "home", tmp_path / "system")
    applications = places.data_home / "applications"
    if others:
        applications.mkdir(parents=True)
        (applications / "another.desktop").write_text("[Desktop Entry]\n")
    backend = freedesktop_backends(places, plain_launch)[0]
    backend.install()
    assert (applications / "mimeinfo.cache").exists()
    backend.remove()
    assert (applications / "mimeinfo.cache").exists() is others
    assert not places.record.parent.exists()


# -- default programs ------------------------------------------------------------------------------


def system_with(folder: Path, cache: str, chosen: str = "") -> Path:
    applications = folder / "share" / "applications"
    applications.mkdir(parents=True)
    (applications / "viewer.desktop").write_text("[Desktop Entry]\n")
    (applications / "mimeinfo.cache").write_text(f"[MIME Cache]\n{cache}\n")
    (applications / "mimeapps.list").write_text(f"[Default Applications]\n{chosen}\n")
    return folder


def test_type_with_a_viewer_nobody_chose_is_not_named(tmp_path: Path, places_at) -> None:
    system = system_with(tmp_path / "sys", "image/png=viewer.desktop;", "image/gif=viewer.desktop;")
    places = places_at(tmp_path / "home", system)
    types = ["image/png", "image/gif", "image/webp"]
    assert harmless_types(types, places, own=["photofinder.desktop"]) == ("image/gif", "image/webp")


def test_choice_of_a_program_that_is_gone_does_not_count(tmp_path: Path, places_at) -> None:
    cache, chosen = "image/png=viewer.desktop;", "image/png=gone.desktop;"
    places = places_at(tmp_path / "home", system_with(tmp_path / "sys", cache, chosen))
    assert harmless_types(["image/png"], places, own=[]) == ()


def test_choices_that_make_no_sense_do_not_count(tmp_path: Path, places_at) -> None:
    chosen = f"image/png={'x' * 300}.desktop;a\0b.desktop;../../etc;/;.;"
    places = places_at(
        tmp_path / "home", system_with(tmp_path / "s", "image/png=a.desktop", chosen)
    )
    places.config_home.mkdir(parents=True)
    os.mkfifo(places.config_home / "mimeapps.list")
    assert harmless_types(["image/png", "image/gif"], places, own=[]) == ("image/gif",)


def test_choosing_photofinder_keeps_the_type(tmp_path: Path, places_at) -> None:
    system = system_with(tmp_path / "sys", "image/png=viewer.desktop;")
    places = places_at(tmp_path / "home", system)
    own = ["photofinder.desktop"]
    assert harmless_types(["image/png"], places, own) == ()
    applications = places.data_home / "applications"
    applications.mkdir(parents=True)
    (applications / own[0]).write_text("[Desktop Entry]\n")
    places.config_home.mkdir()
    choice = "[Default Applications]\nimage/png=photofinder.desktop\n"
    (places.config_home / "mimeapps.list").write_text(choice)
    assert harmless_types(["image/png"], places, own) == ("image/png",)


def test_our_own_entry_does_not_count(tmp_path: Path, places_at) -> None:
    system = system_with(tmp_path / "sys", "image/png=photofinder.desktop;")
    places = places_at(tmp_path / "home", system)
    assert harmless_types(["image/png"], places, own=["photofinder.desktop"]) == ("image/png",)


# -- command line ----------------------------------------------------------------------------------


def test_command_installs_tells_and_removes(program, tmp_path: Path) -> None:
    home = Path(os.environ["HOME"])
    answer = program("integrate", "install", "--user", "--json")
    entries = answer.json["entries"]
    assert {entry["state"] for entry in entries} <= {"installed", "unused"}
    application = next(entry for entry in entries if entry["name"] == "application")
    assert Path(application["place"]).is_file()
    assert Path(application["place"]).is_relative_to(home)
    assert program("integrate", "status").code == 0
    answer = program("integrate", "remove", "--json")
    assert answer.code == 0
    assert {entry["state"] for entry in answer.json["entries"]} == {"absent"}
    assert not Path(application["place"]).exists()


def test_command_removes_autostart_too(program, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Path(os.environ["HOME"]) / ".config" / "autostart" / "photofinder.desktop"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(place.parents[1]))
    assert Autostart(("/opt/photofinder",), platform="linux").enable().place == str(place)
    found = program("integrate", "status", "--json").json["entries"]
    assert [entry["state"] for entry in found if entry["menu"] == "autostart"] == ["outdated"]
    assert program("integrate", "remove").code == 0
    assert not place.exists()


def test_command_names_the_library_that_it_was_given(program, tmp_path: Path) -> None:
    data = tmp_path / "my library"
    answer = program("--data-dir", data, "integrate", "install", "--dry-run", tmp_path / "out")
    assert answer.code == 0
    text = next((tmp_path / "out").rglob("applications/photofinder.desktop")).read_text()
    assert f'--data-dir "{data}" --similar -- %F' in text


def test_foreign_entry_is_code_3(program) -> None:
    place = Path(os.environ["XDG_DATA_HOME"]) / "applications" / "photofinder.desktop"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("mine")
    try:
        answer = program("integrate", "install")
        assert answer.code == 3
        assert "is not from photofinder" in answer.out
        assert place.read_text() == "mine"
    finally:
        place.unlink()
        program("integrate", "remove")


@pytest.mark.parametrize("words", [["sideways"], [], ["remove", "--dry-run", "x"]])
def test_wrong_usage_is_2(program, words: list[str]) -> None:
    assert program("integrate", *words).code == 2
