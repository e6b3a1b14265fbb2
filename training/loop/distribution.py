"""Training on several devices, or on several machines, through `tf.distribute`."""

import os
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Literal

import keras
import tensorflow as tf

from desktop.core.errors import KnownError

StrategyName = Literal["single", "mirrored", "multiworker"]


class DistributionError(KnownError):
    """A distribution over devices or machines that cannot be had."""


class Distribution:
    """Where the arithmetic of a run happens.

    Parameters
    ----------
    name : "single", "mirrored" or "multiworker"
        ``mirrored``: all GPUs of this machine. ``multiworker``: all processes that the environment variable
        ``TF_CONFIG`` names; each is started with the same command and sees the same files. A step's photographs are
        divided among the devices, so a recipe's numbers keep their meaning.

    Raises
    ------
    DistributionError
        If Keras runs on another backend, or ``TF_CONFIG`` is missing.
    """

    def __init__(self, name: StrategyName) -> None:
        self._strategy: tf.distribute.Strategy | None = None
        if name == "single":
            return
        if keras.backend.backend() != "tensorflow":
            raise DistributionError(f"--strategy {name} needs Keras on TensorFlow, not {keras.backend.backend()}.")
        if name == "mirrored":
            self._strategy = tf.distribute.MirroredStrategy()
        elif "TF_CONFIG" not in os.environ:
            raise DistributionError(
                "--strategy multiworker needs the environment variable TF_CONFIG, which names all workers and this "
                "one's number; see README."
            )
        else:
            self._strategy = tf.distribute.MultiWorkerMirroredStrategy()

    @property
    def devices(self) -> int:
        """How many devices share a step."""
        return self._strategy.num_replicas_in_sync if self._strategy else 1

    @property
    def is_chief(self) -> bool:
        """True in the one process that writes the run folder."""
        if self._strategy is None:
            return True
        return bool(self._strategy.cluster_resolver is None or self._strategy.cluster_resolver.task_id in (None, 0))

    def scope(self) -> AbstractContextManager[Any]:
        """Return the context in which the trainer is built or loaded."""
        return self._strategy.scope() if self._strategy else nullcontext()
