"""Measure speed as ratios: each against what a user would otherwise do, side by side in one run.

    uv run --group test python -m tests.benchmarks [NAME…] [--json FILE]

Nothing here is a test: machines are noisy, and nothing fails when a ratio is missed.
"""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.ratio import Ratio
from tests.benchmarks.training_memory import measure_training_memory
from tests.benchmarks.training_speed import measure_training_speed

BENCHMARKS: dict[str, Callable[[], list[Ratio]]] = {
    "training-speed": measure_training_speed,
    "training-memory": measure_training_memory,
}


def main() -> None:
    """Run the chosen benchmarks and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}; default: all")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the ratios there too")
    options = parser.parse_args()
    unknown = set(options.names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    ratios = [ratio for name in options.names or BENCHMARKS for ratio in BENCHMARKS[name]()]
    for ratio in ratios:
        print(f"{ratio.ratio:8.3f}  (wanted {ratio.wanted})  {ratio.name}: {ratio.ours} against {ratio.reference}")
    if options.json:
        options.json.write_text(json.dumps([asdict(ratio) for ratio in ratios], indent=2) + "\n", encoding="utf-8")


main()
