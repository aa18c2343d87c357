"""Whether a packet says anything but what a clean-up takes over. Pure; any thread.

What develops a picture (darktable, Lightroom), regions with faces, ratings by colour, captions in
several languages: none of that is taken over, so a packet with any of it is the only one.
"""

from __future__ import annotations

import re

from photofinder.core.xmp import DC, EXIF, PHOTOSHOP, XMP, Packet, notes_of
from photofinder.core.xmp_tree import RDF, XmpError

_DATES = ((EXIF, "DateTimeOriginal"), (PHOTOSHOP, "DateCreated"), (XMP, "CreateDate"))
_WHOLE_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?")
_TEXTS = ((DC, "title"), (DC, "description"))
_WORDS = (DC, "subject")
_RATING = (XMP, "Rating")
_PLACE = ((EXIF, "GPSLatitude"), (EXIF, "GPSLongitude"))
_KNOWN = frozenset((*_DATES, *_TEXTS, *_PLACE, _WORDS, _RATING))
#: what programs note of themselves
_SAYS_NOTHING = frozenset(
    (
        (RDF, "about"),
        (XMP, "CreatorTool"),
        (XMP, "MetadataDate"),
        (XMP, "ModifyDate"),
        (EXIF, "GPSVersionID"),
    )
)


def says_only_notes(data: bytes) -> bool:
    """Tell whether all that a packet says is in its `core.xmp.Notes`.

    False also for what is no packet, and for values that cannot be read.
    """
    try:
        packet = Packet(data)
    except XmpError:
        return False
    if len(packet.descriptions) != len(packet.rdf.children):
        return False
    names = {name for one in packet.descriptions for name in one.attributes}
    names |= {child.name for one in packet.descriptions for child in one.children}
    if not names <= _KNOWN | _SAYS_NOTHING:
        return False
    return _is_understood(packet)


def is_packet(data: bytes) -> bool:
    """Tell whether bytes are an XMP packet that can be read and added to."""
    try:
        Packet(data)
    except XmpError:
        return False
    return True


def _is_understood(packet: Packet) -> bool:
    notes = notes_of(packet)
    dates = [date for name in _DATES if (date := packet.text(name)) is not None]
    if any(not _WHOLE_DATE.fullmatch(date) for date in dates):
        return False
    if any((date + ":00")[:19] != notes.taken_at for date in dates):
        return False
    if any(packet.text(name) is not None for name in _PLACE) and notes.latitude is None:
        return False
    if packet.text(_RATING) not in (None, "0", str(notes.rating)):
        return False
    return all(
        len(list(element.find((RDF, "li")))) <= 1
        for name in _TEXTS
        for element in packet.elements(name)
    )
