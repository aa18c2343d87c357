"""What belongs into a bundle and what does not; read by photofinder.spec and by the tests.

Pure: names in, decisions out. Python 3.11, nothing but the standard library.
"""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

MACOS_IDENTIFIER = "io.github.photofinder.photofinder"
OLDEST_MACOS = "13.0"  # Qt 6.11's

DISTRIBUTIONS = (
    "annoy",
    "numpy",
    "onnxruntime",
    "opencv-python-headless",
    "pi-heif",
    "pillow",
    "platformdirs",
    "PySide6_Essentials",
    "shiboken6",
    "rawpy",
    "rich",
    "markdown-it-py",
    "mdurl",
    "Pygments",
    "watchdog",
)
"""Whose metadata goes along: versions for the About box, licences for the notices."""

EXCLUDED_MODULES = [
    # of Qt only Core, Gui, Widgets, Svg, DBus and Network are used
    *(
        f"PySide6.{name}"
        for name in (
            "QtConcurrent",
            "QtDesigner",
            "QtHelp",
            "QtOpenGL",
            "QtOpenGLWidgets",
            "QtPrintSupport",
            "QtQml",
            "QtQuick",
            "QtQuick3D",
            "QtQuickControls2",
            "QtQuickTest",
            "QtQuickWidgets",
            "QtPdf",
            "QtSql",
            "QtSvgWidgets",
            "QtTest",
            "QtUiTools",
            "QtWebEngineCore",
            "QtXml",
        )
    ),
    "photofinder._data",
    # tools and what other packages would use if it were there
    "IPython", "PyInstaller", "_pytest", "coloredlogs", "curses", "doctest", "ensurepip",
    "flatbuffers", "hypothesis", "idlelib", "imagehash", "importlinter", "lib2to3", "matplotlib",
    "mypy", "nose", "onnx", "pandas", "pdb", "pip", "pkg_resources", "protobuf", "pydoc_data",
    "pytest", "ruff", "scipy", "setuptools", "skimage", "sympy", "test", "tkinter", "torch",
    "turtle", "unittest.mock", "wheel",
    "numpy.f2py", "numpy.testing", "numpy.distutils", "numpy._pyinstaller",
    "onnxruntime.tools", "onnxruntime.transformers", "onnxruntime.quantization",
    "onnxruntime.training", "onnxruntime.datasets",
    "PIL.ImageQt", "PIL.ImageTk", "PIL._tkinter_finder",
]  # fmt: skip

_QT_PLUGINS = {
    "platforms": {"qxcb", "qwayland", "qoffscreen", "qminimal", "qwindows", "qcocoa"},
    "platformthemes": {"qgtk3", "qxdgdesktopportal"},
    "platforminputcontexts": {
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    },
    "imageformats": {"qjpeg", "qgif", "qico", "qsvg", "qwebp"},
    "iconengines": {"qsvgicon"},
    "styles": {"qmodernwindowsstyle", "qmacstyle"},
    "wayland-decoration-client": None,
    "wayland-graphics-integration-client": None,
    "wayland-shell-integration": None,
    "xcbglintegrations": None,
}
"""Plugins that go along by kind; None takes all of a kind, a kind that is not here none."""

_QT_LIBRARIES = frozenset(
    (
        "Core", "DBus", "Gui", "Network", "OpenGL", "Svg", "Widgets", "WaylandClient",
        "WaylandEglClientHwIntegration", "WlShellIntegration", "XcbQpa",
    )
)  # fmt: skip

_SYSTEM_LIBRARIES = (
    # what must be the one that drivers, themes and the session use, or is on every Linux
    "ld-linux*", "libc.so*", "libm.so*", "libdl.so*", "librt.so*", "libpthread.so*", "libutil.so*",
    "libgcc_s.so*", "libstdc++.so*", "libz.so*",
    "libGL.so*", "libEGL.so*", "libGLX*.so*", "libGLdispatch.so*", "libOpenGL.so*", "libdrm.so*",
    "libgbm.so*", "libX11.so*", "libX11-xcb.so*", "libXau.so*", "libXdmcp.so*", "libXext.so*",
    "libXrender.so*", "libX*.so*", "libICE.so*", "libSM.so*", "libxcb*.so*", "libxkbcommon*.so*",
    "libwayland-*.so*", "libdbus-1.so*", "libfontconfig.so*", "libfreetype.so*", "libharfbuzz*.so*",
    "libexpat.so*", "libglib-2.0.so*", "libgobject-2.0.so*", "libgio-2.0.so*", "libgmodule-2.0.so*",
    "libgthread-2.0.so*", "libgtk-3.so*", "libgdk-3.so*", "libgdk_pixbuf-2.0.so*", "libcairo*.so*",
    "libpango*.so*", "libatk*.so*", "libatspi.so*", "libepoxy.so*", "libfribidi.so*",
    "libgraphite2.so*", "libthai.so*", "libdatrie.so*", "libpixman-1.so*", "libpcre*.so*",
    "libmount.so*", "libblkid.so*", "libselinux.so*", "libsystemd.so*", "libudev.so*",
    "libcap.so*", "libgcrypt.so*", "libgpg-error.so*", "liblz4.so*", "libcloudproviders.so*",
    "libtinysparql*.so*", "libjson-glib*.so*", "libbsd.so*", "libmd.so*", "libcom_err.so*",
    "libkrb5*.so*", "libk5crypto.so*", "libgssapi*.so*", "libkeyutils.so*", "libpng16.so*",
    "libjpeg.so*", "libbrotli*.so*", "libuuid.so*", "libtirpc.so*", "libnsl.so*",
)  # fmt: skip

