"""Settings: the model that looks at photos, and what it runs on. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QPushButton, QSpinBox

from photofinder.app.questions import Desk
from photofinder.errors import PhotofinderError
from photofinder.settings import MAX_DECODE_THREADS
from photofinder.ui import icons, self_check, words
from photofinder.ui.settings_page import SettingsPage

if TYPE_CHECKING:
    from photofinder.core.model_manifest import FoundModels
    from photofinder.settings import Settings
    from photofinder.ui.self_check import SelfCheck

_FIELD_PX = 300


class RecognitionPage(SettingsPage):
    """Model, device, threads and the self-check."""

    def build(self) -> None:
        """Make the fields."""
        self._build_model()
        self._build_device()
        self.add_heading(self.tr("Reading photos"))
        self._threads = QSpinBox(self)
        self._threads.setRange(0, MAX_DECODE_THREADS)
        self._threads.setSpecialValueText(self.tr("As many as fit"))
        self._threads.setKeyboardTracking(False)
        self._threads.valueChanged.connect(self._on_threads)
        self._threads_note = self.add_field(
            self.tr("&Photos at once"),
            self._threads,
            self.tr(
                "Fewer leave more of the computer to other programs. It counts from the next scan."
            ),
        )
        self._ask()

    def _build_model(self) -> None:
        self._model = QComboBox(self)
        self._model.setMinimumWidth(_FIELD_PX)
        self._model.currentIndexChanged.connect(self._on_model)
        self._model_note = self.add_field(
            self.tr("&Model"),
            self._model,
            self.tr(
                "Another model computes every photo anew, in the background. Until that is done "
                "the present one answers; your decisions stay."
            ),
        )
        self._damaged = self.add_field("", self._folder_button())

    def _build_device(self) -> None:
        self._device = QComboBox(self)
        self._device.setMinimumWidth(_FIELD_PX)
        for value, text in self._device_texts():
            self._device.addItem(text, value)
        self._device.currentIndexChanged.connect(self._on_device)
        self._device_note = self.add_field(
            self.tr("&Device"),
            self._device,
            self.tr("What is not found here is not installed, or the computer does not have it."),
        )
        self._check = QPushButton(self.tr("&Check now"), self)
        self._check.setAutoDefault(False)
        self._check.clicked.connect(self.check)
        icons.dress(self._check, "check")
        self._check_note = self.add_field(
            self.tr("Self-check"),
            self._check,
            self.tr("Computes a test card and compares the answer with the right one."),
        )

    def _folder_button(self) -> QPushButton:
        """Return the button that leads to the folder of the user's own models."""
        button = QPushButton(self.tr("Open the folder of models"), self)
        button.setAutoDefault(False)
        icons.dress(button, "folder")

        def show() -> None:
            library = self.editor.context.bridge.library
            if library is not None:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(library.paths.models_dir)))

        button.clicked.connect(show)
        return button

    def _device_texts(self) -> tuple[tuple[str, str], ...]:
        return (
            ("auto", self.tr("The fastest that computes rightly")),
            ("cpu", self.tr("Processor (CPU)")),
            ("cuda", self.tr("NVIDIA graphics (CUDA)")),
            ("directml", self.tr("Windows graphics (DirectML)")),
            ("coreml", self.tr("Apple (Core ML)")),
        )

    def _ask(self) -> None:
        """Learn in worker threads which models and devices there are."""
        bridge = self.editor.context.bridge
        bridge.ask(
            self, lambda library: library.models(), self._on_models, key="models", desk=Desk.SLOW
        )
        bridge.ask(
            self, self_check.detected_devices, self._on_devices, key="devices", desk=Desk.SLOW
        )

    def _on_models(self, found: FoundModels) -> None:
        self._loading = True
        self._model.clear()
        for name, manifest in sorted(found.models.items()):
            text = self.tr("{title} ({size})")
            text = text.format(title=manifest.title, size=words.size_text(manifest.size_bytes))
            self._model.addItem(text, name)
        self._loading = False
        if found.problems:
            self._damaged.refuse("\n".join(words.error_text(error) for error in found.problems))
        self.reload()

    def _on_devices(self, detected: frozenset[str]) -> None:
        model = cast("QStandardItemModel", self._device.model())
        for row, (value, text) in enumerate(self._device_texts()):
            there = value in detected
            absent = self.tr("{device} – not found here").format(device=text)
            self._device.setItemText(row, text if there else absent)
            item = model.item(row)
            # what is chosen already can be seen, but not chosen again
            item.setFlags(item.flags() if there else item.flags() & ~Qt.ItemFlag.ItemIsEnabled)

    def load(self, settings: Settings) -> None:
        """Show the settings."""
        index = self._model.findData(settings.model)
        if index < 0 and self._model.count():
            missing = self.tr("{name} (missing)").format(name=settings.model)
            self._model.addItem(missing, settings.model)
            index = self._model.count() - 1
        self._model.setCurrentIndex(index)
        self._device.setCurrentIndex(self._device.findData(settings.device))
        self._threads.setValue(settings.decode_threads)

    def _on_model(self) -> None:
        self.change(self._model_note, model=self._model.currentData())

    def _on_device(self) -> None:
        self.change(self._device_note, device=self._device.currentData())

    def _on_threads(self, number: int) -> None:
        self.change(self._threads_note, decode_threads=number)

    @Slot()
    def check(self) -> None:
        """Compute the test card now."""
        self._check.setEnabled(False)
        self._check_note.say(self.tr("Checking..."))
        self.editor.context.bridge.ask(
            self,
            self_check.check_model,
            self._on_checked,
            self._on_check_failed,
            key="check",
            desk=Desk.SLOW,
        )

    def _on_checked(self, check: SelfCheck) -> None:
        self._check.setEnabled(True)
        self._check_note.say(self_check.check_text(check))

    def _on_check_failed(self, error: Exception) -> None:
        self._check.setEnabled(True)
        if not isinstance(error, PhotofinderError):
            raise error
        self._check_note.refuse(words.error_text(error))
