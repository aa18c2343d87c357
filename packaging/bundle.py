"""Makes the programs that need no Python, for the system this runs on; run by `dev.py bundle`.

Into build/bundle/:
  frozen/photofinder/  the program, one folder; on macOS photofinder.app beside it
  *.deb, *.tar.gz, photofinder.AppDir (and .AppImage where appimagetool is installed)   Linux
  *-setup.exe (where Inno Setup's iscc is installed)                                    Windows
  *.dmg                                                                                 macOS

Every step that is made is checked: Annoy's machine code, the size, and the frozen program's own
self-test, here and, for root on Debian's kin, in a root of debootstrap that has no Python.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import contents
import dev
import portable_code

PLACE = dev.ROOT / "build" / "bundle"
FROZEN = PLACE / "frozen" / "photofinder"
VENV = PLACE / "venv"
STAMP = VENV / "bundle-setup"
LIMIT_MB = 350.0
_BUILD_RECORD = "bundle.json"  # as in photofinder.paths
_SELF_TEST_S = 300
_IS_LINUX = sys.platform.startswith("linux")
_IS_X86 = platform.machine().lower() in {"x86_64", "amd64"}


def main(argv: Sequence[str]) -> int:
    """Make everything for this system; give the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py bundle", description="Make the bundles.")
    parser.add_argument("--frozen-only", action="store_true", help="no packages of the program")
    parser.add_argument("--no-clean-root", action="store_true", help="no test in a clean root")
    parser.add_argument("--suite", help="Debian's release in the clean root (default: bookworm)")
    options = parser.parse_args(argv)
    PLACE.mkdir(parents=True, exist_ok=True)
    try:
        make_venv()
        freeze()
        finish_frozen()
        self_test([str(program())])
        if not options.frozen_only:
            make_packages(clean_root=not options.no_clean_root, suite=options.suite)
    except dev.Stop as stop:
        dev.say(str(stop))
        return stop.code
    except subprocess.CalledProcessError as error:
        dev.say(f"{Path(str(error.cmd[0])).name} failed with {error.returncode}")
        return dev.EXIT_FAILED
    return 0


def program() -> Path:
    """Give the frozen program."""
    if sys.platform == "darwin":
        return FROZEN.parent / "photofinder.app" / "Contents" / "MacOS" / "photofinder"
    return FROZEN / ("photofinder.exe" if os.name == "nt" else "photofinder")


def internal() -> Path:
    """Give the folder of the frozen program's libraries and data, its ``sys._MEIPASS``."""
    if sys.platform == "darwin":
        return FROZEN.parent / "photofinder.app" / "Contents" / "Frameworks"
    return FROZEN / "_internal"


# --- the frozen program --------------------------------------------------------------------------


