"""An XMP packet as a small tree that knows where in the bytes each element ends. Pure; any thread.

Packets come from strangers: there is no DTD, so no entity that grows or reads files, and depth,
number and size of elements are limited. What is not well-formed is no packet.

References
----------
ISO 16684-1 (XMP part 1): a packet is RDF/XML of a subset, without a DTD.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = "http://www.w3.org/XML/1998/namespace"
#: Lightroom's sidecars with thousands of brush strokes have 2 MB
MAX_BYTES = 16 << 20
MAX_DEPTH = 100
MAX_ELEMENTS = 200_000
_SEPARATOR = "\n"  # cannot be part of a namespace's name


class XmpError(ValueError):
    """What is no XMP packet that can be read, or be added to."""


@dataclass(slots=True)
class Element:
    """An element; ``name`` and the names of attributes are (namespace, local name).

    ``start`` and ``end_tag`` are the offsets of its tags; ``end_tag`` is None for ``<x/>``, of
    which ``stop`` is the offset behind it.
    """

    name: tuple[str, str]
    attributes: dict[tuple[str, str], str]
    start: int
    end_tag: int | None = None
    stop: int = 0
    children: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text directly inside, without spaces around it."""
        return "".join(self.texts).strip()

    def find(self, name: tuple[str, str]) -> Iterator[Element]:
        """Yield the elements of a name below this one, at any depth."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.find(name)


def parse(data: bytes) -> Element:
    """Parse a packet, with or without its processing instructions around it.

    Raises
    ------
    XmpError
        With the reason in words.
    """
    if len(data) > MAX_BYTES:
        raise XmpError(f"it is larger than {MAX_BYTES >> 20} MB")
    builder = _Builder(data)
    try:
        builder.parser.Parse(data if is_wide(data) else data.rstrip(b"\0 \r\n\t"), True)
    except expat.ExpatError as error:
        raise XmpError(f"it is no XML: {error}") from error
    if builder.root is None:
        raise XmpError("it is empty")
    return builder.root


def is_wide(data: bytes) -> bool:
    """Whether a packet says that it is in UTF-16, whose characters end in any byte."""
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


class _Builder:
    def __init__(self, data: bytes) -> None:
        self.root: Element | None = None
        self._data = data
        self._open: list[Element] = []
        self._count = 0
        self.parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse_dtd
        self.parser.EntityDeclHandler = _refuse_dtd
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS or len(self._open) >= MAX_DEPTH:
            raise XmpError("it has more elements than any program writes")
        named = {_name(key): value for key, value in attributes.items()}
        element = Element(_name(name), named, self.parser.CurrentByteIndex)
        if self._open:
            self._open[-1].children.append(element)
        elif self.root is None:
            self.root = element
        self._open.append(element)

    def _end(self, _: str) -> None:
        element = self._open.pop()
        at = self.parser.CurrentByteIndex
        # of ``<x/>`` expat tells the end, behind which another element's end tag may stand
        is_empty = not element.children and not element.texts
        if is_empty and self._data[at - 2 : at] == b"/>":
            element.stop = at
            return
        element.end_tag = at

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].texts.append(text)


def _refuse_dtd(*_: object) -> None:
    raise XmpError("it has a DTD, which XMP does not know")


def _name(name: str) -> tuple[str, str]:
    space, found, local = name.rpartition(_SEPARATOR)
    return (space, local) if found else ("", name)
