"""The memory limit of a process on Windows: a job object, which the kernel enforces.

Only called there, in the isolated decoder's child. The declarations below do not depend on the
system, so that their layout is tested everywhere.

References
----------
Microsoft, Windows API: SetInformationJobObject, JOBOBJECT_EXTENDED_LIMIT_INFORMATION,
GetProcessMemoryInfo, PROCESS_MEMORY_COUNTERS_EX.
"""

from __future__ import annotations

import ctypes
import sys
from typing import ClassVar

JOB_OBJECT_LIMIT_PROCESS_MEMORY = 0x100
JOB_OBJECT_EXTENDED_LIMIT_INFORMATION = 9


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_: ClassVar = [
        ("per_process_user_time_limit", ctypes.c_int64),
        ("per_job_user_time_limit", ctypes.c_int64),
        ("limit_flags", ctypes.c_uint32),
        ("minimum_working_set_size", ctypes.c_size_t),
        ("maximum_working_set_size", ctypes.c_size_t),
        ("active_process_limit", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    ]


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_: ClassVar = [
        ("basic", BasicLimits),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory_limit", ctypes.c_size_t),
        ("job_memory_limit", ctypes.c_size_t),
        ("peak_process_memory_used", ctypes.c_size_t),
        ("peak_job_memory_used", ctypes.c_size_t),
    ]


class MemoryCounters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS_EX."""

    _fields_: ClassVar = [
        ("size", ctypes.c_uint32),
        ("page_fault_count", ctypes.c_uint32),
        ("peak_working_set_size", ctypes.c_size_t),
        ("working_set_size", ctypes.c_size_t),
        ("quota_peak_paged_pool_usage", ctypes.c_size_t),
        ("quota_paged_pool_usage", ctypes.c_size_t),
        ("quota_peak_non_paged_pool_usage", ctypes.c_size_t),
        ("quota_non_paged_pool_usage", ctypes.c_size_t),
        ("pagefile_usage", ctypes.c_size_t),
        ("peak_pagefile_usage", ctypes.c_size_t),
        ("private_usage", ctypes.c_size_t),
    ]


def limit_growth(limit_bytes: int) -> None:
    """Let this process commit at most so much more than it has now; then allocations fail.

    Raises
    ------
    OSError
        The system refuses, as under another job that allows no nesting (before Windows 8).

    Notes
    -----
    Does nothing on other systems. The job's handle is kept open as long as the process lives.
    """
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle, flag = ctypes.c_void_p, ctypes.c_int
        kernel.GetCurrentProcess.restype = handle
        kernel.GetCurrentProcess.argtypes = []
        kernel.K32GetProcessMemoryInfo.restype = flag
        kernel.K32GetProcessMemoryInfo.argtypes = [handle, ctypes.c_void_p, ctypes.c_uint32]
        kernel.CreateJobObjectW.restype = handle
        kernel.CreateJobObjectW.argtypes = [ctypes.c_void_p, ctypes.c_wchar_p]
        kernel.SetInformationJobObject.restype = flag
        kernel.SetInformationJobObject.argtypes = [handle, flag, ctypes.c_void_p, ctypes.c_uint32]
        kernel.AssignProcessToJobObject.restype = flag
        kernel.AssignProcessToJobObject.argtypes = [handle, handle]

        process = kernel.GetCurrentProcess()
        counters = MemoryCounters(size=ctypes.sizeof(MemoryCounters))
        if not kernel.K32GetProcessMemoryInfo(process, ctypes.byref(counters), counters.size):
            raise ctypes.WinError(ctypes.get_last_error())
        limits = ExtendedLimits()
        limits.basic.limit_flags = JOB_OBJECT_LIMIT_PROCESS_MEMORY
        limits.process_memory_limit = counters.private_usage + limit_bytes
        job = kernel.CreateJobObjectW(None, None)
        if not job:
            raise ctypes.WinError(ctypes.get_last_error())
        size = ctypes.sizeof(limits)
        kind = JOB_OBJECT_EXTENDED_LIMIT_INFORMATION
        if not kernel.SetInformationJobObject(job, kind, ctypes.byref(limits), size):
            raise ctypes.WinError(ctypes.get_last_error())
        if not kernel.AssignProcessToJobObject(job, process):
            raise ctypes.WinError(ctypes.get_last_error())
