"""The Finder's menu: one Quick Action for each verb, an Automator workflow in ~/Library/Services.

A workflow is a folder with two property lists: what the menu shows, and the shell command that
is given the names as its arguments. Any thread.
"""

from __future__ import annotations

import plistlib
import subprocess
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photofinder.core.phrases import template
from photofinder.desktop.actions import ACTIONS, Target
from photofinder.desktop.entries import ENTRY_VERSION, MARK_KEY, FileEntry
from photofinder.desktop.file_backend import FileBackend
from photofinder.desktop.languages import in_language
from photofinder.desktop.quoting import shell_words

if TYPE_CHECKING:
    from photofinder.desktop.actions import Action
    from photofinder.desktop.places import Places

#: the system's list of services, renewed so that the Finder sees a change at once
_RENEW = "/System/Library/CoreServices/pbs"
_RENEW_S = 30.0
_ACTION = "/System/Library/Automator/Run Shell Script.action"
#: ids are made from the verb's name: the same workflow gets the same at every time
_IDS = uuid.UUID("5b3b7a53-6d0c-4f58-9a0e-6a1f8f0f7f52")
_UTI = {Target.PHOTOS: "public.image", Target.FOLDERS: "public.folder"}
_INPUT = {
    Target.PHOTOS: "com.apple.Automator.fileSystemObject.image",
    Target.FOLDERS: "com.apple.Automator.fileSystemObject.folder",
}
_AS_ARGUMENTS = 1
_ADVICE = template(
    "The Finder has them under Quick Actions; where one is missing, switch it on in "
    "System Settings > Privacy & Security > Extensions > Finder."
)


def backend(places: Places, launch: tuple[str, ...]) -> FileBackend:
    """Return the workflows."""
    entries: list[FileEntry] = []
    for action in ACTIONS:
        contents = places.home / "Library" / "Services" / f"{_file_name(action)}.workflow"
        contents /= "Contents"
        entries += [
            FileEntry(action.key, contents / "document.wflow", document(action, launch),
                      _launch_text(launch)),
            FileEntry(f"{action.key}-info", contents / "Info.plist",
                      info(action, places.language)),
        ]  # fmt: skip
    return FileBackend(
        "finder",
        "Finder",
        tuple(entries),
        places.made,
        found=sys.platform == "darwin",
        advice=_ADVICE,
        tell=_renew,
    )


def info(action: Action, language: str = "") -> bytes:
    """Write what the menu shows, in one language."""
    label = in_language(action.label, language)
    return _plist(
        {
            MARK_KEY: ENTRY_VERSION,
            "CFBundleDevelopmentRegion": "en",
            "CFBundleIdentifier": f"photofinder.service.{action.key}",
            "CFBundleInfoDictionaryVersion": "6.0",
            "CFBundleName": label,
            "CFBundlePackageType": "BNDL",
            "CFBundleShortVersionString": ENTRY_VERSION,
            "CFBundleVersion": ENTRY_VERSION,
            "NSServices": [
                {
                    "NSMenuItem": {"default": label},
                    "NSMessage": "runWorkflowAsService",
                    "NSRequiredContext": {"NSApplicationIdentifier": "com.apple.finder"},
                    "NSSendFileTypes": [_UTI[action.target]],
                }
            ],
        }
    )


def document(action: Action, launch: tuple[str, ...]) -> bytes:
    """Write the workflow: one shell command, which does not wait for the program."""
    command = f'{shell_words(action.command(launch))} "$@" </dev/null >/dev/null 2>&1 &\n'
    accepts = {"Container": "List", "Optional": False, "Types": ["com.apple.cocoa.path"]}
    step: dict[str, Any] = {
        "AMAccepts": accepts,
        "AMActionVersion": "2.0.3",
        "AMApplication": ["Automator"],
        "AMProvides": {"Container": "List", "Types": ["com.apple.cocoa.path"]},
        "ActionBundlePath": _ACTION,
        "ActionName": "Run Shell Script",
        "ActionParameters": {
            "COMMAND_STRING": command,
            "CheckedForUserDefaultShell": True,
            "inputMethod": _AS_ARGUMENTS,
            "shell": "/bin/sh",
            "source": "",
        },
        "BundleIdentifier": "com.apple.RunShellScript",
        "CFBundleVersion": "2.0.3",
        "CanShowSelectedItemsWhenRun": False,
        "CanShowWhenRun": True,
        "Category": ["AMCategoryUtilities"],
        "Class Name": "RunShellScriptAction",
        "InputUUID": _id(action, "input"),
        "OutputUUID": _id(action, "output"),
        "UUID": _id(action, "step"),
        "UnlocalizedApplications": ["Automator"],
        "arguments": {},
        "isViewVisible": True,
    }
    return _plist(
        {
            MARK_KEY: ENTRY_VERSION,
            "AMApplicationBuild": "523",
            "AMApplicationVersion": "2.10",
            "AMDocumentVersion": "2",
            "actions": [{"action": step, "isViewVisible": True}],
            "connectors": {},
            "workflowMetaData": {
                "serviceApplicationBundleID": "com.apple.finder",
                "serviceInputTypeIdentifier": _INPUT[action.target],
                "serviceOutputTypeIdentifier": "com.apple.Automator.nothing",
                "serviceProcessesInput": 0,
                "workflowTypeIdentifier": "com.apple.Automator.servicesMenu",
            },
        }
    )


def _file_name(action: Action) -> str:
    """Return a name that every file system takes: the menu has its own text."""
    return action.label.rstrip("?")


def _launch_text(launch: tuple[str, ...]) -> bytes:
    """Return the command as the property list spells it."""
    text = plistlib.dumps(f"{shell_words(launch)} -").decode("utf-8")
    return text[text.index("<string>") + 8 : text.rindex("</string>")].encode("utf-8")


def _plist(value: dict[str, Any]) -> bytes:
    return plistlib.dumps(value, sort_keys=True)


def _id(action: Action, part: str) -> str:
    return str(uuid.uuid5(_IDS, f"{action.key}/{part}")).upper()


def _renew() -> None:
    if not Path(_RENEW).exists():
        return
    try:
        subprocess.run([_RENEW, "-update"], check=False, timeout=_RENEW_S, capture_output=True)
    except (OSError, subprocess.SubprocessError):
        return  # the system looks by itself, later
