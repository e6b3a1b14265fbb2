"""Everything that the window says can be translated, and is said in German."""

import ast
import errno
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
import translations
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QMenuBar, QWidget

from desktop.core.domain.body_sites import body_sites
from desktop.core.errors import VaultError
from desktop.core.inference.reasons import GREY, NOT_DERMOSCOPIC, TOO_NARROW, TOO_SMALL, reason_text
from desktop.core.storage.telling import told
from desktop.ui.actions import build_actions, fill_menu_bar
from desktop.ui.language import install_language, remove_language
from desktop.ui.views.main_window import MainWindow

_ROOT = Path(__file__).resolve().parents[2]
_TS = translations.FOLDER / "lentigo_de.ts"
_PLACE = re.compile(r"\{[^{}]*\}")
# Nobody reads a method's argument of less than two letters as a word.
_WORD = re.compile(r"[^\W\d_]{2,}")
_SHOWING = frozenset(
    {
        *("QAction", "QCheckBox", "QGroupBox", "QLabel", "QMessageBox", "QPushButton", "QRadioButton", "QToolButton"),
        *("addAction", "addItem", "addItems", "addMenu", "addRow", "addTab", "insertItem", "setAccessibleDescription"),
        *("setAccessibleName", "setHeaderLabels", "setPlaceholderText", "setPrefix", "setStatusTip", "setSuffix"),
        *("setText", "setTitle", "setToolTip", "setWhatsThis", "setWindowTitle", "show_message"),
    }
)
_TRANSLATING = frozenset({"tr", "_tr", "translate"})
# Shown as they are in every language: the program's name, and each language's own.
_PROPER = frozenset({"Lentigo", "Deutsch", "English"})


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    install_language(qapp, "de")
    yield
    install_language(qapp, "en")
    remove_language(qapp)


