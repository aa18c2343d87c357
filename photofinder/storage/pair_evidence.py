"""What comparing pixels has shown, as compact text in the catalog and back. Pure."""

from __future__ import annotations

import json
from typing import Any

from photofinder.core.types import Box, Relation, Verification

#: millionths are a thousandth of a pixel
_PLACES = 6
_RELATIONS = {relation.value: relation for relation in Relation}


def verification_text(verified: Verification | None) -> str:
    """Encode; an empty text for a pair that no verifier has seen."""
    if verified is None:
        return ""
    box = verified.overlap
    values: list[Any] = [
        [relation.value for relation in verified.relations],
        verified.transform and [round(number, _PLACES) for number in verified.transform],
        _box_values(box),
        round(verified.agreement, _PLACES),
        verified.keypoints,
        round(verified.same_shot, _PLACES),
        round(verified.series, _PLACES),
        verified.version,
    ]
    if verified.looked_px:
        values += [verified.looked_px, _box_values(verified.moved)]
    return json.dumps(values, separators=(",", ":"))


def _box_values(box: Box | None) -> list[float] | None:
    if box is None:
        return None
    return [round(n, _PLACES) for n in (box.left, box.top, box.right, box.bottom)]


def verification_of(text: str) -> Verification | None:
    """Decode what `verification_text` wrote.

    Notes
    -----
    6 us: reading 50,000 pairs must not take a second. Relations of a later program are left out,
    and so is what it added at the end.
    """
    if not text:
        return None
    values: list[Any] = json.loads(text)
    relations, transform, box, agreement, keypoints, same_shot, series, version, *later = values
    looked_px, moved = later[:2] if later else (0, None)
    return Verification(
        tuple(_RELATIONS[name] for name in relations if name in _RELATIONS),
        None if transform is None else tuple(transform),
        None if box is None else Box(*box),
        agreement,
        keypoints,
        same_shot,
        series,
        version,
        looked_px,
        None if moved is None else Box(*moved),
    )
