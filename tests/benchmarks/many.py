"""Do many images keep all processors busy, and does memory stay flat?"""

import time
from pathlib import Path

from desktop.core.inference.fastest import open_fastest
from desktop.core.locations import default_bundle_dir
from tests.benchmarks.bare import bare_answer
from tests.benchmarks.children import Cost, run_child
from tests.benchmarks.photographs import encoded, photograph
from tests.benchmarks.ratio import Ratio

_DISTINCT = 50
_PROCESSORS = 2
_FEW = 200
_SMALLEST = 10
_BARE_IMAGES = 200
_ALLOWED_MB = 400.0

# The program's own command line; the peak is asked for before it ends. `ru_maxrss` would be the parent's.
_CLASSIFY = """
import sys
from desktop.cli import run
status = run(sys.argv[1:])
with open("/proc/self/status", encoding="ascii") as told:
    print(*(line.split()[1] for line in told if line.startswith("VmHWM")))
sys.exit(status)
"""


def measure_many(cache: Path, images: int) -> list[Ratio]:
    """Classify more and more files up to ``images``, by the command line, against what two processors can do (Linux).

    The bound is two images in the time that one thread takes to decode one and run the network, measured before and
    after each run. The start of the program is part of each run.
    """
    folder = _photographs(cache, images)
    files = sorted(folder.iterdir())[:images]
    bare = bare_answer(default_bundle_dir(), open_fastest(default_bundle_dir()).graph)
    sample = [path.read_bytes() for path in files[:_BARE_IMAGES]]

    def bare_s() -> tuple[float, float]:
        clock_s, processor_s = time.perf_counter(), time.process_time()
        for data in sample:
            bare(data)
        return (time.perf_counter() - clock_s) / len(sample), (time.process_time() - processor_s) / len(sample)

    ratios, peaks_mb = [], {}
    before = bare_s()
    for count in _sizes(images):
        cost = _classify(cache, files[:count])
        after = bare_s()
        clock_s, processor_s = ((one + other) / 2 for one, other in zip(before, after, strict=True))
        before = after
        peaks_mb[count] = int(cost.printed) / 1000
        rate, bound = count / cost.clock_s, _PROCESSORS / clock_s
        last = count == images
        ratios.append(
            Ratio(
                f"classify, {count} images",
                f"{rate:.1f}/s",
                f"two processors' bound {bound:.1f}/s",
                rate / bound,
                "≥ 0.90" if last else "– (with the start)",
            )
        )
        if last:
            ours_ms, bare_ms = cost.processor_s / count * 1000, processor_s * 1000
            ratios.append(
                Ratio(
                    f"classify, {count} images, processor time an image",
                    f"{ours_ms:.1f} ms",
                    f"decode and network {bare_ms:.1f} ms",
                    ours_ms / bare_ms,
                    "≤ 1.11",
                )
            )
    few, many = peaks_mb[min(_FEW, images)], peaks_mb[images]
    return [
        *ratios,
        Ratio(
            f"classify, {images} images, peak memory",
            f"{many:.0f} MB",
            f"{_ALLOWED_MB:.0f} MB",
            many / _ALLOWED_MB,
            "≤ 1",
        ),
        Ratio(
            f"classify, peak memory of {images} images",
            f"{many:.0f} MB",
            f"{few:.0f} MB of {_FEW}",
            many / few,
            "≤ 1.05",
        ),
    ]


def _sizes(images: int) -> list[int]:
    """Return 10, 100 and so on below the number of images, the number that memory is compared at, and itself."""
    tens = [_SMALLEST * 10**power for power in range(10) if _SMALLEST * 10**power < images]
    return sorted({*tens, min(_FEW, images), images})


def _classify(cache: Path, files: list[Path]) -> Cost:
    """Run ``lentigo classify`` on the first so many files."""
    output = cache / "records.jsonl"
    arguments = ["classify", "--jobs", str(_PROCESSORS), "--format", "jsonl", "--output", str(output)]
    cost = run_child(["-c", _CLASSIFY, *arguments, *map(str, files)])
    written = output.read_text(encoding="utf-8").count("\n")
    if written != len(files):
        raise RuntimeError(f"{written} records were written for {len(files)} images")
    return cost


def _photographs(cache: Path, count: int) -> Path:
    """Return a folder of at least so many JPEGs of 600 × 450, made if they are not there yet."""
    folder = cache / "photographs"
    folder.mkdir(parents=True, exist_ok=True)
    missing = [path for path in (folder / f"{number:06d}.jpg" for number in range(count)) if not path.exists()]
    if missing:
        contents = [encoded(photograph(seed, 600, 450), "JPEG") for seed in range(_DISTINCT)]
        for number, path in enumerate(missing):
            path.write_bytes(contents[number % _DISTINCT])
    return folder
