"""What Linux's libraries say of themselves, through binutils, which PyInstaller needs as well."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

_MAGIC = b"\x7fELF"


def elf_files(folder: Path) -> Iterator[Path]:
    """Find every program and library below a folder, in order; links are not followed."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as stream:
                if stream.read(len(_MAGIC)) == _MAGIC:
                    yield path


def needed_libraries(path: Path) -> list[str]:
    """Return the names of the libraries that a file is linked to, as ``libc.so.6``."""
    done = subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True, check=True)
    return [line.split()[1] for line in done.stdout.splitlines() if line.split()[:1] == ["NEEDED"]]
