"""Examinations of which the conclusion and the prediction do not say the same."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.bundle.manifest import OperatingPoint
from desktop.core.domain.worklists import Disagreement
from desktop.ui.models.worklist_words import disagreement_row
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.widgets.percent import percent_text
from desktop.ui.widgets.worklist import SHOWN_AT_ONCE, Worklist


class DifferingPage(QWidget):
    """Lists them, the newest conclusions first, so that somebody looks why.

    Attributes
    ----------
    point : OperatingPoint or None
        From which chance on a prediction counts as malignant.
    """

    def __init__(self, work: VaultWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._bundle_sha256 = ""
        self.point: OperatingPoint | None = None
        self._titles: Mapping[str, str] = {}
        headings = (
            self.tr("Patient"),
            self.tr("Identifier"),
            self.tr("Lesion"),
            self.tr("Conclusion"),
            self.tr("Prediction"),
        )
        self.list = Worklist(self.tr("Examinations where prediction and conclusion differ"), headings, "filed")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self._explain_empty()

    def judge_by(self, bundle_sha256: str, point: OperatingPoint | None, titles: Mapping[str, str]) -> None:
        """Compare with this bundle's predictions, malignant from an operating point's threshold on.

        Parameters
        ----------
        bundle_sha256 : str
        point : OperatingPoint or None
            None for a bundle without one: then nothing can be compared.
        titles : mapping of str to str
            The labels' titles by their keys.
        """
        self._bundle_sha256, self.point, self._titles = bundle_sha256, point, titles
        self._explain_empty()
        if self.isVisible():
            self.reload()

    def reload(self) -> None:
        """Compare anew."""
        point, bundle = self.point, self._bundle_sha256
        if point is not None:
            self._work.read(
                lambda history: history.disagreements(bundle, point.threshold, limit=SHOWN_AT_ONCE + 1),
                done=self._show,
            )

    def forget(self) -> None:
        """Keep nothing of the vault."""
        self.list.forget()

    def refresh_icons(self) -> None:
        """Paint the icon in the colours of now."""
        self.list.refresh_icons()

    def _show(self, found: tuple[Disagreement, ...]) -> None:
        if self.point is not None:
            self.list.explanation.setText(
                self.tr(
                    "One says malignant and the other does not. A prediction counts as malignant from {threshold} on, "
                    "where the bundle finds {found} of the malignant lesions."
                ).format(threshold=percent_text(self.point.threshold), found=percent_text(self.point.sensitivity))
            )
        listed, more = found[:SHOWN_AT_ONCE], len(found) > SHOWN_AT_ONCE
        note = self.tr("The {count} newest. There are more.").format(count=len(listed)) if more else ""
        self.list.show_rows([disagreement_row(one, self._titles) for one in listed], note)

    def _explain_empty(self) -> None:
        if self.point is None:
            self.list.empty.say(
                self.tr("Nothing can be compared"),
                self.tr("The bundle does not tell from which chance on a prediction counts as malignant."),
            )
        else:
            self.list.empty.say(
                self.tr("No conclusion differs from its prediction"),
                self.tr(
                    "Conclusions with a finding, benign or malignant, are compared with what this bundle predicted "
                    "for the same image."
                ),
            )
