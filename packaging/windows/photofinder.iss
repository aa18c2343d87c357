; Setup program for Windows: for the user who runs it, without an administrator's rights.
; Made by `dev.py bundle` where Inno Setup 6 is installed:
;   iscc /DVersion=... /DFrozen=... /DNotices=... /O... photofinder.iss
;
; photofinder.exe is for consoles, photofinderw.exe opens no console: menu, right-click and
; autostart call the second one (photofinder.desktop.launcher). Entries of the file manager are
; written and removed by the program itself, so that setup and settings agree on what is there.

#ifndef Version
  #error Say /DVersion=
#endif

[Setup]
AppId={{6B1F1C53-0B53-4D6C-9C36-6D8C2B3F7A10}
AppName=photofinder
AppVersion={#Version}
AppPublisher=The photofinder developers
DefaultDirName={localappdata}\Programs\photofinder
DefaultGroupName=photofinder
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; Qt 6.11's oldest
MinVersion=10.0.17763
OutputBaseFilename=photofinder-{#Version}-setup
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
LicenseFile=..\..\LICENSE
SetupIconFile={#Frozen}\_internal\resources\icons\photofinder.ico
UninstallDisplayIcon={app}\photofinderw.exe
; a running program keeps its files open: the user is asked to close it
CloseApplications=yes
RestartApplications=no
ChangesAssociations=yes
ChangesEnvironment=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.RightClick=Right-click actions in the Explorer: find similar photos, duplicates
de.RightClick=Rechtsklick-Aktionen im Explorer: ähnliche Fotos und Duplikate finden
en.CommandLine=The command photofinder in every console
de.CommandLine=Der Befehl photofinder in jeder Konsole

[Tasks]
Name: "rightclick"; Description: "{cm:RightClick}"
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "path"; Description: "{cm:CommandLine}"; Flags: unchecked

[InstallDelete]
; of an older version: a library that this one no longer has must not be loaded
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Frozen}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion
Source: "{#Notices}"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{group}\photofinder"; Filename: "{app}\photofinderw.exe"
Name: "{userdesktop}\photofinder"; Filename: "{app}\photofinderw.exe"; Tasks: desktopicon

[Registry]
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; \
  ValueData: "{olddata};{app}"; Tasks: path; Check: NotInPath

[Run]
Filename: "{app}\photofinder.exe"; Parameters: "integrate install"; Flags: runhidden; \
  Tasks: rightclick
Filename: "{app}\photofinderw.exe"; Description: "{cm:LaunchProgram,photofinder}"; \
  Flags: postinstall nowait skipifsilent

[UninstallRun]
Filename: "{app}\photofinder.exe"; Parameters: "integrate remove"; Flags: runhidden; \
  RunOnceId: "integrate"

[Code]
function NotInPath: Boolean;
var
  Path: string;
begin
  if not RegQueryStringValue(HKCU, 'Environment', 'Path', Path) then
    Path := '';
  Result := Pos(';' + Lowercase(ExpandConstant('{app}')) + ';', ';' + Lowercase(Path) + ';') = 0;
end;

{ The folder is taken out of the user's Path again; what else is in it stays as it is. }
procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Path, Folder: string;
  Found: Integer;
begin
  if (Step <> usPostUninstall) or not RegQueryStringValue(HKCU, 'Environment', 'Path', Path) then
    exit;
  Folder := ';' + ExpandConstant('{app}');
  Found := Pos(Lowercase(Folder), Lowercase(Path));
  if Found > 0 then begin
    Delete(Path, Found, Length(Folder));
    RegWriteExpandStringValue(HKCU, 'Environment', 'Path', Path);
  end;
end;
