"""What is wrong with a screen that can be measured: cut texts, and controls without a name.

Works on the widgets of the running program. GUI thread.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QToolButton,
    QTreeView,
    QWidget,
)

from photofinder.ui.elided_label import ElidedLabel
from photofinder.ui.elided_text import ElidedText

#: a line's text keeps so far from its frame
LINE_MARGINS_PX = 4
#: what rounding may take from a text
SLACK_PX = 1
_ENDLESS = 100_000
#: for a window to become the active one
ACTIVE_MS = 1_000
#: more than any page has
MOST_STOPS = 150


def cut_texts(window: QWidget) -> list[str]:
    """Return each visible text that has less room than it needs, with its numbers."""
    found = []
    for widget in _visible(window):
        for text, needs, has in _texts(widget):
            if needs.width() > has.width() + SLACK_PX or needs.height() > has.height() + SLACK_PX:
                sizes = f"needs {_size(needs)}, has {_size(has)}"
                found.append(f"{type(widget).__name__} {text!r}: {sizes}")
        if _is_cut_off(widget, window):
            found.append(f"{type(widget).__name__} {_caption(widget)!r}: reaches out of its parent")
    return found


def shortened_texts(window: QWidget) -> list[str]:
    """Return the texts that are shortened on purpose, whose whole is in the tooltip."""
    kinds = (ElidedLabel, ElidedText)
    labels = [widget for widget in _visible(window) if isinstance(widget, kinds)]
    return [label.text() for label in labels if label.toolTip() == label.text() != ""]


def _visible(window: QWidget) -> list[QWidget]:
    return [
        widget for widget in (window, *window.findChildren(QWidget))
        if widget.isVisibleTo(window) and not widget.visibleRegion().isEmpty()
    ]  # fmt: skip


def _size(size: QSize) -> str:
    return f"{size.width()} x {size.height()}"


def _caption(widget: QWidget) -> str:
    for kind in (QLabel, QAbstractButton):
        if isinstance(widget, kind):
            return widget.text()
    return ""


def _is_cut_off(widget: QWidget, window: QWidget) -> bool:
    """Whether a parent shows only a part, other than one that scrolls."""
    if not isinstance(widget, (QLabel, QAbstractButton)) or not _caption(widget):
        return False
    parent = widget.parentWidget()
    while parent is not None and widget is not window:
        above = parent.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is parent:
            return False
        here = QRect(widget.mapTo(parent, widget.rect().topLeft()), widget.size())
        if not parent.rect().contains(here):
            return True
        if parent is window:
            break
        parent = parent.parentWidget()
    return False


def _texts(widget: QWidget) -> Iterator[tuple[str, QSize, QSize]]:
    """Yield the widget's texts, each with the room that it needs and has."""
    if isinstance(widget, ElidedLabel):
        yield widget.text(), QSize(0, widget.fontMetrics().height()), widget.contentsRect().size()
    elif isinstance(widget, ElidedText):
        place = widget.contentsRect().size()
        yield widget.text(), QSize(0, widget.heightForWidth(place.width())), place
    elif isinstance(widget, QLabel) and widget.text():
        yield _label(widget)
    elif isinstance(widget, (QPushButton, QCheckBox, QRadioButton)) and widget.text():
        yield _button(widget)
    elif isinstance(widget, QToolButton):
        yield from _tool_button(widget)
    elif isinstance(widget, QTabBar):
        yield from _tabs(widget)
    elif isinstance(widget, QComboBox) and not widget.isEditable():
        yield _combo(widget)
    elif isinstance(widget, QLineEdit) and not widget.text() and widget.placeholderText():
        yield _placeholder(widget)
    elif isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
        yield from _columns(widget)
    elif isinstance(widget, QTreeView) and widget.isHeaderHidden():
        yield from _items(widget)


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _line(metrics: QFontMetrics, text: str) -> QSize:
    return metrics.size(0, _plain(text))


def _label(label: QLabel) -> tuple[str, QSize, QSize]:
    margin = 2 * label.margin() + max(label.indent(), 0)
    has = label.contentsRect().size() - QSize(margin, 2 * label.margin())
    text = label.text()
    rich = label.textFormat() == Qt.TextFormat.RichText or (
        label.textFormat() == Qt.TextFormat.AutoText and "</" in text
    )
    if rich:
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(label.font())
        document.setHtml(text)
        if label.wordWrap():
            document.setTextWidth(has.width())
        return text, document.size().toSize(), has
    text = _plain(text) if label.buddy() is not None else text
    if not label.wordWrap():
        return text, label.fontMetrics().size(0, text), has
    flags = int(Qt.TextFlag.TextWordWrap.value | label.alignment().value)
    place = QRect(0, 0, has.width(), _ENDLESS)
    return text, label.fontMetrics().boundingRect(place, flags, text).size(), has


def _button(button: QPushButton | QCheckBox | QRadioButton) -> tuple[str, QSize, QSize]:
    option = QStyleOptionButton()
    button.initStyleOption(option)
    elements = QStyle.SubElement
    part = elements.SE_PushButtonContents
    if isinstance(button, QCheckBox):
        part = elements.SE_CheckBoxContents
    elif isinstance(button, QRadioButton):
        part = elements.SE_RadioButtonContents
    has = button.style().subElementRect(part, option, button).size()
    needs = _line(button.fontMetrics(), button.text())
    if not button.icon().isNull():
        needs += QSize(button.iconSize().width() + 4, 0)
    return button.text(), needs, has


