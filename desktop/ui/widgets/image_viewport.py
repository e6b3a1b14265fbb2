"""Which part of a picture is seen, and how large: the geometry of the image view, without any painting."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

MAX_SCALE = 32.0


@dataclass(frozen=True)
class ViewedPart:
    """Which part of a picture is seen, whatever its size and that of the view.

    Attributes
    ----------
    x, y : float
        What is in the middle of the view: fractions (0–1) of the picture's width and height.
    magnification : float
        Times the fitted picture.
    """

    x: float
    y: float
    magnification: float


class ImageViewport:
    """A window of some size onto a picture of some size.

    All lengths of the view are in device pixels, so that a scale of 1 is one pixel of the picture on one of the screen.
    The picture never leaves the view: it is centred along an axis where it is smaller, and covers the view where it is
    larger.

    Parameters
    ----------
    width_px, height_px : int
        Size of the picture.
    """

    def __init__(self, width_px: int, height_px: int) -> None:
        self._width, self._height = width_px, height_px
        self._view_width, self._view_height, self._margin = 1.0, 1.0, 0.0
        self._centre = QPointF(width_px / 2, height_px / 2)
        self._scale = 1.0
        self._is_fitting = True

    @property
    def scale(self) -> float:
        """Device pixels per pixel of the picture."""
        return self._scale

    @property
    def is_fitting(self) -> bool:
        """True while the whole picture is shown as large as it goes, whatever the view's size."""
        return self._is_fitting

    @property
    def fit_scale(self) -> float:
        """The scale at which the whole picture just fits within the margin."""
        width = max(self._view_width - 2 * self._margin, 1.0)
        height = max(self._view_height - 2 * self._margin, 1.0)
        return min(width / self._width, height / self._height, MAX_SCALE)

    @property
    def min_scale(self) -> float:
        """The whole picture, or its actual size if that is smaller."""
        return min(self.fit_scale, 1.0)

    @property
    def can_pan(self) -> bool:
        """True if a part of the picture lies outside the view."""
        return self._width * self._scale > self._view_width or self._height * self._scale > self._view_height

    @property
    def picture_rect(self) -> QRectF:
        """Where the whole picture lies, in device pixels of the view.

        Its corner is on a whole pixel, so that the actual size is painted without resampling; and it is at least one
        pixel wide and high, so that no picture vanishes.
        """
        left = self._view_width / 2 - self._centre.x() * self._scale
        top = self._view_height / 2 - self._centre.y() * self._scale
        return QRectF(
            round(left), round(top), max(self._width * self._scale, 1.0), max(self._height * self._scale, 1.0)
        )

    @property
    def part(self) -> ViewedPart:
        """Which part is seen."""
        x, y = self._centre.x() / self._width, self._centre.y() / self._height
        return ViewedPart(x, y, self._scale / self.fit_scale)

    def show_part(self, part: ViewedPart) -> None:
        """Show the same part of this picture, as far as it has it."""
        self.zoom_to(self.fit_scale * part.magnification)
        self._centre = QPointF(part.x * self._width, part.y * self._height)
        self._keep_inside()

    def set_view(self, width: float, height: float, margin: float) -> None:
        """Take a new size of the view; the margin is left free around a fitted picture."""
        self._view_width, self._view_height, self._margin = max(width, 1.0), max(height, 1.0), margin
        if self._is_fitting:
            self.fit()
        else:
            self.zoom_to(self._scale)

    def fit(self) -> None:
        """Show the whole picture as large as it goes."""
        self._scale, self._is_fitting = self.fit_scale, True
        self._keep_inside()

    def zoom_to(self, scale: float, anchor: QPointF | None = None) -> None:
        """Show the picture at a scale, within the limits.

        Parameters
        ----------
        scale : float
        anchor : QPointF, optional
            The point of the view, in device pixels, under which the picture stays put; its centre if not given.
        """
        offset = QPointF() if anchor is None else anchor - QPointF(self._view_width / 2, self._view_height / 2)
        fixed = self._centre + offset / self._scale
        self._scale = min(max(scale, self.min_scale), MAX_SCALE)
        self._is_fitting = self._scale == self.fit_scale
        self._centre = fixed - offset / self._scale
        self._keep_inside()

    def zoom_step(self, factor: float) -> None:
        """Zoom by a factor about the centre, stopping at the fitted and at the actual size on the way."""
        target = self._scale * factor
        low, high = sorted((self._scale, target))
        for stop in (self.fit_scale, 1.0):
            # A hair of slack: the scale may have come back from a stop by way of rounded factors.
            if low * 1.001 < stop < high * 0.999:
                target = stop
        self.zoom_to(target)

    def pan(self, right: float, down: float) -> None:
        """Move the picture by so many device pixels."""
        self._centre -= QPointF(right, down) / self._scale
        self._keep_inside()

    def _keep_inside(self) -> None:
        self._centre = QPointF(
            _inside(self._centre.x(), self._width, self._view_width / self._scale),
            _inside(self._centre.y(), self._height, self._view_height / self._scale),
        )


def _inside(centre: float, length: float, seen: float) -> float:
    """Return the centre nearest to the given one at which a stretch ``seen`` holds nothing but the picture."""
    if length <= seen:
        return length / 2
    return min(max(centre, seen / 2), length - seen / 2)
