"""Measure tasks side by side, so that all of them meet the same noise."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence


def take_turns(
    tasks: Mapping[str, Callable[[], object]], rounds: int, clock: Callable[[], float] = time.process_time
) -> dict[str, list[float]]:
    """Run every task once a round and return what each took.

    Parameters
    ----------
    tasks : mapping of str to callable
    rounds : int
    clock : callable
        Seconds; by default of this process on all processors: other programs do not count then.

    Returns
    -------
    dict of str to list of float
        Seconds by the tasks' names; figures of the same index were measured in the same round.
    """
    taken_s: dict[str, list[float]] = {name: [] for name in tasks}
    names = list(tasks)
    for turn in range(rounds):
        # Each begins as often as any other: none always runs in the wake of the same neighbour.
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            started = clock()
            tasks[name]()
            taken_s[name].append(clock() - started)
    return taken_s


def paired_ratio(ours: Sequence[float], reference: Sequence[float]) -> float:
    """Return the median of the ratios of what was measured in the same round."""
    return statistics.median(our / other for our, other in zip(ours, reference, strict=True))
