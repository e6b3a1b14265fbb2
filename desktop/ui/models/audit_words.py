"""The audit trail's own words as people read them."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.ui.models.words import moment_text

_ID_DIGITS = 8


def words_of(key: str) -> str:
    """Write one of the format's own words, such as an action or what is counted."""
    return QCoreApplication.translate("Audit", key.replace("_", " ").capitalize())


def short_id(thing_id: str) -> str:
    """Return as much of an id as people need to tell it from others."""
    return thing_id[:_ID_DIGITS]


def details_text(details: Mapping[str, str]) -> str:
    """Say in words what else an event tells; what a newer program has added is shown as it is kept.

    Parameters
    ----------
    details : mapping of str to str
        See `AuditEvent`.
    """
    said = _sayings()
    parts = (said[key](value) if key in said else f"{words_of(key)}: {value}" for key, value in details.items())
    return " · ".join(part for part in parts if part)


def _sayings() -> Mapping[str, Callable[[str], str]]:
    """Return what says a detail, by its key, where that is more than a number beside a word."""
    return {
        "fields": _fields,
        "lesion": lambda value: _tr("was under lesion {id}").format(id=short_id(value)),
        "role": lambda value: _known(value, administrator=_tr("Administrator"), clinician=_tr("Clinician")),
        "form": lambda value: _known(
            value,
            pdf=_tr("as a PDF"),
            print=_tr("printed"),
            csv=_tr("as a table (CSV)"),
            clipboard=_tr("to the clipboard"),
        ),
        "purpose": lambda value: _known(value, research=_tr("for research")),
        "practice": lambda value: _known(value, yes=_tr("practice patient")),
        "setting": lambda value: _known(
            value, backup_folder=_tr("Folder of the backup"), operating_point=_tr("Operating point")
        ),
        "before": lambda value: _tr("before: {choice}").format(choice=_choice(value)),
        "after": lambda value: _tr("after: {choice}").format(choice=_choice(value)),
        "by": lambda value: _known(value, policy=_tr("by the practice's policy")),
        "made_at": lambda value: _tr("from the backup of {moment}").format(moment=_moment(value)),
        "wrong_attempts": lambda value: _tr("Wrong passphrases before: {count}").format(count=value),
    }


def _fields(value: str) -> str:
    names = {
        "identifier": _tr("Identifier"),
        "family_name": _tr("Family name"),
        "given_names": _tr("Given names"),
        "birth_date": _tr("Date of birth"),
        "sex": _tr("Sex"),
        "skin_type": _tr("Skin type"),
        "notes": _tr("Notes"),
        "name": _tr("Name"),
        "site": _tr("Body site"),
        "laterality": _tr("Side"),
        "pin": _tr("Pin on the body map"),
        "status": _tr("Status"),
        "due_on": _tr("Look again on"),
        "captured_at": _tr("Taken on"),
        "camera": _tr("Camera"),
        "polarised": _tr("Light"),
        "contact": _tr("Contact"),
        "immersion": _tr("Immersion"),
        "magnification": _tr("Magnification"),
        "mm_per_px": _tr("Scale"),
        "lesion": _tr("Lesion"),
    }
    return ", ".join(names.get(name, name) for name in value.split(", "))


def _choice(value: str) -> str:
    """Translate what `OperatingPointCard` has had recorded, which is English in every vault."""
    ways = (
        (r"sensitivity (\d+) %", _tr("sensitivity {number} %")),
        (r"no point", _tr("no point")),
        (r"(\d+) of 1000 malignant", _tr("{number} of 1,000 malignant")),
        (r"prevalence as measured", _tr("prevalence as measured")),
    )
    parts = value.split("; ")
    for number, part in enumerate(parts):
        for pattern, words in ways:
            if (found := re.fullmatch(pattern, part)) is not None:
                parts[number] = words.format(number=found[1]) if found.groups() else words
    return "; ".join(parts)


def _known(value: str, **words: str) -> str:
    return words.get(value, value)


def _moment(value: str) -> str:
    try:
        return moment_text(datetime.fromisoformat(value))
    except ValueError:
        return value


def _tr(text: str) -> str:
    return QCoreApplication.translate("AuditDetails", text)
