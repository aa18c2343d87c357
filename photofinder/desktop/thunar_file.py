"""Thunar's file of custom actions, which is the user's: ours are added and taken out byte by byte.

Nothing else in the file moves: no element is written anew, no comment is lost, no line is
indented another way. Where the bytes of each element lie is told by the XML parser. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from photofinder.desktop.quoting import xml_text

if TYPE_CHECKING:
    from collections.abc import Mapping

EMPTY = b'<?xml version="1.0" encoding="UTF-8"?>\n<actions>\n</actions>\n'
#: the elements of ours, in their order; versions before 4.16 refuse a file with any other
_TEXTS = ("icon", "name", "unique-id", "command", "description", "patterns")
_FLAGS = ("startup-notify", "directories", "audio-files", "image-files", "other-files",
          "text-files", "video-files")  # fmt: skip
_ACTION_DEPTH = 2


class BrokenFile(Exception):
    """The file is not what Thunar could read; its text says why."""


@dataclass(frozen=True, slots=True)
class ThunarAction:
    """An action, as far as it is ours to say.

    Attributes
    ----------
    flags : frozenset of str
        The empty elements: on which kinds of files it is offered.
    spoken : mapping
        By the name of a text its translations, by language.
    language : str
        The user's, of those; empty for English.
    """

    texts: tuple[tuple[str, str], ...]
    flags: frozenset[str]
    spoken: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    language: str = ""

    @property
    def unique_id(self) -> str:
        """What tells it from the others."""
        return dict(self.texts)["unique-id"]

    def as_xml(self, newline: str) -> bytes:
        """Write the element, as Thunar itself would.

        Raises
        ------
        ValueError
            A text holds what XML cannot.
        """
        lines = ["<action>"]
        for name, text in self.texts:
            lines.append(f"\t<{name}>{xml_text(text)}</{name}>")
            for language, other in self.spoken.get(name, {}).items():
                lines.append(f'\t<{name} xml:lang="{language}">{xml_text(other)}</{name}>')
        lines += [f"\t<{name}/>" for name in _FLAGS if name in self.flags]
        lines.append("</action>")
        return newline.join(lines).encode("utf-8")


@dataclass(slots=True)
class _Element:
    """An action in the file, and where it lies."""

    start: int
    end: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    #: by language, then by name
    spoken: dict[str, dict[str, str]] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)

    def same_as(self, action: ThunarAction) -> bool:
        if self.flags & set(_FLAGS) != set(action.flags):
            return False
        return all(
            self._says(name, self.texts.get(name, ""), wanted, action)
            for name, wanted in action.texts
        )

    def _says(self, name: str, found: str, wanted: str, action: ThunarAction) -> bool:
        others = dict(action.spoken.get(name, {}))
        spoken = {lang: texts[name] for lang, texts in self.spoken.items() if name in texts}
        if spoken or not others:
            return found == wanted and spoken == others
        # Thunar itself writes the one language that it speaks; English is also what was written
        # before there were others
        return found in others.values() or (found == wanted and action.language not in others)


class ThunarFile:
    """The file's text, and the actions in it.

    Parameters
    ----------
    data : bytes
        The whole file.

    Raises
    ------
    BrokenFile
        It is no UTF-8, no XML, or not a list of actions.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._elements: list[_Element] = []
        self._close = -1
        self._is_closed_at_once = False
        self._parse()

    def found(self, unique_id: str) -> bool:
        """Whether an action is there, as it should be or not."""
        return bool(self._ours(unique_id))

    def has(self, action: ThunarAction) -> bool:
        """Whether an action is there once, and says what it should."""
        found = self._ours(action.unique_id)
        return len(found) == 1 and found[0].same_as(action)

    def command_of(self, unique_id: str) -> str:
        """Return what an action runs; empty where it is not there."""
        found = self._ours(unique_id)
        return found[0].texts.get("command", "") if found else ""

    @property
    def is_empty(self) -> bool:
        """Whether there is no action in it."""
        return not self._elements

    def with_action(self, action: ThunarAction) -> bytes:
        """Return the text with an action added, or renewed in its place."""
        newline = "\r\n" if b"\r\n" in self._data else "\n"
        new = action.as_xml(newline)
        found = self._ours(action.unique_id)
        if found:
            text = self._data[: found[0].start] + new + self._data[found[0].end :]
            if len(found) == 1:
                return text
            shift = len(text) - len(self._data)
            for other in reversed(found[1:]):
                text = _cut(text, other.start + shift, other.end + shift)
            return text
        if self._is_closed_at_once:
            start = self._data.rindex(b"<", 0, self._close)
            rest = self._data[self._close :]
            return self._data[:start] + b"<actions>" + new + b"</actions>" + rest
        at = _line_start(self._data, self._close)
        if at is None:
            return self._data[: self._close] + new + self._data[self._close :]
        return self._data[:at] + new + newline.encode() + self._data[at:]

    def without(self, unique_id: str) -> bytes:
        """Return the text with an action taken out, and the line that it left."""
        text = self._data
        for element in reversed(self._ours(unique_id)):
            text = _cut(text, element.start, element.end)
        return text

    def _ours(self, unique_id: str) -> list[_Element]:
        return [e for e in self._elements if e.texts.get("unique-id", "").strip() == unique_id]

    def _parse(self) -> None:
        try:
            self._data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise BrokenFile("it is no UTF-8") from error
        reader = _Reader(self._data)
        try:
            reader.parser.Parse(self._data, True)
        except expat.ExpatError as error:
            raise BrokenFile(f"{expat.ErrorString(error.code)}, line {error.lineno}") from error
        if reader.close < 0:
            raise BrokenFile("it is no list of actions")
        self._elements, self._close = reader.elements, reader.close
        self._is_closed_at_once = reader.is_closed_at_once


