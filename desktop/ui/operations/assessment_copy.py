"""An assessment as text and as a picture, for the clipboard."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from desktop.core.domain.history import StoredPrediction
from desktop.ui.models.report_text import Block, image_html, prediction_html, prediction_lines, research_text
from desktop.ui.operations.report_pages import document_of
from desktop.ui.widgets.image_pyramid import ImagePyramid

_WIDTH_PX, _SIDE_PX, _MARGIN_PX, _GAP_PX = 720, 360, 24, 16
# As many pixels as a good display or a letter wants.
_PIXEL_RATIO = 2
_IMAGE_ID = "shown"


def assessment_text(prediction: StoredPrediction, titles: Mapping[str, str], notes: Sequence[str]) -> str:
    """Return an assessment as lines of text, ``notes`` among them, and what it must not be used for."""
    return "\n".join([*prediction_lines(prediction, titles, notes), research_text()])


def assessment_picture(
    prediction: StoredPrediction, titles: Mapping[str, str], notes: Sequence[str], picture: ImagePyramid
) -> QImage:
    """Paint a photograph and its assessment beside it, in black on white."""
    small = _fitted(picture)
    said = prediction_html(prediction, titles, "", notes, whole=True)
    html = (
        f'<table width="100%"><tr><td width="{_SIDE_PX + _GAP_PX}">{image_html(small, _IMAGE_ID, _SIDE_PX)}</td>'
        f'<td>{said}<p class="quiet">{research_text()}</p></td></tr></table>'
    )
    document = document_of(Block(html, _IMAGE_ID), {_IMAGE_ID: small}, _WIDTH_PX)
    height_px = round(document.size().height()) + 2 * _MARGIN_PX
    painted = QImage((_WIDTH_PX + 2 * _MARGIN_PX) * _PIXEL_RATIO, height_px * _PIXEL_RATIO, QImage.Format.Format_RGB32)
    painted.setDevicePixelRatio(_PIXEL_RATIO)
    painted.fill(Qt.GlobalColor.white)
    painter = QPainter(painted)
    painter.translate(_MARGIN_PX, _MARGIN_PX)
    document.drawContents(painter)
    painter.end()
    return painted


def _fitted(picture: ImagePyramid) -> QImage:
    """Return a photograph with the pixels that it has in the picture, or its own if it has fewer."""
    side_px = _SIDE_PX * _PIXEL_RATIO
    scale = side_px / max(picture.width_px, picture.height_px)
    image = picture.level_for(min(scale, 1.0))
    if scale >= 1.0:
        return image
    return image.scaled(
        side_px, side_px, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
