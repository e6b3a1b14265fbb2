"""Many images, side by side, in order."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from desktop.core.domain.assessment import Assessment
from desktop.core.imaging.sources import ImageSource
from desktop.core.inference.classifier import Classifier

# Images in flight for each worker: enough that none waits for a slow neighbour, few enough to keep memory flat.
_AHEAD = 4


def assess_all(
    classifier: Classifier, sources: Iterable[ImageSource], jobs: int
) -> Iterator[tuple[ImageSource, Assessment]]:
    """Assess images on several threads and yield each with its answer, in the order of the sources.

    Parameters
    ----------
    classifier : Classifier
    sources : iterable of ImageSource
        Read only as far ahead as the workers need.
    jobs : int
        Number of threads, at least 1.
    """
    waiting: deque[tuple[ImageSource, Future[Assessment]]] = deque()
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="infer")
    try:
        for source in sources:
            waiting.append((source, pool.submit(classifier.assess_source, source)))
            if len(waiting) >= jobs * _AHEAD:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
    finally:
        pool.shutdown(cancel_futures=True)
