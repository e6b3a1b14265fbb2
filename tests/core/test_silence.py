"""ONNX Runtime is told to keep quiet before it is loaded."""

import os
import subprocess
import sys

import pytest

# Writes what the variable is when onnxruntime is looked for, and what was loaded before it.
_WATCH = """
import os, sys

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "onnxruntime":
            sys.meta_path.remove(self)
            print("variable:", os.environ.get("ORT_DISABLE_TELEMETRY"))
            print("Qt before it:", any(module.split(".")[0] in ("PySide6", "shiboken6") for module in sys.modules))

sys.meta_path.insert(0, Watch())
"""


def written_by(code: str, **variables: str) -> list[str]:
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"} | variables
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.parametrize("already", [{}, {"ORT_DISABLE_TELEMETRY": "0"}, {"ORT_DISABLE_TELEMETRY": ""}], ids=str)
@pytest.mark.parametrize("module", ["desktop.core.inference.classifier", "desktop.core.inference.batch"])
def test_telemetry_is_switched_off_before_onnx_runtime_is_imported(module: str, already: dict[str, str]) -> None:
    lines = written_by(f"{_WATCH}\nimport {module}", **already)

    assert lines == ["variable: 1", "Qt before it: False"]


def test_telemetry_events_are_switched_off_as_well() -> None:
    lines = written_by(
        "import sys, types\n"
        "fake = types.ModuleType('onnxruntime')\n"
        "fake.disable_telemetry_events = lambda: print('switched off')\n"
        "sys.modules['onnxruntime'] = fake\n"
        "import desktop.core.inference.runtime"
    )

    assert lines == ["switched off"]


def test_the_core_loads_neither_qt_nor_what_training_needs() -> None:
    heavy = ("PySide6", "tensorflow", "keras", "tf2onnx", "sklearn", "scipy")
    lines = written_by(
        "import sys\n"
        "import desktop.cli, desktop.core.inference.batch, desktop.core.reporting.records\n"
        "import desktop.core.settings.settings\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )

    assert lines == ["[]"]