def _tool_button(button: QToolButton) -> Iterator[tuple[str, QSize, QSize]]:
    if button.text() and button.toolButtonStyle() != Qt.ToolButtonStyle.ToolButtonIconOnly:
        needs = _line(button.fontMetrics(), button.text())
        if button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon:
            needs += QSize(button.iconSize().width() + 4, 0)
        yield button.text(), needs, button.contentsRect().size()


def _tabs(bar: QTabBar) -> Iterator[tuple[str, QSize, QSize]]:
    for number in range(bar.count()):
        place, hint = bar.tabRect(number), bar.tabSizeHint(number)
        seen = place.intersected(bar.rect())
        yield bar.tabText(number), QSize(hint.width(), 0), seen.size()


def _combo(box: QComboBox) -> tuple[str, QSize, QSize]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    has = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box).size()
    needs = _line(box.fontMetrics(), box.currentText())
    if not box.itemIcon(box.currentIndex()).isNull():
        needs += QSize(box.iconSize().width() + 4, 0)
    return box.currentText(), needs, has


def _placeholder(line: QLineEdit) -> tuple[str, QSize, QSize]:
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    part = QStyle.SubElement.SE_LineEditContents
    has = line.style().subElementRect(part, option, line).size()
    taken = sum(button.width() for button in line.findChildren(QToolButton) if button.isVisible())
    needs = _line(line.fontMetrics(), line.placeholderText()) + QSize(LINE_MARGINS_PX, 0)
    return line.placeholderText(), needs, QSize(has.width() - taken, line.height())


def _columns(header: QHeaderView) -> Iterator[tuple[str, QSize, QSize]]:
    model = header.model()
    for section in range(header.count()):
        if header.isSectionHidden(section) or not header.isVisible():
            continue
        text = str(model.headerData(section, header.orientation()) or "")
        width = header.fontMetrics().horizontalAdvance(text)
        yield text, QSize(width, 0), QSize(header.sectionSize(section) - 8, header.height())


def _items(view: QTreeView) -> Iterator[tuple[str, QSize, QSize]]:
    """Yield what is written in a tree that serves as a menu."""
    index = view.model().index(0, 0)
    while index.isValid():
        place = view.visualRect(index)
        if not place.isEmpty():
            needs = view.sizeHintForIndex(index)
            yield str(index.data() or ""), QSize(needs.width(), 0), place.size()
        index = view.indexBelow(index)


# -- by keyboard ---------------------------------------------------------------------------------


def name_of(widget: QWidget) -> str:
    """Return what a screen reader says of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return "" if interface is None else interface.text(QAccessible.Text.Name).strip()


def tab_stops(window: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Press Tab, or the key that goes back, until it comes round; return where it stops."""
    stops: list[QWidget] = []
    if QApplication.activeWindow() is not window:  # no window manager activates it here
        window.activateWindow()
        QTest.qWaitForWindowActive(window, ACTIVE_MS)
    start = QApplication.focusWidget()
    for _ in range(MOST_STOPS):
        at = QApplication.focusWidget() or window
        if at in stops[:-1]:
            break
        if stops[-1:] != [at]:  # a date takes Tab for its day, month and year
            stops.append(at)
        QTest.keyClick(at, key)
    if start is not None:
        start.setFocus()
    return stops


def unnamed(stops: list[QWidget]) -> list[str]:
    """Return the stops of which a screen reader has nothing to say."""
    return [_describe(stop) for stop in stops if not name_of(stop)]


def one_way(window: QWidget, stops: list[QWidget]) -> list[str]:
    """Return the stops that are only reached forwards or only backwards."""
    back = tab_stops(window, Qt.Key.Key_Backtab)
    return [_describe(stop) for stop in (*stops, *back) if (stop in stops) != (stop in back)]


def left_out(window: QWidget, stops: list[QWidget]) -> list[str]:
    """Return enabled controls that are seen but that Tab does not reach.

    Of buttons that exclude each other Tab reaches one, and arrow keys the others.
    """
    found = []
    for widget in _visible(window):
        if not isinstance(widget, (QAbstractButton, QComboBox, QLineEdit)):
            continue
        if not widget.isEnabled() or widget in stops or widget.focusProxy() in stops:
            continue
        if _is_part(widget) or (isinstance(widget, QAbstractButton) and widget.autoExclusive()):
            continue
        if isinstance(widget, QAbstractButton) and widget.group() is not None:
            continue
        found.append(_describe(widget))
    return found


def _is_part(widget: QWidget) -> bool:
    """Whether a control belongs to another that the keyboard reaches."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, (QLineEdit, QComboBox, QTabBar)) or type(parent).__name__ in (
            "QDateEdit", "AnyDateEdit", "QSpinBox", "QMenuBar",
        ):  # fmt: skip
            return True
        parent = parent.parentWidget()
    return False


def _describe(widget: QWidget) -> str:
    names, parent = [], widget
    while parent is not None and len(names) < 3:
        names.append(type(parent).__name__)
        parent = parent.parentWidget()
    text = _caption(widget) or name_of(widget)
    return f"{' in '.join(names)} {text!r}"
