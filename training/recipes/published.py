"""What others published of their systems."""

from dataclasses import dataclass

# Half a percent: figures are published with two digits.
_ROUNDING = 0.005


@dataclass(frozen=True)
class Published:
    """Figures as they were published; they were not measured by us.

    Attributes
    ----------
    figures : dict of str to float
        By name, 0–1.
    data : str
        What they were measured on.
    remark : str
        What must be known before comparing; empty if nothing.
    confusion : tuple of tuple of int, optional
        Benign and malignant photographs (rows) by what they were taken for (columns).
    """

    figures: dict[str, float]
    data: str
    remark: str = ""
    confusion: tuple[tuple[int, int], tuple[int, int]] | None = None

    def contradictions(self) -> list[str]:
        """Say, in whole sentences, which of the figures cannot all be true of one confusion matrix."""
        found = []
        named = self.figures
        if {"precision", "recall", "F1"} <= named.keys():
            precision, recall = named["precision"], named["recall"]
            implied = 2 * precision * recall / (precision + recall)
            if abs(implied - named["F1"]) > _ROUNDING:
                found.append(
                    f"A precision of {precision:.4f} and a recall of {recall:.4f} make an F1 of {implied:.4f}, "
                    f"not {named['F1']:.4f}: these figures cannot all be true of one confusion matrix."
                )
        if self.confusion is not None:
            (true_benign, false_malignant), (false_benign, true_malignant) = self.confusion
            total = true_benign + false_malignant + false_benign + true_malignant
            implied = (true_benign + true_malignant) / total
            if abs(implied - named["accuracy"]) > _ROUNDING:
                found.append(f"The confusion matrix makes an accuracy of {implied:.4f}, not {named['accuracy']:.4f}.")
        return found
