"""The user's choices: a frozen value, and the JSON file it is kept in.

Any thread may load; the one that saves is whoever holds the library. A change is a new value:
``dataclasses.replace(settings, model="efficientnet-lite1")``.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeGuard, cast, get_args

from photofinder.errors import EnvironmentProblem, UsageProblem
from photofinder.files import write_atomic
from photofinder.keeper_rules import (
    DEFAULT_KEEPER_RULES as DEFAULT_KEEPER_RULES,  # everybody takes it from here
)
from photofinder.keeper_rules import (
    KEEPER_PRESETS,
    check_presets,
    check_rules,
    with_unit_rules,
)

_log = logging.getLogger(__name__)

Device = Literal["auto", "cpu", "cuda", "directml", "coreml"]
Theme = Literal["system", "light", "dark"]

DEFAULT_MODEL = "efficientnet-lite0"
#: Not entered, in any case of letters. Other programs' libraries are left out because what lies in
#: them is theirs: previews and renderings of each photo would be reported as its copies, and a
#: photo removed there would break the library. Originals inside are found when the folder that
#: holds them is added by itself (``Photos Library.photoslibrary/originals``).
DEFAULT_EXCLUDED = (
    "@eaDir",  # Synology's thumbnails
    "#recycle",  # Synology's trash
    "@Recycle",  # QNAP's trash
    ".@__thumb",  # QNAP's thumbnails
    ".thumbnails",
    ".Trash*",  # freedesktop .Trash-1000, macOS .Trashes
    "$RECYCLE.BIN",
    "System Volume Information",
    "lost+found",
    "*.photoslibrary",  # Apple Photos
    "*.photolibrary",  # iPhoto
    "*.migratedphotolibrary",  # iPhoto, taken over by Photos
    "*.aplibrary",  # Aperture
    "*.migratedaplibrary",  # Aperture, taken over by Photos
    "*.lrdata",  # Lightroom Classic's previews
    "*.lrlibrary",  # Lightroom
    "*.cocatalog",  # Capture One
)
MAX_DECODE_THREADS = 64
#: an ISO 639 language, a script, a country; empty for the system's
_LANGUAGE = re.compile(r"([a-z]{2,3}([_-][A-Z][a-z]{3})?([_-][A-Z]{2})?)?")
MIN_POLL_S, MAX_POLL_S = 1.0, 86_400.0  # faster polling keeps disks awake, slower finds nothing
#: how work in the background makes way
_BACKGROUND_FLAGS = ("low_priority", "pause_on_battery", "pause_full_screen", "pause_while_active")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the user can choose.

    Parameters
    ----------
    model : str
        Name of the model that new photos are embedded with.
    device : {"auto", "cpu", "cuda", "directml", "coreml"}
        Where the model runs; "auto" takes the first that works.
    decode_threads : int
        Threads that decode photos, 0 to 64; 0 lets the program choose.
    excluded : tuple of str
        Names of folders that are never entered; shell patterns, upper or lower case alike.
    watch_poll_s : float
        Seconds between two looks at a folder that the system cannot watch, 1 to 86,400.
    watch : bool
        Whether the window looks for changes while it is open.
    language : str
        Of the window, as "de" or "zh_CN"; empty takes the system's.
    theme : {"system", "light", "dark"}
    close_to_tray : bool
        Whether the program goes on when its window is closed.
    low_priority : bool
        Whether indexing yields to other programs, in computing and in reading.
    pause_on_battery, pause_full_screen, pause_while_active : bool
        Whether the window's background work waits while the computer runs on its battery, while
        another program fills the screen, while the user types or moves the mouse.
    protected : tuple of Path
        Absolute. Photos below these folders are never removed by a clean-up.
    keeper_rules : tuple of str
        Rules of `keeper_rules.is_rule`, each at most once, in the user's order: what is used.
    presets : mapping of str to tuple of str
        Orders that the user saved under names; those of `KEEPER_PRESETS` come beside them.
    preset : str
        The name of the preset that ``keeper_rules`` were taken from; empty where from none. They
        may have been changed since.
    folder_priority : tuple of Path
        Absolute. Of equal photos the one below the first of these folders is kept, where the rule
        "folder_priority" has its turn.
    unknown : mapping
        Keys in the file that this version does not know. They are written back as they were.
    """

    model: str = DEFAULT_MODEL
    device: Device = "auto"
    decode_threads: int = 0
    excluded: tuple[str, ...] = DEFAULT_EXCLUDED
    watch_poll_s: float = 30.0
    watch: bool = True
    language: str = ""
    theme: Theme = "system"
    close_to_tray: bool = False
    low_priority: bool = True
    pause_on_battery: bool = True
    pause_full_screen: bool = True
    pause_while_active: bool = False
    protected: tuple[Path, ...] = ()
    keeper_rules: tuple[str, ...] = DEFAULT_KEEPER_RULES
    presets: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    preset: str = ""
    folder_priority: tuple[Path, ...] = ()
    unknown: Mapping[str, object] = field(default_factory=dict, repr=False, hash=False)


