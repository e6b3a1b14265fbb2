"""A training run: a folder that holds everything needed to repeat it, to go on after being killed, and to judge it."""

import hashlib
import json
import os
import platform
from dataclasses import dataclass
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any

import keras

from desktop.core.errors import KnownError
from training.recipes.recipe import Recipe, read_recipe

# Of what made a run: with others it would not go on as it began.
_MUST_STAY = ("dataset", "training_photographs", "initial_weights_sha256")
_PACKAGES = ("lentigo", "tensorflow", "keras", "numpy", "pillow")


class RunError(KnownError):
    """A run folder that cannot be used."""


@dataclass(frozen=True)
class Run:
    """The layout of a run folder."""

    folder: Path

    @property
    def recipe_path(self) -> Path:
        """The recipe with all its numbers, as it was trained."""
        return self.folder / "recipe.json"

    @property
    def split_path(self) -> Path:
        """Copy of the split that the run was trained on."""
        return self.folder / "split.csv"

    @property
    def provenance_path(self) -> Path:
        """What made the run: command, initial weights, dataset, versions."""
        return self.folder / "provenance.json"

    @property
    def network_path(self) -> Path:
        """The trained network, present once training is complete."""
        return self.folder / "network.keras"

    @property
    def history_path(self) -> Path:
        """Loss and accuracy by step, and on the validation part at the end of each epoch."""
        return self.folder / "history.csv"

    @property
    def curves_path(self) -> Path:
        """The history as a picture."""
        return self.folder / "curves.png"

    @property
    def tensorboard_dir(self) -> Path:
        """The history for TensorBoard."""
        return self.folder / "tensorboard"

    def begin(self, recipe: Recipe, split: Path, provenance: dict[str, Any]) -> None:
        """Make the folder, or find in it the same recipe and split.

        Parameters
        ----------
        recipe : Recipe
        split : Path
            Copied.
        provenance : dict
            JSON values; what is told in `provenance` is kept beside versions and machine.

        Raises
        ------
        RunError
            If the folder holds a run of another recipe or split, or on other photographs or initial weights.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.recipe_path.exists():
            if self.recipe() != recipe:
                raise RunError(f"{self.folder} holds a run of another recipe. Use another folder.")
            if self.split_path.read_bytes() != split.read_bytes():
                raise RunError(f"{self.folder} holds a run on another split. Use another folder.")
            if self.checkpoints() or self.network_path.exists():
                self._refuse_other_circumstances(provenance)
                return
        _write(self.split_path, split.read_bytes())
        made_with = {name: installed_version(name) for name in _PACKAGES}
        described = provenance | {"python": platform.python_version(), "system": platform.platform()} | made_with
        _write(self.provenance_path, (json.dumps(described, indent=2) + "\n").encode())
        _write(self.recipe_path, recipe.to_json().encode())

    def _refuse_other_circumstances(self, provenance: dict[str, Any]) -> None:
        begun = self.provenance()
        changed = [name for name in _MUST_STAY if begun.get(name) != provenance.get(name)]
        if changed:
            raise RunError(
                f"{self.folder} was begun with another {', '.join(changed)} and cannot go on so. Use another folder."
            )

    def recipe(self) -> Recipe:
        """Read the recipe that the run was made with.

        Raises
        ------
        RunError
            If this is no run folder.
        """
        if not self.recipe_path.is_file():
            raise RunError(f"{self.folder} is not a run folder: it has no {self.recipe_path.name}.")
        return read_recipe(self.recipe_path)

    def provenance(self) -> dict[str, Any]:
        """Return what made the run; ``command`` is the command line that began it."""
        told: dict[str, Any] = json.loads(self.provenance_path.read_text(encoding="utf-8"))
        return told

    def network(self) -> keras.Model:
        """Load the trained network, without its augmentation: preprocessed pixels to logits, all in float32.

        Raises
        ------
        RunError
            If training is not complete, or the file is damaged.
        """
        if not self.network_path.exists():
            raise RunError(f"{self.folder} holds no trained network. Run `lentigo-train train` to its end first.")
        return load_model(self.network_path)

    def checkpoints(self) -> list[tuple[int, Path]]:
        """List steps and files of the checkpoints, oldest first."""
        return sorted((int(path.stem.rpartition("-")[2]), path) for path in self.folder.glob("checkpoint-*.keras"))


def _write(path: Path, data: bytes) -> None:
    """Write a whole file at once: several workers begin one run together."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(path)


def load_model(path: Path, *, with_optimizer: bool = False) -> keras.Model:
    """Load what training saved.

    Raises
    ------
    RunError
        If the file is damaged.
    """
    try:
        return keras.saving.load_model(path, compile=with_optimizer)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunError(f"{path} cannot be loaded; it may be damaged: {str(error).splitlines()[0]}") from error


def describe_weights(initial_weights: Path | str | None) -> dict[str, str | None]:
    """Tell which initial weights a run starts from: their name and, of a file, its SHA-256."""
    if not isinstance(initial_weights, Path):
        return {"initial_weights": initial_weights, "initial_weights_sha256": None}
    digest = hashlib.sha256(initial_weights.read_bytes()).hexdigest()
    return {"initial_weights": initial_weights.name, "initial_weights_sha256": digest}
