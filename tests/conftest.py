"""What every test may rely on, and what none may do: no network, no leftover threads, nobody's home folder."""

import os
import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import tqdm

from desktop.core.errors import BundleError
from desktop.core.locations import default_bundle_dir
from training.export.synthetic import synthetic_photograph

_REPOSITORY = Path(__file__).resolve().parents[1]
_SHARED_DATA = _REPOSITORY.parent / "shared" / "data" / "ham10000"

_THREAD_GRACE_S = 10.0
_INTERNET = (socket.AF_INET, socket.AF_INET6)
_NETWORK_EVENTS = frozenset({"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname"})
_HOME_VARIABLES = (
    "HOME",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_RUNTIME_DIR",
    "XDG_STATE_HOME",
)

# tqdm would keep a thread of its own alive from the first bar on.
tqdm.tqdm.monitor_interval = 0

_network_attempts: list[str] = []


class _RefusedNetworkError(Exception):
    """A test, or what it tests, reached for the network."""


def _refuse_network(event: str, args: tuple[Any, ...]) -> None:
    internet = event == "socket.__new__" and args[1] in _INTERNET
    if not internet and (event not in _NETWORK_EVENTS or (event == "socket.bind" and args[0].family not in _INTERNET)):
        return
    if event == "socket.connect" and args[0].family not in _INTERNET:
        return
    _network_attempts.append(event)
    raise _RefusedNetworkError(event)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the tests look at another bundle than the one that ships, and the kill test run for as long as wanted."""
    parser.addoption("--bundle", type=Path, metavar="DIR", help="test this bundle instead of the one in models/")
    parser.addoption("--kills", type=int, default=12, metavar="N", help="how often the vault's kill test kills")
    parser.addoption("--mutants", type=int, default=300, metavar="N", help="how many mutated photographs are tried")
    parser.addoption("--histories", type=int, metavar="N", help="let random histories befall the vault, so many")


def pytest_configure(config: pytest.Config) -> None:
    """Redirect the home folder before any test module, and with it any library, is imported."""
    home = Path(tempfile.mkdtemp(prefix="lentigo-tests-home-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    os.environ.update(_home_environment(home))
    # The tests read the window's texts as they stand in the code, whatever language this computer speaks.
    os.environ.update(LC_ALL="C.UTF-8", LANGUAGE="")
    sys.addaudithook(_refuse_network)


def _home_environment(home: Path) -> dict[str, str]:
    """Make a home folder's parts and return the variables that lead there."""
    variables = {name: home / name.removesuffix("_HOME").lower() for name in _HOME_VARIABLES}
    variables |= {"HOME": home, "USERPROFILE": home}
    for folder in variables.values():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {name: str(folder) for name, folder in variables.items()}


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test an empty home folder of its own."""
    folder = tmp_path_factory.mktemp("home")
    for name, value in _home_environment(folder).items():
        monkeypatch.setenv(name, value)
    return folder


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """Fail a test in which anything opened a socket to the network, even if the refusal was swallowed."""
    _network_attempts.clear()
    yield
    assert not _network_attempts, "the network was reached for; Lentigo opens no sockets"


@pytest.fixture(autouse=True)
def _no_leftover_threads() -> Iterator[None]:
    """Fail a test that leaves a thread running: whoever starts one joins it."""
    before = set(threading.enumerate())
    yield
    started = [thread for thread in threading.enumerate() if thread not in before]
    # Threads that a library started in C and that once ran Python cannot be joined and are not ours.
    ours = [thread for thread in started if not isinstance(thread, threading._DummyThread)]
    for thread in ours:
        thread.join(_THREAD_GRACE_S / len(ours))
    left = [thread.name for thread in ours if thread.is_alive()]
    assert not left, f"threads left running: {left}"


@pytest.fixture(scope="session")
def bundle_dir(request: pytest.FixtureRequest) -> Path:
    """Folder of the bundle under test: the one in ``models/``, or the one that ``--bundle`` names."""
    chosen: Path | None = request.config.getoption("--bundle")
    if chosen is not None:
        return chosen.resolve()
    try:
        return default_bundle_dir()
    except BundleError:
        pytest.skip("there is no bundle in models/")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of the real photographs, HAM10000, beside the repository. They are never part of it."""
    if not _SHARED_DATA.is_dir():
        pytest.skip("the real photographs are not here")
    return _SHARED_DATA


@pytest.fixture(scope="session")
def synthetic_photo() -> Callable[..., npt.NDArray[np.uint8]]:
    """Paint a lesion that nobody has: ``synthetic_photo(seed, width_px, height_px)``, uint8 (rows, columns, 3)."""
    return synthetic_photograph
