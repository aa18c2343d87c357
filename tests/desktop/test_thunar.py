"""Our actions in Thunar's file: in and out again, and not a byte of the user's moves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from photofinder.desktop.entries import EntryState
from photofinder.desktop.thunar import ThunarBackend
from photofinder.desktop.thunar_file import EMPTY, BrokenFile, ThunarFile

LAUNCH = ("/opt/photofinder/photofinder",)
USERS = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE actions [ <!ELEMENT actions (action)+> ]>
<!-- mine: do not touch -->
<actions>
  <action>
\t<icon>utilities-terminal</icon>
\t<name>Open &amp; look</name>
\t<name xml:lang="de">\xc3\x96ffnen</name>
\t<submenu></submenu>
\t<unique-id>1521317528494802-1</unique-id>
\t<command>sh -c &quot;cd %f &amp;&amp; xterm&quot;</command>
\t<patterns>*</patterns>
\t<directories/>
  </action>   <!-- odd
  indentation -->
<action><unique-id></unique-id><command>true</command><text-files/></action>
</actions>
<!-- the end -->
"""
#: what Thunar 4.18 writes after its own dialogue was used; it orders and drops as it likes
BY_THUNAR = """<?xml version="1.0" encoding="UTF-8"?>
<actions>
<action>
\t<icon>{icon}</icon>
\t<name>{name}</name>
\t<submenu></submenu>
\t<unique-id>{unique-id}</unique-id>
\t<command>{command}</command>
\t<description>{description}</description>
\t<range></range>
\t<patterns>{patterns}</patterns>
\t<image-files/>
\t<other-files/>
</action>
</actions>
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home" / ".config" / "Thunar").mkdir(parents=True)
    return tmp_path / "home"


def uca(home: Path) -> Path:
    return home / ".config" / "Thunar" / "uca.xml"


def states(reports) -> set[EntryState]:
    return {report.state for report in reports}


@pytest.mark.parametrize(
    "before",
    [
        USERS,
        USERS.replace(b"\n", b"\r\n"),
        EMPTY,
        b"<actions></actions>",
        b"<actions>\n  </actions>",
        b"<actions><action><name>one line</name></action></actions>\n",
    ],
)
@pytest.mark.parametrize("kind", ["plain_launch", "nasty_launch"])
def test_actions_go_in_and_out_byte_by_byte(
    home: Path, places_at, before: bytes, kind: str, request: pytest.FixtureRequest
) -> None:
    launch = request.getfixturevalue(kind)
    uca(home).write_bytes(before)
    backend = ThunarBackend(places_at(home), launch)
    assert states(backend.install()) == {EntryState.INSTALLED}
    text = uca(home).read_bytes()
    assert len(ThunarFile(text)._elements) == len(ThunarFile(before)._elements) + 3
    cut = text
    for key in ("similar", "check", "duplicates"):
        cut = ThunarFile(cut).without(f"photofinder-{key}")
    assert cut == before
    assert states(backend.install()) == {EntryState.INSTALLED}
    assert uca(home).read_bytes() == text
    assert states(backend.remove()) == {EntryState.ABSENT}
    assert uca(home).read_bytes() == before


def test_empty_root_element_is_opened(home: Path, places_at) -> None:
    uca(home).write_bytes(b"<actions/>\n")
    backend = ThunarBackend(places_at(home), LAUNCH)
    assert states(backend.install()) == {EntryState.INSTALLED}
    assert states(backend.remove()) == {EntryState.ABSENT}
    assert uca(home).read_bytes() == b"<actions></actions>\n"


def test_newer_program_renews_in_place(home: Path, places_at) -> None:
    uca(home).write_bytes(USERS)
    ThunarBackend(places_at(home), ("/old/photofinder",)).install()
    later = (
        uca(home).read_bytes().replace(b"</actions>", b"<action><name>Z</name></action></actions>")
    )
    uca(home).write_bytes(later)
    backend = ThunarBackend(places_at(home), LAUNCH)
    before = backend.status()
    assert states(before) == {EntryState.OUTDATED}
    assert {report.problem.code for report in before} == {"entry_other_command"}
    assert states(backend.install()) == {EntryState.INSTALLED}
    assert uca(home).read_bytes() == later.replace(b"/old/photofinder", LAUNCH[0].encode())


def test_what_thunar_wrote_anew_is_still_ours(home: Path, places_at) -> None:
    backend = ThunarBackend(places_at(home), LAUNCH)
    texts = dict(backend._actions["similar"].texts)
    text = BY_THUNAR
    for name, value in texts.items():
        text = text.replace(f"{{{name}}}", value)
    uca(home).write_text(text, "utf-8")
    found = {report.name: report.state for report in backend.status()}
    assert found == {
        "similar": EntryState.INSTALLED,
        "check": EntryState.ABSENT,
        "duplicates": EntryState.ABSENT,
    }
    backend.remove()
    assert uca(home).read_bytes() == EMPTY


def test_doubled_action_becomes_one(home: Path, places_at) -> None:
    backend = ThunarBackend(places_at(home), LAUNCH)
    backend.install()
    text = uca(home).read_bytes()
    start = text.index(b"<action>")
    one = text[start : text.index(b"</action>\n") + 10]
    uca(home).write_bytes(text.replace(b"</actions>", one + b"</actions>"))
    assert EntryState.OUTDATED in states(backend.status())
    backend.install()
    assert uca(home).read_bytes() == text


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"<actions>",
        b"<actions></action>",
        b"\xff<actions/>",
        b"<other/>",
        b"not xml",
        b"\0" * 9,
    ],
)
def test_broken_file_is_reported_and_left(home: Path, broken: bytes, places_at) -> None:
    uca(home).write_bytes(broken)
    backend = ThunarBackend(places_at(home), LAUNCH)
    for verb in (backend.status, backend.install, backend.remove):
        reports = verb()
        assert states(reports) == {EntryState.FAILED}
        assert {report.problem.code for report in reports} == {"entry_damaged"}
        assert uca(home).read_bytes() == broken


def test_user_without_a_file_keeps_the_systems_actions(
    home: Path, tmp_path: Path, places_at, tree
) -> None:
    system = tmp_path / "system"
    (system / "xdg" / "Thunar").mkdir(parents=True)
    (system / "xdg" / "Thunar" / "uca.xml").write_bytes(USERS)
    before = tree(home)
    backend = ThunarBackend(places_at(home, system), LAUNCH)
    backend.install()
    assert b"1521317528494802-1" in uca(home).read_bytes()
    backend.remove()
    assert tree(home) == before


def test_file_that_got_another_action_meanwhile_stays(home: Path, places_at) -> None:
    backend = ThunarBackend(places_at(home), LAUNCH)
    backend.install()
    mine = b"<action><name>mine</name></action>\n</actions>"
    uca(home).write_bytes(uca(home).read_bytes().replace(b"</actions>", mine))
    backend.remove()
    assert uca(home).read_bytes() == EMPTY.replace(b"</actions>", mine)
    assert not list(home.rglob("made-places.json"))


def test_link_is_followed_and_rights_stay(home: Path, tmp_path: Path, places_at) -> None:
    real = tmp_path / "dotfiles.xml"
    real.write_bytes(USERS)
    real.chmod(0o640)
    uca(home).symlink_to(real)
    backend = ThunarBackend(places_at(home), LAUNCH)
    backend.install()
    assert uca(home).is_symlink()
    assert b"photofinder-similar" in real.read_bytes()
    assert real.stat().st_mode & 0o777 == 0o640
    backend.remove()
    assert real.read_bytes() == USERS


def test_program_that_xml_cannot_name_is_said(home: Path, places_at) -> None:
    uca(home).write_bytes(USERS)
    reports = ThunarBackend(places_at(home), ("/opt/\x01/photofinder",)).install()
    assert states(reports) == {EntryState.FAILED}
    assert "XML cannot hold" in str(reports[0].problem)
    assert uca(home).read_bytes() == USERS


@pytest.mark.skipif(os.name == "nt", reason="a fifo")
def test_what_is_no_file_is_left(home: Path, places_at) -> None:
    uca(home).mkdir()
    backend = ThunarBackend(places_at(home), LAUNCH)
    assert states(backend.install()) == {EntryState.FAILED}
    assert states(backend.remove()) == {EntryState.FAILED}


def test_an_action_of_the_same_name_is_not_ours(home: Path) -> None:
    with pytest.raises(BrokenFile):
        ThunarFile(b"<actions><action></actions>")
    file = ThunarFile(b"<actions><action><name>Find similar photos</name></action></actions>")
    assert not file.found("photofinder-similar")
