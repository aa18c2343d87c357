"""Commands as other programs spell them, read back by those programs' own parsers."""

from __future__ import annotations

import plistlib
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photofinder.desktop.quoting import (
    exec_value,
    key_value,
    list_value,
    shell_words,
    windows_words,
    without_percent,
    xml_text,
)

WORDS = st.lists(
    st.text(
        st.characters(exclude_characters="\0", exclude_categories=("Cs",)), min_size=1, max_size=20
    ),
    min_size=1,
    max_size=4,
)


#: an argument of an Exec key: in quotes, where a backslash guards the next letter, or without
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|([^\s"]+)', re.DOTALL)


def read_key_value(text: str) -> str:
    """Undo the escapes of a key file, as its specification lists them."""
    plain, rest = "", iter(text)
    for character in rest:
        if character == "\\":
            plain += {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}[next(rest)]
        else:
            plain += character
    return plain


def read_exec(value: str) -> list[str]:
    """Take an Exec key apart: escapes, quotes, and the doubled percent sign."""
    found = _WORD.findall(read_key_value(value))
    words = [re.sub(r'\\(["`$\\])', r"\1", quoted) if quoted else bare for quoted, bare in found]
    return [word.replace("%%", "%") for word in words]


@given(WORDS)
def test_exec_key_comes_back(words: list[str]) -> None:
    assert read_exec(exec_value(words)) == words


@given(WORDS)
def test_key_file_keeps_one_line_and_every_letter(words: list[str]) -> None:
    value = exec_value(words, "%F")
    assert "\n" not in value
    assert "\r" not in value
    assert value.endswith(" %F")
    assert read_key_value(key_value(" a\tb ")) == " a\tb "


def test_exec_key_quotes_by_the_specification() -> None:
    words = ["/opt/a b/it's", 'say "$HOME" `x` \\', "100%", "-x", "plain"]
    quoted = [
        '"/opt/a b/it\'s"',
        r'"say \\"\\$HOME\\" \\`x\\` \\\\"',  # each backslash doubled once more
        '"100%%"',
        "-x",
        "plain",
    ]
    assert exec_value(words, "%F") == " ".join([*quoted, "%F"])


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@given(WORDS)
def test_shell_gets_the_words(words: list[str]) -> None:
    script = f"printf '%s\\0' {shell_words(words)}"
    said = subprocess.run(["/bin/sh", "-c", script], capture_output=True, check=True).stdout
    assert said.split(b"\0")[:-1] == [word.encode() for word in words]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_command_without_percent_starts_the_same_program(tmp_path) -> None:
    program = tmp_path / "100% \\045 %s 'q' \"$X\"" / "-say %%"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nprintf '%s\\0' \"$@\"\n")
    program.chmod(0o755)
    words = without_percent((str(program), "50%", "plain"))
    assert not any("%" in word for word in words)
    said = subprocess.run([*words, "--", "a %f\nb"], capture_output=True, check=True).stdout
    assert said.split(b"\0")[:-1] == [b"50%", b"plain", b"--", b"a %f\nb"]


def test_command_with_no_percent_stays() -> None:
    assert without_percent(("/opt/a b", "-x")) == ("/opt/a b", "-x")


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))))
def test_xml_text_comes_back(text: str) -> None:
    if any(character in text for character in "\ufffe\uffff"):
        return
    text += "\r\n\t<&>"
    assert ElementTree.fromstring(f"<a>{xml_text(text)}</a>").text == text


@pytest.mark.parametrize("text", ["a\x01", "\udcff", "\uffff"])
def test_xml_refuses_what_it_cannot_hold(text: str) -> None:
    with pytest.raises(ValueError, match="XML cannot hold"):
        xml_text(text)


def test_windows_words() -> None:
    program = "C:\\Program Files\\100% photo\\photofinder.exe"
    assert windows_words([program, "--similar", "--"]) == (
        '"C:\\Program Files\\100%% photo\\photofinder.exe" --similar --'
    )
    assert windows_words(["C:\\p\\"]) == '"C:\\p\\\\"'


def test_list_value_ends_every_item() -> None:
    assert list_value(["image/png", "image/gif"]) == "image/png;image/gif;"


def test_property_list_keeps_the_command() -> None:
    text = shell_words(["/a b/<&>", "it's"])
    assert plistlib.loads(plistlib.dumps({"c": text}))["c"] == text
