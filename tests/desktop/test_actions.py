"""The verbs, and which files they are for."""

from __future__ import annotations

from pathlib import Path

import pytest

from photofinder.core.formats import PHOTO_SUFFIXES, RAW_SUFFIXES
from photofinder.desktop.actions import ACTIONS, FOLDER_TYPE, MIME_TYPES, SUFFIXES, mime_type_of
from photofinder.ui.arguments import parse

GLOBS = Path("/usr/share/mime/globs2")
#: newer than the system's list, or another name for the same
ALSO = {"image/heic": "image/heif", "image/apng": "image/png"}


def test_every_suffix_that_core_reads_has_a_type() -> None:
    assert set(SUFFIXES) == PHOTO_SUFFIXES
    for suffix in PHOTO_SUFFIXES - RAW_SUFFIXES:
        assert mime_type_of(suffix) in MIME_TYPES
        assert mime_type_of(suffix) != "image/x-unknown", suffix


@pytest.mark.skipif(not GLOBS.exists(), reason="shared-mime-info is not installed")
def test_types_are_those_of_the_desktop() -> None:
    known: dict[str, set[str]] = {}
    for line in GLOBS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            _, kind, pattern, *_ = line.split(":")
            known.setdefault(pattern.removeprefix("*").lower(), set()).add(kind)
    for suffix in SUFFIXES:
        kind = mime_type_of(suffix)
        if kind is not None and suffix in known:
            assert known[suffix] & {kind, ALSO.get(kind, kind)}, suffix


def test_commands_are_what_the_window_reads() -> None:
    for action in ACTIONS:
        words = action.command(("photofinder",))[1:]
        arguments = parse([*words, "-a 100%.jpg", "--b"])
        assert arguments is not None
        names = [path.name for path in getattr(arguments, action.key)]
        assert names == ["-a 100%.jpg", "--b"]


def test_folders_have_a_verb_of_their_own() -> None:
    assert [a.key for a in ACTIONS if FOLDER_TYPE in a.mime_types] == ["duplicates"]
    assert FOLDER_TYPE not in MIME_TYPES
