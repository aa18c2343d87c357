"""XMP packets: what is there stays byte for byte, what is added can be read back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photofinder.core.xmp import Notes, once, read_notes
from photofinder.core.xmp_tree import MAX_DEPTH, XmpError
from photofinder.core.xmp_writing import in_the_way, with_notes

#: as Lightroom, darktable and digiKam write them: attributes, lists, content of their own
SIDECAR = b"""<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 5.6">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
   xmp:Rating="3"
   crs:Exposure2012="+0.35" >
   <dc:subject><rdf:Bag>
     <rdf:li>beach</rdf:li><rdf:li>L\xc3\xbcbeck</rdf:li>
   </rdf:Bag></dc:subject>
   <!-- a remark -->
   <crs:ToneCurve><rdf:Seq><rdf:li>0, 0</rdf:li><rdf:li>255, 255</rdf:li></rdf:Seq></crs:ToneCurve>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(
    lambda text: text.strip() == text and "\ufffe" not in text and "\uffff" not in text
)
notes = st.builds(
    Notes,
    taken_at=st.none() | st.just("2019-07-24T10:11:12"),
    title=st.none() | texts,
    caption=st.none() | texts,
    keywords=st.lists(texts, max_size=4).map(lambda words: once(tuple(words))),
    rating=st.none() | st.sampled_from([-1, 1, 5]),
).flatmap(
    lambda found: st.one_of(
        st.just(found),
        st.tuples(st.floats(-90, 90), st.floats(-180, 180)).map(
            lambda place: Notes(
                found.taken_at, *place, found.title, found.caption, found.keywords, found.rating
            )
        ),
    )
)


@given(notes)
def test_notes_survive_a_new_packet(wanted: Notes) -> None:
    found = read_notes(with_notes(None, wanted))
    assert (found.taken_at, found.title, found.caption, found.keywords, found.rating) == (
        wanted.taken_at, wanted.title, wanted.caption, wanted.keywords, wanted.rating,
    )  # fmt: skip
    if wanted.latitude is not None:
        assert found.latitude == pytest.approx(wanted.latitude, abs=1e-6)
        assert found.longitude == pytest.approx(wanted.longitude, abs=1e-6)


def test_sidecar_of_another_program_is_read() -> None:
    assert read_notes(SIDECAR) == Notes(keywords=("beach", "Lübeck"), rating=3)


@given(notes)
def test_what_is_there_stays_byte_for_byte(wanted: Notes) -> None:
    wanted = Notes(
        wanted.taken_at, wanted.latitude, wanted.longitude, wanted.title, wanted.caption,
        wanted.keywords,
    )  # fmt: skip
    after = with_notes(SIDECAR, wanted)
    rest = iter(after)
    assert all(byte in rest for byte in SIDECAR), "the old bytes, in their order"
    assert set(read_notes(after).keywords) >= {"beach", "Lübeck"}
    assert read_notes(after).rating == 3


def test_keywords_come_into_the_list_that_is_there() -> None:
    after = with_notes(SIDECAR, Notes(keywords=("Beach", "sand & sea")))
    assert after.count(b"dc:subject>") == 2
    assert read_notes(after).keywords == ("beach", "Lübeck", "sand & sea")
    assert after.replace(b"<rdf:li>sand &amp; sea</rdf:li>", b"") == SIDECAR


def test_nothing_new_changes_nothing() -> None:
    assert with_notes(SIDECAR, Notes()) == SIDECAR
    assert with_notes(SIDECAR, Notes(keywords=("BEACH",))) == SIDECAR


