"""Colours, distances and the style sheet, for light and dark. GUI thread.

There is no state here: whether the window is dark is read from the application's palette, which
`apply` sets. Contrast of text on its ground is at least 4.5 : 1 (WCAG 2 AA), measured by a test.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from photofinder.paths import resources_dir

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

#: distances in device-independent pixels: inside a control, between related things, between groups
TIGHT, GAP, GROUP = 4, 8, 16
RADIUS = 6

LIGHT = {
    "window": "#f4f5f7",
    "base": "#ffffff",
    "raised": "#ffffff",
    "hover": "#e6e9ee",
    "text": "#1c2026",
    "muted": "#59616c",
    "disabled": "#8b939d",
    "border": "#cdd3da",
    "accent": "#1f5fbf",
    "on_accent": "#ffffff",
    "accent_soft": "#dbe7fa",
    "danger": "#b3261e",
    "danger_soft": "#fbe4e2",
    "warning": "#8a5200",
    "warning_soft": "#fdf0d5",
    "success": "#1b6e3c",
    "success_soft": "#ddf3e4",
    "placeholder": "#e3e6ea",
    "shade": "#20000000",
}
DARK = {
    "window": "#1d1f23",
    "base": "#25282d",
    "raised": "#2d3137",
    "hover": "#363b42",
    "text": "#e8eaed",
    "muted": "#a9b1bb",
    "disabled": "#737b85",
    "border": "#434951",
    "accent": "#8ab4f8",
    "on_accent": "#10233f",
    "accent_soft": "#2b3d57",
    "danger": "#f5928a",
    "danger_soft": "#4a2624",
    "warning": "#f2c063",
    "warning_soft": "#453514",
    "success": "#7fd39b",
    "success_soft": "#1f3b2a",
    "placeholder": "#33383e",
    "shade": "#50000000",
}

_DARK_BELOW = 128


def is_dark() -> bool:
    """Tell whether the application's palette is a dark one."""
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return ground.lightness() < _DARK_BELOW


def colour(name: str) -> QColor:
    """Return a colour of the present theme by its name in `LIGHT` and `DARK`."""
    return QColor((DARK if is_dark() else LIGHT)[name])


def apply(app: QApplication, choice: str) -> None:
    """Dress the application.

    Parameters
    ----------
    choice : {"system", "light", "dark"}
    """
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    hints = QGuiApplication.styleHints()
    scheme = schemes.get(choice, Qt.ColorScheme.Unknown)
    if scheme is Qt.ColorScheme.Unknown:
        hints.unsetColorScheme()
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
    else:
        hints.setColorScheme(scheme)
        dark = scheme is Qt.ColorScheme.Dark
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    colours = DARK if dark else LIGHT
    # one sheet in another's place dresses every widget twice: 0.35 s for 670 widgets, not 0.15 s
    app.setStyleSheet("")
    app.setPalette(_palette(colours))
    app.setStyleSheet(_style_sheet(colours))


def dress_dark(window: QWidget) -> None:
    """Dress one window dark whatever the theme, as photos on a whole screen are best seen."""
    window.setPalette(_palette(DARK))
    window.setStyleSheet(_style_sheet(DARK))


def _palette(colours: dict[str, str]) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, roles in {
        "window": (role.Window,),
        "base": (role.Base, role.Button),
        "hover": (role.AlternateBase, role.Midlight, role.Light),
        "raised": (role.ToolTipBase,),
        "text": (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText),
        "muted": (role.PlaceholderText,),
        "border": (role.Mid, role.Dark),
        "accent": (role.Highlight, role.Link, role.Accent),
        "on_accent": (role.HighlightedText,),
    }.items():
        for one in roles:
            palette.setColor(one, QColor(colours[name]))
    grey = QColor(colours["disabled"])
    for one in (role.WindowText, role.Text, role.ButtonText, role.Highlight, role.Accent):
        palette.setColor(QPalette.ColorGroup.Disabled, one, grey)
    return palette


