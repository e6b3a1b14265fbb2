"""The licences of what is in the package, by the names that tools know (SPDX) or, where there is none, in words."""

import json
import re
import sys
from collections.abc import Iterable
from importlib.metadata import Distribution
from pathlib import Path

# What metadata say in words. https://spdx.org/licenses/
_SPDX = {
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}
# Its metadata say nothing; its text is zlib's.
_NOT_SAID = {"sqlcipher3": "Zlib"}
_CLASSIFIER = "License :: OSI Approved :: "
_LONGEST_NAME = 100
_DEBIAN_FORMAT = re.compile(r"^Format: *https?://\S*copyright-format", re.MULTILINE)
_DEBIAN_LICENCE = re.compile(r"^License: *(\S.*)$", re.MULTILINE)


def of_wheel(found: Distribution) -> str:
    """Return a library's licence: of its metadata the expression, the short name, or the classifiers.

    Raises
    ------
    SystemExit
        If it names none.
    """
    said = _field(found, "License-Expression") or _field(found, "License")
    classifiers = [
        name.removeprefix(_CLASSIFIER)
        for name in found.metadata.get_all("Classifier") or ()
        if name.startswith(_CLASSIFIER)
    ]
    said = said or _in_spdx(classifiers) or _NOT_SAID.get(found.name)
    if not said:
        sys.exit(f"{found.name} does not say what its licence is: look, and name it in packaging/licence_names.py")
    return _SPDX.get(said, said)


def of_debian_package(copyright_file: Path) -> str:
    """Return the licences that a Debian package's copyright file names, in Debian's words, or where the text lies."""
    text = copyright_file.read_text(encoding="utf-8", errors="replace")
    names = dict.fromkeys(_DEBIAN_LICENCE.findall(text)) if _DEBIAN_FORMAT.search(text) else {}
    return ", ".join(names) or f"see resources/licences/{copyright_file.parent.name}.txt"


def of_bundle(folder: Path) -> str:
    """Return the licence that a bundle's manifest names."""
    return str(json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["licence"])


def _field(found: Distribution, name: str) -> str | None:
    """Return what a field says, unless it is a whole text or nothing."""
    said = found.metadata[name].strip() if name in found.metadata else ""
    return said if "\n" not in said and len(said) <= _LONGEST_NAME and said != "UNKNOWN" else None


def _in_spdx(names: Iterable[str]) -> str | None:
    return " AND ".join(_SPDX.get(name, name) for name in names) or None
