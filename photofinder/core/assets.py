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
* ``IMG_1.xmp`` may be that of any ``IMG_1.*``: it is sure only while nothing else is called so, be
  it a file that no photo viewer knows (``.psd``, ``.avi``). Beside a film that may be the photo's
  own it is as sure as that film is.
* ``IMG_1_01.CR2.xmp`` is darktable's second version of ``IMG_1.CR2``, or that of a photo that is
  gone: only the sidecar itself tells (`core.companion_proof`).

References
----------
JEITA CP-3461 (DCF 2.0), 4.3.1 and 5.1: four characters, four digits; files of one such name in one
folder are one object. Adobe XMP specification part 3, 1: ``IMG_1.xmp`` beside ``IMG_1.CR2``;
darktable, digiKam, RawTherapee and DxO write ``IMG_1.CR2.xmp``, ``.pp3``, ``.dop``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from photofinder.core.asset_names import fold, shot_of
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
        False: the names alone do not tell; not to be removed on their word.
    can_be_proven : bool
        The names do not tell, but the files do: `core.companion_proof`.
    is_by_stem : bool
        It is called as the whole unit is (``IMG_1.xmp``), not as its owner alone.
    """

    name: str
    owner: str
    kind: AssetKind
    is_sure: bool = True
    can_be_proven: bool = False
    is_by_stem: bool = False


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

FILM_SUFFIXES = _FILMS
"""Lower-case suffixes of films that may be a Live Photo's."""

COMPANION_SUFFIXES = _BY_STEM | {_MOTION, _JSON}
"""Lower-case suffixes of what may belong to a photo without being one."""

_KINDS = {
    **dict.fromkeys(_METADATA | {_JSON}, AssetKind.SIDECAR),
    **dict.fromkeys(_EDITS, AssetKind.EDITS),
    **dict.fromkeys(_FILMS | {_MOTION}, AssetKind.FILM),
    **dict.fromkeys(_SOUNDS, AssetKind.SOUND),
    **dict.fromkeys(_THUMBNAILS, AssetKind.OTHER),
}
#: what is about another file; all else that is called like a photo may be what a sidecar is about
_ABOUT_OTHERS = _METADATA | _EDITS | _THUMBNAILS | {_JSON}
_DCF_STEM = re.compile(r"[A-Za-z0-9_]{4}[0-9]{4}")
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


