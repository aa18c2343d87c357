"""onnxruntime, loaded so that it tells nobody what runs here. Any thread.

From version 1.29 on its packages send what models and providers they run, and for how long, to
their maker, and keep a number of this computer's in the home folder. photofinder promises that
nothing leaves the computer: it must be switched off before the library begins, by an environment
variable, which child processes inherit; the call afterwards is for Windows' older way.

References
----------
onnxruntime, Privacy.md, "Disabling Telemetry".
"""

from __future__ import annotations

import os
from typing import Any

#: the second name is that of versions between
_OPT_OUT = ("ORT_DISABLE_TELEMETRY", "ORT_TELEMETRY_DISABLED")


def load_onnxruntime() -> Any:
    """Import onnxruntime, silenced; costs 0.1 s the first time.

    Returns
    -------
    module
    """
    for name in _OPT_OUT:
        os.environ[name] = "1"
    import onnxruntime as ort

    ort.disable_telemetry_events()
    return ort
