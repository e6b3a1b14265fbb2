"""What the help is about, and which subject belongs to what is on show."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.core.locations import help_dir

SUBJECTS = (
    "start",
    "assess",
    "answer",
    "patients",
    "filing",
    "lesion",
    "conclusions",
    "reports",
    "vault",
    "settings",
    "commandline",
    "limits",
)
"""The pages of the help, in their order; each is a file of that name in each language's folder."""

HELP = "help"
"""The object name of the action that opens the help."""

_OWN = "en"
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
# The places of the window by the names of their classes, most of which are loaded when they are first gone to.
_SUBJECT_OF_PLACE = {
    "EmptyPage": "assess",
    "AssessPage": "answer",
    "ProblemPage": "answer#bundle",
    "EmptyState": "vault#why",
    "PatientsPage": "patients",
    "PatientPage": "patients#patient",
    "LesionPage": "lesion",
    "ComparePage": "lesion#compare",
    "ExaminationPage": "conclusions#examination",
    "UnfiledPage": "filing#unfiled",
    "SettingsPage": "settings",
    "AuditPage": "vault#audit",
    "VaultStartPage": "vault#create",
    "CreateVaultPage": "vault#create",
    "RestorePage": "vault#restore",
    "RecoveryPage": "vault#recovery-key",
    "NewPassphrasePage": "vault#recovery-key",
    "UnlockPage": "vault#lock",
    "CoverPage": "vault",
    "VaultCover": "vault",
}
_SUBJECT_OF_DIALOG = {
    "AccountDialog": "vault#accounts",
    "ConclusionDialog": "conclusions#conclude",
    "ErasePatientDialog": "patients#archive",
    "FileUnderDialog": "filing",
    "ImportPatientDialog": "reports#export",
    "LesionDialog": "patients#lesion",
    "PassphraseDialog": "vault#lock",
    "PatientDialog": "patients#new",
    "RehearsalDialog": "vault#backup",
}


def subject_of_dialog(dialog: QWidget | None) -> str | None:
    """Return the subject of the dialog that has to be answered first; None if there is none, or it has none."""
    return None if dialog is None else _SUBJECT_OF_DIALOG.get(type(dialog).__name__)


def subject_on_show(screen: QStackedWidget) -> str:
    """Return the subject of the innermost place on show that has one, perhaps with an anchor.

    Parameters
    ----------
    screen : QStackedWidget
        The outermost of the stacks in which the places lie.
    """
    names = [type(place).__name__ for place in places_on_show(screen)]
    found = [_SUBJECT_OF_PLACE[name] for name in names if name in _SUBJECT_OF_PLACE]
    return found[-1] if found else SUBJECTS[0]


def places_on_show(screen: QStackedWidget) -> Iterator[QWidget]:
    """Go from a stack through what it shows to the innermost stack's page."""
    widget: QWidget | None = screen
    while widget is not None:
        yield widget
        widget = widget.currentWidget() if isinstance(widget, QStackedWidget) else None


def subject_file(name: str) -> Path:
    """Return the file of a subject in the window's language, or in English if the help does not speak that."""
    return _folder() / f"{name}.html"


def subject_title(name: str) -> str:
    """Return the title that a subject's page gives itself."""
    found = _TITLE.search(subject_file(name).read_text(encoding="utf-8"))
    return name if found is None else unescape(found[1].strip())


def _folder() -> Path:
    folder = help_dir() / QLocale.languageToCode(QLocale().language())
    return folder if folder.is_dir() else help_dir() / _OWN
