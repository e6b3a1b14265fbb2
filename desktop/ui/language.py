"""The language of the window, its dates, its numbers and its direction."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.core import wording
from desktop.core.locations import translations_dir

# What the texts in the code are written in, and where it is spoken so.
_OWN, _OWN_LOCALE = "en", QLocale("en_GB")

_installed: list[QTranslator] = []


def install_language(application: QApplication, chosen: str) -> None:
    """Let everything that is made from now on speak a language.

    Parameters
    ----------
    application : QApplication
    chosen : str
        ``en``, ``de``; empty for the first of the system's languages that Lentigo speaks.
    """
    remove_language(application)
    language = chosen or _spoken_of(QLocale.system())
    locale = _locale_of(language)
    QLocale.setDefault(locale)
    application.setLayoutDirection(locale.textDirection())
    if language == _OWN:
        return
    # Of Qt's own dialogs first: the last one that is installed is asked first.
    qt_folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for path in (qt_folder / f"qtbase_{language}.qm", _file_of(language)):
        translator = QTranslator(application)
        if translator.load(str(path)):
            application.installTranslator(translator)
            _installed.append(translator)
    wording.install(QCoreApplication.translate)


def remove_language(application: QApplication) -> None:
    """Go back to the texts as they stand in the code."""
    wording.uninstall()
    while _installed:
        translator = _installed.pop()
        application.removeTranslator(translator)
        translator.deleteLater()


def _spoken_of(system: QLocale) -> str:
    """Return the first of the system's languages that Lentigo speaks.

    `QTranslator.load` would pass over the language of the code, for which there is no file, and take one that its user
    understands less well.
    """
    for name in system.uiLanguages():
        language = name.partition("-")[0]
        if language == _OWN or _file_of(language).is_file():
            return language
    return _OWN


def _locale_of(language: str) -> QLocale:
    """Return the system's customs where they belong to the language, otherwise those of the language's home."""
    system = QLocale.system()
    if language == _OWN:
        return system if system.language() in (QLocale.Language.English, QLocale.Language.C) else _OWN_LOCALE
    home = QLocale(language)
    return system if system.language() == home.language() else home


def _file_of(language: str) -> Path:
    return translations_dir() / f"lentigo_{language}.qm"
