"""Chances as people read them."""

from PySide6.QtCore import QCoreApplication

# Whole percent cannot tell what lies beyond from impossible and from certain.
_LOWEST, _HIGHEST = 0.01, 0.99


def percent_text(probability: float) -> str:
    """Write a chance (0–1) in whole percent; what is not certain never reads 0 or 100.

    The space before the sign does not break.
    """
    if probability < _LOWEST:
        return QCoreApplication.translate("percent", "<\u00a01\u00a0%")
    if probability > _HIGHEST:
        return QCoreApplication.translate("percent", ">\u00a099\u00a0%")
    return mark_text(probability)


def mark_text(share: float) -> str:
    """Write a share (0–1) in whole percent, from 0 to 100, as on the marks of an axis."""
    return QCoreApplication.translate("percent", "{percent}\u00a0%").format(percent=round(share * 100))


def percent_spoken(probability: float) -> str:
    """Write a chance (0–1) as it is to be read aloud."""
    if probability < _LOWEST:
        return QCoreApplication.translate("percent", "less than 1 percent")
    if probability > _HIGHEST:
        return QCoreApplication.translate("percent", "more than 99 percent")
    return QCoreApplication.translate("percent", "{percent} percent").format(percent=round(probability * 100))
