"""Work off the GUI thread, and the way back."""

import itertools
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from desktop.core.errors import KnownError

_T = TypeVar("_T")


class Lane(StrEnum):
    """Kinds of work that do not wait for each other."""

    INFER = "infer"  # Assessments, by the thousand; one thread a processor, since ONNX Runtime releases the GIL.
    SHOW = "show"  # Decoding what the user is looking at: never behind the queue.
    FILES = "files"  # Walking folders, which may lie on a slow disk.
    STORE = "store"  # The vault: one thread, the only one that touches its database.
    BACKUP = "backup"  # Copying the vault, which may take an hour.
    WATCH = "watch"  # Looking into the camera's folder, which may lie on a drive that does not answer.
    SETTINGS = "settings"  # Writing the settings, in order: one thread.


# They only read, perhaps from a drive that does not answer: when the program ends it waits for them so long, no more.
_READING = frozenset({Lane.INFER, Lane.SHOW, Lane.FILES, Lane.WATCH})
_PATIENCE_S = 10.0


def default_lanes() -> dict[Lane, int]:
    """Return the number of threads of each lane."""
    return {lane: max(1, os.cpu_count() or 1) if lane is Lane.INFER else 1 for lane in Lane}


class CancelledError(Exception):
    """Raised by work that noticed its token; nobody hears of it."""


class CancelToken:
    """Says that nobody wants the result any more. Set on the GUI thread, read on any."""

    def __init__(self) -> None:
        self._event = threading.Event()

    @property
    def cancelled(self) -> bool:
        """True once `cancel` was called."""
        return self._event.is_set()

    def cancel(self) -> None:
        """Give up the work; its result is dropped even if it is ready already."""
        self._event.set()

    def check(self) -> None:
        """Leave the work here if nobody wants it.

        Raises
        ------
        CancelledError
        """
        if self.cancelled:
            raise CancelledError


@dataclass(frozen=True)
class _Job:
    """What a worker thread gets to see. It holds no callback: a widget must not die on a worker thread."""

    number: int
    work: Callable[[CancelToken], object]
    token: CancelToken


@dataclass(frozen=True)
class _Outcome:
    """What a worker thread sends back."""

    number: int
    result: object
    error: BaseException | None


@dataclass(frozen=True)
class _Waiting:
    """What the GUI thread keeps until a job is back."""

    token: CancelToken
    done: Callable[[Any], None]
    failed: Callable[[KnownError], None]


class _Workers:
    """The threads of one lane, which begin with its first job, and the jobs they have not begun."""

    def __init__(self, lane: Lane, threads: int, send: Callable[[_Outcome], None]) -> None:
        self._jobs: deque[_Job] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._send = send
        self._threads = [
            threading.Thread(target=self._work, name=f"lentigo-{lane}-{index}", daemon=lane in _READING)
            for index in range(threads)
        ]
        self._started = False

    def put(self, job: _Job) -> None:
        if not self._started:
            self._started = True
            for thread in self._threads:
                thread.start()
        with self._changed:
            self._jobs.append(job)
            self._changed.notify()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._jobs.clear()
            self._changed.notify_all()

    def join(self, end_s: float | None = None) -> None:
        """Wait for the threads to end, but not past a moment of `time.monotonic`."""
        for thread in self._threads if self._started else ():
            thread.join(None if end_s is None else max(0.0, end_s - time.monotonic()))

    def _work(self) -> None:
        while (job := self._next()) is not None:
            outcome = _perform(job)
            if not self._closed:  # Afterwards the runner may be gone, and nobody hears of it anyway.
                self._send(outcome)
            del job, outcome  # Their pixels would otherwise stay until the next one comes.

    def _next(self) -> _Job | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or bool(self._jobs))
            return None if self._closed else self._jobs.popleft()


def _perform(job: _Job) -> _Outcome:
    try:
        job.token.check()
        return _Outcome(job.number, job.work(job.token), None)
    except BaseException as error:  # noqa: BLE001 - whatever it is, the GUI thread decides what becomes of it.
        return _Outcome(job.number, None, error)


class TaskRunner(QObject):
    """Runs functions on worker threads and brings their results to the GUI thread, where it lives.

    Results of cancelled work are dropped, even those that are under way to the GUI thread. A `KnownError` goes to the
    caller's ``failed``. Any other exception is a bug: it goes to `sys.excepthook`, and the caller's ``failed`` gets a
    general sentence, so that nothing waits for ever.
    """

    _came_back = Signal(object)

    def __init__(self, parent: QObject | None = None, lanes: Mapping[Lane, int] | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count()
        self._waiting: dict[int, _Waiting] = {}
        self._closed = False
        self._came_back.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread_counts = dict(lanes or default_lanes())
        self._workers = {
            lane: _Workers(lane, threads, self._came_back.emit) for lane, threads in self._thread_counts.items()
        }

    def threads(self, lane: Lane) -> int:
        """Return how many jobs of a lane run at the same time."""
        return self._thread_counts[lane]

    def submit(
        self,
        lane: Lane,
        work: Callable[[CancelToken], _T],
        *,
        done: Callable[[_T], None],
        failed: Callable[[KnownError], None],
    ) -> CancelToken:
        """Run a function on a worker thread.

        Parameters
        ----------
        lane : Lane
            Work of one lane begins in the order in which it was submitted.
        work : callable
            Must not touch a widget.
        done, failed : callable
            Called on the GUI thread, exactly one of them and once, unless the work was cancelled.

        Returns
        -------
        CancelToken
        """
        token = CancelToken()
        if self._closed:
            token.cancel()
            return token
        number = next(self._numbers)
        self._waiting[number] = _Waiting(token, done, failed)
        self._workers[lane].put(_Job(number, work, token))
        return token

    def end_store(self) -> None:
        """Cancel everything and wait for the vault's thread alone, so that the vault can be locked whatever else hangs.

        To be followed by `shutdown`. May be called twice.
        """
        self._closed = True
        for waiting in self._waiting.values():
            waiting.token.cancel()
        for workers in self._workers.values():
            workers.close()
        if Lane.STORE in self._workers:
            self._workers[Lane.STORE].join()

    def shutdown(self) -> None:
        """Cancel everything, wait for the threads to end, and drop what they still send. May be called twice.

        Whatever writes is waited for until it is done. What only reads, and hangs, is left behind after a while; the
        process ends without it.
        """
        self.end_store()
        for lane in self._workers.keys() - _READING:
            self._workers[lane].join()
        end_s = time.monotonic() + _PATIENCE_S
        for lane in self._workers.keys() & _READING:
            self._workers[lane].join(end_s)
        self._workers.clear()
        self._waiting.clear()

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        waiting = self._waiting.pop(outcome.number, None)
        if waiting is None or waiting.token.cancelled or isinstance(outcome.error, CancelledError):
            return
        if outcome.error is None:
            waiting.done(outcome.result)
        elif isinstance(outcome.error, KnownError):
            waiting.failed(outcome.error)
        else:
            sys.excepthook(type(outcome.error), outcome.error, outcome.error.__traceback__)
            waiting.failed(KnownError(_tr("Something went wrong inside Lentigo. This is our mistake.")))


def without_token(work: Callable[[], _T]) -> Callable[[CancelToken], _T]:
    """Adapt a function that is too short, or not able, to be cancelled half-way."""
    return lambda _token: work()


def _tr(text: str) -> str:
    return QCoreApplication.translate("TaskRunner", text)
