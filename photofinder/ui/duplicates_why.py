"""Why a member of a group is one, in words and on the pictures. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from photofinder.core.types import PairClass
from photofinder.ui import words
from photofinder.ui.duplicates_words import DOT
from photofinder.ui.placing import WHOLE
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from photofinder.ui.duplicates_evidence import PairSight
    from photofinder.ui.duplicates_model import MemberModel
    from photofinder.ui.placing import Placing

    Shape = tuple[tuple[float, float], ...]

#: more frames on one picture tell nobody anything
_MOST_SHAPES = 6
#: nobody is as certain as 100 %
_NEARLY = 0.995


def percent_text(share: float) -> str:
    """Return a share of 1 in percent, never more than what is known."""
    if _NEARLY <= share < 1:
        return tr("over 99 %")
    return tr("{percent} %").format(percent=QLocale().toString(round(share * 100)))


def certainty_text(pair_class: PairClass, sight: PairSight) -> str:
    """Say how certain the class is: ``97 % the same shot``."""
    if sight.probability is None:
        return tr("not verified yet", "a photo whose pixels were not compared with the kept one")
    is_series = pair_class is PairClass.SERIES
    text = tr("{certain} one series") if is_series else tr("{certain} the same shot")
    return text.format(certain=percent_text(sight.probability))


def why_text(sight: PairSight) -> str:
    """Say in a few words what that is based on; empty where there is nothing to be seen."""
    parts = []
    if sight.keypoints:
        parts.append(tr("%Ln matching detail(s)", "", sight.keypoints))
    if sight.placing is not None:
        parts.append(tr("{share} alike").format(share=percent_text(max(sight.agreement, 0.0))))
    return DOT.join(parts)


def why_told(pair_class: PairClass, sight: PairSight) -> str:
    """Say in sentences what that is based on."""
    if sight.probability is None:
        return tr(
            "Not verified yet: it looks alike, but its pixels were not compared with those of the "
            "suggested picture. The next scan does that; until then it cannot be marked."
        )
    parts = [tr("{certainty}.").format(certainty=certainty_text(pair_class, sight))]
    if sight.keypoints:
        parts.append(
            tr("%Ln detail(s) lie at the same places in both pictures.", "", sight.keypoints)
        )
    if sight.placing is None:
        parts.append(tr("No place was found where one shows what the other does."))
        return " ".join(parts)
    parts += _closely(pair_class, sight)
    agreement = percent_text(max(sight.agreement, 0.0))
    parts.append(tr("Where both show the same, they are {share} alike.").format(share=agreement))
    parts += _parts_shown(sight.placing)
    return " ".join(parts)


def _closely(pair_class: PairClass, sight: PairSight) -> list[str]:
    """Say what a second, closer look has shown, if there was one."""
    if not sight.looked_px:
        return []
    if sight.moved is not None:
        text = tr("Compared closely, at {pixels} pixels: something moved inside the dashed frame.")
    elif pair_class is PairClass.SERIES:
        text = tr("Compared closely, at {pixels} pixels: something moved.")
    else:
        text = tr("Compared closely, at {pixels} pixels: nothing moved.")
    return [text.format(pixels=sight.looked_px)]


def _parts_shown(placing: Placing) -> list[str]:
    parts = []
    of_keeper, of_this = placing.covered(), placing.inverse().covered()
    if of_keeper < WHOLE:
        text = tr("It shows {share} of the suggested picture: what lies in the frame there.")
        parts.append(text.format(share=percent_text(of_keeper)))
    if of_this < WHOLE:
        text = tr("The suggested picture shows {share} of it: what lies in the frame here.")
        parts.append(text.format(share=percent_text(of_this)))
    return parts


def member_told(model: MemberModel, place: int) -> str:
    """Say in sentences why a file of the shown group is in it; empty of identical ones."""
    sight = model.sight(place)
    if sight is None or model.marks is None or model.group is None:
        return ""
    return why_told(model.marks.review.pair_class(model.group), sight)


def shapes(model: MemberModel, place: int, current: int) -> list[Shape]:
    """Return what to frame on a file's picture: what another one shows of it, where not all.

    On the suggested picture that is what the current file shows, or each of them while it is
    current itself; on the others what the suggested one shows.
    """
    sight = model.sight(place)
    if sight is not None:
        found = [] if sight.placing is None else [sight.placing.inverse()]
    else:
        others = _sights_on(model, place, current)
        found = [one.placing for one in others if one.placing is not None]
    return [one.overlap() for one in found if one.covered() < WHOLE]


def moved_shapes(model: MemberModel, place: int, current: int) -> list[Shape]:
    """Return where to say on a file's picture that something moved; files as in `shapes`."""
    sight = model.sight(place)
    if sight is not None:
        return [] if sight.moved is None else [sight.moved.on_member]
    others = _sights_on(model, place, current)
    return [one.moved.on_keeper for one in others if one.moved is not None]


def _sights_on(model: MemberModel, place: int, current: int) -> list[PairSight]:
    """Return what is to be shown on the suggested picture; nothing on identical ones."""
    if not model.is_suggested(place):
        return []
    others = [current] if current != place else range(len(model.rows))
    sights = (model.sight(other) for other in others[: _MOST_SHAPES + 1])
    return [one for one in sights if one is not None]


def tip_text(model: MemberModel, place: int) -> str:
    """Return the tooltip of a file: where it lies, and why it is here."""
    path = words.path_text(model.photo(place).path)
    told = member_told(model, place)
    return f"{path}\n{told}" if told else path
