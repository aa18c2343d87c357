"""What people wrote into a photo is read as they wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from photofinder.core.photo_notes import notes_of_photo
from photofinder.core.xmp import Notes

DESCRIPTION, COMMENT = 270, 0x9286
XP_TITLE, XP_COMMENT, XP_KEYWORDS = 0x9C9B, 0x9C9C, 0x9C9E


def utf16(text: str) -> bytes:
    return (text + "\0").encode("utf-16-le")


@pytest.fixture
def noted(tmp_path: Path):
    def note(
        main: dict[int, object] | None = None,
        comment: bytes | None = None,
        suffix: str = ".jpg",
        order: str = "<",
    ) -> Notes:
        exif = Image.Exif()
        exif.endian = order
        exif.update(main or {})
        if comment is not None:
            exif.get_ifd(0x8769)[COMMENT] = comment
        path = tmp_path / f"photo{suffix}"
        Image.new("RGB", (16, 16)).save(path, exif=exif)
        return notes_of_photo(path)

    return note


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif"])
@pytest.mark.parametrize("text", ["Omas Küche, 80. Geburtstag", "奶奶的厨房", "Zoë's kitchen"])
def test_caption_in_utf8_is_read_as_it_was_written(noted, text: str, suffix: str) -> None:
    assert noted({DESCRIPTION: text.encode()}, suffix=suffix).caption == text


def test_caption_in_latin1_is_read_too(noted) -> None:
    assert noted({DESCRIPTION: "Küche".encode("latin-1")}).caption == "Küche"


def test_words_of_windows_are_read(noted) -> None:
    found = noted(
        {
            DESCRIPTION: b"Title",
            XP_TITLE: utf16("Title"),
            XP_COMMENT: utf16("Grüße von Oma"),
            XP_KEYWORDS: utf16("Oma; Küche;oma;"),
        }
    )
    assert found == Notes(title="Title", caption="Grüße von Oma", keywords=("Oma", "Küche"))


@pytest.mark.parametrize(
    ("comment", "caption"),
    [
        (b"ASCII\0\0\0Oma in the kitchen\0", "Oma in the kitchen"),
        (bytes(8) + "Omas Küche   ".encode(), "Omas Küche"),
        (b"UNICODE\0" + "Küche".encode("utf-16-le"), "Küche"),
        (b"UNICODE\0" + b"\xfe\xff" + "Küche".encode("utf-16-be"), "Küche"),
        (b"ASCII\0\0\0Screenshot", None),
        (b"ASCII\0\0\0" + b" " * 200, None),
        (b'ASCII\0\0\0{"filter": 3}', None),
        (bytes(300), None),
        (b"ASCII\0\0\0\x01\x02\x03", None),
        (b"UNICODE\0" + b"\x00\xd8" * 3, None),
        (b"JIS\0\0\0\0\0\x1b$B", None),
        (b"", None),
    ],
)
def test_comment_is_a_caption_where_people_wrote_it(noted, comment: bytes, caption) -> None:
    assert noted(comment=comment).caption == caption


def test_comment_in_the_order_of_the_file(noted) -> None:
    assert noted(comment=b"UNICODE\0" + "Küche".encode("utf-16-be"), order=">").caption == "Küche"


def test_texts_of_a_png_are_read(tmp_path: Path) -> None:
    texts = PngInfo()
    texts.add_text("Title", "Oma")
    texts.add_itxt("Comment", "奶奶")
    texts.add_text("Software", "Paint")
    Image.new("RGB", (16, 16)).save(tmp_path / "photo.png", pnginfo=texts)
    assert notes_of_photo(tmp_path / "photo.png") == Notes(title="Oma", caption="奶奶")


def test_description_comes_before_the_comment(noted) -> None:
    assert noted({DESCRIPTION: b"Kitchen"}, b"ASCII\0\0\0Comment").caption == "Kitchen"
