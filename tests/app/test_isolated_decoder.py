"""The child process: limits are kept, crashes are survived, nothing is left behind."""

from __future__ import annotations

import ctypes
import functools
import io
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photofinder.app import windows_memory
from photofinder.app.isolated_decoder import IsolatedDecoder
from photofinder.core.analysis import analyse
from photofinder.core.images import FitSpec, decode_scaled
from photofinder.core.pixel_digest import pixel_digest
from photofinder.errors import PhotoUnreadable

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
needs_shared = pytest.mark.skipif(
    not (SHARED / "photos").is_dir(), reason="the shared sample photos are not beside the checkout"
)
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's limit is Linux's")


@pytest.fixture
def decoder() -> Iterator[IsolatedDecoder]:
    with IsolatedDecoder() as opened:
        yield opened


def tiff() -> bytes:
    rng = np.random.default_rng(5)
    buffer = io.BytesIO()
    Image.fromarray(rng.integers(0, 256, (300, 400, 3), dtype=np.uint8)).save(buffer, "TIFF")
    return buffer.getvalue()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/status")
    return not status.exists() or "\nState:\tZ" not in status.read_text()


def test_result_is_the_same_as_in_process(decoder: IsolatedDecoder) -> None:
    here = analyse(tiff(), FitSpec(224, 224))
    there = decoder.run(analyse, tiff(), FitSpec(224, 224))
    assert there.metadata == here.metadata
    assert there.thumbnail == here.thumbnail
    assert there.phash.tolist() == here.phash.tolist()


def test_child_is_started_when_needed_and_kept(decoder: IsolatedDecoder) -> None:
    assert decoder.pid is None
    decoder.run(pixel_digest, tiff())
    first = decoder.pid
    decoder.run(pixel_digest, tiff())
    assert decoder.pid == first is not None


def test_unreadable_photo_keeps_its_reason_and_the_child(decoder: IsolatedDecoder) -> None:
    with pytest.raises(PhotoUnreadable) as caught:
        decoder.run(decode_scaled, b"")
    assert caught.value.code == "empty"
    assert decoder.pid is not None


def test_a_bug_is_raised_as_it_was_with_its_origin(decoder: IsolatedDecoder) -> None:
    with pytest.raises(ValueError, match="invalid literal") as caught:
        decoder.run(int, "x")
    assert "in the decoder process" in caught.value.__notes__[0]


def test_slow_photo_is_given_up_and_the_next_one_is_read() -> None:
    with IsolatedDecoder(time_limit_s=0.5) as decoder:
        decoder.run(int, "1")
        started = time.monotonic()
        with pytest.raises(PhotoUnreadable) as caught:
            decoder.run(time.sleep, 60)
        assert time.monotonic() - started < 20
        assert caught.value.code == "too_slow"
        assert caught.value.params == {"limit_s": 0.5}
        assert decoder.run(int, "7") == 7


def test_start_of_the_child_is_not_counted() -> None:
    with IsolatedDecoder(time_limit_s=0.2) as decoder:
        assert decoder.run(int, "7") == 7


def test_crash_is_survived(decoder: IsolatedDecoder) -> None:
    with pytest.raises(PhotoUnreadable) as caught:
        decoder.run(os.abort)
    assert caught.value.code == "crashed_decoder"
    assert decoder.run(pixel_digest, tiff()) is not None


@linux_only
def test_too_much_memory_is_refused_by_the_kernel(decoder: IsolatedDecoder) -> None:
    with pytest.raises(PhotoUnreadable) as caught:
        decoder.run(bytearray, 620_000_000)
    assert caught.value.code == "too_much_memory"
    assert decoder.run(len, bytes(1000)) == 1000


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the sizes are those of 64 bits")
def test_windows_limits_are_laid_out_as_the_system_has_them() -> None:
    assert ctypes.sizeof(windows_memory.BasicLimits) == 64
    assert windows_memory.BasicLimits.limit_flags.offset == 16
    assert ctypes.sizeof(windows_memory.ExtendedLimits) == 144
    assert windows_memory.ExtendedLimits.process_memory_limit.offset == 112
    assert ctypes.sizeof(windows_memory.MemoryCounters) == 80
    assert windows_memory.MemoryCounters.private_usage.offset == 72


class Kernel:
    """Stands in for kernel32: notes what it is told; a call named ``refused`` fails."""

    def __init__(self, refused: str = "") -> None:
        self.limits: tuple[int, int] | None = None
        self.assigned = False

        def answer(name: str, *arguments: object) -> int:
            if name == refused:
                return 0
            if name == "K32GetProcessMemoryInfo":
                arguments[1]._obj.private_usage = 7_000
            if name == "SetInformationJobObject":
                given = arguments[2]._obj
                self.limits = (given.basic.limit_flags, given.process_memory_limit)
            self.assigned = self.assigned or name == "AssignProcessToJobObject"
            return 1

        for name in (
            "GetCurrentProcess",
            "K32GetProcessMemoryInfo",
            "CreateJobObjectW",
            "SetInformationJobObject",
            "AssignProcessToJobObject",
        ):
            setattr(self, name, functools.partial(answer, name))


