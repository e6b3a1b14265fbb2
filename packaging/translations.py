"""Keep the window's translations in step with the code.

    python packaging/translations.py            bring new strings into resources/translations/*.ts, drop old ones, write
                                                the .qm files, and list what is not translated
    python packaging/translations.py --check    change nothing; exit 1 if anything would change or is not translated

The .ts files are what is edited, by hand or in Qt Linguist (`pyside6-linguist`); the .qm files are made of them and are
committed beside them, so that a checkout speaks German without a step more.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from shiboken6 import Shiboken
from wording_found import strings_beyond_lupdate

_ROOT = Path(__file__).resolve().parents[1]
FOLDER = _ROOT / "resources" / "translations"
# Qt's own programs, as the wheel brings them.
_QT = Path(Shiboken.__file__).resolve().parents[1] / "PySide6"
_EXE = ".exe" if sys.platform == "win32" else ""


def main() -> int:
    """Run as the docstring says and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing")
    check = parser.parse_args().check
    wrong = 0
    for ts in sorted(FOLDER.glob("lentigo_*.ts")):
        with tempfile.TemporaryDirectory() as name:
            new_ts, new_qm = Path(name) / ts.name, Path(name) / ts.with_suffix(".qm").name
            new_ts.write_bytes(ts.read_bytes())
            extract_into(new_ts)
            missing = untranslated(new_ts)
            for context, source in missing:
                print(f"{ts.name}: not translated: {context}: {source}")
            compile_to(new_qm, new_ts)
            for path, new in ((ts, new_ts), (ts.with_suffix(".qm"), new_qm)):
                changed = not path.is_file() or path.read_bytes() != new.read_bytes()
                if changed and check:
                    print(f"{path.name} is out of date: run packaging/translations.py")
                elif changed:
                    # In its place and not into it: a Lentigo that runs has the .qm mapped, and would fall silent.
                    beside = path.with_name(f"{path.name}.new")
                    beside.write_bytes(new.read_bytes())
                    beside.replace(path)
                    print(f"{path.name} written")
                wrong += changed and check
            wrong += len(missing)
    return int(wrong > 0)


def extract_into(ts: Path) -> None:
    """Bring a .ts file in step with the strings of the code; what has been translated stays.

    Raises
    ------
    subprocess.CalledProcessError
        If lupdate fails.
    """
    sources = [str(path) for path in sorted((_ROOT / "desktop").rglob("*.py"))]
    with tempfile.TemporaryDirectory() as name:
        others = Path(name) / "others.py"
        others.write_text(
            "".join(f"QT_TRANSLATE_NOOP({found.context!r}, {found.text!r})\n" for found in strings_beyond_lupdate()),
            encoding="utf-8",
        )
        listed = Path(name) / "sources.lst"
        listed.write_text("\n".join([*sources, str(others)]), encoding="utf-8")
        # A similar sentence's translation is no translation: it would be taken for one.
        heuristics = ["-disable-heuristic", "similartext", "-disable-heuristic", "sametext"]
        _run("lupdate", "-silent", "-no-obsolete", "-locations", "none", *heuristics, f"@{listed}", "-ts", str(ts))


def compile_to(qm: Path, ts: Path) -> None:
    """Write the file that the window reads.

    Raises
    ------
    subprocess.CalledProcessError
        If lrelease fails.
    """
    _run("lrelease", "-silent", str(ts), "-qm", str(qm))


def messages(ts: Path) -> Iterator[tuple[str, str, ElementTree.Element]]:
    """Go through a .ts file's messages: context, source text, and the element of its translation."""
    for context in ElementTree.parse(ts).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None:
                yield context.findtext("name", ""), message.findtext("source", ""), translation


def forms(translation: ElementTree.Element) -> list[str]:
    """Return what a message is translated by: one text, or one for each plural form."""
    plurals = list(translation.iter("numerusform"))
    return [form.text or "" for form in plurals] if plurals else [translation.text or ""]


def untranslated(ts: Path) -> list[tuple[str, str]]:
    """List context and source of each message that is not translated, or not finished."""
    return [
        (context, source)
        for context, source, translation in messages(ts)
        if translation.get("type") is not None or not all(forms(translation))
    ]


def _run(tool: str, *arguments: str) -> None:
    folder = _QT if (_QT / f"{tool}{_EXE}").is_file() else _QT / "Qt" / "libexec"
    subprocess.run([str(folder / f"{tool}{_EXE}"), *arguments], cwd=_ROOT, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
