"""What does the program add to decoding and the network? Processor time of one thread, from bytes to an answer."""

import statistics

from desktop.core.inference.classifier import Classifier
from desktop.core.locations import default_bundle_dir
from tests.benchmarks.bare import bare_answer
from tests.benchmarks.photographs import encoded, photograph
from tests.benchmarks.ratio import Ratio
from tests.benchmarks.turns import paired_ratio, take_turns

_FILES = {
    "JPEG 600 × 450": ("JPEG", 600, 450),
    "JPEG, 12 megapixels": ("JPEG", 4000, 3000),
    "JPEG, 24 megapixels": ("JPEG", 5656, 4242),
    "PNG 2000 × 1500": ("PNG", 2000, 1500),
    "16-bit TIFF 2000 × 1500": ("TIFF", 2000, 1500),
}
_WARM_UP, _ROUNDS = 2, 30


def measure_files() -> list[Ratio]:
    """Compare `Classifier.assess` with Pillow and one run of the same graph."""
    classifier = Classifier.open(default_bundle_dir())
    bare = bare_answer(default_bundle_dir(), classifier.graph)
    ratios = []
    for name, (form, width_px, height_px) in _FILES.items():
        data = encoded(photograph(0, width_px, height_px), form)
        tasks = {"ours": lambda data=data: classifier.assess(data), "bare": lambda data=data: bare(data)}
        take_turns(tasks, _WARM_UP)
        taken_s = take_turns(tasks, _ROUNDS)
        ours_ms, bare_ms = (statistics.median(taken_s[key]) * 1000 for key in ("ours", "bare"))
        ratios.append(
            Ratio(
                f"file to answer, {name}",
                f"{ours_ms:.1f} ms",
                f"decode and network {bare_ms:.1f} ms",
                paired_ratio(taken_s["ours"], taken_s["bare"]),
                "≤ 1.15",
            )
        )
    return ratios
