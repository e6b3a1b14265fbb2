"""What is wrong with how a photograph was taken, and what to do."""

from collections.abc import Sequence

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.core.domain.assessment import CaptureFlag
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.text_label import TextLabel


class CaptureAdvice(QFrame):
    """Capture flags as sentences, the most important first, in a frame; nothing at all for a good photograph."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setAutoFillBackground(True)
        self.setAccessibleName(self.tr("Advice on the photograph"))
        self._lines = {flag: TextLabel() for flag in CaptureFlag}
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX * 3 // 2, GRID_PX, GRID_PX * 3 // 2, GRID_PX)
        column.setSpacing(GRID_PX)
        for flag, line in self._lines.items():
            line.setText(self._advice(flag))
            column.addWidget(line)
        self.show_flags(())

    def show_flags(self, flags: Sequence[CaptureFlag]) -> None:
        """Show the advice for these flags."""
        for flag, line in self._lines.items():
            line.setVisible(flag in flags)
        self.setVisible(bool(flags))

    def _advice(self, flag: CaptureFlag) -> str:
        return {
            CaptureFlag.UNLIKE_DERMOSCOPY: self.tr(
                "Looks little like the photographs the network was trained on; a close-up without a dermatoscope, "
                "perhaps. Use a photograph taken through a dermatoscope, and do not rely on these numbers."
            ),
            CaptureFlag.BLURRED: self.tr("Slightly blurred. Refocus if you can."),
            CaptureFlag.CUT_OFF: self.tr(
                "The lesion seems to reach beyond the edge. Take it whole, with some skin around it, if you can."
            ),
            CaptureFlag.HAIR: self.tr("Much hair lies over the picture. Part or trim it, or press it flat with gel."),
            CaptureFlag.GLARE: self.tr(
                "Bright spots, perhaps reflections. Use polarised light, or press air bubbles out from under the glass."
            ),
            CaptureFlag.INK: self.tr(
                "There seems to be ink or a blue ruler in the picture. Take one without it, or wipe it off, if you can."
            ),
            CaptureFlag.SMALL_LESION: self.tr(
                "The lesion is small in the picture. Go nearer or zoom in until it fills a third of the width."
            ),
            CaptureFlag.VIGNETTE: self.tr(
                "Dark round corners take up part of the picture. Zoom in until they are gone, or crop them off."
            ),
            CaptureFlag.TOO_DARK: self.tr("Rather dark. Use more light or a longer exposure if you can."),
            CaptureFlag.TOO_BRIGHT: self.tr("Parts are washed out. Use less light or avoid reflections if you can."),
            CaptureFlag.TOO_SMALL: self.tr("Few pixels. Use the original photograph, not a thumbnail or a screenshot."),
            CaptureFlag.LETTERBOX: self.tr("Even bars lie along the edges. Crop them off if you can."),
            CaptureFlag.FIRST_FRAME: self.tr(
                "The file holds several pictures; only the first was used. Save another as a file of its own to use it."
            ),
            CaptureFlag.PROFILE_IGNORED: self.tr(
                "The colour profile cannot be read, so colours may be off. Export the photograph as sRGB if you can."
            ),
        }[flag]
