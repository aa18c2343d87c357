"""What people know of a photo, in XMP: read from a packet. Pure; any thread.

`core.xmp_writing` adds to one.

References
----------
ISO 16684-1:2019; the namespaces exif, photoshop, xmp and dc as in its part 2.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.core.xmp_tree import RDF, XML, Element, XmpError, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

DC = "http://purl.org/dc/elements/1.1/"
EXIF = "http://ns.adobe.com/exif/1.0/"
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
XMP = "http://ns.adobe.com/xap/1.0/"

_DATES = ((EXIF, "DateTimeOriginal"), (PHOTOSHOP, "DateCreated"), (XMP, "CreateDate"))
_DATE_FORM = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?")
_COORDINATE = re.compile(r"(\d{1,3}),(\d{1,2}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?([NSEW])")
_MIN_RATING, _MAX_RATING = -1, 5


@dataclass(frozen=True, slots=True)
class Notes:
    """What people want to keep of a photo; None and empty where nothing is known.

    Attributes
    ----------
    taken_at : str or None
        Local time, ``YYYY-MM-DDTHH:MM:SS``; with ``Z`` behind it where only that of Greenwich is
        known.
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
    return notes_of(Packet(packet))


# -- reading ---------------------------------------------------------------------------------------


class Packet:
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


def notes_of(packet: Packet) -> Notes:
    """Return what a packet says in a form that is known."""
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