@pytest.fixture
def as_windows(monkeypatch: pytest.MonkeyPatch) -> Callable[[Kernel], None]:
    def install(kernel: Kernel) -> None:
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setattr(ctypes, "WinDLL", lambda *_, **__: kernel, raising=False)
        monkeypatch.setattr(ctypes, "get_last_error", lambda: 5, raising=False)
        monkeypatch.setattr(ctypes, "WinError", lambda code: OSError(code, "no"), raising=False)

    return install


def test_limit_on_windows_counts_from_what_the_child_has(as_windows) -> None:
    kernel = Kernel()
    as_windows(kernel)
    windows_memory.limit_growth(500)
    assert kernel.limits == (0x100, 7_500)
    assert kernel.assigned


@pytest.mark.parametrize("refused", ["CreateJobObjectW", "AssignProcessToJobObject"])
def test_refused_limit_on_windows_is_told(as_windows, refused: str) -> None:
    as_windows(Kernel(refused))
    with pytest.raises(OSError, match="no"):
        windows_memory.limit_growth(500)


@pytest.mark.skipif(sys.platform != "win32", reason="job objects are Windows'")
def test_too_much_memory_is_refused_by_a_job_object(decoder: IsolatedDecoder) -> None:
    assert decoder.run(len, b"ready") == 5
    with pytest.raises((PhotoUnreadable, MemoryError)):
        decoder.run(bytes, 900_000_000)
    assert decoder.run(len, b"next") == 4


@linux_only
def test_memory_that_earlier_photos_left_scattered_is_not_held_against_the_next(
    decoder: IsolatedDecoder,
) -> None:
    decoder.run(exec, "import builtins; builtins.leak = bytearray(300_000_000)")
    first = decoder.pid
    assert decoder.run(len, bytes(1)) == 1
    assert decoder.run(eval, "len(bytearray(400_000_000))") == 400_000_000
    assert decoder.pid != first


def test_close_ends_the_child_and_may_be_repeated(decoder: IsolatedDecoder) -> None:
    decoder.run(int, "1")
    pid = decoder.pid
    assert pid is not None
    decoder.close()
    decoder.close()
    assert decoder.pid is None
    assert not is_running(pid)
    assert decoder.run(int, "2") == 2


def test_child_killed_from_outside_is_replaced(decoder: IsolatedDecoder) -> None:
    decoder.run(int, "1")
    assert decoder.pid is not None
    os.kill(decoder.pid, signal.SIGTERM)
    time.sleep(0.2)  # until the signal has done its work
    assert decoder.run(int, "2") == 2


def test_noise_of_the_libraries_is_not_shown(capfd: pytest.CaptureFixture[str]) -> None:
    broken = bytearray(tiff())
    broken[4:8] = b"\xff\xff\0\0"
    with IsolatedDecoder() as decoder:
        decoder.run(print, "to the terminal")
        decoder.run(os.write, 2, b"from a C library")
        with pytest.raises(PhotoUnreadable):
            decoder.run(decode_scaled, bytes(broken))
    assert capfd.readouterr() == ("", "")


_PARENT = """
    import os, sys, time
    from photofinder.app.isolated_decoder import IsolatedDecoder
    if __name__ == "__main__":
        decoder = IsolatedDecoder()
        decoder.run(int, "1")
        print(decoder.pid, flush=True)
        time.sleep(60)
"""


def _parent(script: Path) -> tuple[subprocess.Popen[str], int]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    process = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None
    return process, int(process.stdout.readline())


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_child_goes_when_its_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(textwrap.dedent(_PARENT), encoding="utf-8")
    process, child = _parent(script)
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()
    until = time.monotonic() + 10
    while is_running(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(child)


@linux_only
@pytest.mark.shared
@needs_shared
def test_every_hostile_file_is_bounded_and_kills_nothing(tmp_path: Path) -> None:
    baseline = peak = 0
    with IsolatedDecoder() as decoder:
        decoder.run(pixel_digest, tiff())
        pid, baseline = decoder.pid, _peak_mb(decoder.pid)
        for path in sorted((SHARED / "photos" / "hostile").iterdir()):
            renamed = tmp_path / f"{path.name}.jpg"
            shutil.copyfile(path, renamed)
            for candidate in (path, renamed):
                started = time.monotonic()
                code = ""
                try:
                    decoder.run(analyse, candidate, None)
                except PhotoUnreadable as error:
                    code = error.code
                assert code not in ("crashed_decoder", "too_slow"), candidate
                assert time.monotonic() - started < 30, candidate
                if decoder.pid == pid:
                    peak = max(peak, _peak_mb(pid))
                pid = decoder.pid
    assert peak - baseline < 500


def _peak_mb(pid: int | None) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) // 1000
    raise AssertionError("no high-water mark")
