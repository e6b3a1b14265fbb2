"""Does one image pass the network as fast as in any other runtime?

A processor's time is measured, not the clock's: every contender computes on one thread, which is checked, and other
programs do not count. Waiting between a contender's own threads is not held against it.
"""

import statistics
import time
from dataclasses import replace

import numpy as np

from desktop.core.bundle.preprocess import normalise
from tests.benchmarks.contenders import (
    Contender,
    export,
    framed_photographs,
    full_precision,
    integers,
    random_network,
)
from tests.benchmarks.ratio import Ratio
from tests.benchmarks.turns import paired_ratio, take_turns
from training.recipes.catalogue import RECIPES

_WARM_UP, _ROUNDS, _RUNS_A_TURN = 3, 30, 3
# Largest difference of logits, as a share of the largest of them. Integers differ by how they were rounded: with random
# weights nothing evens that out.
_TOLERANCE, _INTEGER_TOLERANCE = 1e-3, 0.5
# Processor time over the clock's, of a runtime that computes on one thread.
_ONE_THREAD = 1.2


def measure_inference() -> list[Ratio]:
    """Compare the runtimes on the network that ships, as one view and as the four that a bundle has, fp32 and int8."""
    recipe = RECIPES["lentigo"]
    network = random_network(recipe, framed_photographs(recipe.input))
    ratios = []
    for views, shown in (("one view", replace(recipe, two_scales=False)), ("four views", recipe)):
        spec = shown.photograph_input
        frames = framed_photographs(spec)
        tensors = [normalise(frames[row : row + 1], spec) for row in range(_RUNS_A_TURN)]
        exported = export(network, shown)
        expected = [exported.keras_outputs(tensor)["logits"] for tensor in tensors]
        for precision, contenders, tolerance in (
            ("fp32", full_precision(exported, spec), _TOLERANCE),
            ("int8", integers(exported, spec, frames), _INTEGER_TOLERANCE),
        ):
            for contender in contenders:
                _check(contender, tensors, expected, tolerance)
            ratios += _compare(f"network, {views}, {precision}", contenders, tensors)
    return ratios


def _compare(name: str, contenders: list[Contender], tensors: list[np.ndarray]) -> list[Ratio]:
    def runs(contender: Contender) -> None:
        for tensor in tensors:
            contender.logits(tensor)

    tasks = {one.name: (lambda one=one: runs(one)) for one in contenders}
    take_turns(tasks, _WARM_UP)
    taken_s = take_turns(tasks, _ROUNDS)
    median_ms = {key: statistics.median(values) / len(tensors) * 1000 for key, values in taken_s.items()}
    ours, *others = (one.name for one in contenders)
    best = min(others, key=median_ms.__getitem__)
    return [
        Ratio(
            f"{name}, {_role(other, best)}",
            f"{median_ms[ours]:.1f} ms",
            f"{other} {median_ms[other]:.1f} ms",
            paired_ratio(taken_s[ours], taken_s[other]),
            _wanted(other, best),
        )
        for other in others
    ]


def _role(other: str, best: str) -> str:
    return "the fastest of the others" if other == best else other


def _wanted(other: str, best: str) -> str:
    if other == best:
        return "≤ 1.05"
    return "≤ 0.125" if other == "Keras predict" else "–"


def _check(contender: Contender, tensors: list[np.ndarray], expected: list[np.ndarray], tolerance: float) -> None:
    """Refuse to time what computes something else, or on several threads."""
    scale = max(float(np.abs(logits).max()) for logits in expected)
    for tensor, logits in zip(tensors, expected, strict=True):
        difference = float(np.abs(contender.logits(tensor) - logits).max()) / scale
        if not difference <= tolerance:
            raise RuntimeError(f"{contender.name} computes something else: logits differ by {difference:.2g}")
    processor_s, clock_s = time.process_time(), time.perf_counter()
    for tensor in tensors * 3:
        contender.logits(tensor)
    share = (time.process_time() - processor_s) / (time.perf_counter() - clock_s)
    if share > _ONE_THREAD:
        raise RuntimeError(f"{contender.name} keeps {share:.1f} processors busy instead of one")
