"""Training resumes where it was killed."""

import csv
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import keras
import numpy as np
import numpy.typing as npt
import pytest

import training.run
from desktop.core.bundle.preprocess import InputSpec
from training.export.synthetic import synthetic_photograph
from training.recipes.lentigo import RECIPE
from training.run import Run, RunError, draw_order, train

TINY = replace(
    RECIPE,
    name="tiny",
    input=InputSpec(height_px=48, width_px=64, resize_filter="bicubic", scale=1 / 127.5, offset=-1.0),
    training_height_px=48,
    training_width_px=64,
    view_px=32,
    epochs=4,
    batch_size=7,
)
LABELS = np.arange(7, dtype=np.int64)
PIXELS = np.stack([synthetic_photograph(seed, 64, 48) for seed in range(7)])

_KILLED_AT_STEP_2 = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
import test_run as t
t.training.run.STEPS_PER_CHECKPOINT = 1
def kill(step, steps, logs):
    if step == 2:
        os.kill(os.getpid(), signal.SIGKILL)
t.train(t.Run(Path(sys.argv[1])), t.PIXELS, t.LABELS, 7, None, on_progress=kill)
"""


@pytest.fixture
def split(tmp_path: Path) -> Path:
    """A split file; its content does not matter to the loop."""
    path = tmp_path / "split.csv"
    path.write_text("image_id,lesion_id,label,part\n")
    return path


def _history(run: Run) -> list[dict[str, str]]:
    with run.history_path.open(newline="") as stream:
        return list(csv.DictReader(stream))


def _begun(folder: Path, split: Path) -> Run:
    run = Run(folder)
    run.begin(TINY, split, "a command")
    return run


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_a_run_that_was_killed_ends_as_one_that_was_not(
    tmp_path: Path, split: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training.run, "STEPS_PER_CHECKPOINT", 1)
    whole, killed = _begun(tmp_path / "whole", split), _begun(tmp_path / "killed", split)
    train(whole, PIXELS, LABELS, 7, None)
    repository = Path(training.run.__file__).parents[1]

    died = subprocess.run(
        [sys.executable, "-c", _KILLED_AT_STEP_2, killed.folder, Path(__file__).parent, repository], check=False
    )
    assert died.returncode == -signal.SIGKILL
    assert [step for step, _ in killed.checkpoints()] == [2]
    assert not killed.network_path.exists()
    train(killed, PIXELS, LABELS, 7, None)

    losses = [[float(row["loss"]) for row in _history(run)] for run in (whole, killed)]
    assert len(losses[0]) == 4
    # Step 3 sees the same photographs, views and weights; step 4 also the optimiser's state. TensorFlow adds up
    # gradients in no fixed order, so the last digits may differ.
    assert losses[1] == pytest.approx(losses[0], rel=1e-3)
    assert isinstance(killed.network(), keras.Model)


def test_a_folder_with_another_recipe_or_split_is_refused(tmp_path: Path, split: Path) -> None:
    run = _begun(tmp_path / "run", split)
    other_split = tmp_path / "other.csv"
    other_split.write_text("something else\n")

    with pytest.raises(RunError, match="another recipe"):
        run.begin(replace(TINY, epochs=2), split, "a command")
    with pytest.raises(RunError, match="another split"):
        run.begin(TINY, other_split, "a command")


def test_the_recipe_and_the_command_are_read_back(tmp_path: Path, split: Path) -> None:
    run = _begun(tmp_path / "run", split)

    assert run.recipe() == TINY
    assert run.command() == "a command"


def test_an_unfinished_run_and_a_folder_that_is_none_give_no_network(tmp_path: Path, split: Path) -> None:
    with pytest.raises(RunError, match="no trained network"):
        _begun(tmp_path / "run", split).network()
    with pytest.raises(RunError, match="not a run folder"):
        Run(tmp_path / "nowhere").recipe()


@pytest.mark.parametrize(("power", "rare_share"), [(0.0, 0.1), (0.5, 0.25), (1.0, 0.5)])
def test_rare_labels_are_drawn_by_the_power_of_their_count(power: float, rare_share: float) -> None:
    labels: npt.NDArray[np.int64] = np.array([0] * 900 + [1] * 100)

    order = draw_order(labels, 2, replace(TINY, sampling_power=power, epochs=50))

    assert labels[order].mean() == pytest.approx(rare_share, abs=0.02)
