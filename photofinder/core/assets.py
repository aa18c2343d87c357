"""Which files of one folder are one photo, judged by their names alone. Pure; any thread.

One press of a shutter may leave several files: a RAW beside the JPEG, the film of a Live Photo, the
sidecars of editing programs. They are shown once, and removed and restored together; so a wrong
"belongs together" can cost a picture, while a wrong "does not" only leaves a file lying. In doubt
files are therefore *not* one photo:

* Of photos only RAW files join another one: the single picture that the camera rendered (JPEG,
  HEIC) of exactly that stem. Two renderings (JPG + HEIC, JPG + PNG), two RAWs (CR2 + a DNG made of
  it) or two spellings (``IMG_1.JPG`` + ``img_1.jpg``) beside one RAW are left apart: which belongs
  to which cannot be told. Olympus' ORI is the exception, written beside its ORF by the camera.
* ``IMG_E1234`` (edited on an iPhone) is a picture of its own, not the same unit as ``IMG_1234``:
  the user wants to see both, and comparing the pixels says how they are related. So are the shots
  of a burst, a burst's cover, ``~2`` copies and Pixel's ``ORIGINAL.jpg`` beside a portrait.
* A film of the same stem may be a Live Photo's, or another recording by a camera that counts
  photos and films apart (``DSC_0001.JPG``, ``DSC_0001.MOV``): names only *assume* it, ``is_sure``
  is False until the identifier that Apple writes into both was found (`core.live_photo`).
* Sounds and THM files belong to a photo by the DCF standard, so only where the name is one of it.

References
----------
JEITA CP-3461 (DCF 2.0), 4.3.1 and 5.1: four characters, four digits; files of one such name in one
folder are one object. Adobe XMP specification part 3, 1: ``IMG_1.xmp`` beside ``IMG_1.CR2``;
darktable, digiKam, RawTherapee and DxO write ``IMG_1.CR2.xmp``, ``.pp3``, ``.dop``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from photofinder.core.formats import PHOTO_SUFFIXES, RAW_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable


class AssetKind(StrEnum):
    """What a file is to the photo it belongs to."""

    #: the file that is shown and counted
    PHOTO = "photo"
    RAW = "raw"
    SIDECAR = "sidecar"
    EDITS = "edits"
    FILM = "film"
    SOUND = "sound"
    OTHER = "other"


class UnitKind(StrEnum):
    """What a photo of several files is called where there is room for one word."""

    LONE = ""
    LIVE_PHOTO = "live_photo"
    MOTION_PHOTO = "motion_photo"
    RAW_JPEG = "raw_jpeg"
    SIDECAR = "sidecar"


@dataclass(frozen=True, slots=True)
class Belonging:
    """A file that belongs to another one of its folder.

    Attributes
    ----------
    name : str
    owner : str
        For a RAW the picture that leads; else the very file that is meant, which may be a RAW.
    kind : AssetKind
    is_sure : bool
        False: the names alone do not tell (films); not to be removed on their word.
    """

    name: str
    owner: str
    kind: AssetKind
    is_sure: bool = True


#: what cameras write beside a RAW; PNG, TIFF, WebP are made later, by somebody
RENDERED_SUFFIXES = frozenset((".jpg", ".jpeg", ".jpe", ".heic", ".heif", ".hif"))

_METADATA = frozenset((".xmp",))
_EDITS = frozenset((".aae", ".pp3", ".dop", ".arp", ".on1", ".acr", ".dr4", ".vrd", ".nksc"))
#: Apple's edits of the picture that the camera rendered
_IOS_EDITS = ".aae"
_HEIF = frozenset((".heic", ".heif"))
_FILMS = frozenset((".mov", ".mp4"))
_SOUNDS = frozenset((".wav",))
_THUMBNAILS = frozenset((".thm",))
#: Google's film of a motion photo: ``PXL_1.MP`` beside ``PXL_1.MP.jpg``
_MOTION = ".mp"
#: Google's export writes it beside a photo, after the whole name
_JSON = ".json"
_JSON_MARK = ".supplemental-metadata"
_BY_NAME = _METADATA | _EDITS | {_JSON}
_BY_STEM = _METADATA | _EDITS | _FILMS | _SOUNDS | _THUMBNAILS

COMPANION_SUFFIXES = _BY_STEM | {_MOTION, _JSON}
"""Lower-case suffixes of what may belong to a photo without being one."""

_KINDS = {
    **dict.fromkeys(_METADATA | {_JSON}, AssetKind.SIDECAR),
    **dict.fromkeys(_EDITS, AssetKind.EDITS),
    **dict.fromkeys(_FILMS | {_MOTION}, AssetKind.FILM),
    **dict.fromkeys(_SOUNDS, AssetKind.SOUND),
    **dict.fromkeys(_THUMBNAILS, AssetKind.OTHER),
}
_DCF_STEM = re.compile(r"[A-Za-z0-9_]{4}[0-9]{4}")
#: Pixel: ``PXL_1.RAW-01.COVER.jpg``, ``PXL_1.RAW-01.MP.COVER.jpg``, ``PXL_1.RAW-02.ORIGINAL.dng``
_PIXEL = re.compile(r"(PXL_[0-9_]+\.[A-Z_]+)-[0-9]{2}(?:\.MP)?\.(?:COVER|ORIGINAL)", re.IGNORECASE)
#: Lumia: ``WP_1.jpg`` and ``WP_1__highres.dng``
_LUMIA = re.compile(r"(WP_.+)__highres", re.IGNORECASE)
_SPECIAL = frozenset(("PXL", "WP_"))
#: iOS keeps the edits before the last ones as ``IMG_O1234.AAE``
_IOS_OLDER_EDITS = re.compile(r"(IMG_)O([0-9]{4,})", re.IGNORECASE)
#: darktable: ``IMG_1_01.CR2.xmp`` is the second version of what was made of ``IMG_1.CR2``
_DARKTABLE = re.compile(r"(.+)_[0-9]{2}(\.[^.]+)")
_MOTION_PHOTO = re.compile(r"(?:PXL_.+\.MP(?:\.COVER)?|MVIMG_.+)", re.IGNORECASE)


def suffix_of(name: str) -> str:
    """Return a name's suffix with its dot, in lower case; empty for hidden files."""
    stem, dot, suffix = name.rpartition(".")
    return dot + suffix.lower() if stem and not name.startswith(".") else ""