_XCB_UTILITIES = (
    "libxcb-cursor.so*", "libxcb-icccm.so*", "libxcb-image.so*", "libxcb-keysyms.so*",
    "libxcb-render-util.so*", "libxcb-util.so*",
)  # fmt: skip
"""Small, stable, and missing on many desktops: without them Qt opens no window under X11."""


def version(root: Path) -> str:
    """Read the program's version."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def data_files(root: Path) -> Iterator[tuple[Path, PurePosixPath]]:
    """Give what ships beside the code: file, and the folder that it goes into."""
    for top in ("models", "resources"):
        for file in sorted((root / top).rglob("*")):
            relative = PurePosixPath(file.relative_to(root).as_posix())
            if file.is_file() and wanted_resource(relative):
                yield file, relative.parent
    yield root / "LICENSE", PurePosixPath(".")


def wanted_resource(relative: PurePosixPath) -> bool:
    """Tell whether a file of `models` or `resources` is read by the program."""
    if relative.parts[0] == "models":
        return len(relative.parts) == 3  # one folder a model; beside them lie the export's tools
    return relative.suffix != ".ts" and "screenshots" not in relative.parts


def wanted_data(name: str) -> bool:
    """Tell whether a data file that a hook found goes along."""
    path = PurePosixPath(name.replace("\\", "/"))
    parts = path.parts
    if "PySide6" in parts and "translations" in parts:
        return path.name in {"qtbase_de.qm", "qtbase_en.qm", "qtbase_zh_CN.qm"}
    if "PySide6" in parts and ("qml" in parts or "metatypes" in parts):
        return False
    if parts[:2] == ("cv2", "data") or path.suffix in {".pyi", ".h", ".hpp", ".pxd", ".pyx"}:
        return False
    return "tests" not in parts


def wanted_binary(name: str, platform: str) -> bool:
    """Tell whether a library goes along.

    Parameters
    ----------
    name : str
        Where it would lie in the bundle.
    platform : str
        As in ``sys.platform``.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if "PySide6" in path.parts and "plugins" in path.parts:
        return _wanted_plugin(path)
    stem = path.name.split(".")[0]
    if stem.startswith(("libQt6", "Qt6")):
        return stem.removeprefix("lib").removeprefix("Qt6") in _QT_LIBRARIES
    if "PySide6" in path.parts and "qml" in path.parts:
        return False
    if fnmatchcase(path.name.lower(), "opencv_videoio_ffmpeg*.dll"):
        return False
    if path.name.lower() in {"opengl32sw.dll", "d3dcompiler_47.dll"}:
        return False  # for OpenGL by software, which only Qt Quick and 3D need
    if not platform.startswith("linux") or len(path.parts) > 1:  # it came with a wheel
        return True
    if _matches(path.name, _XCB_UTILITIES):
        return True
    return not _matches(path.name, _SYSTEM_LIBRARIES)


def _wanted_plugin(path: PurePosixPath) -> bool:
    kind = path.parent.name
    if kind not in _QT_PLUGINS:
        return False
    chosen = _QT_PLUGINS[kind]
    return chosen is None or path.name.split(".")[0].removeprefix("lib") in chosen


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def xcb_utilities(qt: Path) -> list[Path]:
    """Give the system's small X11 libraries that Qt's window plugin loads (Linux).

    PyInstaller takes no libxcb-* along, for fear of those that must be the system's own.
    """
    plugin = qt / "plugins" / "platforms" / "libqxcb.so"
    listing = subprocess.run(["ldd", str(plugin)], check=True, capture_output=True, text=True)
    found = (line.split() for line in listing.stdout.splitlines() if "=> /" in line)
    return sorted(Path(words[2]) for words in found if _matches(words[0], _XCB_UTILITIES))


def info_plist(program_version: str) -> dict[str, object]:
    """Give the keys of the macOS bundle's Info.plist that PyInstaller does not know."""
    folders = "photofinder looks for photos in the folders that you add."
    drives = "photofinder looks for photos on the drives that you add."
    return {
        "CFBundleDisplayName": "photofinder",
        "CFBundleShortVersionString": program_version,
        "LSApplicationCategoryType": "public.app-category.photography",
        "LSMinimumSystemVersion": OLDEST_MACOS,
        "NSHighResolutionCapable": True,
        "NSSupportsAutomaticGraphicsSwitching": True,
        # macOS asks the user once for each of these places, with these words
        "NSDesktopFolderUsageDescription": folders,
        "NSDocumentsFolderUsageDescription": folders,
        "NSDownloadsFolderUsageDescription": folders,
        "NSRemovableVolumesUsageDescription": drives,
        "NSNetworkVolumesUsageDescription": drives,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Image",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "None",  # offered under "Open with", never the default
                "LSItemContentTypes": ["public.image", "public.camera-raw-image"],
            }
        ],
    }
