"""The training loop: stretches of steps with a checkpoint after each, so that a killed run goes on as if it had not."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np
import numpy.typing as npt

from training.loop.distribution import Distribution
from training.loop.history import Row, add_to_history, draw_curves, log_for_tensorboard, read_history, write_history
from training.loop.order import Batches, draw_order, epoch_ends, in_order
from training.loop.trainer import build_trainer, build_validator, in_float32, reseed, see
from training.recipes.recipe import Recipe
from training.run import Run, load_model

STEPS_PER_CHECKPOINT = 100
_VALIDATION_BATCH = 32


@dataclass(frozen=True, eq=False)
class Examples:
    """Labelled photographs, framed.

    Attributes
    ----------
    pixels : uint8 array, shape (photographs, height, width, 3)
        sRGB, 0–255. May be a memory map.
    labels : int64 array, shape (photographs,)
        Indices of labels.
    """

    pixels: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.int64]


class TrainingStopped(Exception):  # noqa: N818 - not an error: the user asked for it.
    """Training was asked to stop and has saved what it reached."""

    def __init__(self, step: int) -> None:
        super().__init__(f"stopped after step {step}")
        self.step = step


def train(
    run: Run,
    training: Examples,
    validation: Examples,
    label_count: int,
    initial_weights: Path | str | None,
    *,
    distribution: Distribution | None = None,
    on_step: Callable[[Row, int], None] | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> keras.Model:
    """Train to the end of the recipe, from the newest checkpoint if there is one.

    Parameters
    ----------
    run : Run
        Begun.
    training : Examples
        Framed at the recipe's training size.
    validation : Examples
        Framed at the recipe's input size.
    label_count : int
    initial_weights : Path, "imagenet" or None
        See `training.networks.build.build_network`.
    distribution : Distribution, optional
        Otherwise one device.
    on_step : callable, optional
        Told each step's row and the number of all steps.
    should_stop : callable, optional
        Asked after each step.

    Returns
    -------
    keras.Model
        The trained network without augmentation, in float32; also saved as ``run.network_path``.

    Raises
    ------
    TrainingStopped
        If `should_stop` said so; a checkpoint was saved.
    """
    recipe, distribution = run.recipe(), distribution or Distribution("single")
    if run.network_path.exists() and not run.checkpoints():
        return run.network()
    distribution.refuse_uneven(recipe.batch_size)
    loop = _Loop(run, recipe, training, validation, label_count, distribution)
    loop.begin(initial_weights)
    while loop.step < loop.steps:
        loop.stretch(on_step, should_stop)
        if loop.step < loop.steps and should_stop():
            raise TrainingStopped(loop.step)
    return loop.finish()


class _Loop:
    """The state of a run between two stretches."""

    def __init__(
        self,
        run: Run,
        recipe: Recipe,
        training: Examples,
        validation: Examples,
        label_count: int,
        distribution: Distribution,
    ) -> None:
        self._run, self._recipe, self._label_count = run, recipe, label_count
        self._training, self._validation = training, validation
        self._distribution = distribution
        judged_on = run.provenance().get("validation", "the validation part")
        self._mark = "LEAKY " if "LEAKY" in judged_on else ""
        self._title = f"{recipe.title}; validation: {judged_on}"
        self._order = draw_order(training.labels, label_count, recipe)
        self.steps = len(self._order)
        self._ends = epoch_ends(self.steps, recipe.epochs)
        self.step = 0

    def begin(self, initial_weights: Path | str | None) -> None:
        """Load the newest checkpoint or build the network."""
        checkpoints = self._run.checkpoints()
        with self._distribution.scope():
            if checkpoints:
                self.step, path = checkpoints[-1]
                self._trainer = load_model(path, with_optimizer=True)
            else:
                self._trainer = build_trainer(
                    self._recipe, self._label_count, self.steps, initial_weights, self._distribution
                )
            self._validator = build_validator(self._trainer, self._recipe, self._distribution)
        self._rows = read_history(self._run.history_path, self.step)
        if self._distribution.is_chief:
            write_history(self._run.history_path, self._rows)
        self._plateau = self._replayed_plateau()

    def stretch(self, on_step: Callable[[Row, int], None] | None, should_stop: Callable[[], bool]) -> None:
        """Train up to the next checkpoint, or until told to stop; at the end of an epoch, validate."""
        epoch, end = next((epoch, end) for epoch, end in enumerate(self._ends) if end > self.step)
        next_checkpoint = (self.step // STEPS_PER_CHECKPOINT + 1) * STEPS_PER_CHECKPOINT
        drawn = self._order[self.step : min(end, next_checkpoint)]
        see(self._trainer, self._recipe.view_in(epoch))
        watch = _Watch(self._recipe.seed, self.step, epoch + 1, self.steps, on_step, should_stop)
        self._trainer.fit(
            Batches(self._training.pixels, self._one_hot(self._training.labels), drawn),
            verbose=0,
            shuffle=False,
            callbacks=[watch],
        )
        rows = watch.rows
        self.step += len(rows)
        if self.step == end:
            rows[-1] = self._validated(rows[-1])
        self._rows += rows
        self._save(rows, at_epoch_end=self.step == end)

    def finish(self) -> keras.Model:
        """Save the network alone."""
        network = in_float32(self._recipe, self._label_count, self._trainer.layers[-1])
        if self._distribution.is_chief:
            _save_atomically(network, self._run.network_path)
        return network

    def _one_hot(self, labels: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        return np.eye(self._label_count, dtype=np.float32)[labels]

    def _validated(self, row: Row) -> Row:
        """Judge the validation part, and let the schedule know."""
        pixels, one_hot = self._validation.pixels, self._one_hot(self._validation.labels)
        batches = Batches(pixels, one_hot, in_order(len(pixels), _VALIDATION_BATCH))
        judged = self._validator.evaluate(batches, verbose=0, return_dict=True)
        if self._plateau:
            self._plateau.on_epoch_end(row.epoch, {"val_accuracy": judged["accuracy"]})
        return Row(
            row.step,
            row.epoch,
            row.learning_rate,
            row.loss,
            row.accuracy,
            float(judged["loss"]),
            float(judged["accuracy"]),
        )

    def _replayed_plateau(self) -> keras.callbacks.ReduceLROnPlateau | None:
        """Return Keras's own callback, told of all epochs so far: its state is not in a checkpoint."""
        recipe = self._recipe
        if recipe.schedule != "plateau":
            return None
        plateau = keras.callbacks.ReduceLROnPlateau(
            monitor="val_accuracy",
            mode="max",
            factor=recipe.plateau_factor,
            patience=recipe.plateau_epochs,
            min_lr=recipe.plateau_floor,
            min_delta=0.0,
        )
        plateau.set_model(self._trainer)
        plateau.on_train_begin()
        self._trainer.optimizer.learning_rate = recipe.learning_rate
        for row in self._rows:
            if row.val_accuracy is not None:
                plateau.on_epoch_end(row.epoch, {"val_accuracy": row.val_accuracy})
        return plateau

    def _save(self, rows: list[Row], *, at_epoch_end: bool) -> None:
        """Log first, then save: what was logged after the newest checkpoint is dropped on resuming."""
        if not self._distribution.is_chief:
            _save_elsewhere(self._trainer)  # Every worker takes part in reading the weights.
            return
        add_to_history(self._run.history_path, rows)
        log_for_tensorboard(self._run.tensorboard_dir, rows, self._mark)
        if at_epoch_end:
            draw_curves(self._run.curves_path, self._rows, self._title)
        older = self._run.checkpoints()
        _save_atomically(self._trainer, self._run.folder / f"checkpoint-{self.step:06d}.keras")
        for _, path in older:
            path.unlink()