def is_motion_photo_name(name: str) -> bool:
    """Tell a photo that holds a film inside, as Google's cameras name it."""
    stem = name[: -len(suffix_of(name)) or None]
    return _MOTION_PHOTO.fullmatch(stem) is not None


def pair_assets(names: Iterable[str]) -> dict[str, Belonging]:
    """Find what belongs to a photo among the names in one folder.

    Parameters
    ----------
    names : iterable of str
        Files of one folder, in any order, each once; what is neither a photo nor a companion is
        left out. Undecodable bytes may be in them as surrogates.

    Returns
    -------
    dict
        By name; photos that lead and those by themselves are not in it.

    Notes
    -----
    Linear in the number of names, 3 us each; stems are compared in any case of letters, and
    composed or not, but what is spelled alike wins.
    """
    photos: list[_Name] = []
    companions: list[_Name] = []
    has_raw = False
    for text in names:
        suffix = suffix_of(text)
        if suffix in PHOTO_SUFFIXES:
            photos.append(_Name(text, text[: -len(suffix)], suffix))
            has_raw = has_raw or suffix in RAW_SUFFIXES
        elif suffix in COMPANION_SUFFIXES:
            companions.append(_Name(text, text[: -len(suffix)], suffix))
    found = _pair_raws(photos) if has_raw else {}
    if companions:
        owners = _Owners(photos, found, companions)
        for name in companions:
            belonging = owners.find(name)
            if belonging is not None:
                found[name.text] = belonging
    return found


def unit_kind(name: str, kinds: Iterable[AssetKind]) -> UnitKind:
    """Say in one word what a photo is, from its name and what belongs to it for sure."""
    held = frozenset(kinds)
    if AssetKind.FILM in held and not is_motion_photo_name(name):
        return UnitKind.LIVE_PHOTO
    if AssetKind.RAW in held:
        return UnitKind.RAW_JPEG
    if is_motion_photo_name(name):
        return UnitKind.MOTION_PHOTO
    if held & {AssetKind.SIDECAR, AssetKind.EDITS}:
        return UnitKind.SIDECAR
    return UnitKind.LONE


# -- photos ----------------------------------------------------------------------------------------


class _Name(NamedTuple):
    """A file's name, taken apart once."""

    text: str
    stem: str
    suffix: str


def _pair_raws(photos: Iterable[_Name]) -> dict[str, Belonging]:
    """Give RAW files the one picture that the camera rendered of them."""
    raws: dict[str, list[_Name]] = {}
    rendered: dict[str, list[_Name]] = {}
    for name in photos:
        if name.suffix in RAW_SUFFIXES:
            raws.setdefault(_fold(_shot(name.stem)), []).append(name)
        elif name.suffix in RENDERED_SUFFIXES:
            rendered.setdefault(_fold(_shot(name.stem)), []).append(name)
    found = {}
    for key in raws.keys() & rendered.keys():
        for raw in raws[key]:
            lead = _lead_of(raw, raws[key], rendered[key])
            if lead is not None:
                found[raw.text] = Belonging(raw.text, lead, AssetKind.RAW)
    return found


def _lead_of(raw: _Name, raws: list[_Name], rendered: list[_Name]) -> str | None:
    """Return the rendering of a RAW file; nobody's where it cannot be told."""
    if len(raws) == 1 and len(rendered) == 1:
        return rendered[0].text
    shot = _shot(raw.stem)
    alike = [name for name in rendered if _shot(name.stem) == shot]
    rivals = [name for name in raws if _shot(name.stem) == shot]
    if not alike:  # by case or composition only: all of the stem must be one pair
        alike, rivals = rendered, raws
    if len(alike) != 1 or not _is_one_shot(rivals):
        return None
    return alike[0].text


