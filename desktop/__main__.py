"""The console script ``lentigo``: the window, or a command without one."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status."""
    from desktop.cli import run  # Imports are lazy: `--help` loads neither Qt nor ONNX Runtime.

    return run(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
