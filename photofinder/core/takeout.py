"""What Google Photos writes beside a photo that it hands back: a file of JSON. Pure; any thread.

References
----------
Google Takeout, "Google Photos": ``IMG_1.jpg.json``, since 2024
``IMG_1.jpg.supplemental-metadata.json``.
"""

from __future__ import annotations

import datetime
import json
from typing import Any

from photofinder.core.xmp import Notes

_LATITUDE, _LONGITUDE = 90, 180


class TakeoutError(ValueError):
    """What is no such file."""


def read_takeout(data: bytes) -> Notes:
    """Read caption, position and time; the first is what was typed, the others may be guessed.

    Raises
    ------
    TakeoutError
        With the reason in words.
    """
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:  # also text that is not UTF-8
        raise TakeoutError("it is no JSON") from error
    known = {"description", "geoData", "geoDataExif", "photoTakenTime"}
    if not isinstance(found, dict) or not known & found.keys():
        raise TakeoutError("its form is not known")
    place = _place(found.get("geoData")) or _place(found.get("geoDataExif"))
    latitude, longitude = place or (None, None)
    caption = found.get("description")
    caption = caption.strip() if isinstance(caption, str) else ""
    return Notes(_time(found.get("photoTakenTime")), latitude, longitude, caption=caption or None)


def _place(value: Any) -> tuple[float, float] | None:
    """Return a position; 0, 0 is what Google writes where there is none."""
    if not isinstance(value, dict):
        return None
    latitude, longitude = value.get("latitude"), value.get("longitude")
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return None
    if not (abs(latitude) <= _LATITUDE and abs(longitude) <= _LONGITUDE):
        return None
    return (float(latitude), float(longitude)) if latitude or longitude else None


def _time(value: Any) -> str | None:
    """Return the time of Greenwich, which is all that Google tells; 1970 is nothing."""
    try:
        seconds = int(value["timestamp"])
        moment = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    except (TypeError, KeyError, ValueError, OverflowError, OSError):
        return None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if seconds else None
