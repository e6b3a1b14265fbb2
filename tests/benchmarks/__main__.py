"""Measure speed as ratios: each against what a user would otherwise do, side by side in one run.

    uv run --group bench python -m tests.benchmarks [NAME…] [--json FILE]

Nothing here is a test: machines are noisy, and nothing fails when a ratio is missed.
"""

import argparse
import json
import multiprocessing
import sys
import tempfile
import traceback
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.catalogue import BENCHMARKS, measure
from tests.benchmarks.ratio import Ratio
from tests.benchmarks.table import as_table


def main() -> None:
    """Run the chosen benchmarks and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}; default: all")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the ratios there too")
    parser.add_argument("--images", type=int, default=2000, metavar="N", help="in the benchmark many; default: 2000")
    parser.add_argument(
        "--examinations", type=int, default=1_000_000, metavar="N", help="in the vault's benchmark; default: a million"
    )
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path(tempfile.gettempdir()) / "lentigo-benchmarks",
        metavar="DIR",
        help="where made-up photographs and vaults are kept for the next time; a million examinations take 2 GB",
    )
    options = parser.parse_args()
    unknown = set(options.names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    ratios: list[Ratio] = []
    failed: list[str] = []
    # Each in a process of its own: threads and memory of one are nothing to the next.
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawned, max_tasks_per_child=1) as processes:
        for name in options.names or BENCHMARKS:
            try:
                ratios += processes.submit(measure, name, options).result()
            except Exception:  # noqa: BLE001 - whatever goes wrong in one, hours of others are not lost.
                traceback.print_exc()
                failed.append(name)
    print(as_table(ratios))
    if options.json:
        options.json.write_text(json.dumps([asdict(ratio) for ratio in ratios], indent=2) + "\n", encoding="utf-8")
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
