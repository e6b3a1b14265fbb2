"""What Windows shows of a program under *Properties*, and installers and virus scanners read."""

_TEMPLATE = """\
VSVersionInfo(
  ffi=FixedFileInfo(
    filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0
  ),
  kids=[
    StringFileInfo([
      StringTable("080904B0", [
        StringStruct("CompanyName", "The Lentigo authors"),
        StringStruct("FileDescription", "Lentigo, offline dermoscopy workstation for research and education"),
        StringStruct("FileVersion", "{version}"),
        StringStruct("InternalName", "lentigo"),
        StringStruct("LegalCopyright", "Apache License 2.0; see Licences in About for the libraries"),
        StringStruct("OriginalFilename", "lentigo.exe"),
        StringStruct("ProductName", "Lentigo"),
        StringStruct("ProductVersion", "{version}"),
      ])
    ]),
    VarFileInfo([VarStruct("Translation", [0x0809, 0x04B0])]),
  ],
)
"""


def version_resource(version: str) -> str:
    """Return PyInstaller's text form of the version resource; British English, Unicode.

    Parameters
    ----------
    version : str
        As ``1.2.3``, perhaps with a suffix; Windows' four numbers take what is numeric of it.
    """
    numbers = [int(part) for part in version.split(".") if part.isdigit()][:4]
    return _TEMPLATE.format(numbers=tuple(numbers + [0] * (4 - len(numbers))), version=version)
