"""``lentigo-train``: the command line of the training module."""

import argparse
import os
import shlex
import sys
from collections.abc import Callable, Sequence

from desktop.core.errors import KnownError
from training.commands import compare, evaluate, explore, export, reproduce, split, train, tune, verify

EXIT_REFUSED = 2
_INTERRUPTED = 130

# In the order in which one needs them. The modules load TensorFlow and the like only when they run: `--help` must
# answer at once.
COMMANDS = {
    "explore": explore,
    "split": split,
    "train": train,
    "tune": tune,
    "evaluate": evaluate,
    "compare": compare,
    "reproduce": reproduce,
    "export": export,
    "verify": verify,
}


def run(arguments: Sequence[str]) -> int:
    """Run a command; 0 if all went well, 1 if a check failed, 2 for wrong usage or input, 130 if interrupted."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")  # TensorFlow's greetings, not its errors.
    options = _parser().parse_args(arguments)
    options.command_line = shlex.join(["lentigo-train", *arguments])
    run_command: Callable[[argparse.Namespace], int] = COMMANDS[options.command].run
    try:
        return run_command(options)
    except KnownError as error:
        print(f"lentigo-train: {error}", file=sys.stderr)
        return EXIT_REFUSED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"lentigo-train: {where}{error.strerror or error}.", file=sys.stderr)
        return EXIT_REFUSED
    except KeyboardInterrupt:
        print("\nlentigo-train: interrupted.", file=sys.stderr)
        return _INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("lentigo-train", description="Train, judge and export networks for Lentigo.")
    subparsers = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        what = command.__doc__ or ""
        command.add_arguments(subparsers.add_parser(name, help=what.partition(".")[0], description=what))
    return parser
