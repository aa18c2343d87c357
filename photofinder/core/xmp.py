"""What people know of a photo, in XMP: read from a packet, and added to one byte by byte.

Adding leaves every byte of an existing packet where it is: properties that it lacks come in a
description of their own, keywords into the list that is there. What is there is never changed.
Pure; any thread.

References
----------
ISO 16684-1:2019; the namespaces exif, photoshop, xmp and dc as in its part 2.
"""

from __future__ import annotations

import dataclasses
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from photofinder.core.xmp_tree import RDF, XML, Element, XmpError, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

DC = "http://purl.org/dc/elements/1.1/"
EXIF = "http://ns.adobe.com/exif/1.0/"
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
XMP = "http://ns.adobe.com/xap/1.0/"
_PREFIXES = {"dc": DC, "exif": EXIF, "photoshop": PHOTOSHOP, "xmp": XMP, "rdf": RDF}

_DATES = ((EXIF, "DateTimeOriginal"), (PHOTOSHOP, "DateCreated"), (XMP, "CreateDate"))
_DATE_FORM = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?")
_COORDINATE = re.compile(r"(\d{1,3}),(\d{1,2}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?([NSEW])")
_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)[\"']")
_MIN_RATING, _MAX_RATING = -1, 5
#: XML 1.0 cannot hold these, not even escaped
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Notes:
    """What people want to keep of a photo; None and empty where nothing is known.

    Attributes
    ----------
    taken_at : str or None
        Local time, ``YYYY-MM-DDTHH:MM:SS``.
    latitude, longitude : float or None
        Decimal degrees, north and east positive; both or none.
    title, caption : str or None
    keywords : tuple of str
        Each once, in any case of letters.
    rating : int or None
        -1 (rejected) to 5; 0, "not rated", is None.
    """

    taken_at: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    title: str | None = None
    caption: str | None = None
    keywords: tuple[str, ...] = ()
    rating: int | None = None

    def __bool__(self) -> bool:
        return self != Notes()

    def filled_from(self, other: Notes) -> Notes:
        """Return these notes, what they lack taken from others; keywords of both."""
        mine = dataclasses.asdict(self)
        theirs = dataclasses.asdict(other)
        if self.latitude is not None:
            theirs.update(latitude=None, longitude=None)
        found = {name: theirs[name] if value is None else value for name, value in mine.items()}
        found["keywords"] = once((*self.keywords, *other.keywords))
        return Notes(**found)