def pair_assets(names: Iterable[str], strangers: Iterable[str] = ()) -> dict[str, Belonging]:
    """Find what belongs to a photo among the names in one folder.

    Parameters
    ----------
    names : iterable of str
        *All* files of one folder, in any order, each once: also what is neither a photo nor a
        companion may be what a sidecar is about. Undecodable bytes may be in them as surrogates.
    strangers : iterable of str
        Names that are no photos and no companions whatever they are called: links.

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
    others = list(strangers)
    has_raw = False
    for text in names:
        suffix = suffix_of(text)
        if suffix in PHOTO_SUFFIXES:
            photos.append(_Name(text, text[: -len(suffix)], suffix))
            has_raw = has_raw or suffix in RAW_SUFFIXES
        elif suffix in COMPANION_SUFFIXES:
            companions.append(_Name(text, text[: -len(suffix)], suffix))
        else:
            others.append(text)
    found = _pair_raws(photos) if has_raw else {}
    if companions:
        owners = _Owners(photos, found, companions, others)
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
            raws.setdefault(fold(shot_of(name.stem)), []).append(name)
        elif name.suffix in RENDERED_SUFFIXES:
            rendered.setdefault(fold(shot_of(name.stem)), []).append(name)
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
    shot = shot_of(raw.stem)
    alike = [name for name in rendered if shot_of(name.stem) == shot]
    rivals = [name for name in raws if shot_of(name.stem) == shot]
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
        self,
        photos: list[_Name],
        raws: dict[str, Belonging],
        companions: list[_Name],
        others: Iterable[str],
    ) -> None:
        self._raws = raws
        self._exact = {name.text for name in photos}
        self._by_name: dict[str, list[_Name]] = {}
        self._by_stem: dict[str, list[_Name]] = {}
        for name in photos:
            self._by_name.setdefault(fold(name.text), []).append(name)
            self._by_stem.setdefault(fold(name.stem), []).append(name)
        #: how many companions are called the same but for the case of letters
        self._spellings = Counter(fold(name.text) for name in companions)
        self._films = {fold(name.stem) for name in companions if name.suffix in _FILMS}
        #: what a companion may be about besides photos
        self._subjects: dict[str, list[_Name]] = {}
        strangers = (_Name(text, text[: -len(suffix_of(text)) or None], "") for text in others)
        for name in (*companions, *strangers):
            if name.suffix not in _ABOUT_OTHERS and suffix_of(name.text) not in _ABOUT_OTHERS:
                self._subjects.setdefault(fold(name.stem), []).append(name)

    def find(self, name: _Name) -> Belonging | None:
        """Return to which photo a companion belongs."""
        kind = _KINDS[name.suffix]
        if name.suffix == _MOTION:  # PXL_1.MP belongs to PXL_1.MP.jpg
            owner = self._of_stem(name, name.text)
            if owner is None or not is_motion_photo_name(owner):
                return None
            return Belonging(name.text, owner, kind)
        full = self._named_in_full(name)
        if full is not None:
            owner, is_version = full
            return Belonging(name.text, owner, kind, not is_version, is_version)
        stem = self._stem_of(name)
        owner = self._of_stem(name, stem) if name.suffix in _BY_STEM else None
        if owner is None:
            return None
        if name.suffix in _FILMS:
            is_sure, can_be_proven = is_motion_photo_name(owner), not is_motion_photo_name(owner)
        else:
            is_sure, can_be_proven = self._certainty(name, stem, owner)
        return Belonging(name.text, owner, kind, is_sure, can_be_proven, is_by_stem=True)

    def _certainty(self, name: _Name, stem: str, owner: str) -> tuple[bool, bool]:
        """Tell whether a companion of a photo's stem is sure, and else whether it can be proven."""
        key, lead = fold(stem), self._lead(owner)
        spelled_alike = owner.startswith(stem + ".")
        for photo in self._by_stem.get(key, ()):
            is_it = photo.stem == stem or not spelled_alike
            if is_it and self._lead(photo.text) != lead:
                return False, False
        is_sure = True
        for other in self._subjects.get(key, ()):
            if other.text == name.text:
                continue
            theirs = self._of_stem(other, other.stem) if other.suffix in _FILMS | _SOUNDS else None
            if theirs is None or self._lead(theirs) != lead:
                return False, False
            is_sure = is_sure and (other.suffix in _SOUNDS or is_motion_photo_name(theirs))
        return is_sure, not is_sure

    def _lead(self, photo: str) -> str:
        return self._raws[photo].owner if photo in self._raws else photo

    def _named_in_full(self, name: _Name) -> tuple[str, bool] | None:
        """Return the photo whose whole name a companion carries (``IMG_1.CR2.xmp``).

        And whether it does so with the number of a version, which another photo may have had.
        """
        photo = name.stem
        if name.suffix not in _BY_NAME or "." not in photo:
            return None
        if name.suffix == _JSON:
            photo = photo.removesuffix(_JSON_MARK)
        owner = self._named(photo, name)
        if owner is not None:
            return owner, False
        version = _DARKTABLE.fullmatch(photo) if name.suffix in _METADATA else None
        owner = self._named(version[1] + version[2], name) if version is not None else None
        return None if owner is None else (owner, True)

    def _named(self, photo: str, companion: _Name) -> str | None:
        if photo in self._exact:
            return photo
        candidates = self._by_name.get(fold(photo), [])
        if len(candidates) != 1 or self._spellings[fold(companion.text)] > 1:
            return None
        return candidates[0].text

    def _stem_of(self, name: _Name) -> str:
        older = _IOS_OLDER_EDITS.fullmatch(name.stem) if name.suffix == _IOS_EDITS else None
        if older is None or fold(name.stem) in self._by_stem:
            return name.stem
        return older[1] + older[2]

    def _of_stem(self, name: _Name, stem: str) -> str | None:
        """Return the photo of a companion's stem (``IMG_1.xmp``)."""
        if name.suffix in _SOUNDS | _THUMBNAILS and not _DCF_STEM.fullmatch(stem):
            return None
        key = fold(stem)
        if name.suffix in _THUMBNAILS and key in self._films:
            return None  # it shows the film
        candidates = self._by_stem.get(key, [])
        exact = [photo for photo in candidates if photo.stem == stem]
        if not exact:  # by case or composition only: all of the stem must be one pair
            spellings = {photo.stem for photo in candidates}
            if len(spellings) != 1 or self._spellings[fold(name.text)] > 1:
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
        leads = {self._lead(photo.text) for photo in photos}
        return next(iter(leads)) if len(leads) == 1 else None
