"""The benchmarks by name."""

import argparse
from importlib import import_module

from tests.benchmarks.ratio import Ratio

BENCHMARKS = ("inference", "files", "many", "start", "training-speed", "training-memory", "vault", "window")


def measure(name: str, options: argparse.Namespace) -> list[Ratio]:
    """Run one benchmark; only what it needs is imported."""
    module = import_module(f"tests.benchmarks.{name.replace('-', '_')}")
    function = getattr(module, f"measure_{name.replace('-', '_')}")
    arguments: dict[str, tuple[object, ...]] = {
        "many": (options.cache, options.images),
        "vault": (options.cache, options.examinations),
        "window": (options.cache,),
    }
    ratios: list[Ratio] = function(*arguments.get(name, ()))
    return ratios