def once(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return keywords without those that differ in the case of letters only."""
    found: dict[str, str] = {}
    for word in words:
        if word.strip():
            found.setdefault(word.strip().casefold(), word.strip())
    return tuple(found.values())


def read_notes(packet: bytes) -> Notes:
    """Read what a packet says.

    Raises
    ------
    XmpError
    """
    return _notes(_Packet(packet))


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
    packet = _Packet(before)
    inserts = sorted(_inserts(packet, added), reverse=True)
    after = before
    for at, text in inserts:
        after = after[:at] + text.encode() + after[at:]
    expected = _notes(packet).filled_from(_cleaned(added))
    found = read_notes(after)
    if not _agree(expected, found):
        raise XmpError("what was added cannot be read back")
    return after


# -- reading ---------------------------------------------------------------------------------------


class _Packet:
    """The descriptions of a packet; a property may be an element or an attribute of one."""

    def __init__(self, data: bytes) -> None:
        root = parse(data)
        self.data = data
        holders = [root] if root.name == (RDF, "RDF") else list(root.find((RDF, "RDF")))
        if len(holders) != 1:
            raise XmpError("it has no single rdf:RDF")
        self.rdf = holders[0]
        self.descriptions = [
            child for child in self.rdf.children if child.name == (RDF, "Description")
        ]

    @property
    def about(self) -> str:
        """What the descriptions are of; usually nothing."""
        found = (one.attributes.get((RDF, "about")) for one in self.descriptions)
        return next((about for about in found if about is not None), "")

    def elements(self, name: tuple[str, str]) -> Iterator[Element]:
        """Yield the elements of a property."""
        for description in self.descriptions:
            yield from (child for child in description.children if child.name == name)

    def has(self, name: tuple[str, str]) -> bool:
        """Whether a property is there, also an empty one."""
        return any(True for _ in self.elements(name)) or any(
            name in description.attributes for description in self.descriptions
        )

    def text(self, name: tuple[str, str]) -> str | None:
        """Return a property's text: of lists of languages the default one."""
        for description in self.descriptions:
            if description.attributes.get(name, "").strip():
                return description.attributes[name].strip()
        for element in self.elements(name):
            items = list(element.find((RDF, "li")))
            items.sort(key=lambda item: item.attributes.get((XML, "lang")) != "x-default")
            for found in (element.text, *(item.text for item in items)):
                if found:
                    return found
        return None

    def words(self, name: tuple[str, str]) -> tuple[str, ...]:
        """Return the items of a property's list."""
        found = [item.text for e in self.elements(name) for item in e.find((RDF, "li"))]
        return once(tuple(found))


def _notes(packet: _Packet) -> Notes:
    dates = (packet.text(name) for name in _DATES)
    latitude = _degrees(packet.text((EXIF, "GPSLatitude")), "NS", 90)
    longitude = _degrees(packet.text((EXIF, "GPSLongitude")), "EW", 180)
    if latitude is None or longitude is None:
        latitude = longitude = None
    return Notes(
        next((moment for date in dates if (moment := _moment(date)) is not None), None),
        latitude,
        longitude,
        packet.text((DC, "title")),
        packet.text((DC, "description")),
        packet.words((DC, "subject")),
        _rating(packet.text((XMP, "Rating"))),
    )


def _moment(text: str | None) -> str | None:
    found = _DATE_FORM.match(text) if text else None
    return None if found is None else found[1] + (found[2] or ":00")


def _degrees(text: str | None, sides: str, limit: int) -> float | None:
    found = _COORDINATE.fullmatch(text) if text else None
    if found is None or found[4] not in sides:
        return None
    angle = int(found[1]) + float(found[2]) / 60 + float(found[3] or 0) / 3600
    if angle > limit:
        return None
    return round(-angle if found[4] == sides[1] else angle, 7)


def _rating(text: str | None) -> int | None:
    try:
        value = round(float(text or "0"))
    except (ValueError, OverflowError):
        return None
    return value if value and _MIN_RATING <= value <= _MAX_RATING else None


# -- writing ---------------------------------------------------------------------------------------

_EMPTY = (
    b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="photofinder">\n'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
    b"</rdf:RDF>\n</x:xmpmeta>\n"
    b'<?xpacket end="w"?>\n'
)


def _check_encoding(data: bytes) -> None:
    declared = _DECLARED.search(data[:200])
    if declared is not None and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        raise XmpError(f"it is written in {declared[1].decode('ascii')}, not in UTF-8")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise XmpError("it is not written in UTF-8") from error
    if b"\0" in data.rstrip(b"\0"):
        raise XmpError("it is not written in UTF-8")


def _inserts(packet: _Packet, added: Notes) -> Iterator[tuple[int, str]]:
    """Yield what comes where in the bytes."""
    properties = list(_scalars(packet, added))
    known = {word.casefold() for word in packet.words((DC, "subject"))}
    words = [word for word in once(added.keywords) if _clean(word).casefold() not in known]
    if words:
        at = _end_of_words(packet)
        if at is None:
            properties.append(f"<dc:subject><rdf:Bag>{_items(words)}</rdf:Bag></dc:subject>")
        else:
            yield at, _items(words)
    if not properties:
        return
    end = packet.rdf.end_tag
    if end is None:
        raise XmpError("its rdf:RDF is empty")
    used = [
        f' xmlns:{prefix}="{uri}"'
        for prefix, uri in _PREFIXES.items()
        if prefix == "rdf" or any(f"<{prefix}:" in line for line in properties)
    ]
    about = escape(packet.about, {'"': "&quot;"})
    lines = "".join(f"  {line}\n" for line in properties)
    head = f'<rdf:Description rdf:about="{about}"{"".join(used)}>'
    yield end, f" {head}\n{lines} </rdf:Description>\n"


def _scalars(packet: _Packet, added: Notes) -> Iterator[str]:
    """Yield the properties that take one value; one that is there, even empty, is left alone."""

    def is_free(*names: tuple[str, str]) -> bool:
        taken = next((local for space, local in names if packet.has((space, local))), None)
        if taken is not None:
            raise XmpError(f"it has an unreadable {taken} already")
        return True

    if added.taken_at is not None and is_free(*_DATES[:2]):
        yield f"<exif:DateTimeOriginal>{escape(added.taken_at)}</exif:DateTimeOriginal>"
        yield f"<photoshop:DateCreated>{escape(added.taken_at)}</photoshop:DateCreated>"
    if added.latitude is not None and added.longitude is not None:
        is_free((EXIF, "GPSLatitude"), (EXIF, "GPSLongitude"))
        yield f"<exif:GPSLatitude>{_coordinate(added.latitude, 'NS')}</exif:GPSLatitude>"
        yield f"<exif:GPSLongitude>{_coordinate(added.longitude, 'EW')}</exif:GPSLongitude>"
    for name, text in (("title", added.title), ("description", added.caption)):
        if text is not None and is_free((DC, name)):
            item = f'<rdf:li xml:lang="x-default">{escape(_clean(text))}</rdf:li>'
            yield f"<dc:{name}><rdf:Alt>{item}</rdf:Alt></dc:{name}>"
    if added.rating is not None and is_free((XMP, "Rating")):
        yield f"<xmp:Rating>{added.rating}</xmp:Rating>"


def _end_of_words(packet: _Packet) -> int | None:
    """Return where keywords are added to the list that is there; None where there is none."""
    if not packet.has((DC, "subject")):
        return None
    for element in packet.elements((DC, "subject")):
        for child in element.children:
            written = packet.data[child.start : child.start + 5]
            if child.name[0] == RDF and child.end_tag is not None and written == b"<rdf:":
                return child.end_tag
    raise XmpError("its keywords are in a form that cannot be added to")


def _items(words: list[str]) -> str:
    return "".join(f"<rdf:li>{escape(_clean(word))}</rdf:li>" for word in words)


def _coordinate(angle: float, sides: str) -> str:
    whole = math.floor(abs(angle))
    minutes = round((abs(angle) - whole) * 60, 7)
    if minutes >= 60:  # 59.99999999 of them
        whole, minutes = whole + 1, 0.0
    return f"{whole},{minutes:.7f}{sides[angle < 0]}"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _cleaned(notes: Notes) -> Notes:
    return dataclasses.replace(
        notes,
        title=notes.title and (_clean(notes.title) or None),
        caption=notes.caption and (_clean(notes.caption) or None),
        keywords=once(tuple(_clean(word) for word in notes.keywords)),
    )


def _agree(first: Notes, second: Notes) -> bool:
    """Whether notes are the same but for rounded coordinates."""
    for name in ("latitude", "longitude"):
        one, other = getattr(first, name), getattr(second, name)
        if (one is None) != (other is None) or (one is not None and abs(one - other) > 1e-6):
            return False
    first, second = (
        dataclasses.replace(notes, latitude=None, longitude=None) for notes in (first, second)
    )
    return first == second
