"""Aligning the newer of two photographs to the older one, and what then differs, off the GUI thread."""

from dataclasses import replace
from enum import StrEnum
from functools import partial

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desktop.core.errors import KnownError
from desktop.core.imaging.difference import difference
from desktop.core.imaging.placement import Nudge, Placement
from desktop.core.imaging.registration import Registration, register
from desktop.ui.tasks import CancelToken, Lane, TaskRunner
from desktop.ui.widgets.difference_map import difference_colours
from desktop.ui.widgets.image_pyramid import ImagePyramid

# Enough for both, and a level of the pyramid that is there already.
_WORKING_PX = 640


class AlignmentState(StrEnum):
    """How far aligning has come."""

    NONE = "none"
    WORKING = "working"
    ALIGNED = "aligned"
    NOT_ALIGNED = "not_aligned"
    FAILED = "failed"
    BY_HAND = "by_hand"


class Alignment(QObject):
    """Knows how the newer of two pictures lies on the older, once somebody has asked.

    *Signals:*
    ``changed()``: see `state`, `placement` and `is_comparing`.
    ``difference_ready(object)``: an ImagePyramid of the older picture's shape that tells what has changed.
    """

    changed = Signal()
    difference_ready = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._pictures: tuple[ImagePyramid, ImagePyramid] | None = None
        self._scale: float | None = None
        self._registering: CancelToken | None = None
        self._comparing: CancelToken | None = None
        self._wants_difference = False
        self.state = AlignmentState.NONE
        self.registration: Registration | None = None
        self.placement: Placement | None = None
        self.problem = ""

    @property
    def has_pictures(self) -> bool:
        """True if there are two pictures."""
        return self._pictures is not None

    @property
    def is_comparing(self) -> bool:
        """True while what differs is being computed."""
        return self._comparing is not None

    @property
    def scale_is_known(self) -> bool:
        """True if both photographs are known to the millimetre, so that the magnification is not guessed."""
        return self._scale is not None

    @property
    def fitted_scale(self) -> float:
        """The older picture's pixels for one of the newer, if this is fitted into the older's place."""
        if self._pictures is None:
            return 1.0
        older, newer = self._pictures
        return min(older.width_px / newer.width_px, older.height_px / newer.height_px)

    def set_pictures(self, older: ImagePyramid | None, newer: ImagePyramid | None, scale: float | None) -> None:
        """Take two pictures, not aligned yet; `scale`: the older one's pixels for one of the newer, if known."""
        self._cancel()
        self._pictures = None if older is None or newer is None else (older, newer)
        self._scale = scale
        self._settle(AlignmentState.NONE, None)

    def begin(self) -> None:
        """Align, unless that has been done."""
        if self._pictures is None or self.state is not AlignmentState.NONE:
            return
        self._registering = self._runner.submit(
            Lane.SHOW,
            partial(_registered, *self._pictures, self._scale),
            done=self._take_registration,
            failed=self._tell_failure,
        )
        self._settle(AlignmentState.WORKING, None)

    def stop(self) -> None:
        """Give up aligning."""
        if self.state is AlignmentState.WORKING:
            self._cancel()
            self._settle(AlignmentState.NONE, None)

    def begin_by_hand(self) -> None:
        """Begin with the newer picture fitted into the older, to be nudged."""
        if self._pictures is not None:
            self._cancel()
            self._settle(AlignmentState.BY_HAND, self._fitted())

    def nudge(self, by: Nudge) -> None:
        """Move the newer picture a little."""
        if self.placement is not None:
            self._settle(self.state, self.placement.nudged(by))

    def reset(self) -> None:
        """Take back what was nudged."""
        found = self.registration
        if self.state is AlignmentState.ALIGNED and found is not None:
            self._settle(self.state, found.placement)
        elif self.state is AlignmentState.BY_HAND:
            self._settle(self.state, self._fitted())

    def want_difference(self, *, wanted: bool) -> None:
        """Compute what differs, now and after each nudge, or no longer."""
        if wanted != self._wants_difference:
            self._wants_difference = wanted
            self._compare()
            self.changed.emit()

    def _fitted(self) -> Placement:
        return Placement(self.fitted_scale if self._scale is None else self._scale)

    def _take_registration(self, found: Registration) -> None:
        self._registering = None
        self.registration = found
        if found.is_reliable:
            self._settle(AlignmentState.ALIGNED, found.placement)
        else:
            self._settle(AlignmentState.NOT_ALIGNED, None)

    def _tell_failure(self, error: KnownError) -> None:
        self._registering = None
        self.problem = str(error)
        self._settle(AlignmentState.FAILED, None)

    def _settle(self, state: AlignmentState, placement: Placement | None) -> None:
        if state is AlignmentState.NONE:
            self.registration = None
        self.state, self.placement = state, placement
        self._compare()
        self.changed.emit()

    def _compare(self) -> None:
        if self._comparing is not None:
            self._comparing.cancel()
            self._comparing = None
        if self._wants_difference and self._pictures is not None and self.placement is not None:
            self._comparing = self._runner.submit(
                Lane.SHOW,
                partial(_differing, *self._pictures, self.placement),
                done=self._take_difference,
                failed=self._tell_failure,
            )

    def _take_difference(self, picture: ImagePyramid) -> None:
        self._comparing = None
        self.difference_ready.emit(picture)
        self.changed.emit()

    def _cancel(self) -> None:
        for token in (self._registering, self._comparing):
            if token is not None:
                token.cancel()
        self._registering = self._comparing = None


def _registered(older: ImagePyramid, newer: ImagePyramid, scale: float | None, token: CancelToken) -> Registration:
    with_shares = [_working_pixels(pyramid) for pyramid in (older, newer)]
    (before, earlier_share), (after, later_share) = with_shares
    known = None if scale is None else scale * earlier_share / later_share
    found = register(before, after, scale=known, check=token.check)
    return replace(found, placement=found.placement.for_sizes(1 / earlier_share, 1 / later_share))


def _differing(older: ImagePyramid, newer: ImagePyramid, placement: Placement, token: CancelToken) -> ImagePyramid:
    token.check()
    (before, earlier_share), (after, later_share) = (_working_pixels(pyramid) for pyramid in (older, newer))
    token.check()
    found = difference(before, after, placement.for_sizes(earlier_share, later_share))
    token.check()
    return ImagePyramid.from_pixels(difference_colours(found))


def _working_pixels(pyramid: ImagePyramid) -> tuple[npt.NDArray[np.uint8], float]:
    """Return a picture small enough to work with, shape (rows, columns, 3), and its pixels for one of the whole."""
    level = pyramid.level_for(min(_WORKING_PX / max(pyramid.width_px, pyramid.height_px), 1.0))
    image = level.convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    pixels = lines[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()
    return pixels, level.width() / pyramid.width_px
