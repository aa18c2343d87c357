"""The steps of `dev.py bundle` that need no PyInstaller, and what waits for other systems."""

from __future__ import annotations

import hashlib
import json
import plistlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"
sys.path.insert(0, str(PACKAGING))

import bundle  # noqa: E402
import icon_files  # noqa: E402
import notices  # noqa: E402


@pytest.fixture
def internal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A frozen program's folder with nothing but Annoy in it."""
    folder = tmp_path / "_internal"
    (folder / "annoy").mkdir(parents=True)
    (folder / "annoy" / "annoylib.cpython-311.so").write_bytes(b"code")
    monkeypatch.setattr(bundle, "internal", lambda: folder)
    monkeypatch.setattr(bundle, "_IS_X86", True)
    return folder


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS links the record")
def test_what_was_checked_is_written_for_the_self_test(
    internal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle.portable_code, "check", lambda _: (7, []))
    bundle.write_record()
    annoy = json.loads((internal / "bundle.json").read_text())["annoy"]
    assert annoy["sha256"] == hashlib.sha256(b"code").hexdigest()
    assert (annoy["instructions"], annoy["beyond_baseline"]) == (7, [])


def test_an_annoy_for_newer_processors_ends_the_build(
    internal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle.portable_code, "check", lambda _: (7, ["AVX (3 times)"]))
    with pytest.raises(bundle.dev.Stop, match="not portable: AVX"):
        bundle.write_record()
    assert not (internal / "bundle.json").exists()


def test_annoy_is_compiled_for_any_processor_whatever_this_one_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bundle, "_IS_LINUX", True)
    monkeypatch.setattr(bundle.platform, "machine", lambda: "x86_64")
    monkeypatch.setenv("ANNOY_COMPILER_ARGS", "-march=native")
    flags = bundle.portable_environment()["ANNOY_COMPILER_ARGS"].split(",")
    assert "-march=x86-64" in flags
    assert not [flag for flag in flags if "native" in flag or "avx" in flag]


def test_size_counts_files_and_not_the_links_to_them(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(1_500_000))
    (tmp_path / "b").symlink_to("a")
    assert bundle.size_mb(tmp_path) == pytest.approx(1.5)


def test_every_bundled_package_has_its_licence(tmp_path: Path) -> None:
    target = tmp_path / "THIRD-PARTY.txt"
    assert notices.main(str(target), tmp_path) == 0
    text = target.read_text(encoding="utf-8")
    for name in notices.DISTRIBUTIONS:
        assert f"\n{name} " in text
    for words in ("GNU LESSER GENERAL PUBLIC LICENSE", "PYTHON SOFTWARE FOUNDATION LICENSE"):
        assert words in text.upper()


def test_icons_of_the_other_systems_are_drawn(tmp_path: Path) -> None:
    from PIL import Image

    assert icon_files.main(tmp_path) == 0
    with Image.open(tmp_path / "photofinder.ico") as icon:
        assert icon.info["sizes"] == {(edge, edge) for edge in icon_files.ICO_EDGES}
    with Image.open(tmp_path / "photofinder.icns") as icon:
        assert icon.size == (1024, 1024)


def test_windows_setup_takes_the_users_entries_out_again() -> None:
    script = (PACKAGING / "windows" / "photofinder.iss").read_text(encoding="utf-8")
    sections = dict(
        part.split("]", 1) for part in script.split("\n[")[1:]
    )  # "[Name]" at the beginning of a line
    assert "PrivilegesRequired=lowest" in sections["Setup"]
    assert "integrate remove" in sections["UninstallRun"]
    assert "integrate install" in sections["Run"]
    assert "Tasks: rightclick" in sections["Run"]
    spec = (PACKAGING / "photofinder.spec").read_text(encoding="utf-8")
    for program in ("photofinder", "photofinderw"):
        assert f"{program}.exe" in script
        assert f'"{program}"' in spec


def test_macos_script_and_its_entitlements_can_be_read() -> None:
    if shutil.which("sh"):
        subprocess.run(["sh", "-n", str(PACKAGING / "macos" / "make_dmg.sh")], check=True)
    entitlements = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert all(value is True for value in entitlements.values())


def test_a_second_start_of_the_frozen_program_loads_nothing_heavy(tmp_path: Path) -> None:
    spec = (PACKAGING / "photofinder.spec").read_text(encoding="utf-8")
    assert '"hand_over_hook.py"' in spec
    script = (
        "import sys\n"
        "hook, data_dir = sys.argv[1:]\n"
        "sys.argv = ['photofinder', '--data-dir', data_dir, '--similar', '--', 'a.jpg']\n"
        "exec(compile(open(hook, encoding='utf-8').read(), hook, 'exec'))\n"
        "print(' '.join(sorted({name.split('.')[0] for name in sys.modules})))\n"
    )
    hook = str(PACKAGING / "hand_over_hook.py")
    answer = subprocess.run(
        [sys.executable, "-c", script, hook, str(tmp_path)],
        check=True,
        capture_output=True,
        text=True,
        cwd=PACKAGING.parent,
    )
    loaded = set(answer.stdout.split())
    assert "photofinder" in loaded
    assert not loaded & {"PySide6", "numpy", "multiprocessing", "cv2", "argparse"}
