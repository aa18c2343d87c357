"""Whether a packet says more than a clean-up takes over."""

from __future__ import annotations

import pytest

from photofinder.core.xmp import Notes
from photofinder.core.xmp_rest import says_only_notes
from photofinder.core.xmp_tree import RDF
from photofinder.core.xmp_writing import with_notes

SPACES = (
    'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:d="http://darktable.sf.net/"'
    ' xmlns:tiff="http://ns.adobe.com/tiff/1.0/"'
)
FULL = Notes("2020-05-01T12:00:00", 47.5, -8.25, "Title", "Caption", ("one", "two"), 5)


def packet(attributes: str = "", inner: str = "", beside: str = "") -> bytes:
    return (
        f'<rdf:RDF xmlns:rdf="{RDF}" {SPACES}><rdf:Description rdf:about="" {attributes}>{inner}'
        f"</rdf:Description>{beside}</rdf:RDF>"
    ).encode()


@pytest.mark.parametrize(
    "data",
    [
        with_notes(None, FULL),
        packet(),
        packet('xmp:Rating="3"'),
        packet('xmp:Rating="0"'),
        packet('xmp:CreateDate="2020-05-01T12:00"'),
        packet('exif:GPSLatitude="47,22.5N" exif:GPSLongitude="8,32.5E" xmp:CreatorTool="x"'),
        packet(inner="<dc:subject><rdf:Bag><rdf:li>a</rdf:li><rdf:li>b</rdf:li></rdf:Bag>"
               "</dc:subject>"),
    ],
)  # fmt: skip
def test_what_is_taken_over_whole(data: bytes) -> None:
    assert says_only_notes(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no packet",
        packet('xmp:Label="Red"'),
        packet('tiff:Orientation="6"'),
        packet('exif:GPSAltitude="1/1"'),
        packet('xmp:Rating="2.5"'),
        packet('xmp:Rating="many"'),
        packet('exif:GPSLatitude="47,22.5N"'),
        packet('exif:GPSLatitude="47.5" exif:GPSLongitude="8.5"'),
        packet('xmp:CreateDate="2020-05-01T12:00:00+02:00"'),
        packet('xmp:CreateDate="2020-05-01T12:00:00.25"'),
        packet('xmp:CreateDate="2020"'),
        packet('xmp:CreateDate="2020-05-01T12:00" exif:DateTimeOriginal="2019-05-01T12:00"'),
        packet(inner="<d:history><rdf:Seq><rdf:li/></rdf:Seq></d:history>"),
        packet(inner="<dc:title><rdf:Alt><rdf:li>a</rdf:li><rdf:li>b</rdf:li></rdf:Alt>"
               "</dc:title>"),
        packet(beside='<d:Thing rdf:about=""/>'),
    ],
)  # fmt: skip
def test_what_only_the_packet_says(data: bytes) -> None:
    assert not says_only_notes(data)
