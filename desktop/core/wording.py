"""Sentences in the user's language, from where there is no Qt.

The core writes English. The window installs the translator of its language; the command line installs none. What is
written for machines, or kept in the vault, never goes through here.
"""

from collections.abc import Callable

Translation = Callable[[str, str], str]
"""Takes a context and an English text; returns the text in the user's language, or as it came. Thread-safe."""

_installed: list[Translation] = []


def install(translation: Translation) -> None:
    """Translate all sentences by this from now on."""
    _installed[:] = [translation]


def uninstall() -> None:
    """Speak English again."""
    _installed.clear()


def translate(context: str, text: str) -> str:
    """Return a text in the user's language.

    Parameters
    ----------
    context : str
        Where it is said. `packaging/translations.py` finds it only if both are literals.
    text : str
        In English. Values belong into ``{named}`` places, filled after the translation.
    """
    return _installed[-1](context, text) if _installed else text


def marked(_context: str, text: str) -> str:
    """Return a text as it is, in English, and have its translation at hand for when it is shown.

    Parameters
    ----------
    _context : str
        The one that `translate` will be called with.
    text : str
    """
    return text
