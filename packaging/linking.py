"""Check on Linux that all that the package is linked to is there: in it, or in a Debian package that it depends on."""

from pathlib import Path

from contents import OPTIONAL_LIBRARIES, SYSTEM_LIBRARIES
from elf import elf_files, needed_libraries


def unmet_links(folder: Path) -> list[str]:
    """Return a line for each library that is wanted and that nobody brings."""
    shipped = {path.name for path in folder.rglob("*.so*")}
    known = shipped | SYSTEM_LIBRARIES.keys() | OPTIONAL_LIBRARIES.keys()
    return [
        f"{name}, wanted by {path.relative_to(folder)}"
        for path in elf_files(folder)
        for name in needed_libraries(path)
        if name not in known
    ]
