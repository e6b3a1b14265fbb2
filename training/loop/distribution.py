"""Training on several devices, or on several machines, through `tf.distribute`."""

import os
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Literal

import keras
import numpy as np
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
            gpus = tf.config.list_logical_devices("GPU")
            self._strategy = tf.distribute.MirroredStrategy(gpus or tf.config.list_logical_devices("CPU"))
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
        resolver = self._strategy.cluster_resolver
        if resolver is None or resolver.task_type is None:
            return True
        if "chief" in resolver.cluster_spec().jobs:
            return bool(resolver.task_type == "chief")
        return bool(resolver.task_id == 0)

    def refuse_uneven(self, batch_size: int) -> None:
        """Raise unless a step's photographs can be divided evenly: the smaller share would weigh as much.

        Raises
        ------
        DistributionError
            If they cannot.
        """
        if batch_size % self.devices:
            raise DistributionError(f"Batches of {batch_size} cannot be divided among {self.devices} devices.")

    def scope(self) -> AbstractContextManager[Any]:
        """Return the context in which the trainer is built or loaded."""
        return self._strategy.scope() if self._strategy else nullcontext()

    def sequential(self, layers: list[keras.Layer]) -> keras.Sequential:
        """Return a model that can be trained here, to be made within `scope`."""
        return SharedSequential(layers) if keras.backend.backend() == "tensorflow" else keras.Sequential(layers)


@keras.saving.register_keras_serializable(package="lentigo")
class SharedSequential(keras.Sequential):  # type: ignore[misc]  # Keras ships no types.
    """A `keras.Sequential` that several workers can train.

    `keras.Model` of Keras 3.15 fails there in two places. Both are private, so this is to be looked at with every new
    Keras; ``tests/training/test_distribution.py`` trains with two workers.
    """

    def train_step(self, data: Any) -> dict[str, Any]:
        """Train on one batch and return metrics as the workers' mean is taken from."""
        return _to_be_averaged(super().train_step(data))

    def test_step(self, data: Any) -> dict[str, Any]:
        """Judge one batch and return metrics as the workers' mean is taken from."""
        return _to_be_averaged(super().test_step(data))

    def _maybe_symbolic_build(self, iterator: Any = None, data_batch: Any = None) -> None:
        """Create variables from a batch of one: Keras takes the first batch apart as workers do not allow."""
        del iterator, data_batch
        if self._distribute_strategy is None:
            return
        height, width, channels = self.input_shape[1:]
        pixels = np.zeros((1, height, width, channels), np.uint8)
        one_hot = np.eye(1, self.output_shape[-1], dtype=np.float32)
        with self.distribute_strategy.scope():
            self._symbolic_build(data_batch=(pixels, one_hot))


def _to_be_averaged(metrics: dict[str, Any]) -> dict[str, Any]:
    """Give scalars the axis along which Keras averages over workers; other strategies do without."""
    if not isinstance(tf.distribute.get_strategy(), tf.distribute.MultiWorkerMirroredStrategy):
        return metrics
    return {name: keras.ops.expand_dims(value, 0) for name, value in metrics.items()}