def test_adding_twice_is_adding_once() -> None:
    added = Notes(caption="a", keywords=("x",))
    once_added = with_notes(SIDECAR, added)
    assert with_notes(once_added, Notes(keywords=("x",))) == once_added


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>
<x:xmpmeta xmlns:x="adobe:ns:meta/">&b;</x:xmpmeta>"""
OUTSIDE = BOMB.replace(b'"aaaa"', b'SYSTEM "file:///etc/passwd"')


@pytest.mark.parametrize(
    ("packet", "reason"),
    [
        (BOMB, "DTD"),
        (OUTSIDE, "DTD"),
        (b"", "XML|empty"),
        (b"<a", "no XML"),
        (b"\xff\xd8\xff", "no XML|UTF-8"),
        (b"<a/>", "no single rdf:RDF"),
        (b"<a>" * (MAX_DEPTH + 1), "more elements"),
        (SIDECAR.replace(b"</x:xmpmeta>", b""), "no XML"),
    ],
)
def test_what_is_no_packet_is_refused(packet: bytes, reason: str) -> None:
    for read in (read_notes, lambda data: with_notes(data, Notes(rating=1))):
        with pytest.raises(XmpError, match=reason):
            read(packet)


@given(st.binary(max_size=60), st.integers(0, len(SIDECAR)))
def test_damaged_packets_are_refused_or_read(noise: bytes, at: int) -> None:
    try:
        read_notes(SIDECAR[:at] + noise + SIDECAR[at:])
    except XmpError:
        return  # and nothing else


#: a packet of one description, with a property as an attribute or inside
ATTRIBUTE = SIDECAR.replace(b'xmp:Rating="3"', b"%s").replace(
    b"xmlns:crs",
    b'xmlns:exif="http://ns.adobe.com/exif/1.0/" '
    b'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:crs',
)


def with_attribute(text: str) -> bytes:
    return ATTRIBUTE.replace(b"%s", text.encode())


def with_words(inside: str) -> bytes:
    return re.sub(
        rb"<dc:subject>.*</dc:subject>", inside.encode(), with_attribute(""), flags=re.DOTALL
    )


EMPTY = {
    "rating 0": with_attribute('xmp:Rating="0"'),
    "no rating": with_attribute("xmp:Rating=''"),
    "rating element": with_words("<xmp:Rating> 0 </xmp:Rating>"),
    "empty element": with_words("<xmp:Rating/>"),
    "no position": with_attribute('exif:GPSLatitude="" exif:GPSLongitude=""'),
    "no date": with_attribute('photoshop:DateCreated=""'),
    "no title": with_words(
        '<dc:title><rdf:Alt><rdf:li xml:lang="x-default"/></rdf:Alt></dc:title>'
    ),
    "no caption": with_words("<dc:description><rdf:Alt></rdf:Alt></dc:description>"),
    "no text": with_words("<dc:title/><dc:description></dc:description>"),
    "empty bag": with_words("<dc:subject><rdf:Bag/></dc:subject>"),
    "empty words": with_words("<dc:subject></dc:subject>"),
    "no words": with_words("<dc:subject/>"),
    "two lists": with_words(
        "<dc:subject><rdf:Bag><rdf:li>one</rdf:li></rdf:Bag></dc:subject>"
        "<dc:subject><rdf:Bag><rdf:li>two</rdf:li></rdf:Bag></dc:subject>"
    ),
    "other prefix": SIDECAR.replace(b"rdf:", b"R:")
    .replace(b"xmlns:rdf", b"xmlns:R")
    .replace(b'xmp:Rating="3"', b""),
    "no prefix": b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><RDF xmlns="http://www.w3.org/1999/02/22-'
    b'rdf-syntax-ns#"><Description about=""/></RDF></x:xmpmeta>',
    "empty packet": re.sub(
        rb"<rdf:RDF(.*?)>.*</rdf:RDF>", rb"<rdf:RDF\1/>", SIDECAR, flags=re.DOTALL
    ),
    "padding": with_attribute("") + b"\0" * 100,
}
ALL = Notes("2020-01-02T03:04:05", 47.1, 8.2, "T & <x>", "C", ("k 1", "\xd6 & <"), 5)


@pytest.mark.parametrize("name", EMPTY)
def test_what_says_nothing_is_filled(name: str) -> None:
    packet = EMPTY[name]
    assert packet != SIDECAR
    assert in_the_way(packet) == {}
    known = read_notes(packet)
    found = read_notes(with_notes(packet, ALL))
    assert (found.taken_at, found.title, found.caption, found.rating) == (
        ALL.taken_at, ALL.title, ALL.caption, 5,
    )  # fmt: skip
    assert found.latitude == pytest.approx(47.1)
    assert set(found.keywords) == {*known.keywords, *ALL.keywords}
    after = with_notes(packet, ALL)
    assert after.count(b":Rating") <= 2, "filled, not written a second time"


@pytest.mark.parametrize(
    ("packet", "taken"),
    [
        (with_attribute('xmp:Rating="9"'), {"rating": "9"}),
        (with_attribute('xmp:Rating="0"').replace(b"<dc:subject>", b"<xmp:Rating>0</xmp:Rating>"
         b"<dc:subject>"), {"rating": "0"}),
        (with_attribute('photoshop:DateCreated="2001"'), {"taken_at": "2001"}),
        (with_attribute('exif:GPSLatitude="47.5" exif:GPSLongitude="8.5"'), {"latitude": "47.5"}),
        (with_attribute('exif:GPSLatitude="47,1.0N"'), {"latitude": "47,1.0N"}),
        (with_words('<dc:title rdf:parseType="Resource"/>'), {"title": "?"}),
        (with_words("<xmp:Rating><!-- none -->0</xmp:Rating>"), {"rating": "0"}),
        (with_attribute(""), {}),
    ],
    ids=["range", "twice", "year", "decimal", "half", "resource", "remark", "nothing"],
)  # fmt: skip
def test_what_says_something_unknown_is_in_the_way(packet: bytes, taken: dict[str, str]) -> None:
    assert in_the_way(packet) == taken
    for field in taken:
        added = {"latitude": 1.0, "longitude": 1.0} if field == "latitude" else {}
        added.setdefault(field, getattr(ALL, field))
        with pytest.raises(XmpError, match="already"):
            with_notes(packet, Notes(**added))
    free = {"caption": "C"} if "caption" not in taken else {}
    assert read_notes(with_notes(packet, Notes(**free))).caption == "C"


@pytest.mark.parametrize(
    "inside",
    [
        "<dc:subject>beach</dc:subject>",
        "<dc:subject><rdf:li>beach</rdf:li></dc:subject>",
        '<dc:subject rdf:parseType="Resource"><rdf:Bag><rdf:li>a</rdf:li></rdf:Bag></dc:subject>',
        "<dc:subject><rdf:Description/></dc:subject>",
    ],
)
def test_keywords_in_other_forms_are_left_alone(inside: str) -> None:
    with pytest.raises(XmpError, match="keywords"):
        with_notes(with_words(inside), Notes(keywords=("x",)))
    assert read_notes(with_notes(with_words(inside), Notes(title="x"))).title == "x"


@pytest.mark.parametrize("quote", ["'", '"'])
def test_packet_that_is_not_to_be_changed_is_left_alone(quote: str) -> None:
    packet = SIDECAR.replace(b'end="w"', f"end={quote}r{quote}".encode())
    with pytest.raises(XmpError, match="not to be changed"):
        with_notes(packet, Notes(title="x"))
    assert with_notes(packet, Notes()) == packet


def test_only_greenwich_time_is_written_as_such() -> None:
    after = with_notes(None, Notes(taken_at="2001-02-03T04:05:06Z"))
    assert b">2001-02-03T04:05:06Z<" in after
    assert read_notes(after).taken_at == "2001-02-03T04:05:06"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read(encoding: str) -> None:
    mark = "\ufeff" if encoding != "utf-16" else ""
    data = (mark + SIDECAR.decode("utf-8-sig") + "\n").encode(encoding)
    assert read_notes(data).rating == 3


def test_other_encodings_are_left_alone() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?>' + SIDECAR.decode()
    with pytest.raises(XmpError, match=r"UTF-8|no XML|utf-16"):
        with_notes(text.encode("utf-16"), Notes(rating=1))


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("48,51.5N", 48.8583333),
        ("48,51,30N", 48.8583333),
        ("48,51.5S", -48.8583333),
        ("91,0N", None),
    ],
)
def test_coordinates_in_both_forms(text: str, degrees: float | None) -> None:
    gps = (
        f'exif:GPSLatitude="{text}" exif:GPSLongitude="2,17.7E" '
        'xmlns:exif="http://ns.adobe.com/exif/1.0/" xmp:Rating'
    )
    found = read_notes(SIDECAR.replace(b"xmp:Rating", gps.encode()))
    assert found.latitude == (None if degrees is None else pytest.approx(degrees))
    assert (found.longitude is None) == (degrees is None)
