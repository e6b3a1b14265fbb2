"""A training run: a folder that holds everything needed to go on after being killed, and to judge the result."""

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np
import numpy.typing as npt

from desktop.core.bundle.preprocess import InputSpec
from desktop.core.errors import KnownError
from training.networks.mobilenet_v2 import mobilenet_v2
from training.networks.random_view import RandomView
from training.recipes.recipe import Recipe

STEPS_PER_CHECKPOINT = 100
_HISTORY_COLUMNS = ("step", "loss", "accuracy")


class RunError(KnownError):
    """A run folder that cannot be used."""


@dataclass(frozen=True)
class Run:
    """The layout of a run folder."""

    folder: Path

    @property
    def split_path(self) -> Path:
        """Copy of the split that the run was trained on."""
        return self.folder / "split.csv"

    @property
    def network_path(self) -> Path:
        """The trained network, present once training is complete."""
        return self.folder / "network.keras"

    @property
    def history_path(self) -> Path:
        """Loss and accuracy by step."""
        return self.folder / "history.csv"

    @property
    def _recipe_path(self) -> Path:
        return self.folder / "recipe.json"

    def begin(self, recipe: Recipe, split: Path, command: str) -> None:
        """Make the folder, or find in it the same recipe and split.

        Raises
        ------
        RunError
            If the folder holds a run of another recipe or split.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        description = json.dumps(asdict(recipe), indent=2)
        if self._recipe_path.exists():
            if self._described() != json.loads(description):
                raise RunError(f"{self.folder} holds a run of another recipe. Give another --run.")
            if self.split_path.read_bytes() != split.read_bytes():
                raise RunError(f"{self.folder} holds a run on another split. Give another --run.")
            if self.checkpoints() or self.network_path.exists():
                return
        self.split_path.write_bytes(split.read_bytes())
        (self.folder / "command.txt").write_text(command + "\n", encoding="utf-8")
        self._recipe_path.write_text(description + "\n", encoding="utf-8")

    def recipe(self) -> Recipe:
        """Read the recipe that the run was made with.

        Raises
        ------
        RunError
            If this is no run folder.
        """
        described = self._described()
        try:
            return Recipe(**{**described, "input": InputSpec(**described["input"])})
        except (KeyError, TypeError) as error:
            raise RunError(f"{self._recipe_path} is not a recipe of this version: {error}.") from error

    def command(self) -> str:
        """Return the command line that began the run."""
        return (self.folder / "command.txt").read_text(encoding="utf-8").strip()

    def network(self) -> keras.Model:
        """Load the trained network, without its augmentation: -1–1 pixels to logits.

        Raises
        ------
        RunError
            If training is not complete.
        """
        if not self.network_path.exists():
            raise RunError(f"{self.folder} holds no trained network. Run `lentigo-train train` to its end first.")
        return keras.saving.load_model(self.network_path, compile=False)

    def checkpoints(self) -> list[tuple[int, Path]]:
        """List steps and files of the checkpoints, oldest first."""
        return sorted((int(path.stem.rpartition("-")[2]), path) for path in self.folder.glob("checkpoint-*.keras"))

    def _described(self) -> dict[str, Any]:
        try:
            described: dict[str, Any] = json.loads(self._recipe_path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise RunError(f"{self.folder} is not a run folder: {error}.") from error
        return described


class _Batches(keras.utils.PyDataset):  # type: ignore[misc]  # Keras ships no types.
    """A stretch of training steps: the photographs that were drawn for each, the same whenever asked."""

    def __init__(
        self,
        pixels: npt.NDArray[np.uint8],
        one_hot: npt.NDArray[np.float32],
        order: npt.NDArray[np.int64],
    ) -> None:
        super().__init__(workers=1, use_multiprocessing=False, max_queue_size=4)
        self._pixels, self._one_hot, self._order = pixels, one_hot, order

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, index: int) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        drawn = self._order[index]
        return self._pixels[drawn].astype(np.float32), self._one_hot[drawn]


def train(
    run: Run,
    pixels: npt.NDArray[np.uint8],
    labels: npt.NDArray[np.int64],
    label_count: int,
    initial_weights: Path | str | None,
    *,
    on_progress: Callable[[int, int, dict[str, float]], None] | None = None,
) -> keras.Model:
    """Train to the end of the recipe, from the newest checkpoint if there is one.

    Parameters
    ----------
    run : Run
        Begun.
    pixels : uint8 array, shape (photographs, height, width, 3)
        The training part, framed; sRGB, 0–255. May be a memory map.
    labels : int64 array, shape (photographs,)
        Indices of labels.
    label_count : int
    initial_weights : Path, "imagenet" or None
        See `mobilenet_v2`.
    on_progress : callable, optional
        Told (step, steps, logs) after each checkpoint.

    Returns
    -------
    keras.Model
        The trained network without augmentation; also saved as ``run.network_path``.
    """
    recipe = run.recipe()
    order = draw_order(labels, label_count, recipe)
    steps = len(order)
    one_hot = np.eye(label_count, dtype=np.float32)[labels]
    step, trainer = _resume(run)
    if trainer is None:
        keras.utils.set_random_seed(recipe.seed)
        network = mobilenet_v2(label_count, dropout=recipe.dropout, initial_weights=initial_weights)
        trainer = _trainer(network, recipe, steps)
    _cut_history(run.history_path, step)
    while step < steps:
        stretch = order[step : step + STEPS_PER_CHECKPOINT]
        _reseed(trainer, recipe.seed, step)
        logs = trainer.fit(_Batches(pixels, one_hot, stretch), verbose=0, shuffle=False).history
        step += len(stretch)
        reached = {name: float(values[-1]) for name, values in logs.items()}
        _add_history(run.history_path, step, reached)
        _save(run, trainer, step)
        if on_progress:
            on_progress(step, steps, reached)
    network = trainer.get_layer("mobilenet_v2")
    _save_atomically(network, run.network_path)
    return network


def draw_order(labels: npt.NDArray[np.int64], label_count: int, recipe: Recipe) -> npt.NDArray[np.int64]:
    """Draw every step's photographs at once, from the recipe's seed.

    Returns
    -------
    int64 array, shape (steps, batch_size)
        Indices into `labels`, drawn with replacement by the recipe's `sampling_power`.
    """
    counts = np.bincount(labels, minlength=label_count).astype(np.float64)
    weights = counts[labels] ** -recipe.sampling_power
    steps = max(1, round(recipe.epochs * len(labels) / recipe.batch_size))
    generator = np.random.default_rng(recipe.seed)
    return generator.choice(len(labels), size=(steps, recipe.batch_size), p=weights / weights.sum())


def _trainer(network: keras.Model, recipe: Recipe, steps: int) -> keras.Model:
    """Wrap the network in augmentation and range mapping, and compile it."""
    spec = recipe.training_input
    trainer = keras.Sequential(
        [
            keras.Input((spec.height_px, spec.width_px, 3)),
            RandomView(recipe.view_px, seed=recipe.seed),
            keras.layers.Rescaling(spec.scale, spec.offset),
            network,
        ]
    )
    warmup_steps = round(recipe.warmup_share * steps)
    schedule = keras.optimizers.schedules.CosineDecay(
        initial_learning_rate=recipe.peak_learning_rate / 100,
        decay_steps=steps - warmup_steps,
        warmup_target=recipe.peak_learning_rate,
        warmup_steps=warmup_steps,
    )
    optimizer = keras.optimizers.AdamW(schedule, weight_decay=recipe.weight_decay)
    optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
    trainer.compile(
        optimizer=optimizer,
        loss=keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=recipe.label_smoothing),
        metrics=["accuracy"],
        jit_compile=False if keras.backend.backend() == "tensorflow" else "auto",  # XLA is ten times slower on a CPU.
    )
    return trainer


def _reseed(trainer: keras.Model, seed: int, step: int) -> None:
    """Set the state of augmentation and dropout by the step: Keras does not save it, and a resumed run needs it."""
    for number, layer in enumerate(trainer._flatten_layers()):  # noqa: SLF001 - `layers` leaves out inner ones.
        generator = getattr(layer, "seed_generator", None)
        if generator is not None:
            generator.state.assign([seed + number, step])


def _resume(run: Run) -> tuple[int, keras.Model | None]:
    """Load the newest checkpoint with the state of its optimiser."""
    checkpoints = run.checkpoints()
    if not checkpoints:
        return 0, None
    step, path = checkpoints[-1]
    return step, keras.saving.load_model(path)


def _save(run: Run, trainer: keras.Model, step: int) -> None:
    older = run.checkpoints()
    _save_atomically(trainer, run.folder / f"checkpoint-{step:06d}.keras")
    for _, path in older:
        path.unlink()


def _save_atomically(model: keras.Model, target: Path) -> None:
    unfinished = target.with_name("unfinished.keras")
    model.save(unfinished)
    unfinished.replace(target)


def _cut_history(path: Path, step: int) -> None:
    """Drop what was logged after the checkpoint that training goes on from."""
    rows: Sequence[dict[str, str]] = []
    if path.exists():
        with path.open(newline="", encoding="utf-8") as stream:
            rows = [row for row in csv.DictReader(stream) if int(row["step"]) <= step]
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, _HISTORY_COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


def _add_history(path: Path, step: int, logs: dict[str, float]) -> None:
    with path.open("a", newline="", encoding="utf-8") as stream:
        csv.DictWriter(stream, _HISTORY_COLUMNS).writerow({"step": step, **logs})
