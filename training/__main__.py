"""The console script ``lentigo-train``."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a training command and return its exit status."""
    from training.cli import run  # Imports are lazy: `--help` does not load TensorFlow.

    return run(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
