"""Pin every package that the project can install, direct or not, in pyproject.toml.

    uv lock && python packaging/pin_versions.py           write the pins of uv.lock
    uv lock && python packaging/pin_versions.py --check   exit 1 if a locked package is not pinned at its version
    python packaging/pin_versions.py --upgrade            find the newest versions that fit together, and pin them

uv.lock names the address of a package registry and is therefore never committed; the pins name none.
"""

import argparse
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[1]
_PYPROJECT, _LOCK = _ROOT / "pyproject.toml", _ROOT / "uv.lock"
_BLOCK = re.compile(r"^constraint-dependencies = \[\n(?:.*\n)*?\]\n", re.MULTILINE)


def main() -> int:
    """Run as the docstring says and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    actions = parser.add_mutually_exclusive_group()
    actions.add_argument("--check", action="store_true", help="change nothing")
    actions.add_argument("--upgrade", action="store_true", help="forget the present pins first")
    options = parser.parse_args()
    if options.upgrade:
        _write([])
        subprocess.run(["uv", "lock", "--upgrade"], cwd=_ROOT, check=True)
    locked, pinned = pins_of(tomllib.loads(_LOCK.read_text(encoding="utf-8"))), _pinned()
    if options.check:
        for line in sorted(set(locked) - set(pinned)):
            print(f"not pinned: {line}")
        for line in sorted(set(pinned) - set(locked)):
            print(f"pinned, but not locked: {line}")
        return int(set(locked) != set(pinned))
    _write(locked)
    print(f"{len(locked)} versions are pinned in {_PYPROJECT.name}.")
    return 0


def pins_of(lock: dict[str, Any]) -> list[str]:
    """Return a requirement for each locked package, by name; with markers where one name has several versions."""
    versions = defaultdict(list)
    for package in lock["package"]:
        if "registry" in package["source"]:
            versions[package["name"]].append(package)
    return [
        requirement
        for _, packages in sorted(versions.items())
        for requirement in sorted(_requirement(package, several=len(packages) > 1) for package in packages)
    ]


def _requirement(package: dict[str, Any], *, several: bool) -> str:
    requirement = f"{package['name']}=={package['version']}"
    if not several:
        return requirement
    markers = " or ".join(f"({marker})" for marker in package["resolution-markers"])
    return f"{requirement} ; {markers}"


def _pinned() -> list[str]:
    pyproject = tomllib.loads(_PYPROJECT.read_text(encoding="utf-8"))
    pinned: list[str] = pyproject["tool"]["uv"].get("constraint-dependencies", [])
    return pinned


def _write(requirements: list[str]) -> None:
    """Replace the list in pyproject.toml and leave every other byte as it is."""
    lines = "".join(f'  "{requirement}",\n' for requirement in requirements)
    text, count = _BLOCK.subn(f"constraint-dependencies = [\n{lines}]\n", _PYPROJECT.read_text(encoding="utf-8"))
    if count != 1:
        sys.exit(f"{_PYPROJECT.name} should have one list `constraint-dependencies`, spread over lines.")
    _PYPROJECT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
