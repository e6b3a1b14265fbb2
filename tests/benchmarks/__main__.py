"""Measure speed as ratios: each against what a user would otherwise do, side by side in one run.

    uv run --group test python -m tests.benchmarks [NAME…] [--json FILE]

Nothing here is a test: machines are noisy, and nothing fails when a ratio is missed.
"""

import argparse
import json
import tempfile
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from tests.benchmarks.ratio import Ratio

BENCHMARKS = ("training-speed", "training-memory", "vault")


def main() -> None:
    """Run the chosen benchmarks and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}; default: all")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the ratios there too")
    parser.add_argument(
        "--examinations", type=int, default=1_000_000, metavar="N", help="in the vault's benchmark; default: a million"
    )
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path(tempfile.gettempdir()) / "lentigo-benchmarks",
        metavar="DIR",
        help="where made-up vaults are kept for the next time; a million examinations take 2 GB",
    )
    options = parser.parse_args()
    unknown = set(options.names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    ratios = [ratio for name in options.names or BENCHMARKS for ratio in _measure(name, options)]
    for ratio in ratios:
        print(f"{ratio.ratio:8.3f}  (wanted {ratio.wanted})  {ratio.name}: {ratio.ours} against {ratio.reference}")
    if options.json:
        options.json.write_text(json.dumps([asdict(ratio) for ratio in ratios], indent=2) + "\n", encoding="utf-8")


def _measure(name: str, options: argparse.Namespace) -> list[Ratio]:
    """Run one benchmark; only what it needs is imported."""
    module = import_module(f"tests.benchmarks.{name.replace('-', '_')}")
    measure = getattr(module, f"measure_{name.replace('-', '_')}")
    arguments = (options.cache, options.examinations) if name == "vault" else ()
    ratios: list[Ratio] = measure(*arguments)
    return ratios


main()
