; Windows' installer (Inno Setup 6). build.py compiles it: iscc /DAppVersion=1.2.3 /Ooutput lentigo.iss
; Silent: lentigo-1.2.3-setup.exe /VERYSILENT /SUPPRESSMSGBOXES. Silent removal: unins000.exe /VERYSILENT [/REMOVEDATA].
#ifndef AppVersion
  #error Say which version: iscc /DAppVersion=1.2.3
#endif

[Setup]
; Never change: by it Windows knows that this is an upgrade.
AppId={{6C0B2F0B-6D1A-4A53-9C7B-0E1D5B1A7C44}
AppName=Lentigo
AppVersion={#AppVersion}
AppPublisher=The Lentigo authors
VersionInfoVersion={#AppVersion}
; For the one user, without an administrator.
PrivilegesRequired=lowest
DefaultDirName={autopf}\Lentigo
DisableDirPage=auto
DisableProgramGroupPage=yes
DefaultGroupName=Lentigo
LicenseFile=..\..\LICENSE
OutputBaseFilename=lentigo-{#AppVersion}-setup
SetupIconFile=..\..\build\packaging\made\lentigo.ico
UninstallDisplayIcon={app}\lentigo-window.exe
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
; An open Lentigo is asked to close, and locks its vault while it does.
CloseApplications=yes
RestartApplications=no
ChangesAssociations=no

[Tasks]
Name: desktopicon; Description: "Put an icon on the desktop"; Flags: unchecked

[InstallDelete]
; An upgrade leaves no library of the version before. Nothing of the user's lies in there.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\lentigo\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\Lentigo"; Filename: "{app}\lentigo-window.exe"
Name: "{autodesktop}\Lentigo"; Filename: "{app}\lentigo-window.exe"; Tasks: desktopicon

[Registry]
; "Open with…" for images, without becoming anybody's default.
Root: HKA; Subkey: "Software\Classes\Applications\lentigo-window.exe"; ValueType: string; ValueName: "FriendlyAppName"; \
  ValueData: "Lentigo"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\lentigo-window.exe\shell\open\command"; ValueType: string; \
  ValueData: """{app}\lentigo-window.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\Applications\lentigo-window.exe\SupportedTypes"; ValueType: string; \
  ValueName: ".jpg"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\lentigo-window.exe\SupportedTypes"; ValueType: string; \
  ValueName: ".jpeg"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\lentigo-window.exe\SupportedTypes"; ValueType: string; \
  ValueName: ".png"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\lentigo-window.exe\SupportedTypes"; ValueType: string; \
  ValueName: ".tif"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\lentigo-window.exe\SupportedTypes"; ValueType: string; \
  ValueName: ".tiff"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\lentigo-window.exe\SupportedTypes"; ValueType: string; \
  ValueName: ".heic"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\lentigo-window.exe\SupportedTypes"; ValueType: string; \
  ValueName: ".webp"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\lentigo-window.exe\SupportedTypes"; ValueType: string; \
  ValueName: ".bmp"; ValueData: ""

[Run]
Filename: "{app}\lentigo-window.exe"; Description: "Start Lentigo"; Flags: nowait postinstall skipifsilent

[Code]
{ Settings and logs are kept unless removing them is asked for: in the dialog, or by /REMOVEDATA. Vaults lie where their
  owners put them, and are never touched. }
function RemovalIsAskedFor: Boolean;
var
  Number: Integer;
begin
  Result := False;
  for Number := 1 to ParamCount do
    if CompareText(ParamStr(Number), '/REMOVEDATA') = 0 then
      Result := True;
  if not Result and not UninstallSilent then
    Result := MsgBox('Remove your settings and logs of Lentigo as well? Vaults are kept in any case.',
      mbConfirmation, MB_YESNO or MB_DEFBUTTON2) = IDYES;
end;

procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
var
  Folder: String;
begin
  if (CurUninstallStep = usPostUninstall) and RemovalIsAskedFor then
  begin
    Folder := ExpandConstant('{localappdata}\lentigo');
    DeleteFile(Folder + '\settings.json');
    DelTree(Folder + '\Logs', True, True, True);
    { Only if nothing else lies in it. }
    RemoveDir(Folder);
  end;
end;