class _Reader:
    """Collects the actions while expat goes through the file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.parser: Any = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.elements: list[_Element] = []
        self.close = -1
        self.is_closed_at_once = False
        self._stack: list[str] = []
        self._into: dict[str, str] | None = None
        self._name = ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._stack.append(name)
        depth = len(self._stack)
        if depth == _ACTION_DEPTH and self._stack[0] == "actions" and name == "action":
            self.elements.append(_Element(self.parser.CurrentByteIndex))
        elif depth == _ACTION_DEPTH + 1 and self._stack[1] == "action":
            element = self.elements[-1]
            language = attributes.get("xml:lang")
            if name in _FLAGS:
                element.flags.add(name)
            elif name in _TEXTS:
                into = element.texts
                if language is not None:
                    into = element.spoken.setdefault(language, {})
                into[name] = ""
                self._into, self._name = into, name

    def _text(self, text: str) -> None:
        if self._into is not None and len(self._stack) == _ACTION_DEPTH + 1:
            self._into[self._name] += text

    def _end(self, name: str) -> None:
        depth = len(self._stack)
        at = self.parser.CurrentByteIndex
        if depth == _ACTION_DEPTH and self._stack[0] == "actions" and name == "action":
            self.elements[-1].end = self._after(at)
        elif depth == 1 and name == "actions":
            self.is_closed_at_once = not self._data.startswith(b"</", at)
            self.close = at
        self._into = None
        self._stack.pop()

    def _after(self, at: int) -> int:
        """Return where an element ends; of one like ``<a/>`` the parser says it itself."""
        return self._data.index(b">", at) + 1 if self._data.startswith(b"</", at) else at


def _line_start(data: bytes, at: int) -> int | None:
    """Return where the line begins in which only blanks stand before a place, else None."""
    start = len(data[:at].rstrip(b" \t"))
    return start if start == 0 or data[start - 1 : start] == b"\n" else None


def _cut(data: bytes, start: int, end: int) -> bytes:
    """Take a piece out; with its line, where nothing else stands there."""
    line = _line_start(data, start)
    after = re.compile(rb"[ \t]*\r?\n").match(data, end)
    if line is not None and after is not None:
        return data[:line] + data[after.end() :]
    return data[:start] + data[end:]
