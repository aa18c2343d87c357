"""Low priority for threads and processes that compute while the user does something else.

Asked for by the thread, or the process, that it is for. Nothing here is needed for anything to
work: what the system refuses is logged and left as it is.

Notes
-----
Linux: a nice value belongs to a thread, and threads and processes that it starts inherit it, those
of onnxruntime's pool too. Nobody but root may take it back, so that a lowered thread stays so.
Windows and macOS: a thread's own, nothing inherits it.

The nice value of threads is a compromise. They share Python's lock with the window, and one that
is put aside while it holds the lock keeps the window waiting. Measured on two cores with two other
programs computing, 95 of 100 wake-ups of a thread that needs the lock came within 17 ms beside a
thread of nice 0, 39 ms with nice 5, 82 ms with 10, 188 ms with 19 and 210 ms with SCHED_IDLE, 1.1 s
at worst. Decoder processes share nothing.

References
----------
Linux: setpriority(2), ioprio_set(2). Windows: SetThreadPriority, SetPriorityClass. macOS:
pthread_set_qos_class_self_np(3), setiopolicy_np(3).
"""

from __future__ import annotations

import ctypes
import logging
import os
import platform
import sys
import threading

log = logging.getLogger(__name__)

#: above the program's own: a third of the processor's time where another program wants all of it
THREAD_NICE = 5
#: above that of the thread that starts it: a tenth of the time
PROCESS_NICE = 5
_MAX_NICE = 19
#: the last of those that are served: "idle" would never be, beside a busy program, while it holds
#: the database that the user's own actions wait for
IO_BEST_EFFORT_LAST = (2 << 13) | 7

_IOPRIO_WHO_PROCESS = 1
#: number of ioprio_set on each machine (arch/*/tbl of the kernel's sources)
_IOPRIO_SET = {
    "x86_64": 251,
    "i686": 289,
    "i386": 289,
    "aarch64": 30,
    "riscv64": 30,
    "loongarch64": 30,
    "armv7l": 314,
    "armv6l": 314,
    "ppc64le": 273,
    "s390x": 282,
}
# <winbase.h>
_THREAD_MODE_BACKGROUND_BEGIN = 0x00010000
_PROCESS_MODE_BACKGROUND_BEGIN = 0x00100000
# <sys/qos.h>: goes on beside the user's work; "background" would be put off for minutes
_QOS_CLASS_UTILITY = 0x11
# <sys/resource.h>
_IOPOL_TYPE_DISK, _IOPOL_SCOPE_PROCESS, _IOPOL_SCOPE_THREAD, _IOPOL_UTILITY = 0, 0, 1, 4

_lowered = threading.local()


def threads_inherit() -> bool:
    """Whether what a lowered thread starts is lowered too, as onnxruntime's own threads."""
    return sys.platform.startswith("linux")


def is_lowered() -> bool:
    """Whether this thread yields: so does what it has done by others."""
    return bool(getattr(_lowered, "done", False))


def lower_thread() -> None:
    """Let this thread yield to other programs, in computing and in reading. Once, and for good."""
    if is_lowered():
        return
    _lowered.done = True
    try:
        _lower_thread()
    except (OSError, AttributeError) as error:  # the system does not have it, or refuses
        log.info("this thread keeps its priority: %s", error)


def lower_process() -> None:
    """Let this whole process yield; for decoder processes, before they start threads."""
    try:
        _lower_process()
    except (OSError, AttributeError) as error:
        log.info("this process keeps its priority: %s", error)


def _lower_thread() -> None:
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.GetCurrentThread.restype = ctypes.c_void_p
        kernel.SetThreadPriority.argtypes = [ctypes.c_void_p, ctypes.c_int]
        if not kernel.SetThreadPriority(kernel.GetCurrentThread(), _THREAD_MODE_BACKGROUND_BEGIN):
            raise ctypes.WinError(ctypes.get_last_error())
    elif sys.platform == "darwin":
        library = ctypes.CDLL(None, use_errno=True)
        failed = library.pthread_set_qos_class_self_np(_QOS_CLASS_UTILITY, 0)
        if failed:
            raise OSError(failed, os.strerror(failed))
        _check(library.setiopolicy_np(_IOPOL_TYPE_DISK, _IOPOL_SCOPE_THREAD, _IOPOL_UTILITY))
    else:
        # what a lowered thread started has it already: not once more
        _set_nice(os.getpriority(os.PRIO_PROCESS, os.getpid()) + THREAD_NICE)
        _lower_io()


def _lower_process() -> None:
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetPriorityClass.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
        process = kernel.GetCurrentProcess()
        if not kernel.SetPriorityClass(process, _PROCESS_MODE_BACKGROUND_BEGIN):
            raise ctypes.WinError(ctypes.get_last_error())
    elif sys.platform == "darwin":
        os.nice(PROCESS_NICE)
        library = ctypes.CDLL(None, use_errno=True)
        _check(library.setiopolicy_np(_IOPOL_TYPE_DISK, _IOPOL_SCOPE_PROCESS, _IOPOL_UTILITY))
    else:
        os.nice(PROCESS_NICE)
        _lower_io()


def _set_nice(nice: int) -> None:
    """Raise the nice value of this thread; never lower it."""
    if sys.platform != "win32":
        number = threading.get_native_id()
        if os.getpriority(os.PRIO_PROCESS, number) < nice:
            os.setpriority(os.PRIO_PROCESS, number, min(nice, _MAX_NICE))


def _lower_io() -> None:
    number = _IOPRIO_SET.get(platform.machine())
    if number is None or not sys.platform.startswith("linux"):
        log.debug("the number of ioprio_set is not known on %s", platform.machine())
        return
    library = ctypes.CDLL(None, use_errno=True)
    _check(library.syscall(number, _IOPRIO_WHO_PROCESS, 0, IO_BEST_EFFORT_LAST))


def _check(result: int) -> None:
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
