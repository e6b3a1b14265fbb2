"""Which of a bundle's graphs is used on this processor: the fastest that answers as it did at export."""

from pathlib import Path

from desktop.core.bundle.bundle import open_bundle
from desktop.core.bundle.manifest import FULL_PRECISION
from desktop.core.errors import BundleError
from desktop.core.inference.classifier import Classifier, Timing

# A variant is taken for a gain that somebody could notice, and not for the measurement's chance.
_WORTHWHILE = 0.8


def open_fastest(folder: Path) -> Classifier:
    """Open a bundle with its fastest graph, by one short measurement of each; full precision if none is much faster.

    Raises
    ------
    BundleError
        If a file is not as the manifest says, or the graph in full precision does not answer as in training. A variant
        that does not answer as at export is only left out: there are processors that add up small integers otherwise.
    """
    bundle = open_bundle(folder)
    full = Classifier(bundle, FULL_PRECISION)
    full.refuse_unless_as_in_training()
    if not bundle.manifest.variants:
        return full
    chosen, shortest_ms = full, full.milliseconds()
    timings, limit_ms = [Timing(FULL_PRECISION, shortest_ms)], shortest_ms * _WORTHWHILE
    for variant in bundle.manifest.variants:
        found = Classifier(bundle, variant.name)
        try:
            found.refuse_unless_as_in_training()
        except BundleError:
            timings.append(Timing(variant.name, None))
            continue
        duration_ms = found.milliseconds()
        timings.append(Timing(variant.name, duration_ms))
        if duration_ms <= min(limit_ms, shortest_ms):
            chosen, shortest_ms = found, duration_ms
    chosen.timings = tuple(timings)
    return chosen


def open_classifier(folder: Path, graph: str | None) -> Classifier:
    """Open a bundle with the named graph, or with its fastest one.

    Raises
    ------
    BundleError
        If the bundle is refused, or has no such graph.
    """
    return open_fastest(folder) if graph is None else Classifier.open(folder, graph)


def describe_graph(classifier: Classifier) -> str:
    """Say which graph answers, and what each takes: ``int8 (fp32 13.9 ms, int8 3.1 ms a photograph)``."""
    if not classifier.timings:
        return classifier.graph
    told = (
        f"{one.graph} not used: it answers otherwise on this processor"
        if one.milliseconds is None
        else f"{one.graph} {one.milliseconds:.1f} ms"
        for one in classifier.timings
    )
    return f"{classifier.graph} ({', '.join(told)})"
