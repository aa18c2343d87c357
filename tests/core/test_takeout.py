"""What Google writes beside photos: caption, position, time; everything else is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photofinder.core.takeout import TakeoutError, read_takeout
from photofinder.core.xmp import Notes


def read(**fields: object) -> Notes:
    return read_takeout(json.dumps(fields).encode())


def test_fields_are_read() -> None:
    found = read(
        description=" Grandma is 80\n",
        geoData={"latitude": 47.5, "longitude": -8.5},
        photoTakenTime={"timestamp": "981169506"},
    )
    assert found == Notes("2001-02-03T03:05:06Z", 47.5, -8.5, caption="Grandma is 80")


def test_no_position_is_written_as_zeros() -> None:
    nowhere = {"latitude": 0.0, "longitude": 0.0}
    assert read(geoData=nowhere) == Notes()
    camera = {"latitude": 1.0, "longitude": 2.0}
    assert read(geoData=nowhere, geoDataExif=camera) == Notes(latitude=1.0, longitude=2.0)


@pytest.mark.parametrize(
    "fields",
    [
        {"description": 5},
        {"geoData": {"latitude": "47", "longitude": 8}},
        {"geoData": {"latitude": 91, "longitude": 8}},
        {"geoData": [1, 2]},
        {"photoTakenTime": {"timestamp": "soon"}},
        {"photoTakenTime": {"timestamp": "0"}},
        {"photoTakenTime": {"timestamp": "9" * 30}},
        {"photoTakenTime": None},
    ],
)
def test_values_that_are_none_are_left_out(fields: dict[str, object]) -> None:
    assert read(**fields) == Notes()


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"5", b'{"title": "x"}', b"\xff\xfe", b"[" * 100_000]
)
def test_what_is_no_such_file_is_refused(data: bytes) -> None:
    with pytest.raises(TakeoutError):
        read_takeout(data)


@given(st.binary(max_size=40))
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    try:
        read_takeout(data)
    except TakeoutError:
        return  # and nothing else
