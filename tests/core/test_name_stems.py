"""Names of copies share the stem of the original's name."""

from __future__ import annotations

import pytest

from photofinder.core.name_stems import stem_number


@pytest.mark.parametrize(
    "name",
    [
        "IMG_2041.JPG",
        "IMG_2041_edited.jpg",
        "IMG_2041 copy (2).jpg",
        "Kopie von IMG_2041.heic",
        "IMG_E2041.jpg",
        "a/b/img_2041~3.webp",
        "IMG_2041_649px.png",
    ],
)
def test_copies_share_the_stem(name: str) -> None:
    assert stem_number(name) == stem_number("IMG_2041.JPG") is not None


@pytest.mark.parametrize("name", ["IMG_2042.jpg", "IMG_2041_0002.jpg", "DSC_2041.jpg"])
def test_other_names_have_other_stems(name: str) -> None:
    assert stem_number(name) != stem_number("IMG_2041.JPG")


@pytest.mark.parametrize("name", ["1.jpg", "cover.jpg", ".jpg", "copy (2).jpg", "\udcff.png"])
def test_names_that_say_nothing_have_none(name: str) -> None:
    assert stem_number(name) is None