def _style_sheet(colours: dict[str, str]) -> str:
    marks = (resources_dir() / "theme").as_posix()
    tone = "dark" if colours is DARK else "light"
    return _SHEET.substitute(
        colours, radius=RADIUS, inner=RADIUS - 1, gap=GAP, marks=marks, tone=tone
    )


# Widgets choose a dress by a dynamic property: setProperty("role", "primary").
_SHEET = Template("""
QToolTip { color: $text; background: $raised; border: 1px solid $border; padding: 4px; }
QPushButton, QToolButton {
  background: $base; color: $text; border: 1px solid $border; border-radius: ${radius}px;
  padding: 5px 12px; min-height: 18px;
}
QToolButton { padding: 5px 8px; }
/* text beside an icon is drawn from the left in room for three letters more */
QToolButton[toolButtonStyle="2"], QToolButton[toolButtonStyle="2"]:focus { padding-right: 0; }
QToolButton[role="flat"], QPushButton[role="flat"] { background: transparent; border-color: transparent; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked, QPushButton:checked {
  background: $accent_soft; border-color: $accent;
}
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 4px 11px; }
QToolButton:focus { padding: 4px 7px; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; background: $window; }
QPushButton[role="primary"] {
  background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $hover; color: $disabled; border-color: $border; }
QPushButton[role="danger"] { background: $danger; color: $base; border-color: $danger; font-weight: 600; }
QPushButton[role="danger"]:disabled { background: $hover; color: $disabled; border-color: $border; }
QToolButton::menu-indicator { image: none; width: 0; }
QLineEdit, QPlainTextEdit {
  background: $base; color: $text; border: 1px solid $border; border-radius: ${radius}px;
  padding: 0 6px; min-height: 28px; selection-background-color: $accent;
  selection-color: $on_accent;
}
QLineEdit QToolButton { background: transparent; border: 0; padding: 0; min-height: 0; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid $accent; padding: 0 5px; min-height: 26px; }
QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit { min-height: 26px; }
QComboBox, QDateEdit {
  background: $base; color: $text; border: 1px solid $border; border-radius: ${radius}px;
  padding: 1px 24px 1px 8px;
}
QComboBox:focus, QDateEdit:focus { border: 2px solid $accent; padding: 0 23px 0 7px; }
QDateEdit QLineEdit { background: transparent; border: 0; padding: 0; min-height: 0; }
QComboBox:hover { background: $hover; }
QComboBox QAbstractItemView {
  background: $raised; border: 1px solid $border; selection-background-color: $accent_soft;
  selection-color: $text;
}
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$marks/down-$tone.svg"); width: 16px; height: 16px; }
QSpinBox, QDoubleSpinBox {
  background: $base; color: $text; border: 1px solid $border; border-radius: ${radius}px; padding: 0;
}
QSpinBox:focus, QDoubleSpinBox:focus { border-color: $accent; }
QSpinBox QLineEdit, QDoubleSpinBox QLineEdit { background: transparent; border: 0; padding: 0; min-height: 0; }
QSpinBox::up-button, QDoubleSpinBox::up-button {
  subcontrol-origin: border; subcontrol-position: top right; width: 24px; border: 0;
}
QSpinBox::down-button, QDoubleSpinBox::down-button {
  subcontrol-origin: border; subcontrol-position: bottom right; width: 24px; border: 0;
}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$marks/up-$tone.svg"); width: 12px; height: 12px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url("$marks/down-$tone.svg"); width: 12px; height: 12px; }
QSpinBox::up-arrow:off, QDoubleSpinBox::up-arrow:off { image: url("$marks/up-off-$tone.svg"); }
QSpinBox::down-arrow:off, QDoubleSpinBox::down-arrow:off { image: url("$marks/down-off-$tone.svg"); }
QComboBox:disabled, QSpinBox:disabled, QLineEdit:disabled { color: $disabled; background: $window; }
QSlider:horizontal { min-height: 20px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $border; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::sub-page:horizontal:disabled { background: $border; }
QSlider::handle:horizontal {
  width: 14px; height: 14px; margin: -6px 0; border: 1px solid $muted; border-radius: 8px;
  background: $base;
}
QSlider::handle:horizontal:hover { background: $accent_soft; }
QSlider::handle:horizontal:focus { width: 12px; height: 12px; border: 2px solid $accent; }
QSlider::handle:horizontal:disabled { background: $window; border-color: $border; }
QCheckBox { spacing: 8px; padding: 2px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus { border-color: $accent; }
QCheckBox:disabled { color: $disabled; }
QCheckBox::indicator, QListView::indicator, QTreeView::indicator, QTableView::indicator {
  width: 16px; height: 16px; background: $base; border: 1px solid $muted; border-radius: 4px;
}
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked,
QTableView::indicator:checked {
  background: $accent; border-color: $accent; image: url("$marks/check-$tone.svg");
}
QCheckBox::indicator:indeterminate, QTreeView::indicator:indeterminate {
  background: $accent; border-color: $accent; image: url("$marks/partly-$tone.svg");
}
QCheckBox::indicator:disabled { background: $window; border-color: $border; image: none; }
QCheckBox::indicator:checked:disabled { background: $disabled; image: url("$marks/check-$tone.svg"); }
QListView, QTreeView, QTableView {
  background: $base; border: 1px solid $border; border-radius: ${radius}px; outline: 0;
}
QTreeView#sidebar {
  background: $window; border: 0; border-radius: 0; padding: ${gap}px 4px;
  selection-background-color: transparent; show-decoration-selected: 0;
}
QTreeView#sidebar::item { min-height: 24px; }
QListView::item, QTreeView::item { padding: 4px 6px; border-radius: 4px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {
  background: $accent_soft; color: $text;
}
QTreeView#sidebar::item:selected { background: transparent; }
/* a row of several columns is one piece */
QTreeView::item:middle, QTreeView::item:first, QTreeView::item:last { border-radius: 0; }
QTreeView::item:first { border-top-left-radius: 4px; border-bottom-left-radius: 4px; }
QTreeView::item:last { border-top-right-radius: 4px; border-bottom-right-radius: 4px; }
QHeaderView { background: transparent; }
QHeaderView::section {
  background: $window; color: $muted; border: 0; border-bottom: 1px solid $border; padding: 6px 8px;
}
/* inside the rounded frame of its table */
QHeaderView::section:first, QHeaderView::section:only-one { border-top-left-radius: ${inner}px; }
QHeaderView::section:last, QHeaderView::section:only-one { border-top-right-radius: ${inner}px; }
QTabBar { outline: 0; qproperty-drawBase: false; }
QTabBar::tab {
  background: transparent; color: $muted; padding: 8px 12px; border: 0;
  border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:hover, QTabBar::tab:focus { color: $text; background: $hover; }
/* where not all tabs have room */
QTabBar::scroller { width: 48px; }
QTabBar QToolButton { padding: 0; min-height: 0; border: 0; background: $window; }
QTabWidget::pane { border: 0; padding-top: ${gap}px; }
QTabWidget[documentMode="true"]::pane { padding: 0; }
QMenuBar { background: $window; }
QMenuBar::item { padding: 6px 10px; background: transparent; }
QMenuBar::item:selected { background: $hover; border-radius: 4px; }
QMenu { background: $raised; color: $text; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::icon:checked { background: $accent_soft; border: 1px solid $accent; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QStatusBar { background: $window; color: $muted; border-top: 1px solid $border; }
QStatusBar::item { border: 0; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QProgressBar {
  background: $hover; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px;
  text-align: center; color: transparent;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $disabled; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; color: $text; }
QLabel[role="heading"] { font-size: 15px; font-weight: 600; color: $text; }
QLabel[role="danger"] { color: $danger; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="success"] { color: $success; }
QFrame[role="card"] { background: $raised; border: 1px solid $border; border-radius: 8px; }
QFrame[role="line"] { background: $border; border: 0; max-height: 1px; min-height: 1px; }
QFrame[role="notice-info"] { background: $accent_soft; border: 0; }
QFrame[role="notice-warning"] { background: $warning_soft; border: 0; }
QFrame[role="notice-error"] { background: $danger_soft; border: 0; }
""")
