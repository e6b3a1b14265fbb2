"""Python's garbage collection, on the GUI thread alone."""

import gc
import sys

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 100
_MANY_MODULES = 50


class GarbageCollector(QObject):
    """Collects cyclic garbage from a timer in place of Python, which collects on whichever thread allocates.

    A widget in such a cycle would be destroyed by a worker, and Qt would crash. Python's own thresholds decide when
    there is enough to collect. What modules bring stays for ever, and to look through all that the vault's have brought
    takes 80 ms: once many have been loaded, what is there is left out of later collections. One a process.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._collect_if_enough)
        self._modules = 0

    def start(self) -> None:
        """Take over from Python."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python again, once there are no workers."""
        self._timer.stop()
        gc.enable()

    def _collect_if_enough(self) -> None:
        counts, thresholds = gc.get_count(), gc.get_threshold()
        full = [generation for generation in range(len(counts)) if counts[generation] > thresholds[generation]]
        if not full:
            return
        gc.collect(full[-1])
        if full[-1] > 0 and len(sys.modules) - self._modules >= _MANY_MODULES:
            self._modules = len(sys.modules)
            gc.freeze()
