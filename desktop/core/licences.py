"""The licence texts of everything that the program brings along."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from desktop.core.locations import resources_dir

_ROOT_DISTRIBUTION = "lentigo"
# Wheels without a text of their own.
_TEXTS_HERE = {
    "flatbuffers": "FlatBuffers.txt",
    "pyside6-essentials": "Qt and PySide6.txt",
    "shiboken6": "Qt and PySide6.txt",
}
_REQUIREMENT_NAME = re.compile(r"[A-Za-z0-9._-]+")
# Of a distribution's metadata, and of its own folder if it keeps its texts there, as ONNX Runtime does.
_LICENCE_FILE = re.compile(
    r"[^/]+\.dist-info/(?:licen[cs]es/.+|[^/]*(?:licen[cs]e|copying|notice)[^/]*)$"
    r"|[^/]+/(?:LICENSE|ThirdPartyNotices\.txt)$",
    re.IGNORECASE,
)


class LicensedPart:
    """A library in the program, and where its licence stands.

    Parameters
    ----------
    name : str
    version : str
        Empty where the library does not say.
    files : callable
        Finds the UTF-8 texts; asked when they are wanted, because a wheel's table of contents may be long.
    """

    def __init__(self, name: str, version: str, files: Callable[[], Sequence[Path]]) -> None:
        self.name = name
        self.version = version
        self._files = files

    def text(self) -> str:
        """Read its licence, one file after another; empty if the library came without one.

        Raises
        ------
        OSError
            If a file cannot be read.
        """
        texts = (path.read_text(encoding="utf-8", errors="replace") for path in self._files())
        return "\n\n\n".join(text.strip() for text in texts)


def licensed_parts() -> tuple[LicensedPart, ...]:
    """Return Lentigo, every installed library that it needs, and what these bring with them, by name.

    What a wheel carries without a text of its own has one in ``resources/licences``; so have, in the packaged program,
    the libraries of the system that it was built on.
    """
    parts = [_part(found) for found in _needed(_ROOT_DISTRIBUTION, set())]
    named = {_canonical(part.name) for part in parts}
    texts = (path for path in _texts_dir().glob("*.txt") if _canonical(path.stem) not in named)
    parts += [LicensedPart(path.stem, "", partial(tuple, [path])) for path in texts]
    return tuple(sorted(parts, key=lambda part: part.name.casefold()))


def _needed(name: str, seen: set[str]) -> Iterator[Distribution]:
    """Walk from a distribution to all that it requires, as far as it is installed."""
    canonical = _canonical(name)
    if canonical in seen:
        return
    seen.add(canonical)
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return  # For another system, or left out of the package because nothing calls it.
    yield found
    for requirement in found.requires or ():
        needed = _REQUIREMENT_NAME.match(requirement)
        if needed and "extra ==" not in requirement:
            yield from _needed(needed[0], seen)


def _part(found: Distribution) -> LicensedPart:
    return LicensedPart(found.name, found.version, partial(_licence_files, found))


def _licence_files(found: Distribution) -> list[Path]:
    if text := _TEXTS_HERE.get(_canonical(found.name)):
        return [_texts_dir() / text]
    files = sorted(path for path in found.files or () if _LICENCE_FILE.match(path.as_posix()))
    located = (Path(str(found.locate_file(path))) for path in files)
    # The table of contents may name what is not shipped.
    return [path for path in located if path.is_file()]


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _texts_dir() -> Path:
    return resources_dir() / "licences"
