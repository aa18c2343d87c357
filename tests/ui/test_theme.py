"""Contrast of the themes, and that following the system takes effect."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QSpinBox
from pytestqt.qtbot import QtBot

from photofinder.ui import theme

#: WCAG 2 AA for text of usual size
ENOUGH = 4.5
TEXT_ON = [
    ("text", "window"),
    ("text", "base"),
    ("text", "raised"),
    ("text", "hover"),
    ("text", "accent_soft"),
    ("text", "danger_soft"),
    ("text", "warning_soft"),
    ("text", "success_soft"),
    ("muted", "window"),
    ("muted", "base"),
    ("muted", "raised"),
    ("danger", "base"),
    ("danger", "danger_soft"),
    ("warning", "warning_soft"),
    ("success", "success_soft"),
    ("on_accent", "accent"),
    ("base", "danger"),
]


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_can_be_read_on_its_ground(colours: dict[str, str], text: str, ground: str) -> None:
    assert contrast(colours[text], colours[ground]) >= ENOUGH


def test_both_themes_know_the_same_names() -> None:
    assert set(theme.LIGHT) == set(theme.DARK)


def test_chosen_theme_is_worn_at_once(qapp: QApplication) -> None:
    try:
        theme.apply(qapp, "dark")
        assert theme.is_dark()
        assert theme.colour("text") == QColor(theme.DARK["text"])
    finally:
        theme.apply(qapp, "light")
    assert not theme.is_dark()


@pytest.mark.parametrize("tone", ["light", "dark"])
def test_spin_box_at_its_end_shows_both_arrows(qtbot: QtBot, qapp: QApplication, tone: str) -> None:
    theme.apply(qapp, tone)
    box = QSpinBox()
    qtbot.addWidget(box)
    box.setRange(0, 9)
    box.setSpecialValueText("Auto")
    box.resize(120, 30)
    box.show()
    picture = box.grab().toImage().copy(box.width() - 22, 3, 18, box.height() - 6)
    half = picture.height() // 2
    for top in (0, half):
        part = picture.copy(0, top, picture.width(), half)
        places = ((x, y) for x in range(part.width()) for y in range(half))
        assert len({part.pixel(x, y) for x, y in places}) > 2, "no arrow"
    theme.apply(qapp, "light")