class _Watch(keras.callbacks.Callback):  # type: ignore[misc]  # Keras ships no types.
    """Sets the random numbers of each step, notes its row, and stops when asked."""

    def __init__(
        self,
        seed: int,
        first_step: int,
        epoch: int,
        steps: int,
        on_step: Callable[[Row, int], None] | None,
        should_stop: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._seed, self._step, self._epoch, self._steps = seed, first_step, epoch, steps
        self._on_step, self._should_stop = on_step, should_stop
        self.rows: list[Row] = []

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Set the seeds and note the learning rate that the step will have."""
        del batch, logs
        self.model.reset_metrics()  # Otherwise they are means over the stretch so far.
        reseed(self.model, self._seed, self._step)
        self._learning_rate = float(keras.ops.convert_to_numpy(self.model.optimizer.learning_rate))

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Note the row."""
        del batch
        self._step += 1
        row = Row(self._step, self._epoch, self._learning_rate, float(logs["loss"]), float(logs["accuracy"]))
        self.rows.append(row)
        if self._on_step:
            self._on_step(row, self._steps)
        if self._should_stop():
            self.model.stop_training = True


def _save_atomically(model: keras.Model, target: Path) -> None:
    unfinished = target.with_name("unfinished.keras")
    model.save(unfinished)
    unfinished.replace(target)


def _save_elsewhere(model: keras.Model) -> None:
    folder = tempfile.mkdtemp()
    try:
        model.save(Path(folder) / "unused.keras")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
