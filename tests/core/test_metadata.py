"""Camera data: what is right is read, what is malformed is absent, nothing raises."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from photofinder.core.images import decode_scaled
from photofinder.core.metadata import (
    PhotoMetadata,
    read_metadata,
    sequence_hint_of_name,
    with_raw_facts,
)

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
needs_shared = pytest.mark.skipif(
    not (SHARED / "photos").is_dir(), reason="the shared sample photos are not beside the checkout"
)


def exif_of(
    main: dict[int, object] | None = None,
    detail: dict[int, object] | None = None,
    gps: dict[int, object] | None = None,
) -> Image.Exif:
    exif = Image.Exif()
    exif.update(main or {})
    exif.get_ifd(0x8769).update(detail or {})
    exif.get_ifd(0x8825).update(gps or {})
    return exif


def stored(exif: Image.Exif, *, format_name: str = "JPEG", **options: object) -> PhotoMetadata:
    if format_name == "TIFF":  # Pillow writes a TIFF's directories only from the main one
        exif.update({tag: exif.get_ifd(tag) for tag in (0x8769, 0x8825)})
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, format_name, exif=exif, **options)
    return decode_scaled(buffer.getvalue()).metadata


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_camera_data_is_read_from_every_format(format_name: str) -> None:
    found = stored(
        exif_of(
            {271: "Canon\0", 272: "EOS 40D ", 274: 6, 305: "Firmware 1.0", 18246: 4},
            {
                36867: "2020:02:29 23:59:58",
                37521: "07",
                36881: "-03:30",
                34855: 800,
                33434: IFDRational(1, 250),
                33437: IFDRational(28, 10),
                37386: IFDRational(50, 1),
                42036: "EF 50mm",
            },
            {1: "S", 2: (33.0, 51.0, 36.0), 3: "E", 4: (151.0, 12.0, 36.0)},
        ),
        format_name=format_name,
    )
    assert found == PhotoMetadata(
        taken_at="2020-02-29T23:59:58",
        subsec_s=0.07,
        utc_offset_min=-210,
        camera_make="Canon",
        camera_model="EOS 40D",
        lens="EF 50mm",
        gps_latitude=-33.86,
        gps_longitude=151.21,
        orientation=6,
        rating=4,
        iso=800,
        exposure_s=0.004,
        f_number=2.8,
        focal_mm=50.0,
        software="Firmware 1.0",
        has_exif=True,
    )


def test_picture_without_exif_has_no_camera_data() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "PNG")
    assert decode_scaled(buffer.getvalue()).metadata == PhotoMetadata()
    assert read_metadata(None) == PhotoMetadata()


def test_tags_that_every_tiff_has_are_not_camera_data() -> None:
    assert not stored(exif_of(), format_name="TIFF").has_exif


def test_original_date_wins_over_the_others() -> None:
    dates = {36867: "2001:01:01 00:00:01", 36868: "2002:02:02 00:00:02"}
    assert read_metadata(exif_of({306: "2003:03:03 00:00:03"}, dates)).taken_at == (
        "2001-01-01T00:00:01"
    )
    del dates[36867]
    assert read_metadata(exif_of({306: "2003:03:03 00:00:03"}, dates)).taken_at == (
        "2002-02-02T00:00:02"
    )
    assert read_metadata(exif_of({306: "2003:03:03 00:00:03"})).taken_at == "2003-03-03T00:00:03"


@pytest.mark.parametrize(
    "text",
    [
        "0000:00:00 00:00:00",
        "    :  :     :  :  ",
        "2021:02:30 10:00:00",
        "2021:13:01 10:00:00",
        "2021:01:01 25:00:00",
        "0001:01:01 00:00:00",
        "yesterday",
        "",
        "\0",
        b"\xff\xfe",
        7,
        (1, 2),
    ],
)
def test_dates_that_never_were_are_absent(text: object) -> None:
    assert read_metadata({306: text}).taken_at is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021:07:05 09:08:07", "2021-07-05T09:08:07"),
        ("2021-07-05 09:08:07", "2021-07-05T09:08:07"),
        ("2021/07/05 09:08", "2021-07-05T09:08:00"),
        ("2021-07-05T09:08:07+02:00", "2021-07-05T09:08:07"),
        ("2021:07:05 09:08:60", "2021-07-05T09:08:59"),
        ("2021:07:05 09:08:07\0junk", "2021-07-05T09:08:07"),
        (b"2021:07:05 09:08:07", "2021-07-05T09:08:07"),
    ],
)
def test_dates_in_the_forms_that_programs_write(text: object, expected: str) -> None:
    assert read_metadata({306: text}).taken_at == expected


@pytest.mark.parametrize(
    "gps",
    [
        {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
        {1: "N", 2: (91.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 1.0)},
        {1: "N", 2: (float("nan"), 0.0, 0.0), 3: "E", 4: (1.0, 0.0, 0.0)},
        {2: (50.0, 0.0, 0.0), 4: (8.0, 0.0, 0.0)},
        {1: "N", 2: (50.0, 0.0, 0.0)},
        {1: "N", 2: "50", 3: "E", 4: 8.0},
        {1: "N", 2: (), 3: "E", 4: ()},
        {1: b"\xff", 2: (1.0, 1.0, 1.0), 3: "E", 4: (1.0, 1.0, 1.0)},
    ],
)
def test_positions_that_cannot_be_are_absent(gps: dict[int, object]) -> None:
    found = read_metadata(exif_of(gps=gps))
    assert (found.gps_latitude, found.gps_longitude) == (None, None)


@pytest.mark.parametrize(("rational", "expected"), [((1, 0), None), ((0, 1), None), ((5, 2), 2.5)])
def test_rationals_that_divide_by_zero_are_absent(
    rational: tuple[int, int], expected: float | None
) -> None:
    assert read_metadata(exif_of(detail={33437: IFDRational(*rational)})).f_number == expected


def test_rating_from_xmp_wins() -> None:
    packet = b'<x xmp:Rating="5"/>'
    assert read_metadata({18246: 2}, xmp=packet).rating == 5
    assert read_metadata({18246: 2}, xmp="<xmp:Rating>-1</xmp:Rating>").rating == -1
    assert read_metadata({18246: 2}).rating == 2
    assert read_metadata({18246: 77}).rating is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("IMG_0001_BURST002.jpg", "IMG_0001"),
        ("00001IMG_00001_BURST20200101123456789_COVER.jpg", "20200101123456789"),
        ("DSC_0001_BURST20200101123456789.JPG", "20200101123456789"),
        ("IMG_20200101_120000_BURST001_COVER.jpg", "IMG_20200101_120000"),
        ("IMG_20200101_120000_3.jpg", "IMG_20200101_120000"),
        ("20200101_120000(1).jpg", "20200101_120000"),
        ("DSC01234.JPG", None),
        ("holiday (2).jpg", None),
        ("BURST1.jpg", None),
    ],
)
def test_burst_is_seen_in_the_name(name: str, expected: str | None) -> None:
    assert sequence_hint_of_name(name) == expected


def test_burst_id_of_xmp_and_of_the_maker_note() -> None:
    assert read_metadata(None, xmp=b'GCamera:BurstID="abc-123"').sequence_hint == "abc-123"
    text = b"F00D-CAFE\0"
    entry = (11).to_bytes(2, "big") + (2).to_bytes(2, "big") + len(text).to_bytes(4, "big")
    body = (1).to_bytes(2, "big") + entry + (32).to_bytes(4, "big") + bytes(4)
    note = b"Apple iOS\0\0\x01MM" + body + text
    assert note[32 : 32 + len(text)] == text
    assert read_metadata(exif_of(detail={37500: note})).sequence_hint == "F00D-CAFE"


def test_raw_facts_fill_only_what_is_missing() -> None:
    facts = {
        "taken_at": datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC),
        "iso": 100.0,
        "exposure_s": 0.0,
        "f_number": float("nan"),
        "lens": "",
    }
    found = with_raw_facts(PhotoMetadata(iso=200), facts)
    assert found == PhotoMetadata(iso=200, taken_at="2020-01-02T03:04:05")


class WindowsDatetime(datetime):
    """Near 1970 Windows cannot turn local time into a time stamp."""

    def timestamp(self) -> float:
        raise OSError(22, "Invalid argument")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (WindowsDatetime(1970, 1, 1), None),
        (WindowsDatetime(1970, 1, 1, 14), None),
        (WindowsDatetime(1969, 12, 31, 19), None),
        (WindowsDatetime(2009, 8, 7, 6, 5, 4), "2009-08-07T06:05:04"),
    ],
)
def test_raw_without_a_date_has_none_in_any_time_zone(
    moment: datetime, expected: str | None
) -> None:
    assert with_raw_facts(PhotoMetadata(), {"taken_at": moment}).taken_at == expected


@pytest.mark.parametrize(
    "hour", ["1969:12:31 19:00:00", "1970:01:01 00:00:00", "1970:01:01 09:30:00"]
)
def test_zero_time_in_the_preview_of_a_raw_is_no_date(hour: str) -> None:
    found = read_metadata(exif_of(main={306: hour}))
    assert with_raw_facts(found, {"taken_at": None}).taken_at is None


def test_zero_time_is_no_date_and_another_of_that_day_is_one() -> None:
    assert read_metadata(exif_of(main={306: "1970:01:01 00:00:00"})).taken_at is None
    found = read_metadata(exif_of(main={306: "1970:01:01 10:20:30"}))
    assert found.taken_at == "1970-01-01T10:20:30"


_VALUES = st.one_of(
    st.none(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.binary(max_size=30),
    st.tuples(st.floats(), st.floats()),
    st.tuples(),
    st.lists(st.integers(), max_size=3),
    st.just({}),
)
_TAGS = st.sampled_from([271, 272, 274, 305, 306, 18246, 34855, 33434, 36867, 37500, 37521, 42036])


@given(st.dictionaries(_TAGS, _VALUES), st.dictionaries(_TAGS, _VALUES), st.binary(max_size=40))
def test_malformed_fields_never_raise(main: dict, detail: dict, xmp: bytes) -> None:
    exif = Image.Exif()
    exif._data = main
    exif._ifds = {0x8769: detail, 0x8825: {tag % 5: value for tag, value in detail.items()}}
    found = read_metadata(exif, xmp=xmp, name="a.jpg")
    assert 1 <= found.orientation <= 8


_SEED = exif_of(
    {271: "Maker", 306: "2020:01:01 00:00:00"},
    {36867: "2020:01:01 00:00:00", 33434: IFDRational(1, 250), 37500: b"Apple iOS\0" * 5},
    {1: "N", 2: (1.0, 2.0, 3.0), 3: "E", 4: (4.0, 5.0, 6.0)},
).tobytes()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(6, len(_SEED) - 1), st.integers(0, 255)), max_size=10))
def test_damaged_exif_block_never_takes_the_photo_away(edits: list[tuple[int, int]]) -> None:
    block = bytearray(_SEED)
    for where, value in edits:
        block[where] = value
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "JPEG", exif=bytes(block))
    assert decode_scaled(buffer.getvalue()).width == 8


@pytest.mark.shared
@needs_shared
def test_known_difficult_files_are_read() -> None:
    camera = SHARED / "photos" / "camera"
    difficult = sorted({*camera.glob("*invalid*"), *camera.glob("*tests__*")})
    assert len(difficult) > 15
    models = {path.name: decode_scaled(path).metadata.camera_model for path in difficult}
    assert models["jpg__tests__67-0_length_string.jpg"] == "SM-G930F"
    assert models["jpg__tests__42_IndexError.jpg"] == "E-P3"
