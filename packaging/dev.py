#!/usr/bin/env python3
"""Set photofinder up in this checkout, then run or check it. Needs Python alone.

  python3 packaging/dev.py run [ARGS]     start photofinder with ARGS
  python3 packaging/dev.py test [ARGS]    lint, types, layers and tests; ARGS go to pytest
  python3 packaging/dev.py lint           the same without the tests
  python3 packaging/dev.py bench [ARGS]   photofinder's benchmarks
  python3 packaging/dev.py bundle         programs for people without Python, into build/bundle
  python3 packaging/dev.py translations   collect the window's texts, compile their translations

The first start makes .venv and installs the versions of packaging/constraints.txt into it. Later
starts compare one stamp file and do nothing else. Delete .venv at any time to begin anew.
"""

# Runs on any Python 3.8 or newer far enough to find a fitting one and start itself there again.
from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple, NoReturn

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
CONSTRAINTS = Path("packaging", "constraints.txt")  # relative: pip splits a variable at spaces

OLDEST, NEWEST = (3, 11), (3, 13)
SETUP_VERSION = 1  # count up when what this script installs changes in another way than by a file

STAMP = "photofinder-setup.json"  # written last: with it, .venv is whole
STARTED = "photofinder-setup.started"  # lies there during a set-up; found at start: it was killed
LOCK = "photofinder-setup.lock"
LOG = "photofinder-setup.log"

EXIT_FAILED, EXIT_USAGE, EXIT_ENVIRONMENT, EXIT_INTERRUPTED = 1, 2, 3, 130

# What Qt's core, its local sockets (libQt6Network), its window plugins (xcb, wayland, offscreen)
# and nothing else of ours load from the system: ldd of the wheels on a bare Debian 12. OpenCV,
# rawpy and onnxruntime need nothing.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}

# The line to type where this script never installs anything itself.
OTHER_SYSTEMS = {
    "fedora": "sudo dnf install -y gcc-c++ python3-devel libglvnd-egl libglvnd-glx libxkbcommon-x11"
    " dbus-libs fontconfig freetype glib2 libX11-xcb xcb-util-cursor xcb-util-wm xcb-util-image"
    " xcb-util-keysyms xcb-util-renderutil libwayland-cursor libwayland-egl krb5-libs libbrotli",
    "arch": "sudo pacman -S --needed gcc python libglvnd libxkbcommon-x11 dbus fontconfig freetype2"
    " glib2 libx11 xcb-util xcb-util-cursor xcb-util-wm xcb-util-image xcb-util-keysyms"
    " xcb-util-renderutil wayland krb5 brotli",
    "suse": "sudo zypper install -y gcc-c++ python3-devel Mesa-libEGL1 Mesa-libGL1"
    " libxkbcommon-x11-0 libdbus-1-3 fontconfig libX11-xcb1 libxcb-cursor0 libxcb-icccm4"
    " libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-xkb1 libwayland-cursor0 krb5"
    " libbrotlidec1",
}
XCODE_HINT = "Install Apple's command line tools, then start again: xcode-select --install"
MSVC_HINT = (
    "Install 'Build Tools for Visual Studio' with the workload 'Desktop development with C++',"
    " then start again."
)


class Stop(Exception):
    """Ends the script with a message and an exit code."""

    def __init__(self, message: str, code: int = EXIT_ENVIRONMENT) -> None:
        super().__init__(message)
        self.code = code


def main(argv: Sequence[str]) -> int:
    """Carry out one sub-command; give the exit code."""
    if not argv or argv[0] in ("-h", "--help", "help"):
        print(__doc__.strip())
        return 0 if argv else EXIT_USAGE
    command = COMMANDS.get(argv[0])
    if command is None:
        say(f"there is no command '{argv[0]}'. Commands: {', '.join(COMMANDS)}")
        return EXIT_USAGE
    try:
        if not fits(this_interpreter()):
            return start_again(find_python(candidates(), probe), argv)
        return command(list(argv[1:]))
    except Stop as stop:
        say(str(stop))
        return stop.code
    except KeyboardInterrupt:
        say("interrupted")
        return EXIT_INTERRUPTED


