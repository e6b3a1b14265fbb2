"""Is the window there at once?"""

import os
import statistics
import tempfile
from pathlib import Path

from tests.benchmarks.children import Cost, run_child
from tests.benchmarks.ratio import Ratio
from tests.benchmarks.turns import paired_ratio

_WARM_ROUNDS, _COLD_ROUNDS = 9, 3
_DROP_CACHES = Path("/proc/sys/vm/drop_caches")

# Two libraries and an empty window, until Qt has nothing left to do.
_BARE = """
import os, sys
import onnxruntime
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication(sys.argv[:1])
window = QWidget()
window.resize(1200, 800)
window.show()
QTimer.singleShot(0, lambda: os._exit(0))
application.exec()
"""
# The program itself, left as soon as Qt has nothing left to do. The bundle is opened beside it, on a thread.
_WINDOW = """
import os, sys
from PySide6.QtCore import QTimer
from desktop.__main__ import main
import desktop.app
class Impatient(desktop.app.QApplication):
    def exec(self):
        assert any(window.isVisible() for window in self.topLevelWidgets())
        QTimer.singleShot(0, lambda: os._exit(0))
        return super().exec()
desktop.app.QApplication = Impatient
main([])
"""
_HELP = "from desktop.__main__ import main; main(['--help'])"
# The note for first-time users has been read.
_PREPARE = """
from desktop.core.settings.settings import Settings, default_settings_path
from desktop.ui.views.main_window import NOTICE_ACCEPTED
settings = Settings(default_settings_path())
settings.set(NOTICE_ACCEPTED, True)
settings.save()
"""
_PROGRAMS = {"window": _WINDOW, "bare": _BARE, "help": _HELP}


def measure_start() -> list[Ratio]:
    """Compare the start of the program, and of its ``--help``, with a bare script; offscreen, in a home of its own.

    Bytecode is kept for all of them, as an installed program has it. Cold starts, from the drive, need Linux and root.
    """
    with tempfile.TemporaryDirectory() as home:
        environment = _environment(Path(home))
        run_child(["-c", _PREPARE], environment)
        _rounds(environment, 2, cold=False)  # Writes the bytecode.
        ratios = _ratios("warm", _rounds(environment, _WARM_ROUNDS, cold=False))
        if os.access(_DROP_CACHES, os.W_OK):
            ratios += _ratios("cold", _rounds(environment, _COLD_ROUNDS, cold=True))
        else:
            print("cold starts are not measured: the system's cache cannot be emptied here")
    return ratios


def _environment(home: Path) -> dict[str, str]:
    variables = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
    folders = {"XDG_CONFIG_HOME": ".config", "XDG_DATA_HOME": ".local/share", "XDG_STATE_HOME": ".local/state"}
    return {
        **dict.fromkeys(variables, str(home)),
        **{name: str(home / folder) for name, folder in folders.items()},
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
    }


def _rounds(environment: dict[str, str], rounds: int, *, cold: bool) -> dict[str, list[Cost]]:
    costs: dict[str, list[Cost]] = {name: [] for name in _PROGRAMS}
    for _ in range(rounds):
        for name, program in _PROGRAMS.items():
            if cold:
                os.sync()
                _DROP_CACHES.write_text("3", encoding="ascii")
            costs[name].append(run_child(["-c", program], environment))
    return costs


def _ratios(temperature: str, costs: dict[str, list[Cost]]) -> list[Ratio]:
    ratios = []
    for program, name, wanted in (("window", "usable window", "≤ 1.5"), ("help", "lentigo --help", "≤ 0.3")):
        for clock in ("clock_s", "processor_s"):
            ours, bare = ([getattr(cost, clock) for cost in costs[key]] for key in (program, "bare"))
            ratios.append(
                Ratio(
                    f"start to {name}, {temperature}, by the {clock.removesuffix('_s')}",
                    f"{statistics.median(ours):.2f} s",
                    f"bare script {statistics.median(bare):.2f} s",
                    paired_ratio(ours, bare),
                    wanted,
                )
            )
    return ratios
