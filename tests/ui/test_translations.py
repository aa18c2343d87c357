"""The translations: complete, with the same facts in each, and compiled from what is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from photofinder.paths import resources_dir

ROOT = Path(__file__).resolve().parents[2]
FOLDER = resources_dir() / "translations"
LANGUAGES = ("de", "en", "zh_CN")
FACT = re.compile(r"\{\w*\}|%L?n")


def messages(language: str) -> list[tuple[str, str, list[str], bool]]:
    """Return (context, source, translations, whether finished)."""
    found = []
    root = ElementTree.parse(FOLDER / f"photofinder_{language}.ts").getroot()
    for context in root.iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")]
            finished = translation.get("type") != "unfinished"
            source = message.findtext("source") or ""
            found.append((name, source, forms or [translation.text or ""], finished))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    open_texts = [
        source for _, source, forms, done in messages(language) if not done or "" in forms
    ]
    assert not open_texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_translation_names_the_same_facts(language: str) -> None:
    for _, source, forms, _ in messages(language):
        wanted = set(FACT.findall(source))
        for form in forms:
            # a singular may do without its number
            assert wanted - {"%n", "%Ln"} <= set(FACT.findall(form)) <= wanted, (source, form)


@pytest.mark.parametrize("language", ["de", "zh_CN"])
def test_remedy_stays_on_a_line_of_its_own(language: str) -> None:
    for context, source, forms, _ in messages(language):
        if context == "Engine":
            assert all(form.count("\n") == source.count("\n") for form in forms), source


def test_texts_of_the_sources_are_those_of_the_files(tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        import translations
    finally:
        sys.path.pop(0)
    engine = tmp_path / "engine_texts.py"
    engine.write_text(translations.engine_source(), encoding="utf-8")
    files = [*map(str, sorted(translations.SOURCES.glob("*.py"))), str(engine)]
    target = tmp_path / "photofinder_de.ts"
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    command = [str(tool), *files, "-silent", "-locations", "none", "-ts", str(target)]
    subprocess.run(command, check=True, capture_output=True)
    root = ElementTree.parse(target).getroot()
    in_code = {
        (context.findtext("name") or "", message.findtext("source") or "")
        for context in root.iter("context")
        for message in context.iter("message")
    }
    in_file = {(context, source) for context, source, _, _ in messages("de")}
    assert in_code == in_file, "run: python3 packaging/dev.py translations"


@pytest.mark.parametrize("language", ["de", "zh_CN"])
def test_compiled_translation_is_the_one_of_its_source(qapp: QApplication, language: str) -> None:
    translator = QTranslator()
    assert translator.load(f"photofinder_{language}", str(FOLDER))
    # one text may have several translations, told apart by comments
    known: dict[tuple[str, str], set[str]] = {}
    for context, source, forms, _ in messages(language):
        known.setdefault((context, source), set()).update(forms)
    plain = [key for key in known if "%n" not in key[1] and "%Ln" not in key[1]]
    found = {key: translator.translate(*key) for key in plain}
    missing = [key for key, text in found.items() if text and text not in known[key]]
    assert not missing
    assert sum(bool(text) for text in found.values()) > 0.9 * len(plain)


def test_plurals_are_spoken_in_english(qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load("photofinder_en", str(FOLDER))
    qapp.installTranslator(translator)
    try:
        one = QCoreApplication.translate("", "%Ln photo(s)", "", 1)
        two = QCoreApplication.translate("", "%Ln photo(s)", "", 2)
    finally:
        qapp.removeTranslator(translator)
    assert (one, two) == ("1 photo", "2 photos")
