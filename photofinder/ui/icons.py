"""Icons of our own, drawn from `resources/icons` in the colours of the theme. GUI thread.

An icon holds pixmaps in the colours of the theme it was made in. What shows one is dressed by
`dress`, so that `redress` can give it the new theme's.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from photofinder.paths import resources_dir
from photofinder.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

#: edges of the pixmaps of an icon: 16 to 24 px wide ones, also on screens of 2x
_EDGES = (16, 20, 40)
_PROGRAM_EDGES = (16, 22, 24, 32, 48, 64, 128, 256)
_PROGRAM = "photofinder"
_NAME_PROPERTY = "iconName"

#: what is written on a filled button, by the button's role
_ON_FILLED = {"primary": "on_accent", "danger": "base"}

_MODES = (
    (QIcon.Mode.Normal, QIcon.State.Off, ""),
    (QIcon.Mode.Disabled, QIcon.State.Off, "disabled"),
    (QIcon.Mode.Selected, QIcon.State.Off, "accent"),
    (QIcon.Mode.Normal, QIcon.State.On, "accent"),
)


def icon(name: str) -> QIcon:
    """Return the icon ``resources/icons/NAME.svg`` in the present theme's text colour.

    Raises
    ------
    FileNotFoundError
        There is no such icon: a slip of the pen, or an incomplete installation.

    Notes
    -----
    Kept by name and theme; the first call costs about 2 ms.
    """
    return _made(name, theme.is_dark(), "text")


def program_icon() -> QIcon:
    """Return the program's own icon, which is the same in every theme."""
    return _made_program()


def pixmap(name: str, edge_px: int, dpr: float, colour: QColor) -> QPixmap:
    """Draw one icon in a colour of the caller's choice."""
    source = _source(name).replace(b"currentColor", colour.name().encode())
    made = _drawn(QSvgRenderer(QByteArray(source)), round(edge_px * dpr))
    made.setDevicePixelRatio(dpr)
    return made


def dress(target: QAction | QAbstractButton, name: str) -> None:
    """Give a button or an action its icon, and remember the name for `redress`.

    On a filled button it has the colour of the text there; its role has to be set before.
    """
    target.setProperty(_NAME_PROPERTY, name)
    tone = _ON_FILLED.get(target.property("role"), "text")
    target.setIcon(_made(name, theme.is_dark(), tone))


def redress(root: QObject) -> None:
    """Draw the icons of everything below ``root`` again; call it when the theme has changed."""
    targets: list[QAction | QAbstractButton] = []
    targets += root.findChildren(QAction)
    targets += root.findChildren(QAbstractButton)
    for target in targets:
        name = target.property(_NAME_PROPERTY)
        if name:
            dress(target, name)


@lru_cache(maxsize=256)
def _made(name: str, dark: bool, tone: str) -> QIcon:
    if name == _PROGRAM:
        return _made_program()
    colours = theme.DARK if dark else theme.LIGHT
    source = _source(name)
    made = QIcon()
    for mode, state, colour in _MODES:
        tinted = source.replace(b"currentColor", colours[colour or tone].encode())
        renderer = QSvgRenderer(QByteArray(tinted))
        for edge in _EDGES:
            made.addPixmap(_drawn(renderer, edge), mode, state)
    return made


@lru_cache(maxsize=1)
def _made_program() -> QIcon:
    renderer = QSvgRenderer(QByteArray(_source(_PROGRAM)))
    made = QIcon()
    for edge in _PROGRAM_EDGES:
        made.addPixmap(_drawn(renderer, edge))
    return made


@lru_cache(maxsize=128)
def _source(name: str) -> bytes:
    return (resources_dir() / "icons" / f"{name}.svg").read_bytes()


def _drawn(renderer: QSvgRenderer, edge: int) -> QPixmap:
    made = QPixmap(edge, edge)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    return made
