"""Long work in short steps, so that other work gets its turn in between, and it can be given up at each."""

from collections.abc import Callable, Generator
from typing import TypeAlias, TypeVar

_T = TypeVar("_T")

# Yields how much is done, of how much (0: that cannot be said yet); returns the result. Closed, it cleans up.
Steps: TypeAlias = Generator[tuple[int, int], None, _T]


def result_of(steps: Steps[_T], progress: Callable[[int, int], None] = lambda _done, _of: None) -> _T:
    """Take all steps at a stretch and return the result.

    Parameters
    ----------
    steps : Steps
    progress : callable
        Is told after each step how much is done, of how much; may raise to give up.
    """
    try:
        while True:
            try:
                standing = next(steps)
            except StopIteration as end:
                result: _T = end.value
                return result
            progress(*standing)
    finally:
        steps.close()
