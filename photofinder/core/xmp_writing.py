"""Adding to an XMP packet what people know of a photo, byte by byte. Pure; any thread.

Properties that a packet lacks come in a description of their own, keywords into the list that is
there. A property that is there and says nothing (no text, no stars) is filled; one that says
something is never changed, also where only its writer can read it: see `in_the_way`.

References
----------
ISO 16684-1:2019; the namespaces exif, photoshop, xmp and dc as in its part 2.
"""

from __future__ import annotations

import dataclasses
import math
import re
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from photofinder.core.xmp import DC, EXIF, PHOTOSHOP, XMP, Notes, Packet, notes_of, once, read_notes
from photofinder.core.xmp_tree import RDF, XML, XmpError, is_wide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from photofinder.core.xmp_tree import Element

_PREFIXES = {"dc": DC, "exif": EXIF, "photoshop": PHOTOSHOP, "xmp": XMP, "rdf": RDF}
_DATE, _CREATED = (EXIF, "DateTimeOriginal"), (PHOTOSHOP, "DateCreated")
_LATITUDE, _LONGITUDE = (EXIF, "GPSLatitude"), (EXIF, "GPSLongitude")
_TITLE, _CAPTION, _SUBJECT = (DC, "title"), (DC, "description"), (DC, "subject")
_RATING = (XMP, "Rating")
#: by field of `Notes` what it is written as; keywords are joined, never in the way
_PROPERTIES = {
    "taken_at": (_DATE, _CREATED),
    "latitude": (_LATITUDE, _LONGITUDE),
    "title": (_TITLE,),
    "caption": (_CAPTION,),
    "rating": (_RATING,),
}
_LISTS = frozenset((RDF, name) for name in ("Bag", "Seq", "Alt"))
_LANGUAGE = {(XML, "lang")}

