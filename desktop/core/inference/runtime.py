"""ONNX Runtime, silenced before it is loaded. Nothing else in the program imports ``onnxruntime``.

Since 1.29 its Linux and macOS wheels report to Microsoft unless this variable is set before the library initialises;
``disable_telemetry_events`` is the switch of the Windows build.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime  # The variable above is read while this is imported.

onnxruntime.disable_telemetry_events()

__all__ = ["onnxruntime"]