def say(text: str) -> None:
    """Tell the user; on standard error, because standard output is the program's."""
    sys.stderr.write(f"dev.py: {text}\n")
    sys.stderr.flush()


# --- commands ------------------------------------------------------------------------------------


def run(args: list[str]) -> int:
    """Start photofinder in the user's own folder; this process becomes it where that is possible.

    ``-P`` keeps a stray numpy.py in that folder from being imported.
    """
    set_up(())
    return become([str(venv_python()), "-P", "-m", "photofinder", *args])


def bench(args: list[str]) -> int:
    """Run the benchmarks."""
    return run(["bench", *args])


def lint(args: list[str]) -> int:
    """Check style, types and layers."""
    if args:
        raise Stop("lint takes no arguments", EXIT_USAGE)
    set_up(("test",))
    return run_steps(LINT_STEPS)


def test(args: list[str]) -> int:
    """Check everything; ``args`` go to pytest."""
    set_up(("test",))
    return run_steps({**LINT_STEPS, "pytest": ["-m", "pytest", *(args or AT_ONCE)]})


def translations(args: list[str]) -> int:
    """Bring the translations up to date with the sources."""
    if args:
        raise Stop("translations takes no arguments", EXIT_USAGE)
    set_up(())
    return become([str(venv_python()), str(ROOT / "packaging" / "translations.py")])


def bundle(args: list[str]) -> int:
    """Make the programs and packages for this system; they have an environment of their own."""
    return become([sys.executable, str(ROOT / "packaging" / "bundle.py"), *args])


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "lint": lint,
    "bench": bench,
    "bundle": bundle,
    "translations": translations,
}

# pytest for every core, a file always on one of them; whoever names tests wants to see them alone
AT_ONCE = ["--numprocesses", "auto", "--maxprocesses", "4", "--dist", "loadfile"]

LINT_STEPS: dict[str, list[str]] = {
    "ruff check": ["-m", "ruff", "check"],
    "ruff format": ["-m", "ruff", "format", "--check"],
    "mypy": ["-m", "mypy"],
    "lint-imports": ["-c", "from importlinter.cli import lint_imports_command as main; main()"],
}


def run_steps(steps: dict[str, list[str]]) -> int:
    """Run every step, also after one that failed, so that one run tells everything."""
    environment = clean_environment()
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")  # tests open no window
    results = []
    for name, command in steps.items():
        print(f"== {name}", flush=True)
        began = time.monotonic()
        step = subprocess.run(
            [str(venv_python()), *command], check=False, cwd=ROOT, env=environment
        )
        results.append((name, step.returncode == 0, time.monotonic() - began))
    print("== summary")
    for name, passed, seconds in results:
        print(f"{name:<14}{'ok' if passed else 'FAILED':<8}{seconds:6.1f} s")
    failed = [name for name, passed, _ in results if not passed]
    print(f"failed: {', '.join(failed)}" if failed else "all steps passed", flush=True)
    return EXIT_FAILED if failed else 0


def become(command: list[str]) -> int:
    """Replace this process, so that signals and the exit code need no forwarding."""
    if os.name != "nt":
        sys.stdout.flush()
        sys.stderr.flush()
        os.execve(command[0], command, clean_environment())
    # Windows has no exec: wait; Ctrl-C reaches the child by itself
    child = subprocess.Popen(command, env=clean_environment())
    while True:
        with contextlib.suppress(KeyboardInterrupt):
            return child.wait()


