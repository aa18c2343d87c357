"""Why work in the background waits, in words. GUI thread."""

from __future__ import annotations

from photofinder.desktop.quiet_policy import HoldReason
from photofinder.ui.words import tr


def hold_text(reason: str) -> str:
    """Return ``Paused: on battery``; plain ``Paused`` for the user's own pause."""
    texts: dict[str, str] = {
        HoldReason.BATTERY: tr("Paused: on battery"),
        HoldReason.FULL_SCREEN: tr("Paused: a program fills the screen"),
        HoldReason.ACTIVE: tr("Paused: the computer is in use"),
    }
    return texts.get(reason, tr("Paused"))


def go_on_text() -> str:
    """Return what the button says that lets it go on."""
    return tr("Go on anyway")


def go_on_hint(reason: str) -> str:
    """Return for how long that counts."""
    texts: dict[str, str] = {
        HoldReason.BATTERY: tr("Go on until the computer was plugged in once more"),
        HoldReason.FULL_SCREEN: tr("Go on for as long as this program fills the screen"),
        HoldReason.ACTIVE: tr("Go on until the computer was left alone for a minute"),
    }
    return texts.get(reason, "")
