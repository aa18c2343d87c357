"""Which files are one photo, by names as cameras, phones and programs write them."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photofinder.core.assets import (
    COMPANION_SUFFIXES,
    AssetKind,
    UnitKind,
    is_motion_photo_name,
    pair_assets,
    suffix_of,
    unit_kind,
)
from photofinder.core.companion_proof import is_proven
from photofinder.core.formats import PHOTO_SUFFIXES
from photofinder.core.live_photo import is_film_of
from photofinder.core.xmp_tree import RDF

MM = "http://ns.adobe.com/xap/1.0/mm/"


def owners(*names: str) -> dict[str, str]:
    """Return what belongs to what for sure."""
    return {name: b.owner for name, b in pair_assets(names).items() if b.is_sure}


# -- RAW and rendering -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "rendered"),
    [
        ("IMG_0001.CR2", "IMG_0001.JPG"),  # Canon
        ("_MG_0001.CR3", "_MG_0001.JPG"),  # Canon, Adobe RGB
        ("DSC_0001.NEF", "DSC_0001.JPG"),  # Nikon
        ("DSC00001.ARW", "DSC00001.HIF"),  # Sony with HEIF
        ("DSCF0001.RAF", "DSCF0001.JPG"),  # Fujifilm
        ("P1010001.RW2", "P1010001.JPG"),  # Panasonic
        ("IMGP0001.PEF", "IMGP0001.jpeg"),  # Pentax
        ("L1000001.DNG", "L1000001.JPG"),  # Leica
        ("GOPR0001.GPR", "GOPR0001.JPG"),  # GoPro
        ("IMG_0001.DNG", "IMG_0001.HEIC"),  # iPhone, ProRAW
        ("20230101_120000.dng", "20230101_120000.jpg"),  # Samsung
        (
            "PXL_20230101_120000000.RAW-02.ORIGINAL.dng",
            "PXL_20230101_120000000.RAW-01.COVER.jpg",
        ),
        (
            "PXL_20230101_120000000.RAW-02.ORIGINAL.dng",
            "PXL_20230101_120000000.RAW-01.MP.COVER.jpg",
        ),
        ("WP_20150101_12_00_00_Pro__highres.dng", "WP_20150101_12_00_00_Pro.jpg"),  # Lumia
        ("img_0001.cr2", "IMG_0001.JPG"),  # copied by way of a drive that shouts
        ("Été.CR2", unicodedata.normalize("NFD", "Été") + ".JPG"),
        ("two\nlines.CR2", "two\nlines.JPG"),
        ("\udcff\udcfe.CR2", "\udcff\udcfe.JPG"),
        ("🙂.CR2", "🙂.JPG"),
    ],
)
def test_raw_stands_behind_its_rendering(raw: str, rendered: str) -> None:
    pairs = pair_assets([raw, rendered])
    assert {name: (b.owner, b.kind) for name, b in pairs.items()} == {
        raw: (rendered, AssetKind.RAW)
    }


@pytest.mark.parametrize(
    "names",
    [
        ("IMG_1.JPG", "IMG_1.PNG"),
        ("IMG_1.JPG", "IMG_1.HEIC"),
        ("IMG_1.CR2", "IMG_1.TIF"),
        ("IMG_1.CR2", "IMG_1.DNG"),
        ("IMG_1.CR2", "IMG_1.DNG", "IMG_1.JPG"),  # of which of them is it?
        ("IMG_1.CR2", "IMG_1.JPG", "IMG_1.HEIC"),
        ("IMG_1.CR2", "IMG_1.jpg", "IMG_1.JPG"),
        ("IMG_1.CR2", "img_1.jpg", "Img_1.JPG"),
        ("IMG_1.CR2", "IMG_10.JPG"),
        ("IMG_1.CR2", "IMG_1-edited.JPG"),
        ("IMG_1.CR2", "IMG_1~2.JPG"),
        ("IMG_1234.HEIC", "IMG_E1234.HEIC"),  # edited on the phone: a picture of its own
        ("IMG_1234.DNG", "IMG_E1234.JPG"),
        ("PXL_1.PORTRAIT-01.COVER.jpg", "PXL_1.PORTRAIT-02.ORIGINAL.jpg"),
        ("PXL_1.RAW-01.COVER.jpg", "PXL_2.RAW-02.ORIGINAL.dng"),
        ("PXL_1.NIGHT-01.COVER.jpg", "PXL_1.RAW-02.ORIGINAL.dng"),
        ("00000IMG_00000_BURST20190101_COVER.jpg", "00001IMG_00001_BURST20190101.jpg"),
        (".IMG_1.CR2", "IMG_1.JPG"),
        ("._IMG_1.CR2", "IMG_1.JPG"),
        ("\uff29\uff2d\uff27.CR2", "IMG.JPG"),  # full width: another name on every file system
        ("CR2", "JPG"),
    ],
)
def test_doubt_is_not_one_photo(names: tuple[str, ...]) -> None:
    assert pair_assets(names) == {}


def test_of_spellings_the_same_one_wins() -> None:
    pairs = owners("IMG_1.CR2", "IMG_1.JPG", "img_1.JPG", "IMG_1.xmp")
    assert pairs == {"IMG_1.CR2": "IMG_1.JPG", "IMG_1.xmp": "IMG_1.CR2"}


def test_olympus_writes_two_raws() -> None:
    pairs = owners("P1010001.ORF", "P1010001.ORI", "P1010001.JPG", "P1010001.xmp")
    assert pairs == dict.fromkeys(["P1010001.ORF", "P1010001.ORI", "P1010001.xmp"], "P1010001.JPG")


# -- sidecars --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("photos", "companion", "owner", "kind"),
    [
        (["IMG_1.CR2"], "IMG_1.xmp", "IMG_1.CR2", AssetKind.SIDECAR),
        (["IMG_1.CR2", "IMG_1.JPG"], "IMG_1.xmp", "IMG_1.CR2", AssetKind.SIDECAR),
        (["IMG_1.CR2", "IMG_1.JPG"], "IMG_1.CR2.xmp", "IMG_1.CR2", AssetKind.SIDECAR),
        (["IMG_1.CR2", "IMG_1.JPG"], "IMG_1.JPG.XMP", "IMG_1.JPG", AssetKind.SIDECAR),
        (["IMG_1.JPG"], "img_1.xmp", "IMG_1.JPG", AssetKind.SIDECAR),
        (["IMG_1.CR2", "IMG_1_01.CR2"], "IMG_1_01.CR2.xmp", "IMG_1_01.CR2", AssetKind.SIDECAR),
        (["IMG_1.CR2"], "IMG_1.CR2.pp3", "IMG_1.CR2", AssetKind.EDITS),  # RawTherapee
        (["IMG_1.CR2"], "IMG_1.CR2.dop", "IMG_1.CR2", AssetKind.EDITS),  # DxO
        (["IMG_1234.HEIC"], "IMG_1234.AAE", "IMG_1234.HEIC", AssetKind.EDITS),
        (["IMG_1234.HEIC"], "IMG_O1234.AAE", "IMG_1234.HEIC", AssetKind.EDITS),
        (["IMG_1234.DNG", "IMG_1234.JPG"], "IMG_1234.AAE", "IMG_1234.JPG", AssetKind.EDITS),
        (["a.jpg"], "a.jpg.json", "a.jpg", AssetKind.SIDECAR),  # Google's export
        (["a.jpg"], "a.jpg.supplemental-metadata.json", "a.jpg", AssetKind.SIDECAR),
        (["DSC_0001.JPG"], "DSC_0001.WAV", "DSC_0001.JPG", AssetKind.SOUND),
        (["CRW_0001.CRW"], "CRW_0001.THM", "CRW_0001.CRW", AssetKind.OTHER),
        (["PXL_1.MP.jpg"], "PXL_1.MP", "PXL_1.MP.jpg", AssetKind.FILM),
        (["PXL_1.MP.jpg"], "PXL_1.MP.mp4", "PXL_1.MP.jpg", AssetKind.FILM),
        (["MVIMG_2019.jpg"], "MVIMG_2019.mp4", "MVIMG_2019.jpg", AssetKind.FILM),
        (["x\udcff\n🙂.CR2"], "x\udcff\n🙂.xmp", "x\udcff\n🙂.CR2", AssetKind.SIDECAR),
    ],
)
def test_companion_belongs_to(
    photos: list[str], companion: str, owner: str, kind: AssetKind
) -> None:
    found = pair_assets([*photos, companion])[companion]
    assert (found.owner, found.kind, found.is_sure) == (owner, kind, True)


@pytest.mark.parametrize(
    "names",
    [
        ("IMG_1.JPG", "IMG_1.PNG", "IMG_1.xmp"),
        ("IMG_1.CR2", "IMG_1.DNG", "IMG_1.xmp"),
        ("IMG_1.JPG", "img_1.xmp", "Img_1.xmp"),
        ("IMG_1.JPG", "IMG_2.JPG.xmp"),
        ("IMG_1.JPG", "._IMG_1.xmp"),
        ("holiday.jpg", "holiday.wav"),  # a cover and its music
        ("holiday.jpg", "holiday.json"),
        ("holiday.mp.jpg", "holiday.mp"),
        ("MVI_0001.THM", "MVI_0001.MOV", "MVI_0001.JPG"),
        ("IMG_1.xmp",),
        ("IMG_1.JPG", "IMG_1.txt"),
    ],
)
def test_companion_of_nobody(names: tuple[str, ...]) -> None:
    assert owners(*names) == {}


@pytest.mark.parametrize(
    ("photo", "film"),
    [
        ("IMG_1234.HEIC", "IMG_1234.MOV"),
        ("IMG_1234.JPG", "IMG_1234.MOV"),
        ("IMG_E1234.JPG", "IMG_E1234.MOV"),
        ("IMG_1234.HEIC", "IMG_1234.MP4"),  # Google's export
        ("DSC_0001.JPG", "DSC_0001.MOV"),  # a recording of its own
    ],
)
def test_names_only_assume_a_film(photo: str, film: str) -> None:
    belonging = pair_assets([photo, film])[film]
    assert (belonging.owner, belonging.is_sure) == (photo, False)


@pytest.mark.parametrize(
    ("photo", "companion", "other"),
    [
        ("DSC_0001.JPG", companion, f"DSC_0001.{suffix}")
        for companion in ("DSC_0001.xmp", "DSC_0001.pp3", "DSC_0001.AAE", "dsc_0001.XMP")
        for suffix in ("psd", "psb", "ai", "xcf", "kra", "jxl", "JP2", "AVI", "3gp", "braw", "mts")
    ]
    + [
        ("a.nef", "a.xmp", "a.tif"),
        ("clip.jpg", "clip.xmp", "clip.wav"),
        ("MVI_0001.JPG", "MVI_0001.THM", "MVI_0001.AVI"),
        ("MVI_0001.JPG", "MVI_0001.THM", "MVI_0001.m2ts"),
        ("DSC_0001.JPG", "DSC_0001.WAV", "DSC_0001.AVI"),
        ("a.jpg", "a.xmp", "a"),
    ],
)
def test_sidecar_of_a_stem_that_something_else_has_too_is_not_sure(
    photo: str, companion: str, other: str
) -> None:
    alone = pair_assets([photo, companion])
    assert companion not in alone or alone[companion].is_sure
    for names, strangers in (([photo, companion, other], []), ([photo, companion], [other])):
        found = pair_assets(names, strangers)[companion]
        assert (found.owner, found.is_sure, found.can_be_proven) == (photo, False, False)
    by_name = f"{photo}.xmp"  # cannot be another one's
    assert pair_assets([photo, by_name, other])[by_name].is_sure


@pytest.mark.parametrize("companion", ["I.AAE", "I.xmp"])
def test_sidecar_beside_a_film_is_as_sure_as_the_film(companion: str) -> None:
    found = pair_assets(["I.HEIC", "I.MOV", companion])[companion]
    assert (found.owner, found.is_sure, found.can_be_proven) == ("I.HEIC", False, True)
    assert pair_assets(["MVIMG_1.jpg", "MVIMG_1.mp4", "MVIMG_1.xmp"])["MVIMG_1.xmp"].is_sure


def test_version_is_of_the_photo_it_says(tmp_path: Path) -> None:
    names = ["trip.jpg", "trip_12.jpg.xmp"]
    found = pair_assets(names)["trip_12.jpg.xmp"]
    assert (found.owner, found.is_sure, found.can_be_proven) == ("trip.jpg", False, True)
    photo, sidecar = (tmp_path / name for name in names)
    for source, belongs in (("trip.jpg", True), ("trip_12.jpg", False), ("", False)):
        for data in (
            f'<rdf:Description xmlns:m="{MM}" m:DerivedFrom="{source}"/>',
            (
                f'<rdf:Description xmlns:m="{MM}"><m:DerivedFrom>{source}</m:DerivedFrom>'
                "</rdf:Description>"
            ),
        ):
            sidecar.write_text(f'<rdf:RDF xmlns:rdf="{RDF}">{data}</rdf:RDF>', encoding="utf-8")
            assert is_proven(sidecar, photo) is belongs
    sidecar.write_bytes(b"no packet")
    assert not is_proven(sidecar, photo)
    sidecar.write_bytes(b" " * (5 << 20))
    assert not is_proven(sidecar, photo)


def test_film_of_several_renderings_is_of_the_original() -> None:
    assert pair_assets(["I.HEIC", "I.JPG", "I.MOV"])["I.MOV"].owner == "I.HEIC"
    assert "I.MOV" not in pair_assets(["I.JPG", "I.jpeg", "I.MOV"])


# -- any names -------------------------------------------------------------------------------------

_SUFFIX = st.sampled_from([*sorted(PHOTO_SUFFIXES | COMPANION_SUFFIXES), ".txt", ""])
_STEM = st.text(st.sampled_from("aAbB01.\n_é\udcff") | st.characters(), max_size=6)
_NAMES = st.sets(st.builds(lambda a, b: a + b, _STEM, _SUFFIX), max_size=30)


@given(_NAMES, st.randoms(use_true_random=False))
def test_every_photo_is_shown_by_one_that_leads(names: set[str], random) -> None:
    pairs = pair_assets(names)
    for name, belonging in pairs.items():
        assert belonging.name == name
        assert belonging.owner in names
        assert belonging.owner != name
        owner = pairs.get(belonging.owner)
        assert owner is None or (owner.kind is AssetKind.RAW and owner.owner not in pairs)
        assert (belonging.kind is AssetKind.RAW) == (suffix_of(name) in PHOTO_SUFFIXES)
    shuffled = list(names)
    random.shuffle(shuffled)
    assert pair_assets(shuffled) == pairs


@given(_NAMES)
def test_a_name_more_never_moves_a_raw_to_another_picture(names: set[str]) -> None:
    raws = {n: b.owner for n, b in pair_assets(names).items() if b.kind is AssetKind.RAW}
    for extra in ("a.png", "b.xmp", "A.mov"):
        again = pair_assets({*names, extra})
        assert {n: b.owner for n, b in again.items() if b.kind is AssetKind.RAW} == raws


def test_one_stem_shared_by_many() -> None:
    spelled = {
        "".join(c.upper() if number >> at & 1 else c.lower() for at, c in enumerate("abcdefghi"))
        for number in range(500)
    }
    raws = {f"{stem}.CR2" for stem in spelled}
    assert pair_assets(raws | {"abcdefghi.JPG", "abcdefghi.xmp"}) == pair_assets(
        ["abcdefghi.CR2", "abcdefghi.JPG", "abcdefghi.xmp"]
    )


def test_one_large_folder() -> None:
    names = [f"IMG_{n:06}{suffix}" for n in range(25_000) for suffix in (".JPG", ".CR2", ".xmp")]
    pairs = pair_assets([*names, *(f"DSC_{n:06}.JPG" for n in range(25_000))])
    assert len(pairs) == 50_000


# -- in one word -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kinds", "kind"),
    [
        ("a.jpg", [], UnitKind.LONE),
        ("a.jpg", [AssetKind.PHOTO, AssetKind.SIDECAR], UnitKind.SIDECAR),
        ("a.heic", [AssetKind.FILM, AssetKind.EDITS], UnitKind.LIVE_PHOTO),
        ("a.jpg", [AssetKind.RAW, AssetKind.SIDECAR], UnitKind.RAW_JPEG),
        ("PXL_1.MP.jpg", [AssetKind.FILM], UnitKind.MOTION_PHOTO),
        ("PXL_1.MP.jpg", [], UnitKind.MOTION_PHOTO),
        ("PXL_1.RAW-01.MP.COVER.jpg", [AssetKind.RAW], UnitKind.RAW_JPEG),
        ("a.jpg", [AssetKind.SOUND], UnitKind.LONE),
    ],
)
def test_unit_in_one_word(name: str, kinds: list[AssetKind], kind: UnitKind) -> None:
    assert unit_kind(name, kinds) is kind


def test_motion_photos_are_told_by_their_names() -> None:
    assert is_motion_photo_name("PXL_20210101_101010101.MP.jpg")
    assert is_motion_photo_name("MVIMG_20190101_101010.jpg")
    assert not is_motion_photo_name("IMG_1234.HEIC")
    assert not is_motion_photo_name("PXL_20210101_101010101.jpg")


# -- the identifier of a Live Photo ----------------------------------------------------------------

IDENTIFIER = b"6A8AD6C2-9F3B-4C7B-8E0A-5D1F0C9B7E21"
OTHER = b"00000000-9F3B-4C7B-8E0A-5D1F0C9B7E21"


def box(kind: bytes, body: bytes) -> bytes:
    return (len(body) + 8).to_bytes(4, "big") + kind + body


def film(identifier: bytes, *, key: bytes = b"com.apple.quicktime.content.identifier") -> bytes:
    """A film as an iPhone writes it: data first, then tables with Apple's metadata."""
    name = len(key) + 8
    keys = box(b"keys", bytes(4) + (1).to_bytes(4, "big") + name.to_bytes(4, "big") + b"mdta" + key)
    item = box(b"data", (1).to_bytes(4, "big") + bytes(4) + identifier)
    meta = box(b"meta", keys + box(b"ilst", box((1).to_bytes(4, "big"), item)))
    data = box(b"ftyp", b"qt  " + bytes(4)) + box(b"wide", b"") + box(b"mdat", bytes(5_000))
    return data + box(b"moov", box(b"mvhd", bytes(100)) + meta)


