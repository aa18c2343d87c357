"""The set-up script: when it works, when it does nothing, and what it asks the user for."""

from __future__ import annotations

import ast
import importlib.util
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[1] / "packaging" / "dev.py"


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("photofinder_dev", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


dev = load_script()


# --- which Python


def test_an_old_python_can_read_the_script() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize(
    ("version", "implementation", "flags", "fits"),
    [
        ((3, 10), "cpython", "", False),
        ((3, 11), "cpython", "", True),
        ((3, 13), "cpython", "", True),
        ((3, 13), "cpython", "t", False),
        ((3, 14), "cpython", "", False),
        ((3, 11), "pypy", "", False),
    ],
)
def test_which_pythons_fit(
    version: tuple[int, int], implementation: str, flags: str, fits: bool
) -> None:
    assert dev.fits(dev.Interpreter(version, implementation, flags)) is fits


def test_the_first_command_that_really_starts_is_chosen() -> None:
    answers = {"python3.12": "/opt/3.12", "python3.11": "/opt/3.11"}
    commands = [["python3.13"], ["python3.12"], ["python3.11"]]
    assert dev.find_python(commands, lambda command: answers.get(command[0])) == "/opt/3.12"


def test_without_a_fitting_python_the_user_is_told_in_one_line() -> None:
    with pytest.raises(dev.Stop, match=r"needs CPython 3\.11 to 3\.13; this is") as caught:
        dev.find_python([["python3.13"]], lambda _: None)
    assert "\n" not in str(caught.value)
    assert caught.value.code == 3


def test_probe_asks_the_command_itself() -> None:
    found = dev.probe([sys.executable])
    assert found is not None
    assert Path(found).samefile(sys.executable)
    assert dev.probe(["no-such-python"]) is None


@pytest.mark.skipif(os.name == "nt", reason="needs a shell script")
def test_probe_sees_through_a_name_without_a_python(tmp_path: Path) -> None:
    shim = tmp_path / "python3.13"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    assert dev.probe([str(shim)]) is None


# --- the stamp


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    python = dev.venv_python(tmp_path)
    python.parent.mkdir()
    python.touch(mode=0o755)
    return tmp_path


def finish(venv: Path, stamp: object) -> None:
    (venv / dev.STARTED).touch()
    dev.write_stamp(venv, stamp)


def test_a_finished_set_up_is_not_repeated(venv: Path) -> None:
    want = dev.wanted_stamp(["test"])
    finish(venv, want)
    assert dev.what_to_do(venv, want) == "nothing"
    assert dev.what_to_do(venv, dev.wanted_stamp([])) == "nothing"


def test_more_extras_or_other_versions_are_installed(venv: Path) -> None:
    have = dev.wanted_stamp([])
    finish(venv, have)
    assert dev.what_to_do(venv, dev.wanted_stamp(["test"])) == "install"
    assert dev.what_to_do(venv, have._replace(inputs="other")) == "install"


@pytest.mark.parametrize(
    "change", [{"root": "/moved"}, {"python": "3.9"}, {"platform": "x"}, {"setup_version": 0}]
)
def test_a_venv_from_elsewhere_is_remade(venv: Path, change: dict[str, object]) -> None:
    want = dev.wanted_stamp([])
    finish(venv, want._replace(**change))
    assert dev.what_to_do(venv, want) == "remake"


def test_a_killed_set_up_is_not_believed(venv: Path) -> None:
    want = dev.wanted_stamp([])
    finish(venv, want)
    (venv / dev.STARTED).touch()
    assert dev.what_to_do(venv, want) == "remake"
    assert dev.read_stamp(venv) is None


def test_a_venv_whose_python_is_gone_is_remade(venv: Path) -> None:
    want = dev.wanted_stamp([])
    finish(venv, want)
    dev.venv_python(venv).unlink()
    assert dev.what_to_do(venv, want) == "remake"


@pytest.mark.parametrize("content", ["", "{}", "[]", "null", '{"root": 1}', "\x00"])
def test_a_damaged_stamp_is_no_stamp(
    venv: Path, content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (venv / dev.STAMP).write_text(content)
    want = dev.wanted_stamp([])
    monkeypatch.setattr(dev, "venv_version", lambda _: want.python)
    assert dev.what_to_do(venv, want) == "install"
    monkeypatch.setattr(dev, "venv_version", lambda _: "3.9")
    assert dev.what_to_do(venv, want) == "remake"


def test_only_what_is_installed_counts(tmp_path: Path) -> None:
    (tmp_path / "packaging").mkdir()
    constraints = tmp_path / dev.CONSTRAINTS
    constraints.write_text("numpy==2")
    project = tmp_path / "pyproject.toml"
    project.write_text('[project]\nname = "x"\n')
    first = dev.inputs_digest(tmp_path)
    project.write_text('[project]\nname = "x"\n[tool.ruff]\nline-length = 80\n')
    assert dev.inputs_digest(tmp_path) == first
    project.write_text('[project]\nname = "y"\n')
    second = dev.inputs_digest(tmp_path)
    assert second != first
    constraints.write_text("numpy==3")
    assert dev.inputs_digest(tmp_path) not in (first, second)
    project.write_text("[project\n")
    with pytest.raises(dev.Stop, match="pyproject"):
        dev.inputs_digest(tmp_path)


def test_clearing_keeps_the_lock_that_others_wait_for(venv: Path) -> None:
    (venv / dev.LOCK).touch()
    (venv / dev.STARTED).touch()
    (venv / "link").symlink_to(Path(__file__).parent, target_is_directory=True)
    dev.clear(venv)
    assert sorted(path.name for path in venv.iterdir()) == sorted([dev.LOCK, dev.STARTED])
    assert Path(__file__).exists()


def hold_lock(venv: Path, held: object, seconds: float) -> None:
    with load_script().setup_lock(venv):
        held.set()  # type: ignore[attr-defined]  # multiprocessing's Event has no public type
        time.sleep(seconds)


def test_a_second_set_up_waits_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    context = multiprocessing.get_context("spawn")
    held = context.Event()
    other = context.Process(target=hold_lock, args=(tmp_path / ".venv", held, 0.5))
    other.start()
    assert held.wait(30)
    with dev.setup_lock(tmp_path / ".venv"):
        waited = capsys.readouterr().err
    other.join()
    assert "another dev.py is setting up" in waited
    assert waited.count("\n") == 1


# --- what the system must have


def needs(
    *,
    has_venv: bool = True,
    compiler: str | None = "g++",
    compiles: Callable[[str, str], bool] = lambda *_: True,
    package: str = "python3.11",
    absent: tuple[str, ...] = (),
) -> object:
    return dev.missing_needs(
        has_venv=has_venv,
        compiler=compiler,
        compiles=compiles,
        has_headers=True,
        python_package=package,
        absent_libraries=absent,
    )


def test_a_complete_system_needs_nothing() -> None:
    assert needs() == dev.Needs({}, [])


def test_everything_missing_is_named_with_its_package() -> None:
    found = needs(has_venv=False, compiler=None, absent=("libGL.so.1", "libgthread-2.0.so.0"))
    assert found.required == {"venv and pip": "python3.11-venv", "a C++ compiler": "g++"}
    assert found.for_window == ["libgl1", "libglib2.0-0"]


def test_a_compiler_without_its_library_does_not_count() -> None:
    assert needs(compiles=lambda *_: False).required == {"a C++ compiler": "g++"}


def test_missing_headers_are_told_from_a_missing_compiler() -> None:
    found = needs(compiles=lambda _, header: header != "Python.h")
    assert found.required == {"Python's headers": "python3.11-dev"}


def test_every_library_has_its_package() -> None:
    found = needs(absent=tuple(dev.QT_LIBRARIES))
    assert {"libegl1", "libxcb-cursor0", "libxkbcommon0", "libdbus-1-3"} <= set(found.for_window)


@pytest.mark.parametrize(
    ("family", "start"),
    [
        ("debian", "sudo apt-get update && sudo apt-get install -y g++ libgl1"),
        ("fedora", "sudo dnf install"),
        ("arch", "sudo pacman"),
        ("suse", "sudo zypper"),
        ("", "install a C++ compiler"),
    ],
)
def test_without_root_the_line_to_type_is_given(family: str, start: str) -> None:
    with pytest.raises(dev.Stop) as caught:
        dev.settle_linux_needs(family, needs(compiler=None, absent=("libGL.so.1",)), root=False)
    assert caught.value.code == 3
    assert str(caught.value).splitlines()[-1].startswith(start)


def test_missing_window_libraries_do_not_stop_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    dev.settle_linux_needs("debian", needs(absent=("libGL.so.1",)), root=False)
    assert "sudo apt-get install -y libgl1" in capsys.readouterr().err


def test_root_on_debian_installs_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []
    monkeypatch.setattr(dev, "apt_install", lambda packages: installed.extend(packages) or True)
    monkeypatch.setattr(dev, "missing_on_linux", lambda: dev.Needs({}, []))
    dev.settle_linux_needs("debian", needs(compiler=None, absent=("libGL.so.1",)), root=True)
    assert installed == ["g++", "libgl1"]


def test_root_elsewhere_installs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "apt_install", lambda _: pytest.fail("must not be called"))
    with pytest.raises(dev.Stop):
        dev.settle_linux_needs("fedora", needs(compiler=None), root=True)


def test_a_failed_package_does_not_cost_the_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(dev, "apt_install", lambda packages: asked.append(list(packages)))
    monkeypatch.setattr(dev, "missing_on_linux", lambda: dev.Needs({}, ["libgl1"]))
    dev.settle_linux_needs("debian", needs(compiler=None, absent=("libGL.so.1",)), root=True)
    assert asked == [["g++", "libgl1"], ["g++"]]


def test_a_python_that_is_no_package_is_not_mended_by_packages() -> None:
    with pytest.raises(dev.Stop, match="no system package brings"):
        dev.settle_linux_needs("debian", needs(has_venv=False, package=""), root=True)


@pytest.mark.parametrize(
    ("os_release", "family"),
    [
        ("ID=debian\n", "debian"),
        ('PRETTY_NAME="x=y"\nID=ubuntu\nID_LIKE=debian\n', "debian"),
        ("ID=linuxmint\nID_LIKE='ubuntu debian'\n", "debian"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "fedora"),
        ("ID=manjaro\nID_LIKE=arch\n", "arch"),
        ('ID="opensuse-leap"\nID_LIKE="suse opensuse"\n', "suse"),
        ("ID=alpine\n", ""),
        ("", ""),
    ],
)
def test_families_of_distributions(os_release: str, family: str) -> None:
    assert dev.family_of(os_release) == family


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux names")
def test_libraries_are_looked_for_by_loading_them() -> None:
    assert dev.absent_libraries(["libc.so.6", "libno-such.so.1"]) == ["libno-such.so.1"]


# --- Annoy


def test_annoy_is_never_built_for_this_processor_only() -> None:
    flags = dev.annoy_flags("Linux", "x86_64", True).split(",")
    assert "-mavx" in flags
    assert not [flag for flag in flags if "native" in flag]
    assert "-DANNOYLIB_MULTITHREADED_BUILD" in flags
    assert "-mavx" not in dev.annoy_flags("Linux", "x86_64", False)


@pytest.mark.parametrize(("system", "machine"), [("darwin", "arm64"), ("win32", "amd64")])
def test_annoys_own_options_stay_where_they_are_portable(system: str, machine: str) -> None:
    assert dev.annoy_flags(system, machine, True) is None


@pytest.mark.parametrize(
    ("pip", "options", "variables"),
    [
        ((23, 0), [], {"PIP_CONSTRAINT": "packaging/constraints.txt"}),
        ((25, 3), ["--build-constraint", str(Path("packaging/constraints.txt"))], {}),
    ],
)
def test_build_tools_are_held_to_tested_versions(
    pip: tuple[int, int], options: list[str], variables: dict[str, str]
) -> None:
    assert dev.build_constraint(pip) == (options, variables)


def test_constraints_are_exact_and_name_no_place() -> None:
    lines = (SCRIPT.parent / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(pin.count("==") == 1 for pin in pins)
    assert not [pin for pin in pins if "/" in pin or "@" in pin]


# --- commands


def test_steps_all_run_and_the_failed_ones_are_named(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "venv_python", lambda: Path(sys.executable))
    steps = {"good": ["-c", ""], "bad": ["-c", "raise SystemExit(3)"], "last": ["-c", ""]}
    assert dev.run_steps(steps) == 1
    printed = capfd.readouterr().out
    assert "failed: bad\n" in printed
    assert "== last" in printed
    assert dev.run_steps({"good": ["-c", ""]}) == 0


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        ([], 2, "dev.py run [ARGS]"),
        (["--help"], 0, "dev.py run [ARGS]"),
        (["tset"], 2, "no command 'tset'"),
        (["lint", "x"], 2, "no arguments"),
    ],
)
def test_usage(arguments: list[str], code: int, text: str) -> None:
    result = subprocess.run(
        [sys.executable, str(SCRIPT), *arguments], check=False, capture_output=True, text=True
    )
    assert result.returncode == code
    assert text in result.stdout + result.stderr


def test_stray_settings_of_the_user_do_not_reach_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    monkeypatch.setenv("KEPT", "1")
    environment = dev.clean_environment()
    assert environment["KEPT"] == "1"
    assert not {"PYTHONPATH", "PIP_TARGET"} & set(environment)
