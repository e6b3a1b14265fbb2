"""Wrong attempts make the vault slow to listen, also after a restart.

This keeps a passer-by from trying passphrases at the keyboard. Whoever has a copy of the folder can remove the file;
against them stands what one guess costs (see `PassphraseCost`).
"""

import json
from collections.abc import Callable
from pathlib import Path

from desktop.core.storage.durable import write_durably
from desktop.core.storage.errors import TooManyAttemptsError
from desktop.core.wording import translate

ATTEMPTS_NAME = "attempts.json"
# Everybody mistypes; then 2, 4, 8 … seconds, up to a quarter of an hour.
_FREE = 3
_LONGEST_S = 900.0


class WrongAttempts:
    """How often in a row somebody was wrong, for each account, for the recovery key, and for names of no account.

    Parameters
    ----------
    folder : Path
        Of the vault.
    clock : callable
        Tells the time in seconds since 1970.
    """

    def __init__(self, folder: Path, clock: Callable[[], float]) -> None:
        self._path = folder / ATTEMPTS_NAME
        self._clock = clock

    def begin(self, who: str) -> None:
        """Count an attempt as wrong before it is made, so that nobody gains by killing the program during it.

        Raises
        ------
        TooManyAttemptsError
            If it comes too soon after the last one. It is not counted.
        OSError
            If it cannot be written down.
        """
        all_counts = self._read()
        count, last_s = all_counts.get(who, (0, 0.0))
        now_s = self._clock()
        delay_s = min(2.0 ** (count - _FREE + 1), _LONGEST_S) if count >= _FREE else 0.0
        # If the clock was put back, the whole delay is still to come, but no more than that.
        remaining_s = min(last_s + delay_s - now_s, delay_s)
        if remaining_s > 0:
            raise TooManyAttemptsError(
                "There were {count} wrong attempts. Try again in {duration}.",
                count=count,
                duration=_duration(remaining_s),
            )
        self._write(all_counts | {who: (count + 1, now_s)})

    def forget(self, who: str) -> int:
        """Forget the wrong attempts of somebody who was right, and return how many there were.

        Raises
        ------
        OSError
            If it cannot be written down.
        """
        all_counts = self._read()
        count, _ = all_counts.pop(who, (1, 0.0))
        self._write(all_counts)
        return count - 1  # The right one was counted too.

    def _read(self) -> dict[str, tuple[int, float]]:
        try:
            content = json.loads(self._path.read_bytes())
            return {str(who): (int(count), float(last_s)) for who, (count, last_s) in content.items()}
        except FileNotFoundError:
            return {}
        except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
            return {}  # Damaged: whoever can do that could as well have removed it.

    def _write(self, counts: dict[str, tuple[int, float]]) -> None:
        write_durably(self._path, json.dumps(counts).encode())


def _duration(seconds: float) -> str:
    whole = int(seconds) + 1
    if whole == 1:
        return translate("Duration", "1 second")
    if whole < 120:  # noqa: PLR2004 - two minutes
        return translate("Duration", "{count} seconds").format(count=whole)
    return translate("Duration", "{count} minutes").format(count=whole // 60 + 1)
