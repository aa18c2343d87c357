"""The words of a pair: translatable with their numbers, and right from either side."""

from __future__ import annotations

import pytest

from photofinder.core import verification_words as words
from photofinder.core.phrases import Phrase, all_templates
from photofinder.core.types import PairClass, PairEvidence


def evidence(*parts: Phrase) -> PairEvidence:
    return PairEvidence(1, 2, PairClass.SAME_SHOT, words.stored(list(parts)), 0.9)


@pytest.mark.parametrize(
    ("part", "from_the_first", "from_the_second"),
    [
        (Phrase(words.CROPPED, {"percent": 64}), "cropped to 64 %",
         "the whole picture, not 64 % of it"),
        (Phrase(words.SCREENSHOT), "screenshot of it", "the picture in the screenshot"),
        (Phrase(words.DRAWN_ON), "text or a logo on it", "without the text or logo"),
        (Phrase(words.COLOURED), "in colour", "black and white"),
        (Phrase(words.MIRRORED), "mirrored", "mirrored"),
        (Phrase(words.TURNED, {"degrees": 90}), "turned by 90 degrees", "turned by 270 degrees"),
        (Phrase(words.APART, {"seconds": 3}), "taken 3 s apart", "taken 3 s apart"),
    ],
)  # fmt: skip
def test_words_fit_the_side_of_the_keeper(
    part: Phrase, from_the_first: str, from_the_second: str
) -> None:
    pair = evidence(part)
    assert words.relation_words(pair, keeper_is_first=True) == from_the_first
    assert words.relation_words(pair, keeper_is_first=False) == from_the_second


def test_a_mirrored_turn_is_its_own_inverse() -> None:
    pair = evidence(Phrase(words.MIRRORED), Phrase(words.TURNED, {"degrees": 90}))
    said = words.relation_words(pair, keeper_is_first=False)
    assert said == "mirrored, turned by 90 degrees"


def test_all_that_is_stored_can_be_translated() -> None:
    known = set(all_templates())
    pair = evidence(Phrase(words.CROPPED, {"percent": 81}), Phrase(words.GREY))
    said = words.relation_words(pair, keeper_is_first=True)
    assert said == "cropped to 81 %, black and white"
    parts = [said.params["first"], said.params["second"]]
    assert [part.template for part in parts] == [words.CROPPED, words.GREY]
    assert parts[0].params == {"percent": 81}
    assert {said.template, words.CROPPED, words.GREY} <= known


def test_words_of_an_older_program_are_shown_as_they_are() -> None:
    assert words.relation_phrase("taken 5 s apart").template == words.APART
    assert words.relation_phrase("something else") == "something else"
    assert words.relation_phrase("") == ""
