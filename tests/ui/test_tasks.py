"""Work leaves the GUI thread and comes back to it."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from desktop.core.errors import KnownError
from desktop.ui import tasks
from desktop.ui.tasks import CancelToken, Lane, TaskRunner, without_token

_WAIT_S = 30.0


class Log:
    """What came back, in order, and on which thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[str] = []
        self.threads: set[QThread] = set()

    def done(self, result: object) -> None:
        """Note a success."""
        self.results.append(result)
        self.threads.add(QThread.currentThread())

    def failed(self, error: KnownError) -> None:
        """Note a failure."""
        self.errors.append(str(error))
        self.threads.add(QThread.currentThread())


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def runner(qapp: object) -> Iterator[TaskRunner]:
    made = TaskRunner(lanes={Lane.INFER: 2, Lane.SHOW: 1, Lane.FILES: 1})
    yield made
    made.shutdown()


def test_results_and_known_errors_come_back_on_the_gui_thread(runner: TaskRunner, log: Log, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise KnownError("The disk is full.")

    runner.submit(Lane.FILES, without_token(threading.get_ident), done=log.done, failed=log.failed)
    runner.submit(Lane.FILES, without_token(refuse), done=log.done, failed=log.failed)
    qtbot.waitUntil(lambda: bool(log.results and log.errors))

    assert log.results != [threading.get_ident()]
    assert log.errors == ["The disk is full."]
    assert log.threads == {QThread.currentThread()}


def test_one_lane_does_not_wait_for_another(runner: TaskRunner, log: Log, qtbot: QtBot) -> None:
    gate = threading.Event()
    for _ in range(1000):
        runner.submit(Lane.INFER, without_token(lambda: gate.wait(_WAIT_S)), done=log.done, failed=log.failed)
    runner.submit(Lane.SHOW, without_token(lambda: "seen"), done=log.done, failed=log.failed)
    qtbot.waitUntil(lambda: log.results == ["seen"])

    gate.set()


def test_a_result_that_is_ready_is_dropped_once_it_is_cancelled(runner: TaskRunner, log: Log, qtbot: QtBot) -> None:
    ready = threading.Event()
    token = runner.submit(Lane.FILES, without_token(ready.set), done=log.done, failed=log.failed)
    assert ready.wait(_WAIT_S)
    token.cancel()
    runner.submit(Lane.FILES, without_token(lambda: "next"), done=log.done, failed=log.failed)
    qtbot.waitUntil(lambda: bool(log.results))

    assert log.results == ["next"]


def test_cancelled_work_is_not_begun(runner: TaskRunner, log: Log, qtbot: QtBot) -> None:
    gate, begun = threading.Event(), threading.Event()
    runner.submit(Lane.FILES, without_token(lambda: gate.wait(_WAIT_S)), done=log.done, failed=log.failed)
    runner.submit(Lane.FILES, without_token(begun.set), done=log.done, failed=log.failed).cancel()
    runner.submit(Lane.FILES, without_token(lambda: "last"), done=log.done, failed=log.failed)
    gate.set()
    qtbot.waitUntil(lambda: "last" in log.results)

    assert not begun.is_set()
    assert log.errors == []


def test_a_bug_is_reported_and_its_owner_is_told(
    runner: TaskRunner, log: Log, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: reported.append(kind))

    def blunder() -> None:
        raise ZeroDivisionError

    runner.submit(Lane.FILES, without_token(blunder), done=log.done, failed=log.failed)
    qtbot.waitUntil(lambda: bool(log.errors))

    assert reported == [ZeroDivisionError]
    assert "our mistake" in log.errors[0]


def test_shutdown_ends_the_threads_and_nothing_is_delivered_any_more(
    runner: TaskRunner, log: Log, qtbot: QtBot
) -> None:
    started = threading.Event()

    def until_cancelled(token: CancelToken) -> str:
        started.set()
        while not token.cancelled:
            pass
        return "too late"

    runner.submit(Lane.SHOW, until_cancelled, done=log.done, failed=log.failed)
    assert started.wait(_WAIT_S)
    runner.shutdown()
    late = runner.submit(Lane.SHOW, without_token(lambda: "later"), done=log.done, failed=log.failed)
    qtbot.wait(1)

    assert late.cancelled
    assert (log.results, log.errors) == ([], [])
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("lentigo-")]


def test_at_the_end_what_hangs_while_reading_is_left_behind_and_what_writes_is_waited_for(
    qapp: object, log: Log, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "_PATIENCE_S", 0.1)
    runner = TaskRunner(lanes={Lane.STORE: 1, Lane.WATCH: 1})
    reading, writing, answers, written = (threading.Event() for _ in range(4))

    def read() -> None:
        reading.set()
        answers.wait(_WAIT_S)

    def write(token: CancelToken) -> None:
        writing.set()
        while not token.cancelled:
            pass
        written.set()

    runner.submit(Lane.WATCH, without_token(read), done=log.done, failed=log.failed)
    runner.submit(Lane.STORE, write, done=log.done, failed=log.failed)
    assert reading.wait(_WAIT_S)
    assert writing.wait(_WAIT_S)
    runner.shutdown()
    left = [thread for thread in threading.enumerate() if thread.name.startswith("lentigo-")]
    answers.set()
    qtbot.waitUntil(lambda: not any(thread.is_alive() for thread in left))

    assert [(thread.name, thread.daemon) for thread in left] == [("lentigo-watch-0", True)]
    assert written.is_set()
    assert (log.results, log.errors) == ([], [])
