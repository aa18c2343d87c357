"""Verbs in the registry, in memory: what Windows would hold, and nothing of it afterwards."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

import pytest

from photofinder.core.formats import PHOTO_SUFFIXES
from photofinder.desktop.actions import ACTIONS
from photofinder.desktop.entries import EntryState
from photofinder.desktop.windows_package import CLASS_IDS, manifest
from photofinder.desktop.windows_registry import MemoryRegistry, reg_file
from photofinder.desktop.windows_verbs import WindowsVerbs, verb_keys

PROGRAM = ("C:\\Program Files\\100% photo\\photofinder.exe",)
ICON = f"{PROGRAM[0]},0"
IMAGE = "Software\\Classes\\SystemFileAssociations\\image\\shell\\photofinder.similar"


class RefusingRegistry(MemoryRegistry):
    def write(self, key: str, values: Mapping[str, str]) -> None:
        raise PermissionError(13, "Access is denied")


def states(reports) -> set[EntryState]:
    return {report.state for report in reports}


def others() -> MemoryRegistry:
    registry = MemoryRegistry()
    registry.write("Software\\Classes\\Directory\\shell\\git_gui", {"": "Git"})
    registry.write("Software\\Classes\\SystemFileAssociations\\.cr2", {"x": "y"})
    return registry


def test_verbs_go_in_and_out_without_a_trace() -> None:
    registry = others()
    before = {key: dict(values) for key, values in registry.keys.items()}
    verbs = WindowsVerbs(registry, PROGRAM, ICON)
    assert states(verbs.status()) == {EntryState.ABSENT}
    assert states(verbs.install()) == {EntryState.INSTALLED}
    written = {key: dict(values) for key, values in registry.keys.items()}
    assert states(verbs.install()) == {EntryState.INSTALLED}
    assert registry.keys == written
    assert registry.keys[IMAGE]["MUIVerb"] == "Find similar photos"
    assert registry.keys[IMAGE]["Icon"] == ICON
    assert registry.keys[f"{IMAGE}\\command"][""] == (
        '"C:\\Program Files\\100%% photo\\photofinder.exe" --similar -- "%1"'
    )
    assert states(verbs.remove()) == {EntryState.ABSENT}
    assert registry.keys == before


def test_nothing_at_all_is_left_in_an_empty_registry() -> None:
    registry = MemoryRegistry()
    verbs = WindowsVerbs(registry, PROGRAM, ICON)
    verbs.install()
    verbs.remove()
    assert set(registry.keys) == {"Software", "Software\\Classes"}


def test_older_program_is_said_and_renewed() -> None:
    registry = MemoryRegistry()
    WindowsVerbs(registry, ("C:\\old\\photofinder.exe",), "C:\\old.ico").install()
    registry.write(f"{IMAGE}\\DropTarget", {"CLSID": "{of an older version}"})
    verbs = WindowsVerbs(registry, PROGRAM, ICON)
    before = verbs.status()
    assert states(before) == {EntryState.OUTDATED}
    assert {report.problem.code for report in before} == {"entry_other_command"}
    assert states(verbs.install()) == {EntryState.INSTALLED}
    assert f"{IMAGE}\\DropTarget" not in registry.keys


def test_somebody_elses_key_is_left() -> None:
    registry = MemoryRegistry()
    registry.write(IMAGE, {"": "Mine"})
    verbs = WindowsVerbs(registry, PROGRAM, ICON)
    found = {report.name: report for report in verbs.install()}
    assert found["similar"].state is EntryState.FOREIGN
    assert found["check"].state is EntryState.INSTALLED
    verbs.remove()
    assert registry.keys[IMAGE] == {"": "Mine"}
    assert not [key for key in registry.keys if "photofinder." in key and key != IMAGE]


def test_refused_registry_is_said() -> None:
    reports = WindowsVerbs(RefusingRegistry(), PROGRAM, ICON).install()
    assert states(reports) == {EntryState.FAILED}
    assert "Access is denied" in str(reports[0].problem)


def test_every_format_has_the_verb() -> None:
    keys = "\n".join(verb_keys(ACTIONS[0]))
    known = {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".bmp", ".dib", ".tif", ".tiff"}
    known |= {".webp", ".heic", ".heif", ".avif"}  # in the registry's "image"
    assert set(re.findall(r"Associations\\(\.\w+)\\", keys)) == PHOTO_SUFFIXES - known


def test_reg_file_is_what_the_editor_reads() -> None:
    registry = MemoryRegistry()
    registry.write("Software\\Classes\\x", {"": 'a "b" \\c', "two\nlines": "1\n2"})
    data = reg_file(registry)
    assert data.startswith(b"\xff\xfe")
    assert data.decode("utf-16").split("\r\n") == [
        "Windows Registry Editor Version 5.00",
        "",
        "; photofinder-desktop-entry 2",
        "",
        "[HKEY_CURRENT_USER\\Software\\Classes\\x]",
        '@="a \\"b\\" \\\\c"',
        '"two\nlines"=hex(1):31,00,0a,00,32,00,00,00',
        "",
    ]


def test_manifest_names_a_class_for_every_verb() -> None:
    root = ElementTree.fromstring(manifest("0.1.0"))
    text = manifest("0.1.0").decode("utf-8")
    assert root.tag.endswith("}Package")
    assert set(CLASS_IDS) == {action.key for action in ACTIONS}
    assert len(set(CLASS_IDS.values())) == len(ACTIONS)
    assert 'Version="0.1.0.0"' in text
    for suffix in PHOTO_SUFFIXES:
        assert f'Type="{suffix}"' in text


@pytest.mark.parametrize("version", ["1.2.3", "2.0", "1.2.3.dev4"])
def test_manifests_version_has_four_numbers(version: str) -> None:
    text = manifest(version).decode("utf-8")
    found = re.search(r'Publisher="[^"]+" Version="(\d+\.\d+\.\d+\.0)"', text)
    assert found is not None