_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)[\"']")
_READ_ONLY = re.compile(rb"<\?xpacket\s+end\s*=\s*[\"']r[\"']")
_TAG = re.compile(rb"<([^\s/>]+)(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
_ATTRIBUTE = re.compile(rb"\s([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
#: XML 1.0 cannot hold these, not even escaped
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EMPTY = (
    b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="photofinder">\n'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
    b"</rdf:RDF>\n</x:xmpmeta>\n"
    b'<?xpacket end="w"?>\n'
)


class _Taken(XmpError):
    """A property says something already, which is not ours to change."""

    def __init__(self, name: tuple[str, str], said: str) -> None:
        super().__init__(f"it has an unreadable {name[1]} already")
        self.said = said


class _Edit(NamedTuple):
    """Bytes from ``start`` to ``end`` become ``text``."""

    start: int
    end: int
    text: str


def in_the_way(before: bytes) -> dict[str, str]:
    """Return what a packet says in a form that is not known.

    Returns
    -------
    dict
        By field of `Notes` (``latitude`` for both coordinates) the text that is there. What is
        not in it can be written.

    Raises
    ------
    XmpError
    """
    packet = Packet(before)
    known = notes_of(packet)
    found: dict[str, str] = {}
    for field, names in _PROPERTIES.items():
        if getattr(known, field) is not None:
            continue
        for name in names:
            try:
                _filled(packet, name, "")
            except _Taken as taken:
                found.setdefault(field, taken.said)
    return found


def with_notes(before: bytes | None, added: Notes) -> bytes:
    """Return a packet that says more.

    Parameters
    ----------
    before : bytes or None
        The packet as it is: UTF-8, which every program writes. None: a new one is made.
    added : Notes
        What it does not say yet; keywords are added to those that it has.

    Raises
    ------
    XmpError
        It cannot be added to without changing what is there.
    """
    if before is None:
        before = _EMPTY
    _check_encoding(before)
    packet = Packet(before)
    edits = sorted(_edits(packet, added), reverse=True)
    if edits and _READ_ONLY.search(before):
        raise XmpError("it says that it is not to be changed")
    after = before
    for start, end, text in edits:
        after = after[:start] + text.encode() + after[end:]
    expected = notes_of(packet).filled_from(_cleaned(added))
    if not _agree(expected, read_notes(after)):
        raise XmpError("what was added cannot be read back")
    return after


def _check_encoding(data: bytes) -> None:
    declared = _DECLARED.search(data[:200])
    if declared is not None and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        raise XmpError(f"it is written in {declared[1].decode('ascii')}, not in UTF-8")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise XmpError("it is not written in UTF-8") from error
    if is_wide(data) or b"\0" in data.rstrip(b"\0"):
        raise XmpError("it is not written in UTF-8")


def _edits(packet: Packet, added: Notes) -> Iterator[_Edit]:
    """Yield what comes where in the bytes."""
    lines: list[str] = []
    for name, value in _values(added):
        edit = _filled(packet, name, value)
        if edit is not None:
            yield edit
        else:
            lines.append(_element(name, value))
    known = {word.casefold() for word in packet.words(_SUBJECT)}
    words = [word for word in once(added.keywords) if _clean(word).casefold() not in known]
    if words:
        edit = _more_words(packet, words)
        if edit is not None:
            yield edit
        else:
            lines.append(f"<dc:subject>{_bag(words, 'rdf:')}</dc:subject>")
    if not lines:
        return
    used = [
        f' xmlns:{prefix}="{uri}"'
        for prefix, uri in _PREFIXES.items()
        if prefix == "rdf" or any(f"<{prefix}:" in line for line in lines)
    ]
    about = escape(packet.about, {'"': "&quot;"})
    properties = "".join(f"  {line}\n" for line in lines)
    head = f'<rdf:Description rdf:about="{about}"{"".join(used)}>'
    yield _inside(packet, packet.rdf, f" {head}\n{properties} </rdf:Description>\n")


def _values(added: Notes) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the properties that take one value, with it."""
    if added.taken_at is not None:
        yield _DATE, added.taken_at
        yield _CREATED, added.taken_at
    if added.latitude is not None and added.longitude is not None:
        yield _LATITUDE, _coordinate(added.latitude, "NS")
        yield _LONGITUDE, _coordinate(added.longitude, "EW")
    for name, text in ((_TITLE, added.title), (_CAPTION, added.caption)):
        if text is not None and _clean(text):
            yield name, _clean(text)
    if added.rating is not None:
        yield _RATING, str(added.rating)


def _element(name: tuple[str, str], value: str) -> str:
    prefix = next(prefix for prefix, uri in _PREFIXES.items() if uri == name[0])
    text = escape(value)
    if name in (_TITLE, _CAPTION):
        text = f"<rdf:Alt>{_default(value, 'rdf:')}</rdf:Alt>"
    return f"<{prefix}:{name[1]}>{text}</{prefix}:{name[1]}>"


def _default(value: str, prefix: str) -> str:
    """Return the text of a list of languages that counts where there is no other."""
    return f'<{prefix}li xml:lang="x-default">{escape(value)}</{prefix}li>'


def _coordinate(angle: float, sides: str) -> str:
    whole = math.floor(abs(angle))
    minutes = round((abs(angle) - whole) * 60, 7)
    if minutes >= 60:  # 59.99999999 of them
        whole, minutes = whole + 1, 0.0
    return f"{whole},{minutes:.7f}{sides[angle < 0]}"


# -- what is there already -------------------------------------------------------------------------


def _filled(packet: Packet, name: tuple[str, str], value: str) -> _Edit | None:
    """Return the edit that fills a property which says nothing; None where there is none.

    Raises
    ------
    _Taken
    """
    holders = [one for one in packet.descriptions if name in one.attributes]
    elements = list(packet.elements(name))
    if not holders and not elements:
        return None
    taken = _Taken(name, packet.text(name) or "?")
    if len(holders) + len(elements) > 1:
        raise taken
    if holders:
        edit = _in_attribute(packet, holders[0], name, value)
    elif name in (_TITLE, _CAPTION):
        edit = _in_languages(packet, elements[0], value)
    else:
        edit = _in_element(packet, elements[0], name, value)
    if edit is None:
        raise taken
    return edit


def _says_nothing(name: tuple[str, str], text: str) -> bool:
    if name != _RATING or not text.strip():
        return not text.strip()
    try:
        return float(text) == 0
    except ValueError:
        return False


def _in_attribute(
    packet: Packet, holder: Element, name: tuple[str, str], value: str
) -> _Edit | None:
    old = holder.attributes[name]
    tag = _TAG.match(packet.data, holder.start)
    if tag is None or not _says_nothing(name, old):
        return None
    found = []
    for attribute in _ATTRIBUTE.finditer(packet.data, tag.start(), tag.end()):
        which = 2 if attribute[2] is not None else 3
        if (
            attribute[1].rpartition(b":")[2] == name[1].encode()
            and attribute[which].strip() == old.strip().encode()
        ):
            found.append(attribute.span(which))
    if len(found) != 1:  # of another namespace perhaps
        return None
    return _Edit(*found[0], escape(value, {'"': "&quot;", "'": "&apos;"}))


def _in_element(
    packet: Packet, element: Element, name: tuple[str, str], value: str
) -> _Edit | None:
    if element.children or element.attributes or not _says_nothing(name, element.text):
        return None
    if element.end_tag is None:
        return _inside(packet, element, escape(value))
    tag = _TAG.match(packet.data, element.start)
    if tag is None or packet.data[tag.end() : element.end_tag].strip() != element.text.encode():
        return None  # a remark
    return _Edit(tag.end(), element.end_tag, escape(value))


def _in_languages(packet: Packet, element: Element, value: str) -> _Edit | None:
    """Fill a list of languages that has at most one, and no text in it."""
    if element.text or element.attributes or len(element.children) > 1:
        return None
    if not element.children:
        prefix = _prefix(packet, packet.rdf)
        return _inside(packet, element, f"<{prefix}Alt>{_default(value, prefix)}</{prefix}Alt>")
    (alt,) = element.children
    if alt.name != (RDF, "Alt") or alt.text or alt.attributes or len(alt.children) > 1:
        return None
    if not alt.children:
        return _inside(packet, alt, _default(value, _prefix(packet, alt)))
    (item,) = alt.children
    is_plain = not (item.text or item.children or item.attributes.keys() - _LANGUAGE)
    return _inside(packet, item, escape(value)) if item.name == (RDF, "li") and is_plain else None


def _more_words(packet: Packet, words: list[str]) -> _Edit | None:
    """Return the edit that adds keywords to those that are there; None where there are none."""
    elements = list(packet.elements(_SUBJECT))
    if not elements and not packet.has(_SUBJECT):
        return None
    plain = [one for one in elements if not one.attributes and not one.text]
    lists = [child for one in plain for child in one.children]
    is_known = all(one.name in _LISTS and not one.attributes and not one.text for one in lists)
    if plain and len(plain) == len(elements) and is_known:
        if lists:
            return _inside(packet, lists[0], _items(words, _prefix(packet, lists[0])))
        return _inside(packet, plain[0], _bag(words, _prefix(packet, packet.rdf)))
    raise XmpError("its keywords are in a form that cannot be added to")


def _inside(packet: Packet, element: Element, text: str) -> _Edit:
    """Return the edit that puts text at the end of an element."""
    if element.end_tag is not None:
        return _Edit(element.end_tag, element.end_tag, text)
    name = _written_name(packet, element)
    return _Edit(element.stop - 2, element.stop, f">{text}</{name}>")


def _prefix(packet: Packet, element: Element) -> str:
    """Return the prefix that an element is written with, and its colon; none of its own: empty."""
    prefix, colon, _ = _written_name(packet, element).rpartition(":")
    return prefix + colon


def _written_name(packet: Packet, element: Element) -> str:
    tag = _TAG.match(packet.data, element.start)
    if tag is None:
        raise XmpError("it is in a form that cannot be added to")
    return tag[1].decode()


def _bag(words: list[str], prefix: str) -> str:
    return f"<{prefix}Bag>{_items(words, prefix)}</{prefix}Bag>"


def _items(words: list[str], prefix: str) -> str:
    return "".join(f"<{prefix}li>{escape(_clean(word))}</{prefix}li>" for word in words)


# -- what is read back -----------------------------------------------------------------------------


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _cleaned(notes: Notes) -> Notes:
    return dataclasses.replace(
        notes,
        taken_at=notes.taken_at and notes.taken_at.removesuffix("Z"),
        title=notes.title and (_clean(notes.title) or None),
        caption=notes.caption and (_clean(notes.caption) or None),
        keywords=once(tuple(_clean(word) for word in notes.keywords)),
    )


def _agree(first: Notes, second: Notes) -> bool:
    """Whether notes are the same but for rounded coordinates and the order of keywords."""
    for name in ("latitude", "longitude"):
        one, other = getattr(first, name), getattr(second, name)
        if (one is None) != (other is None) or (one is not None and abs(one - other) > 1e-6):
            return False
    if set(first.keywords) != set(second.keywords):
        return False
    first, second = (
        dataclasses.replace(notes, latitude=None, longitude=None, keywords=())
        for notes in (first, second)
    )
    return first == second