Upgrade = Callable[[dict[str, object]], dict[str, object]]


def _add_unit_rules(values: dict[str, object]) -> dict[str, object]:
    """Version 2 has rules for what lies beside a photo; they take their place in every order."""

    def with_them(rules: object) -> object:  # what is no order is refused with its reason later
        if not isinstance(rules, list) or not all(isinstance(rule, str) for rule in rules):
            return rules
        return list(with_unit_rules(tuple(rules)))

    presets = values.get("presets")
    if isinstance(presets, dict):
        presets = {name: with_them(rules) for name, rules in presets.items()}
    new = {"keeper_rules": with_them(values.get("keeper_rules")), "presets": presets}
    return {**values, **{name: new[name] for name in new if name in values}}


_UPGRADES: tuple[Upgrade, ...] = (_add_unit_rules,)
"""Step i turns the keys of version i + 1 into those of version i + 2. Never change an old step."""

VERSION = len(_UPGRADES) + 1


def load(path: Path) -> Settings:
    """Read the settings; without a file, give the defaults.

    Raises
    ------
    EnvironmentProblem
        ``settings_damaged`` naming the key and what is wrong with it: guessing would index a
        whole library with the wrong model.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise _damaged(path, error.strerror or str(error)) from error
    try:
        return _from_values(_upgraded(_parsed(data), _UPGRADES))
    except ValueError as error:
        raise _damaged(path, str(error)) from error


def save(path: Path, settings: Settings) -> None:
    """Write the settings in one step; a crash leaves the old ones or the new ones.

    Raises
    ------
    EnvironmentProblem
        ``disk_full``, or ``data_dir_unwritable`` with the system's reason.
    """
    values = {"version": VERSION, **_as_values(settings)}
    text = json.dumps({**settings.unknown, **values}, indent=2)
    try:
        write_atomic(path, text.encode("ascii") + b"\n")
    except OSError as error:
        raise EnvironmentProblem(
            "data_dir_unwritable", path=path.parent, reason=error.strerror or str(error)
        ) from error


def check(settings: Settings) -> None:
    """Refuse values that `load` would refuse: they come from a form, not from the file.

    Raises
    ------
    UsageProblem
        ``setting_refused``.
    """
    values = _as_values(settings)
    try:
        _from_values(values)
    except ValueError as error:
        raise UsageProblem("setting_refused", reason=str(error)) from error


def preset_rules(settings: Settings, name: str) -> tuple[str, ...]:
    """Return the rules of a preset by its name, the user's own or a ready-made one.

    Raises
    ------
    UsageProblem
        ``no_such_preset``.
    """
    presets = {**KEEPER_PRESETS, **settings.presets}
    if name not in presets:
        raise UsageProblem("no_such_preset", name=name, known=", ".join(presets))
    return presets[name]


def _as_values(settings: Settings) -> dict[str, object]:
    """Return the settings as they are written, without what this version does not know."""
    return {
        "model": settings.model,
        "device": settings.device,
        "decode_threads": settings.decode_threads,
        "excluded": list(settings.excluded),
        "watch_poll_s": settings.watch_poll_s,
        "watch": settings.watch,
        "language": settings.language,
        "theme": settings.theme,
        **{name: getattr(settings, name) for name in _BACKGROUND_FLAGS},
        "close_to_tray": settings.close_to_tray,
        "protected": [str(folder) for folder in settings.protected],
        "keeper_rules": list(settings.keeper_rules),
        "presets": {name: list(rules) for name, rules in settings.presets.items()},
        "preset": settings.preset,
        "folder_priority": [str(folder) for folder in settings.folder_priority],
    }


def _damaged(path: Path, reason: str) -> EnvironmentProblem:
    return EnvironmentProblem("settings_damaged", path=path, reason=reason)


def _parsed(data: bytes) -> dict[str, object]:
    try:
        values = json.loads(data.decode("utf-8-sig"))  # Windows' Notepad writes the mark
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not UTF-8 at byte {error.start}") from error
    except json.JSONDecodeError as error:
        reason = f"line {error.lineno}, column {error.colno}: {error.msg}"
        raise ValueError(reason) from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(values, dict):
        raise ValueError(f"it must hold an object {{...}}, not {_shown(values)}")
    return values


def _upgraded(values: dict[str, object], steps: Sequence[Upgrade]) -> dict[str, object]:
    """Bring the keys of an older version up to this one, one step after the other."""
    newest = len(steps) + 1
    version = values.pop("version", newest)
    if not _is_int(version) or version < 1:
        raise ValueError(f"version must be a whole number from 1, not {_shown(version)}")
    if version > newest:
        raise ValueError(
            f"it was written by a newer photofinder: version {version}, this one knows {newest}"
        )
    for number, step in enumerate(steps[version - 1 :], start=version):
        _log.info("settings are upgraded from version %d", number)
        values = step(values)
    return values


def _from_values(values: dict[str, object]) -> Settings:
    defaults = Settings()
    settings = Settings(
        model=_model(values.pop("model", defaults.model)),
        device=_device(values.pop("device", defaults.device)),
        decode_threads=_decode_threads(values.pop("decode_threads", defaults.decode_threads)),
        excluded=_excluded(values.pop("excluded", list(defaults.excluded))),
        watch_poll_s=_watch_poll_s(values.pop("watch_poll_s", defaults.watch_poll_s)),
        watch=_flag("watch", values.pop("watch", defaults.watch)),
        language=_language(values.pop("language", defaults.language)),
        theme=_theme(values.pop("theme", defaults.theme)),
        close_to_tray=_flag("close_to_tray", values.pop("close_to_tray", defaults.close_to_tray)),
        **{
            name: _flag(name, values.pop(name, getattr(defaults, name)))
            for name in _BACKGROUND_FLAGS
        },
        protected=_folders("protected", values.pop("protected", [])),
        keeper_rules=check_rules(
            "keeper_rules", values.pop("keeper_rules", list(defaults.keeper_rules))
        ),
        presets=(presets := check_presets(values.pop("presets", {}))),
        preset=_preset(values.pop("preset", defaults.preset), presets),
        folder_priority=_folders("folder_priority", values.pop("folder_priority", [])),
        unknown=values,
    )
    if values:
        _log.warning("settings that this version does not know are kept: %s", ", ".join(values))
    return settings


def _model(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"model must be the name of a model, not {_shown(value)}")
    return value


def _device(value: object) -> Device:
    known = get_args(Device)
    if value not in known:
        raise ValueError(f"device must be one of {', '.join(known)}, not {_shown(value)}")
    return cast("Device", value)


def _decode_threads(value: object) -> int:
    if not _is_int(value) or not 0 <= value <= MAX_DECODE_THREADS:
        raise ValueError(
            f"decode_threads must be a whole number from 0 to {MAX_DECODE_THREADS}, "
            f"not {_shown(value)}"
        )
    return value


def _excluded(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"excluded must be a list of folder names, not {_shown(value)}")
    for name in value:
        if not isinstance(name, str) or not name:
            raise ValueError(f"excluded must hold folder names only, not {_shown(name)}")
    return tuple(value)


def _watch_poll_s(value: object) -> float:
    if (_is_int(value) or isinstance(value, float)) and MIN_POLL_S <= value <= MAX_POLL_S:
        return float(value)
    raise ValueError(
        f"watch_poll_s must be a number of seconds from {MIN_POLL_S:.0f} to {MAX_POLL_S:.0f}, "
        f"not {_shown(value)}"
    )


def _flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{name} must be true or false, not {_shown(value)}")
    return value


def _language(value: object) -> str:
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
        raise ValueError(f'language must be a code like "de" or "zh_CN", not {_shown(value)}')
    return value


def _theme(value: object) -> Theme:
    known = get_args(Theme)
    if value not in known:
        raise ValueError(f"theme must be one of {', '.join(known)}, not {_shown(value)}")
    return cast("Theme", value)


def _folders(name: str, value: object) -> tuple[Path, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{name} must be a list of folders, not {_shown(value)}")
    for path in value:
        if not isinstance(path, str) or not Path(path).is_absolute():
            raise ValueError(f"{name} must hold whole paths of folders only, not {_shown(path)}")
    return tuple(Path(path) for path in value)


def _preset(value: object, presets: Mapping[str, tuple[str, ...]]) -> str:
    if not isinstance(value, str) or (value and value not in {*KEEPER_PRESETS, *presets}):
        known = ", ".join([*KEEPER_PRESETS, *presets])
        raise ValueError(f"preset must be one of {known}, not {_shown(value)}")
    return value


def _is_int(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)  # JSON's true is no number


def _shown(value: object) -> str:
    text = json.dumps(value)
    return text if len(text) <= 60 else text[:57] + "..."
