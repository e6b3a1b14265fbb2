"""The bundle that assesses, as the clinic uses it: the names of its labels, and the operating point."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from desktop.core.domain.history import StoredPrediction
from desktop.core.settings.rows import OPERATING_SENSITIVITY
from desktop.core.settings.settings import Settings

if TYPE_CHECKING:  # Loaded by a worker thread, when the bundle is opened: the window is there before.
    from desktop.core.bundle.manifest import OperatingPoint
    from desktop.core.inference.classifier import Classifier


class BundleInUse:
    """Nothing is known of it until `classifier` is set.

    Attributes
    ----------
    classifier : Classifier or None
        None until the bundle has been opened, and for ever if it was refused.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.classifier: Classifier | None = None

    @property
    def titles(self) -> Mapping[str, str]:
        """Each label's title by its key."""
        from desktop.ui.models.words import label_title

        labels = () if self.classifier is None else self.classifier.manifest.labels
        return {label.key: label_title(label) for label in labels}

    @property
    def sensitivity(self) -> float | None:
        """The share (0–1) of malignant lesions that lie above the clinic's operating point; None if none was chosen."""
        percent = self._settings.get(OPERATING_SENSITIVITY)
        return percent / 100 if percent else None

    @property
    def point(self) -> "OperatingPoint | None":
        """The clinic's operating point for malignancy; the bundle's own if none was chosen, None if it has none."""
        from desktop.core.bundle.operating_points import DEFAULT_SENSITIVITY, MALIGNANT, point_at

        points = () if self.classifier is None else self.classifier.manifest.operating_points
        return point_at(points, MALIGNANT, self.sensitivity or DEFAULT_SENSITIVITY)

    def notes_of(self, prediction: StoredPrediction) -> list[str]:
        """Return lines that name labels that must not be missed; none of a prediction by another bundle."""
        used = self.classifier
        if used is None or prediction.bundle != used.bundle_id or prediction.probabilities is None:
            return []
        from desktop.core.bundle.operating_points import DEFAULT_SENSITIVITY
        from desktop.ui.models.must_not_miss import must_not_miss_lines

        sensitivity = self.sensitivity or DEFAULT_SENSITIVITY
        return must_not_miss_lines(prediction.probabilities, self.titles, used.manifest.operating_points, sensitivity)
