"""What goes into a bundle: the lists that photofinder.spec asks."""

from __future__ import annotations

import ast
import plistlib
import sys
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

import contents  # noqa: E402


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("libstdc++.so.6", False),
        ("libX11.so.6", False),
        ("libGL.so.1", False),
        ("libz.so.1", False),
        ("libxcb.so.1", False),
        ("libxcb-cursor.so.0", True),
        ("libxcb-render-util.so.0", True),
        ("libxcb-render.so.0", False),
        ("libpython3.11.so.1.0", True),
        ("libcrypto.so.3", True),
        ("numpy.libs/libgfortran-040039e1.so.5.0.0", True),
        ("pillow.libs/libfreetype-57f805ba.so.6.20.6", True),
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt/lib/libQt6Quick.so.6", False),
        ("PySide6/Qt/lib/libQt6Pdf.so.6", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6/Qt/plugins/imageformats/libqjpeg.so", True),
        ("PySide6/Qt/plugins/imageformats/libqpdf.so", False),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", False),
        ("PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so", True),
    ],
)
def test_libraries_on_linux(name: str, wanted: bool) -> None:
    assert contents.wanted_binary(name, "linux") is wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (r"PySide6\Qt6Widgets.dll", True),
        (r"PySide6\Qt6Quick.dll", False),
        (r"PySide6\opengl32sw.dll", False),
        (r"PySide6\plugins\platforms\qwindows.dll", True),
        (r"PySide6\plugins\platforms\qdirect2d.dll", False),
        (r"cv2\opencv_videoio_ffmpeg500_64.dll", False),
        ("VCRUNTIME140.dll", True),
    ],
)
def test_libraries_on_windows(name: str, wanted: bool) -> None:
    assert contents.wanted_binary(name, "win32") is wanted


def test_data_that_the_program_reads_goes_along_and_no_more() -> None:
    names = {(target / source.name).as_posix() for source, target in contents.data_files(ROOT)}
    assert {
        "LICENSE",
        "models/efficientnet-lite0/encoder.onnx",
        "models/efficientnet-lite0/manifest.json",
        "models/efficientnet-lite0/LICENSE",
        "resources/test-card.png",
        "resources/self-test.heic",
        "resources/icons/photofinder.svg",
        "resources/translations/photofinder_de.qm",
    } <= names
    assert not {name for name in names if name.endswith((".ts", ".py", ".npz", ".md"))}
    assert not {name for name in names if "screenshots" in name or "benchmarks" in name}


def test_every_resource_that_is_no_source_of_another_goes_along() -> None:
    for folder in ("icons", "theme"):
        for file in (ROOT / "resources" / folder).iterdir():
            assert contents.wanted_resource(PurePosixPath("resources", folder, file.name))


def test_the_program_imports_nothing_that_is_left_out() -> None:
    left_out = set(contents.EXCLUDED_MODULES)
    found = set()
    for file in (ROOT / "photofinder").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                found.add(node.module)
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
    assert {name for name in found if any(_is_in(name, out) for out in left_out)} == set()


def _is_in(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def test_info_plist_can_be_written_and_names_the_version() -> None:
    written = plistlib.loads(plistlib.dumps(contents.info_plist("1.2.3")))
    assert written["CFBundleShortVersionString"] == "1.2.3"
    assert written["CFBundleDocumentTypes"][0]["LSHandlerRank"] == "None"


def test_version_is_that_of_the_package() -> None:
    import photofinder

    assert contents.version(ROOT) == photofinder.__version__
