"""The labels that must not be missed, in words."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from desktop.core.bundle.manifest import OperatingPoint
from desktop.core.bundle.operating_points import must_not_miss, point_at
from desktop.ui.widgets.label_row import MALIGNANT_MARK
from desktop.ui.widgets.percent import percent_text


def must_not_miss_lines(
    probabilities: Mapping[str, float],
    titles: Mapping[str, str],
    points: Sequence[OperatingPoint],
    sensitivity: float,
) -> list[str]:
    """Return a line for each label that is to be named though another one is more probable; see `must_not_miss`.

    Parameters
    ----------
    probabilities : mapping of str to float
        Chance (0–1) of each label.
    titles : mapping of str to str
        The labels' titles by their keys.
    points : sequence of OperatingPoint
        The bundle's.
    sensitivity : float
        Share (0–1) of a label's lesions that are to be found at least.
    """
    ranked = sorted(probabilities, key=lambda key: probabilities[key], reverse=True)
    lines = []
    for key in must_not_miss(points, probabilities, sensitivity):
        point = point_at(points, key, sensitivity)
        if point is not None:
            text = _tr(
                "{mark} {label} is {place}, {percent}. It is named from {threshold} on, where the bundle finds "
                "{found} of such lesions."
            )
            lines.append(
                text.format(
                    mark=MALIGNANT_MARK,
                    label=titles.get(key, key),
                    place=_place(ranked.index(key) + 1),
                    percent=percent_text(probabilities[key]),
                    threshold=percent_text(point.threshold),
                    found=percent_text(point.sensitivity),
                )
            )
    return lines


def _place(number: int) -> str:
    named = {
        2: _tr("second"),
        3: _tr("third"),
        4: _tr("fourth"),
        5: _tr("fifth"),
        6: _tr("sixth"),
        7: _tr("seventh"),
    }
    return named.get(number) or _tr("number {number}").format(number=number)


def _tr(text: str) -> str:
    return QCoreApplication.translate("MustNotMiss", text)