@pytest.fixture
def live(tmp_path: Path) -> tuple[Path, Path]:
    photo, moving = tmp_path / "IMG_1.HEIC", tmp_path / "IMG_1.MOV"
    # over the border of what is read at once
    photo.write_bytes(bytes((1 << 18) - 10) + IDENTIFIER + bytes(9))
    moving.write_bytes(film(IDENTIFIER))
    return photo, moving


def test_film_of_a_live_photo(live: tuple[Path, Path]) -> None:
    assert is_film_of(live[1], live[0])
    assert is_proven(live[1], live[0])


def test_edits_beside_a_film_are_those_of_the_photo_that_has_it(live: tuple[Path, Path]) -> None:
    photo, moving = live
    edits = photo.with_suffix(".AAE")
    edits.write_bytes(b"edits")
    assert is_proven(edits, photo)
    shutil.copy(moving, photo.with_suffix(".mp4"))
    assert is_proven(edits, photo)
    photo.with_suffix(".mp4").write_bytes(film(OTHER))
    assert not is_proven(edits, photo)
    photo.with_suffix(".mp4").unlink()
    moving.unlink()
    assert not is_proven(edits, photo)


@pytest.mark.parametrize(
    "data",
    [
        film(OTHER),
        film(IDENTIFIER, key=b"com.apple.quicktime.make"),
        film(b""),
        b"",
        b"moov",
        bytes(100),
        bytes(range(256)) * 10,
        film(IDENTIFIER)[:5_000],
        box(b"mdat", IDENTIFIER + b"com.apple.quicktime.content.identifier"),
        (8).to_bytes(4, "big") + b"free" + b"",
        box(b"free", b"") * 10_000,
    ],
)
def test_no_film_of_a_live_photo(live: tuple[Path, Path], data: bytes) -> None:
    photo, moving = live
    moving.write_bytes(data)
    assert not is_film_of(moving, photo)


def test_film_of_more_than_four_gigabytes_is_skipped_over(live: tuple[Path, Path]) -> None:
    photo, moving = live
    large = (1).to_bytes(4, "big") + b"mdat" + (6_016).to_bytes(8, "big") + bytes(6_000)
    moving.write_bytes(large + film(IDENTIFIER))
    assert is_film_of(moving, photo)


def test_what_cannot_be_read_says_so(live: tuple[Path, Path]) -> None:
    live[0].unlink()
    with pytest.raises(FileNotFoundError):
        is_film_of(live[1], live[0])
