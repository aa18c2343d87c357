"""The manifest of a sparse package, by which Windows 11 shows the verbs in its short menu.

It is prepared only: the short menu asks a COM class (``IExplorerCommand``) in a DLL, and the
package must be signed by somebody whom the computer trusts. The class ids are fixed here, so that
a DLL made later finds its place; until then the verbs stand below "Show more options". Pure.

References
----------
Microsoft, "Grant package identity by packaging with external location".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from photofinder.desktop.actions import ACTIONS, SUFFIXES, Target
from photofinder.desktop.entries import MARK
from photofinder.desktop.quoting import xml_text

if TYPE_CHECKING:
    from photofinder.desktop.actions import Action

#: whose certificate signs it has to be written here before it is packed
PUBLISHER = "CN=photofinder"
LIBRARY = "photofinder-menu.dll"
#: never to change: Windows finds the classes by them
CLASS_IDS = {
    "similar": "6f0c7b0e-2a0e-4f0e-9a52-6d1a1f5f9c01",
    "check": "6f0c7b0e-2a0e-4f0e-9a52-6d1a1f5f9c02",
    "duplicates": "6f0c7b0e-2a0e-4f0e-9a52-6d1a1f5f9c03",
}

_MANIFEST = """\
<?xml version="1.0" encoding="utf-8"?>
<!-- {mark} -->
<Package
    xmlns="http://schemas.microsoft.com/appx/manifest/foundation/windows10"
    xmlns:com="http://schemas.microsoft.com/appx/manifest/com/windows10"
    xmlns:desktop4="http://schemas.microsoft.com/appx/manifest/desktop/windows10/4"
    xmlns:desktop5="http://schemas.microsoft.com/appx/manifest/desktop/windows10/5"
    xmlns:rescap="http://schemas.microsoft.com/appx/manifest/foundation/windows10/restrictedcapabilities"
    xmlns:uap="http://schemas.microsoft.com/appx/manifest/uap/windows10"
    xmlns:uap10="http://schemas.microsoft.com/appx/manifest/uap/windows10/10"
    IgnorableNamespaces="com desktop4 desktop5 rescap uap uap10">
  <Identity Name="photofinder" Publisher="{publisher}" Version="{version}" \
ProcessorArchitecture="x64"/>
  <Properties>
    <DisplayName>photofinder</DisplayName>
    <PublisherDisplayName>photofinder</PublisherDisplayName>
    <Logo>photofinder.png</Logo>
    <uap10:AllowExternalContent>true</uap10:AllowExternalContent>
  </Properties>
  <Resources>
    <Resource Language="en-us"/>
  </Resources>
  <Dependencies>
    <TargetDeviceFamily Name="Windows.Desktop" MinVersion="10.0.22000.0" \
MaxVersionTested="10.0.26100.0"/>
  </Dependencies>
  <Capabilities>
    <rescap:Capability Name="runFullTrust"/>
    <rescap:Capability Name="unvirtualizedResources"/>
  </Capabilities>
  <Applications>
    <Application Id="photofinder" Executable="{program}" \
uap10:TrustLevel="mediumIL" uap10:RuntimeBehavior="win32App">
      <uap:VisualElements AppListEntry="none" BackgroundColor="transparent" \
DisplayName="photofinder" Description="Find similar photos and copies" \
Square150x150Logo="photofinder.png" Square44x44Logo="photofinder.png"/>
      <Extensions>
        <com:Extension Category="windows.comServer">
          <com:ComServer>
            <com:SurrogateServer DisplayName="photofinder">
{classes}
            </com:SurrogateServer>
          </com:ComServer>
        </com:Extension>
        <desktop4:Extension Category="windows.fileExplorerContextMenus">
          <desktop4:FileExplorerContextMenus>
{items}
          </desktop4:FileExplorerContextMenus>
        </desktop4:Extension>
      </Extensions>
    </Application>
  </Applications>
</Package>
"""


def manifest(version: str, program: str = "photofinder.exe") -> bytes:
    """Write the manifest.

    Parameters
    ----------
    version : str
        The program's; the package's has four numbers.
    program : str
        The program's name in the folder that the package is registered with.
    """
    classes = [
        f'              <com:Class Id="{CLASS_IDS[action.key]}" Path="{LIBRARY}" '
        'ThreadingModel="STA"/>'
        for action in ACTIONS
    ]
    items = [_item(f"{suffix}", Target.PHOTOS) for suffix in SUFFIXES]
    items.append(_item("Directory", Target.FOLDERS))
    numbers = [*re.findall(r"\d+", version)[:3], "0", "0", "0"]
    return _MANIFEST.format(
        mark=MARK,
        publisher=PUBLISHER,
        version=".".join([*numbers[:3], "0"]),
        program=xml_text(program).replace('"', "&quot;"),
        classes="\n".join(classes),
        items="\n".join(items),
    ).encode("utf-8")


def _item(kind: str, target: Target) -> str:
    verbs = [_verb(action) for action in ACTIONS if action.target is target]
    lines = [f'            <desktop5:ItemType Type="{kind}">', *verbs]
    return "\n".join([*lines, "            </desktop5:ItemType>"])


def _verb(action: Action) -> str:
    class_id = CLASS_IDS[action.key]
    return f'              <desktop5:Verb Id="photofinder.{action.key}" Clsid="{class_id}"/>'