def _is_one_shot(raws: list[_Name]) -> bool:
    return len(raws) == 1 or sorted(name.suffix for name in raws) == [".orf", ".ori"]


# -- companions ------------------------------------------------------------------------------------


class _Owners:
    """Photos of one folder by what companions call them."""

    def __init__(
        self, photos: list[_Name], raws: dict[str, Belonging], companions: list[_Name]
    ) -> None:
        self._raws = raws
        self._exact = {name.text for name in photos}
        self._by_name: dict[str, list[_Name]] = {}
        self._by_stem: dict[str, list[_Name]] = {}
        for name in photos:
            self._by_name.setdefault(_fold(name.text), []).append(name)
            self._by_stem.setdefault(_fold(name.stem), []).append(name)
        #: how many companions are called the same but for the case of letters
        self._spellings = Counter(_fold(name.text) for name in companions)
        self._films = {_fold(name.stem) for name in companions if name.suffix in _FILMS}

    def find(self, name: _Name) -> Belonging | None:
        """Return to which photo a companion belongs."""
        is_sure = True
        if name.suffix == _MOTION:  # PXL_1.MP belongs to PXL_1.MP.jpg
            owner = self._of_stem(name, name.text)
            if owner is not None and not is_motion_photo_name(owner):
                return None
        else:
            owner = self._named_in_full(name)
        if owner is None and name.suffix in _BY_STEM:
            owner = self._of_stem(name, self._stem_of(name))
            if name.suffix in _FILMS:
                is_sure = owner is not None and is_motion_photo_name(owner)
        if owner is None:
            return None
        return Belonging(name.text, owner, _KINDS[name.suffix], is_sure)

    def _named_in_full(self, name: _Name) -> str | None:
        """Return the photo whose whole name a companion carries (``IMG_1.CR2.xmp``)."""
        photo = name.stem
        if name.suffix not in _BY_NAME or "." not in photo:
            return None
        if name.suffix == _JSON:
            photo = photo.removesuffix(_JSON_MARK)
        owner = self._named(photo, name)
        version = _DARKTABLE.fullmatch(photo) if name.suffix in _METADATA else None
        if owner is None and version is not None:
            owner = self._named(version[1] + version[2], name)
        return owner

    def _named(self, photo: str, companion: _Name) -> str | None:
        if photo in self._exact:
            return photo
        candidates = self._by_name.get(_fold(photo), [])
        if len(candidates) != 1 or self._spellings[_fold(companion.text)] > 1:
            return None
        return candidates[0].text

    def _stem_of(self, name: _Name) -> str:
        older = _IOS_OLDER_EDITS.fullmatch(name.stem) if name.suffix == _IOS_EDITS else None
        if older is None or _fold(name.stem) in self._by_stem:
            return name.stem
        return older[1] + older[2]

    def _of_stem(self, name: _Name, stem: str) -> str | None:
        """Return the photo of a companion's stem (``IMG_1.xmp``)."""
        if name.suffix in _SOUNDS | _THUMBNAILS and not _DCF_STEM.fullmatch(stem):
            return None
        key = _fold(stem)
        if name.suffix in _THUMBNAILS and key in self._films:
            return None  # it shows the film
        candidates = self._by_stem.get(key, [])
        exact = [photo for photo in candidates if photo.stem == stem]
        if not exact:  # by case or composition only: all of the stem must be one pair
            spellings = {photo.stem for photo in candidates}
            if len(spellings) != 1 or self._spellings[_fold(name.text)] > 1:
                return None
        return self._of_shot(exact or candidates, name.suffix)

    def _of_shot(self, photos: list[_Name], suffix: str) -> str | None:
        """Choose among photos of one stem.

        Films and Apple's edits have the rendering's, all others the RAW's: other formats hold
        their metadata themselves.
        """
        if suffix in _FILMS or suffix in (_IOS_EDITS, _MOTION):
            rendered = [photo for photo in photos if photo.suffix in RENDERED_SUFFIXES]
            original = [photo for photo in rendered if photo.suffix in _HEIF] or rendered
            return original[0].text if len(original) == 1 else None
        if len(photos) == 1:
            return photos[0].text
        raws = [photo for photo in photos if photo.suffix in RAW_SUFFIXES]
        if len(raws) == 1:
            return raws[0].text
        names = (photo.text for photo in photos)
        leads = {self._raws[text].owner if text in self._raws else text for text in names}
        return next(iter(leads)) if len(leads) == 1 else None


# -- names -----------------------------------------------------------------------------------------


def _shot(stem: str) -> str:
    """Return what the files of one shot have in common, where it is not all of the stem."""
    if stem[:3].upper() not in _SPECIAL:
        return stem
    special = _PIXEL.fullmatch(stem) or _LUMIA.fullmatch(stem)
    return special[1] if special is not None else stem


def _fold(name: str) -> str:
    """Fold a name so that what one file system calls the same is the same on every one.

    macOS writes letters and accents apart (NFD); compatibility forms stay what they are.
    """
    if name.isascii():
        return name.lower()
    composed = unicodedata.normalize("NFC", name)
    return unicodedata.normalize("NFC", composed.casefold())