def make_venv() -> None:
    """Make the bundle's own environment: no tools, Annoy for any processor of this kind."""
    want = dev.inputs_digest(dev.ROOT) + sys.version
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == want:
        return
    dev.settle_system_needs()
    shutil.rmtree(VENV, ignore_errors=True)
    run("environment", [str(dev.base_python()), "-m", "venv", str(VENV)])
    pip = [str(python()), "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
    version = dev.ask([str(python()), "-c", "import pip; print(pip.__version__)"]).stdout
    numbers = tuple(int(part) for part in version.strip().split(".")[:2])
    options, environment = dev.build_constraint(numbers)
    environment.update(portable_environment())
    pip += ["--constraint", str(dev.CONSTRAINTS), *options]
    fresh = ["--no-cache-dir", "--no-binary", "annoy", "--use-pep517", "annoy"]
    run("annoy, portable", [*pip, *fresh], environment)
    run("packages", [*pip, "--editable", ".[bundle]"], environment)
    STAMP.write_text(want, encoding="utf-8")


def portable_environment() -> dict[str, str]:
    """Give what Annoy's build needs to know, whatever the user has set."""
    environment = dev.compiler_environment()
    system = "Linux" if _IS_LINUX else sys.platform
    flags = dev.annoy_flags(system, platform.machine(), cpu_has_avx=False)
    if flags is not None:
        environment["ANNOY_COMPILER_ARGS"] = flags
    return environment


def python() -> Path:
    """Give the bundle environment's Python."""
    return dev.venv_python(VENV)


def freeze() -> None:
    """Run PyInstaller."""
    shutil.rmtree(FROZEN.parent, ignore_errors=True)
    environment = {}
    if os.name == "nt" or sys.platform == "darwin":
        icons = dev.ROOT / "packaging" / "icon_files.py"
        run("icons", [str(python()), str(icons), str(PLACE)])
        icon = PLACE / ("photofinder.ico" if os.name == "nt" else "photofinder.icns")
        environment["PHOTOFINDER_ICON"] = str(icon)
    command = [str(python()), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += ["--distpath", str(FROZEN.parent), "--workpath", str(PLACE / "work")]
    spec = dev.ROOT / "packaging" / "photofinder.spec"
    run("PyInstaller", [*command, str(spec)], environment)


def finish_frozen() -> None:
    """Take out what is too much, check the machine code, add the notices, look at the size."""
    if _IS_LINUX:
        from linux.lean import LeanProblem, make_lean

        try:
            for line in make_lean(internal()):
                dev.say(f"  {line}")
        except LeanProblem as problem:
            raise dev.Stop(str(problem), dev.EXIT_FAILED) from problem
    if os.name == "nt":  # the registry's verbs want an icon file
        shutil.copy(PLACE / "photofinder.ico", internal() / "resources" / "icons")
    write_record()
    notices = str(dev.ROOT / "packaging" / "notices.py")
    run("licences", [str(python()), notices, str(notices_file()), str(internal())])
    size = size_mb(FROZEN if sys.platform != "darwin" else program().parents[2])
    dev.say(f"  the program has {size:.0f} MB unpacked")
    if size > LIMIT_MB:
        raise dev.Stop(f"that is more than {LIMIT_MB:.0f} MB", dev.EXIT_FAILED)


def write_record() -> None:
    """Check what Annoy was compiled to, and write it where the self-test reads it."""
    (library,) = [p for p in (internal() / "annoy").iterdir() if p.suffix in {".so", ".pyd"}]
    count, beyond = 0, []
    if _IS_X86:
        try:
            count, beyond = portable_code.check(library)
        except portable_code.CannotDisassemble as problem:
            raise dev.Stop(str(problem)) from problem
    if beyond:
        raise dev.Stop(f"{library.name} is not portable: {', '.join(beyond)}", dev.EXIT_FAILED)
    record = {
        "annoy": {
            "sha256": hashlib.sha256(library.read_bytes()).hexdigest(),
            "instructions": count,
            "baseline": portable_code.BASELINE if _IS_X86 else platform.machine(),
            "beyond_baseline": beyond,
        }
    }
    file = internal() / _BUILD_RECORD
    if sys.platform == "darwin":  # Frameworks may hold code only; data is linked into it
        file = internal().parent / "Resources" / _BUILD_RECORD
        (internal() / _BUILD_RECORD).symlink_to(Path("..", "Resources", _BUILD_RECORD))
    file.write_text(json.dumps(record, indent=1), encoding="utf-8")
    dev.say(f"  {library.name}: {count} instructions, none beyond {record['annoy']['baseline']}")


def notices_file() -> Path:
    """Give the file of the bundled software's licences."""
    return PLACE / "THIRD-PARTY.txt"


def size_mb(folder: Path) -> float:
    """Return the size of a folder's files in megabytes of a million bytes; links do not count."""
    plain = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in plain) / 1e6


def self_test(command: list[str]) -> None:
    """Start the frozen program's self-test without anything of this environment."""
    names = ("SYSTEMROOT", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "HOME")
    environment = {name: os.environ[name] for name in names if name in os.environ}
    environment["PATH"] = os.defpath if os.name != "nt" else os.environ.get("PATH", "")
    environment.setdefault("LANG", "C.UTF-8")  # Qt warns of others
    result = subprocess.run(
        [*command, "--self-test"], check=False, env=environment, timeout=_SELF_TEST_S
    )
    if result.returncode != 0:
        raise dev.Stop(f"the self-test ended with {result.returncode}", dev.EXIT_FAILED)


# --- packages ------------------------------------------------------------------------------------


def make_packages(*, clean_root: bool, suite: str | None) -> None:
    """Make what a person installs."""
    if _IS_LINUX:
        made = make_linux_packages()
        if clean_root:
            prove_in_clean_root(made, suite)
    elif sys.platform == "darwin":
        script = dev.ROOT / "packaging" / "macos" / "make_dmg.sh"
        version = contents.version(dev.ROOT)
        run("dmg", ["sh", str(script), str(program().parents[2]), version, str(PLACE)])
    else:
        make_windows_installer()


def make_linux_packages() -> dict[str, Path]:
    """Make .tar.gz, AppDir and .deb; return them by what they are."""
    from linux import archive, deb

    version = contents.version(dev.ROOT)
    name = f"photofinder-{version}-linux-{platform.machine()}"
    menu = str(dev.ROOT / "packaging" / "linux" / "menu_files.py")
    share, loose = PLACE / "share", PLACE / "share-loose"
    for folder, started in ((share, "/usr/bin/photofinder"), (loose, archive.PLACEHOLDER)):
        shutil.rmtree(folder, ignore_errors=True)
        run("menu files", [str(python()), menu, str(folder), started])
    made = {"archive": archive.archive(FROZEN, loose, notices_file(), name, PLACE)}
    folder = archive.app_dir(FROZEN, loose, notices_file(), PLACE)
    self_test([str(folder / "AppRun")])
    image = archive.app_image(folder, name)
    made["AppImage"] = image or folder
    if image is None:
        dev.say(f"  no appimagetool here; with it: appimagetool {folder.name} {name}.AppImage")
    if shutil.which("dpkg-deb"):
        package = deb.Package(FROZEN, share, notices_file(), version, platform.machine())
        made["deb"] = deb.build(package, dev.QT_LIBRARIES, PLACE)
    else:
        dev.say("  no dpkg-deb here: no .deb")
    for path in made.values():
        dev.say(f"  {path.relative_to(dev.ROOT)}: {_packed_mb(path):.0f} MB")
    return made


def prove_in_clean_root(made: dict[str, Path], suite: str | None) -> None:
    """Install what was made where nothing else is, if that can be done here."""
    from linux import clean_root

    problem = clean_root.why_not() or ("" if "deb" in made else "there is no .deb")
    if problem:
        dev.say(f"  not installed in a clean root: {problem}")
        return
    try:
        clean_root.prove(
            PLACE, deb=made["deb"], archive=made["archive"], suite=suite or clean_root.SUITE
        )
    except clean_root.CleanRootProblem as failure:
        raise dev.Stop(f"clean root: {failure}", dev.EXIT_FAILED) from failure


def _packed_mb(path: Path) -> float:
    return size_mb(path) if path.is_dir() else path.stat().st_size / 1e6


def make_windows_installer() -> None:
    """Compile the Inno Setup script, where its compiler is installed."""
    compiler = shutil.which("iscc") or r"C:\Program Files (x86)\Inno Setup 6\ISCC.exe"
    script = dev.ROOT / "packaging" / "windows" / "photofinder.iss"
    definitions = [
        f"/DVersion={contents.version(dev.ROOT)}",
        f"/DFrozen={FROZEN}",
        f"/DNotices={notices_file()}",
        f"/O{PLACE}",
    ]
    if not Path(compiler).is_file():
        dev.say(f"  Inno Setup is not installed; with it: iscc {' '.join(definitions)} {script}")
        return
    run("setup program", [compiler, "/Qp", *definitions, str(script)])


def run(name: str, command: list[str], environment: dict[str, str] | None = None) -> None:
    """Run one command, quietly unless it fails."""
    began = time.monotonic()
    result = subprocess.run(
        command,
        check=False,
        cwd=dev.ROOT,
        env={**dev.clean_environment(), "PIP_USER": "0", **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if result.returncode != 0:
        sys.stderr.write("\n".join(result.stdout.splitlines()[-30:]) + "\n")
        raise dev.Stop(f"'{name}' failed; the end of its output is above", dev.EXIT_FAILED)
    dev.say(f"  {name}: {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
