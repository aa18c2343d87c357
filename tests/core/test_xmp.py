"""XMP packets: what is there stays byte for byte, what is added can be read back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photofinder.core.xmp import Notes, once, read_notes, with_notes
from photofinder.core.xmp_tree import MAX_DEPTH, XmpError

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


WORDS = re.compile(rb"<rdf:Bag>.*</rdf:Bag>", re.DOTALL)
PROPERTIES = re.compile(rb"<rdf:RDF(.*?)>.*</rdf:RDF>", re.DOTALL)


@pytest.mark.parametrize(
    ("packet", "added"),
    [
        (SIDECAR.replace(b'xmp:Rating="3"', b'xmp:Rating=""'), Notes(rating=2)),
        (WORDS.sub(b"<rdf:Bag/>", SIDECAR), Notes(keywords=("x",))),
        (WORDS.sub(b"beach", SIDECAR), Notes(keywords=("x",))),
        (PROPERTIES.sub(rb"<rdf:RDF\1/>", SIDECAR), Notes(title="x")),
    ],
    ids=["empty rating", "empty list", "no list", "empty packet"],
)
def test_what_cannot_be_added_to_is_refused(packet: bytes, added: Notes) -> None:
    assert packet != SIDECAR
    with pytest.raises(XmpError):
        with_notes(packet, added)


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