def _parsed(folder: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((_ROOT / folder).rglob("*.py")):
        yield path.relative_to(_ROOT), ast.parse(path.read_text(encoding="utf-8"))


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def test_every_string_of_the_code_is_translated_into_german(tmp_path: Path) -> None:
    fresh = tmp_path / _TS.name
    fresh.write_bytes(_TS.read_bytes())
    translations.extract_into(fresh)

    assert translations.untranslated(fresh) == [], "run packaging/translations.py, then translate"
    assert fresh.read_bytes() == _TS.read_bytes(), "run packaging/translations.py"


def test_the_compiled_translation_is_that_of_its_source(tmp_path: Path) -> None:
    translations.compile_to(tmp_path / "lentigo_de.qm", _TS)

    assert (tmp_path / "lentigo_de.qm").read_bytes() == _TS.with_suffix(".qm").read_bytes()


def test_no_translation_loses_or_invents_a_place_for_a_value() -> None:
    wrong = [
        (source, form)
        for _, source, translation in translations.messages(_TS)
        for form in translations.forms(translation)
        if set(_PLACE.findall(source)) != set(_PLACE.findall(form))
    ]
    assert wrong == []


def test_no_translation_loses_a_blank_at_its_ends_or_an_ellipsis() -> None:
    wrong = [
        (source, form)
        for _, source, translation in translations.messages(_TS)
        for form in translations.forms(translation)
        if (source[:1] == " ", source[-1:] == " ", "…" in source) != (form[:1] == " ", form[-1:] == " ", "…" in form)
    ]
    assert wrong == []


def _key(text: str) -> str:
    found = re.search(r"&(\w)", text)
    return found[1].casefold() if found else ""


def test_what_has_a_key_with_alt_has_one_in_german() -> None:
    wrong = [
        (source, form)
        for _, source, translation in translations.messages(_TS)
        for form in translations.forms(translation)
        if bool(_key(source)) != bool(_key(form))
    ]
    assert wrong == []


def test_two_things_of_a_form_with_different_keys_have_different_keys_in_german() -> None:
    by_context: dict[str, dict[str, str]] = defaultdict(dict)
    for context, source, translation in translations.messages(_TS):
        if _key(source):
            by_context[context][source] = translations.forms(translation)[0]
    del by_context["Actions"]  # In menus of their own: see below.
    wrong = [
        (context, one, other)
        for context, texts in by_context.items()
        for one, other in combinations(texts, 2)
        if _key(one) != _key(other) and _key(texts[one]) == _key(texts[other])
    ]
    assert wrong == []


@pytest.mark.usefixtures("german", "qtbot")
def test_in_each_german_menu_every_entry_has_a_key_of_its_own() -> None:
    window, bar = QWidget(), QMenuBar()
    fill_menu_bar(bar, build_actions(window))
    menus = [bar.actions(), *(entry.menu().actions() for entry in bar.actions())]  # type: ignore[attr-defined]

    keys = [Counter(_key(entry.text()) for entry in menu if not entry.isSeparator()) for menu in menus]

    assert [count for count in keys if max(count.values()) > 1 or "" in count] == []
    window.deleteLater()
    bar.deleteLater()


def test_nothing_is_shown_that_does_not_go_through_the_translation() -> None:
    shown = [
        f"{path}:{text.lineno}: {text.value!r}"
        for path, tree in _parsed("desktop/ui")
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _name(call) in _SHOWING
        for argument in [*call.args, *(keyword.value for keyword in call.keywords)]
        for text in _literals(argument)
    ]
    assert shown == []


def _literals(shown: ast.expr) -> Iterator[ast.Constant]:
    """Go through the words in an argument that are not translated."""
    match shown:
        case ast.Call() if _name(shown) in _TRANSLATING:
            return
        case ast.Constant(value=str(text)) if _WORD.search(text) and text not in _PROPER:
            yield shown
        case ast.JoinedStr() | ast.BinOp() | ast.IfExp() | ast.BoolOp() | ast.List() | ast.Tuple():
            for part in ast.iter_child_nodes(shown):
                if isinstance(part, ast.expr):
                    yield from _literals(part)
        case ast.Call(func=ast.Attribute(value=ast.expr() as template, attr="format" | "join")):
            yield from _literals(template)


def test_an_error_is_raised_with_a_whole_sentence_that_can_be_translated() -> None:
    trees = list(_parsed("desktop/core")) + list(_parsed("desktop/ui"))
    names = _known_errors([tree for _, tree in trees])
    pieced = [
        f"{path}:{call.lineno}"
        for path, tree in trees
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and call.args and _name(call) in names
        if isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert pieced == []


def _known_errors(trees: list[ast.Module]) -> set[str]:
    """Return the names of `KnownError` and of all that are derived from it."""
    bases = {
        kind.name: {base.id for base in kind.bases if isinstance(base, ast.Name)}
        for tree in trees
        for kind in ast.walk(tree)
        if isinstance(kind, ast.ClassDef)
    }
    names: set[str] = set()
    found = {"KnownError"}
    while found:
        names |= found
        found = {name for name, above in bases.items() if above & names} - names
    return names


@pytest.mark.usefixtures("german")
def test_in_german_sentences_of_the_core_and_of_qt_are_german_and_numbers_are_written_so() -> None:
    assert str(VaultError("The vault is locked. Unlock it, then try again.")).startswith("Der Tresor ist gesperrt.")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert QLocale().toString(1234.5) == "1.234,5"


@pytest.mark.usefixtures("german")
def test_every_body_site_has_a_german_name_of_its_own() -> None:
    names = [QCoreApplication.translate("BodySite", site.meaning) for site in body_sites()]

    assert len(set(names)) == len(names)


def test_english_is_spoken_again_when_it_is_chosen(qapp: QApplication) -> None:
    install_language(qapp, "de")
    install_language(qapp, "en")

    assert str(VaultError("The vault is locked. Unlock it, then try again.")).startswith("The vault is locked.")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    remove_language(qapp)


def test_the_window_speaks_the_language_of_the_settings(
    make_window: Callable[..., MainWindow], tmp_path: Path, qapp: QApplication
) -> None:
    values = {"notice_accepted": True, "without_vault": True, "language": "de"}
    (tmp_path / "settings.json").write_text(json.dumps(values), encoding="utf-8")
    try:
        assert make_window().commands.go_assess.text() == "&Auswerten"
    finally:
        install_language(qapp, "en")
        remove_language(qapp)


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    "reason",
    [NOT_DERMOSCOPIC, GREY, TOO_SMALL.format(width=20, height=30, least=64), TOO_NARROW.format(width=20, height=300)],
)
def test_why_a_picture_is_out_of_scope_is_said_in_german(reason: str) -> None:
    said = reason_text(reason)

    assert said != reason
    assert re.findall(r"\d+", said) == re.findall(r"\d+", reason)


@pytest.mark.usefixtures("german")
def test_what_the_drive_refuses_is_said_in_german() -> None:
    said = "Das Laufwerk ist voll; die Sicherung wurde nicht erstellt"
    with pytest.raises(VaultError, match=said), told("the backup was not made"):
        raise OSError(errno.ENOSPC, "No space left on device")
