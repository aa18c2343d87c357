"""What a verified pair is called: words with numbers, as seen from either of the two.

A pair is stored with the words for its second picture as seen from the first (`describe`); a list
of members needs those for a member as seen from the keeper (`relation_words`), which turns them
around where the keeper is the second one: what is cropped on one side is the whole on the other.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.core.phrases import Phrase, joined, template

if TYPE_CHECKING:
    from photofinder.core.types import PairEvidence

CROPPED = template("cropped to {percent} %")
UNCROPPED = template("the whole picture, not {percent} % of it")
SHIFTED = template("shows another part, {percent} % in common")
TURNED = template("turned by {degrees} degrees")
MIRRORED = template("mirrored")
UPSIDE_DOWN = template("mirrored top to bottom")
SCREENSHOT = template("screenshot of it")
SCREENED = template("the picture in the screenshot")
DRAWN_ON = template("text or a logo on it")
NOT_DRAWN_ON = template("without the text or logo")
DRAWN_OTHERWISE = template("other text or another logo on it")
GREY = template("black and white")
COLOURED = template("in colour")
EDITED = template("colours edited")
RESIZED = template("resized")
RECOMPRESSED = template("recompressed")
FORMAT = template("another format")
BURST = template("of the same burst")
SAME_SECOND = template("taken within the same second")
APART = template("taken {seconds} s apart")
APART_MINUTES = template("taken {minutes} min apart")
APART_HOURS = template("taken {hours} h apart")
APART_DAYS = template("taken {days} days apart")
MOVED = template("another moment: something moved")
MOVED_CAMERA = template("another moment: the camera moved")
OF_THE_SERIES = template("copy of another shot of the series")

#: how each is said from the other side; what is not here is said alike
FROM_THE_OTHER = {
    CROPPED: UNCROPPED,
    UNCROPPED: CROPPED,
    SCREENSHOT: SCREENED,
    SCREENED: SCREENSHOT,
    DRAWN_ON: NOT_DRAWN_ON,
    NOT_DRAWN_ON: DRAWN_ON,
    GREY: COLOURED,
    COLOURED: GREY,
}
_ALL = (
    *FROM_THE_OTHER,
    SHIFTED,
    DRAWN_OTHERWISE,
    TURNED,
    MIRRORED,
    UPSIDE_DOWN,
    EDITED,
    RESIZED,
    RECOMPRESSED,
    FORMAT,
    BURST,
    SAME_SECOND,
    APART,
    APART_MINUTES,
    APART_HOURS,
    APART_DAYS,
    MOVED,
    MOVED_CAMERA,
    OF_THE_SERIES,
    # of programs before pairs were verified
    "mirrored and turned",
)
template("mirrored and turned")
#: parts of what is stored; no template holds a semicolon
_BETWEEN = "; "
_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class _Words:
    template: str
    pattern: re.Pattern[str]


def _pattern(text: str) -> re.Pattern[str]:
    escaped = re.escape(text).replace(r"\{", "{").replace(r"\}", "}")
    return re.compile(_FIELD.sub(r"(?P<\1>\\d+)", escaped))


_KNOWN = tuple(_Words(text, _pattern(text)) for text in _ALL)


def stored(phrases: list[Phrase]) -> str:
    """Return the words of a pair as they are stored in `PairEvidence.relation`."""
    return _BETWEEN.join(phrases)


def relation_phrase(text: str) -> Phrase:
    """Return the stored words of a pair as a phrase that can be translated."""
    return _phrase(text, turn_around=False)


def relation_words(evidence: PairEvidence, *, keeper_is_first: bool) -> Phrase:
    """Say what a member of a group is to its keeper.

    Parameters
    ----------
    evidence : PairEvidence
        Of the two.
    keeper_is_first : bool
        Whether the keeper is ``evidence.first_id``.

    Returns
    -------
    Phrase
        Empty where nothing is known of what was done.
    """
    return _phrase(evidence.relation, turn_around=not keeper_is_first)


@functools.lru_cache(maxsize=4_096)
def _phrase(text: str, *, turn_around: bool) -> Phrase:
    """Read stored words; most pairs of a library are described by a few hundred of them."""
    known = [_part(part) for part in text.split(_BETWEEN) if part]
    if turn_around:
        mirrored = any(part.template == MIRRORED for part in known)
        known = [_from_the_other(part, mirrored=mirrored) for part in known]
    return joined(known) if known else Phrase("")


def _part(text: str) -> Phrase:
    for known in _KNOWN:
        found = known.pattern.fullmatch(text)
        if found is not None:
            return Phrase(
                known.template, {name: int(value) for name, value in found.groupdict().items()}
            )
    return Phrase("{text}", {"text": text})


def _from_the_other(part: Phrase, *, mirrored: bool) -> Phrase:
    if part.template == TURNED and not mirrored:  # a mirrored turn is its own inverse
        degrees = part.params["degrees"]
        return Phrase(TURNED, {"degrees": -int(str(degrees)) % 360})
    return Phrase(FROM_THE_OTHER.get(part.template, part.template), part.params)