def ask(command: Sequence[str], text: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command for its answer alone."""
    return subprocess.run(
        command,
        check=False,
        input=text,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        errors="replace",
        env=clean_environment(),
    )


def clean_environment() -> dict[str, str]:
    """Give the environment without what would bend .venv's Python or pip to other folders."""
    bending = ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_USER")
    return {name: value for name, value in os.environ.items() if name not in bending}


# --- which Python --------------------------------------------------------------------------------


class Interpreter(NamedTuple):
    """What decides whether a Python can run photofinder."""

    version: tuple[int, int]
    implementation: str
    flags: str


def this_interpreter() -> Interpreter:
    """Describe the running Python."""
    flags = getattr(sys, "abiflags", "")
    return Interpreter((sys.version_info[0], sys.version_info[1]), sys.implementation.name, flags)


def fits(python: Interpreter) -> bool:
    """Tell whether every package has what this Python needs; without a lock ("t") they have not."""
    return (
        OLDEST <= python.version <= NEWEST
        and python.implementation == "cpython"
        and "t" not in python.flags
    )


def candidates() -> list[list[str]]:
    """List the commands that may start a fitting Python, best first."""
    versions = [f"3.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    named = [[f"python{version}"] for version in versions]
    launched = [["py", f"-{version}"] for version in versions] if os.name == "nt" else []
    return named + launched


def find_python(commands: Sequence[list[str]], probe: Callable[[list[str]], str | None]) -> str:
    """Give the executable of the first command that really starts a fitting Python."""
    for command in commands:
        found = probe(command)
        if found:
            return found
    running = ".".join(map(str, sys.version_info[:3]))
    raise Stop(
        f"photofinder needs CPython 3.{OLDEST[1]} to 3.{NEWEST[1]}; this is {running}, and no other"
        " was found. Install one, or start this script with it."
    )


def probe(command: list[str]) -> str | None:
    """Ask a command which Python it starts; a name on the PATH may be an empty shell."""
    executable = shutil.which(command[0])
    if executable is None:
        return None
    question = (
        "import json, sys; print(json.dumps([sys.executable, sys.version_info[:2],"
        " sys.implementation.name, getattr(sys, 'abiflags', '')]))"
    )
    answer = ask([executable, *command[1:], "-c", question])
    if answer.returncode != 0:
        return None
    path, (major, minor), implementation, flags = json.loads(answer.stdout)
    return str(path) if fits(Interpreter((major, minor), implementation, flags)) else None


def start_again(python: str, argv: Sequence[str]) -> int:
    """Start this script again with another Python."""
    return become([python, str(Path(__file__).resolve()), *argv])


def base_python() -> Path:
    """Give the Python outside of any virtual environment: .venv must not hang on another one."""
    return Path(getattr(sys, "_base_executable", None) or sys.executable)


# --- the stamp -----------------------------------------------------------------------------------


class Stamp(NamedTuple):
    """What .venv was made from; the first four cannot be mended, the others by installing."""

    setup_version: int
    python: str
    platform: str
    root: str
    inputs: str
    extras: Sequence[str]


def wanted_stamp(extras: Sequence[str]) -> Stamp:
    """Describe the .venv that this checkout, this Python and these extras need."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}{getattr(sys, 'abiflags', '')}"
    return Stamp(
        setup_version=SETUP_VERSION,
        python=version,
        platform=sysconfig.get_platform(),
        root=str(ROOT),
        inputs=inputs_digest(ROOT),
        extras=sorted(extras),
    )


def inputs_digest(root: Path) -> str:
    """Hash what is installed: the constraints, and pyproject.toml without the tools' options."""
    import tomllib

    try:
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise Stop(f"pyproject.toml cannot be read: {error}") from error
    kept = [
        project.get("build-system"),
        project.get("project"),
        project.get("tool", {}).get("hatch"),
    ]
    digest = hashlib.sha256(json.dumps(kept, sort_keys=True, default=str).encode())
    digest.update((root / CONSTRAINTS).read_bytes())
    return digest.hexdigest()


def read_stamp(venv: Path) -> Stamp | None:
    """Read the stamp of a finished set-up; None if there is none or it is not one of ours."""
    if (venv / STARTED).exists():
        return None
    try:
        return Stamp(**json.loads((venv / STAMP).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_stamp(venv: Path, stamp: Stamp) -> None:
    """Declare .venv whole; the rename makes it so in one step."""
    temporary = venv / (STAMP + ".new")
    temporary.write_text(json.dumps(stamp._asdict()), encoding="utf-8")
    temporary.replace(venv / STAMP)
    (venv / STARTED).unlink()


def what_to_do(venv: Path, want: Stamp) -> str:
    """Decide between "nothing", "install" into .venv, and "remake" it.

    A .venv without a stamp that fits otherwise is the user's own and is installed into; one
    whose set-up was killed, that came from elsewhere or cannot start is made anew.
    """
    if (venv / STARTED).exists() or not os.access(venv_python(venv), os.X_OK):
        return "remake"
    have = read_stamp(venv)
    if have is None:
        return "install" if venv_version(venv) == want.python else "remake"
    if have[:4] != want[:4]:
        return "remake"
    if have.inputs != want.inputs or not set(want.extras) <= set(have.extras):
        return "install"
    return "nothing"


def venv_python(venv: Path = VENV) -> Path:
    """Give .venv's Python."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def venv_version(venv: Path) -> str | None:
    """Give the "3.11" of a .venv made by somebody else, if it starts and has pip."""
    version = "'%d.%d' % sys.version_info[:2] + getattr(sys, 'abiflags', '')"
    answer = ask([str(venv_python(venv)), "-c", f"import pip, sys; print({version})"])
    return answer.stdout.strip() if answer.returncode == 0 else None


# --- set-up --------------------------------------------------------------------------------------


def set_up(extras: Sequence[str]) -> None:
    """Make .venv fit, or find that it does: then this costs one hash and one small file."""
    want = wanted_stamp(extras)
    if what_to_do(VENV, want) == "nothing":
        return
    try:
        with setup_lock(VENV) as lock:
            task = what_to_do(VENV, want)  # another process may have done it meanwhile
            if task != "nothing":
                make(want, task, lock)
    except OSError as error:
        raise Stop(f"{VENV} cannot be set up: {error}") from error


def make(want: Stamp, task: str, lock: IO[str]) -> None:
    """Bring .venv from any state to the wanted one."""
    settle_system_needs()
    say(f"setting up {VENV} for Python {want.python}; needed once, takes a minute or two")
    have = read_stamp(VENV)
    if task == "install" and have is not None:
        want = want._replace(extras=sorted({*want.extras, *have.extras}))
    (VENV / STARTED).touch()
    (VENV / STAMP).unlink(missing_ok=True)
    steps = Steps(lock)
    if task == "remake":
        clear(VENV)
        steps.run("virtual environment", [str(base_python()), "-m", "venv", str(VENV)])
    install_packages(steps, want.extras)
    write_stamp(VENV, want)


def clear(venv: Path) -> None:
    """Empty .venv, but keep the lock that other processes wait for."""
    for path in venv.iterdir():
        if path.name in (LOCK, STARTED):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def install_packages(steps: Steps, extras: Sequence[str]) -> None:
    """Install the tested versions, and photofinder itself in place.

    Annoy comes first and never out of pip's cache: a wheel there may have been made with
    ``-march=native`` on another machine that shares the home folder, and would crash here.
    """
    pip = [str(venv_python()), "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
    options, environment = build_constraint(pip_version())
    pip += ["--constraint", str(CONSTRAINTS), *options]
    environment.update(compiler_environment())
    fresh = ["--no-cache-dir", "--no-binary", "annoy", "--use-pep517"]
    steps.run("annoy (compiled here)", [*pip, *fresh, "annoy"], environment)
    project = f".[{','.join(extras)}]" if extras else "."
    steps.run("packages", [*pip, "--editable", project], environment)


def pip_version() -> tuple[int, ...]:
    """Give .venv's pip version."""
    answer = ask([str(venv_python()), "-c", "import pip; print(pip.__version__)"])
    return tuple(int(part) for part in answer.stdout.strip().split(".")[:2] if part.isdigit())


def build_constraint(pip: tuple[int, ...]) -> tuple[list[str], dict[str, str]]:
    """Hold the build tools to tested versions too: an option since pip 25.3, a variable before."""
    if pip >= (25, 3):
        return ["--build-constraint", str(CONSTRAINTS)], {}
    return [], {"PIP_CONSTRAINT": CONSTRAINTS.as_posix()}


def annoy_flags(system: str, machine: str, cpu_has_avx: bool) -> str | None:
    """Give Annoy's compiler options, comma-separated as its setup.py wants them; None for its own.

    Its own are -march=native on Linux x86-64, so that the result may crash on another machine.
    Portable options cost nothing where they allow AVX (2011 and later): with 100,000 vectors of
    256 numbers, search_k 20,000, a query takes 3.5 ms native, 3.5 to 3.9 ms with -mavx (and no
    less with AVX2 and FMA), 7.2 ms without. The other options are setup.py's. On macOS, Windows
    and ARM its own options are portable.
    """
    if system != "Linux" or machine != "x86_64":
        return None
    target = ["-march=x86-64-v2", "-mavx"] if cpu_has_avx else ["-march=x86-64"]
    speed = ["-O3", "-ffast-math", "-fno-associative-math"]
    return ",".join(
        [*target, *speed, "-fpermissive", "-DANNOYLIB_MULTITHREADED_BUILD", "-std=c++14"]
    )


def compiler_environment() -> dict[str, str]:
    """Give what pip's build of Annoy needs to know."""
    machine = sysconfig.get_platform().rpartition("-")[2]
    system = "Linux" if sys.platform.startswith("linux") else sys.platform
    environment = {}
    flags = annoy_flags(system, machine, cpu_has_avx())
    if flags is not None and "ANNOY_COMPILER_ARGS" not in os.environ:
        environment["ANNOY_COMPILER_ARGS"] = flags
    if os.name != "nt" and find_compiler(configured_compiler()) is None and shutil.which("g++"):
        environment.update(CC="gcc", CXX="g++")  # Pythons made elsewhere ask for clang
    return environment


def cpu_has_avx() -> bool:
    """Read the processor's flags (Linux)."""
    try:
        return " avx " in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


class Steps:
    """Runs the commands of a set-up, quietly unless one fails.

    Children inherit the lock's descriptor (not on Windows): if this script is killed, the lock
    stays taken until the pip it had started has ended too.
    """

    def __init__(self, lock: IO[str]) -> None:
        self._lock = lock

    def run(self, name: str, command: list[str], environment: dict[str, str] | None = None) -> None:
        """Run one command; on failure show the end of what it printed."""
        began = time.monotonic()
        with (VENV / LOG).open("w", encoding="utf-8") as log:
            result = subprocess.run(
                command,
                check=False,
                cwd=ROOT,
                env={**clean_environment(), "PIP_USER": "0", **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=() if os.name == "nt" else (self._lock.fileno(),),
            )
        if result.returncode != 0:
            self._fail(name, command)
        say(f"  {name}: {time.monotonic() - began:.0f} s")

    def _fail(self, name: str, command: list[str]) -> NoReturn:
        log = VENV / LOG
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        if "pip" in command and not any("Installing collected packages" in line for line in lines):
            (VENV / STARTED).unlink()  # nothing was touched: .venv need not be made anew
        sys.stderr.write("\n".join(lines[-30:]) + "\n")
        raise Stop(
            f"'{name}' failed; the end of its output is above, all of it in {log}.\n"
            "If it could not reach a package index, check the network and `pip config list`,"
            " then start again.\n"
            f"The command was: {' '.join(map(shlex.quote, command))}"
        )


@contextlib.contextmanager
def setup_lock(venv: Path) -> Iterator[IO[str]]:
    """Let one process at a time change .venv; the system frees the lock of one that was killed."""
    lock = acquire(venv)
    try:
        yield lock
    finally:
        lock.close()


def acquire(venv: Path) -> IO[str]:
    """Wait for the lock. Its file is kept when .venv is cleared, but the user may delete it."""
    path, waited = venv / LOCK, False
    while True:
        venv.mkdir(exist_ok=True)
        lock = path.open("a", encoding="utf-8")
        if try_lock(lock):
            with contextlib.suppress(OSError):
                if os.path.samestat(os.fstat(lock.fileno()), path.stat()):
                    return lock
        lock.close()
        if not waited:
            say(f"another dev.py is setting up {venv}; waiting until it has finished")
            waited = True
        time.sleep(0.2)


def try_lock(lock: IO[str]) -> bool:
    """Take the lock without waiting."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


# --- what the system must have -------------------------------------------------------------------


class Needs(NamedTuple):
    """What is missing on Linux: ``required`` stops the set-up, ``for_window`` does not."""

    required: dict[str, str]  # what it is -> Debian package, "" where no package can bring it
    for_window: list[str]  # Debian packages


def settle_system_needs() -> None:
    """Find what is missing, install it where that is right, or say what to type."""
    if sys.platform == "darwin":
        if ask(["xcode-select", "-p"]).returncode != 0:
            raise Stop(f"a C++ compiler is missing. {XCODE_HINT}")
    elif os.name == "nt":
        if not has_msvc():
            raise Stop(f"a C++ compiler is missing. {MSVC_HINT}")
    else:
        settle_linux_needs(linux_family(), missing_on_linux(), root=is_root())


def settle_linux_needs(family: str, needs: Needs, root: bool) -> None:
    """Install what is missing (root on Debian), or print the one line that does."""
    unfixable = [what for what, package in needs.required.items() if not package]
    if unfixable:
        raise Stop(
            f"{base_python()} lacks {' and '.join(unfixable)}, which no system package brings for"
            " a Python installed by other means. Install that Python whole, or start this script"
            " with the system's own."
        )
    packages = sorted({*needs.required.values(), *needs.for_window})
    if not packages:
        return
    if family == "debian" and root:
        needs = install_on_debian(packages, needs)
    line = line_to_type(family, sorted({*needs.required.values(), *needs.for_window}))
    if needs.required:
        missing = ", ".join(needs.required)
        raise Stop(f"the system lacks: {missing}. Type this, then start again:\n{line}")
    if needs.for_window:
        say(f"libraries that a window needs are missing (the command line works):\n{line}")


def line_to_type(family: str, packages: Sequence[str]) -> str:
    """Give the command that installs what is missing."""
    if family == "debian":
        return f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"
    unknown = "install a C++ compiler, Python's headers and venv, and Qt's xcb libraries"
    return OTHER_SYSTEMS.get(family, unknown)


def install_on_debian(packages: Sequence[str], needs: Needs) -> Needs:
    """Install all packages, or at least the required ones; give what is still missing."""
    say(f"installing {len(packages)} system packages")
    if not apt_install(packages) and needs.required:
        apt_install(sorted(needs.required.values()))
    return missing_on_linux()


def apt_install(packages: Sequence[str]) -> bool:
    """Run apt-get update and install; once more if that fails, as mirrors and locks pass."""
    apt = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=120"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*apt, "install", "--no-install-recommends", *packages]
    for _ in range(2):
        for command in ([*apt, "update"], install):
            result = subprocess.run(
                command,
                check=False,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            )
        if result.returncode == 0:
            return True
    sys.stderr.write("\n".join(result.stdout.splitlines()[-15:]) + "\n")
    return False


def is_root() -> bool:
    """Tell whether this process may install packages."""
    return sys.platform != "win32" and os.geteuid() == 0


def linux_family() -> str:
    """Name the family of distributions: debian, fedora, arch, suse, or nothing known."""
    try:
        text = Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        return ""
    return family_of(text)


def family_of(os_release: str) -> str:
    """Read the family out of the text of /etc/os-release."""
    fields = dict(line.split("=", 1) for line in os_release.splitlines() if "=" in line)
    names = " ".join(fields.get(key, "").strip("\"'") for key in ("ID", "ID_LIKE")).split()
    for name in names:
        for family in ("debian", "fedora", "arch", "suse"):
            if name == family or name.startswith(family) or (name, family) in _COUSINS:
                return family
    return ""


_COUSINS = {("ubuntu", "debian"), ("rhel", "fedora"), ("opensuse", "suse")}


def missing_on_linux() -> Needs:
    """Look for everything by using it: packages may be installed under other names, or by hand."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    return missing_needs(
        has_venv=has_venv(),
        compiler=find_compiler(configured_compiler()) or find_compiler("g++"),
        compiles=compiles,
        has_headers=has_headers(),
        python_package=version if sys.base_prefix == "/usr" else "",
        absent_libraries=absent_libraries(QT_LIBRARIES),
    )


def missing_needs(
    *,
    has_venv: bool,
    compiler: str | None,
    compiles: Callable[[str, str], bool],
    has_headers: bool,
    python_package: str,
    absent_libraries: Sequence[str],
) -> Needs:
    """Turn findings into needs; ``python_package`` is empty for a Python that is no package."""
    required = {}
    if not has_venv:
        required["venv and pip"] = f"{python_package}-venv" if python_package else ""
    works = compiler is not None and compiles(compiler, "vector")
    if not works:
        required["a C++ compiler"] = "g++"
    if not has_headers or (works and compiler and not compiles(compiler, "Python.h")):
        required["Python's headers"] = f"{python_package}-dev" if python_package else ""
    return Needs(required, sorted({QT_LIBRARIES[name] for name in absent_libraries}))


def has_venv() -> bool:
    """Tell whether venv can bring pip: Debian splits both off from Python."""
    import importlib.util

    return all(importlib.util.find_spec(name) is not None for name in ("venv", "ensurepip"))


def has_headers() -> bool:
    """Tell whether Python.h is there."""
    return Path(sysconfig.get_path("include"), "Python.h").is_file()


def configured_compiler() -> str:
    """Name the C++ compiler that extension modules are built with."""
    command = os.environ.get("CXX") or sysconfig.get_config_var("CXX") or "c++"
    return (shlex.split(str(command)) or ["c++"])[0]


def find_compiler(name: str) -> str | None:
    """Give a compiler's path."""
    return shutil.which(name)


def compiles(compiler: str, header: str) -> bool:
    """Compile one include; a compiler may be there without its library or Python's headers."""
    includes = {sysconfig.get_path("include"), sysconfig.get_path("platinclude")}
    options = ["-x", "c++", "-fsyntax-only", *(f"-I{path}" for path in includes), "-"]
    return ask([compiler, *options], f"#include <{header}>\n").returncode == 0


def absent_libraries(names: Iterable[str]) -> list[str]:
    """Try to load each library, in a process of its own: some of them do work when loaded."""
    attempt = (
        "import ctypes, sys\n"
        "for name in sys.argv[1:]:\n"
        "    try:\n"
        "        ctypes.CDLL(name)\n"
        "    except OSError:\n"
        "        print(name)\n"
    )
    return ask([sys.executable, "-c", attempt, *names]).stdout.split()


def has_msvc() -> bool:
    """Ask Visual Studio's own locator for a C++ compiler (Windows)."""
    if os.environ.get("VCINSTALLDIR") or os.environ.get("DISTUTILS_USE_SDK"):
        return True
    programs = os.environ.get("PROGRAMFILES(X86)", r"C:\Program Files (x86)")
    locator = Path(programs, "Microsoft Visual Studio", "Installer", "vswhere.exe")
    if not locator.is_file():
        return False
    component = "Microsoft.VisualStudio.Component.VC.Tools.x86.x64"
    wanted = ["-products", "*", "-requires", component, "-property", "installationPath"]
    return bool(ask([str(locator), *wanted]).stdout.strip())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
