"""Training goes on where it was killed or stopped, as if it had not been."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import keras
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

import training.loop.loop
from desktop.core.bundle.preprocess import InputSpec
from training.export.synthetic import synthetic_photograph
from training.loop.history import Row, read_history
from training.loop.loop import Examples, TrainingStopped, train
from training.loop.order import draw_order, epoch_ends, in_order
from training.networks.build import NETWORKS
from training.recipes.recipe import Recipe, View
from training.run import Run, load_model

TINY = Recipe(
    name="tiny",
    title="Tiny",
    label_set="diagnosis",
    network="plain_cnn",
    network_options={"filters": [4], "dense": [], "dropout": 0.3},
    input=InputSpec(height_px=12, width_px=16, resize_filter="bicubic", scale=1 / 127.5, offset=-1.0),
    training_height_px=12,
    training_width_px=16,
    view=View(12, 16, zoom=1.2, light=0.1),
    epochs=3,
    batch_size=5,
    learning_rate=0.05,
    schedule="plateau",
    plateau_epochs=1,
    plateau_factor=0.5,
    plateau_floor=1e-4,
)
LABELS = np.tile(np.arange(7, dtype=np.int64), 4)
PHOTOGRAPHS = Examples(np.stack([synthetic_photograph(seed, 16, 12) for seed in range(len(LABELS))]), LABELS)
VALIDATION = Examples(PHOTOGRAPHS.pixels[:14], LABELS[:14])

_CHILD = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
import test_loop as t
t.training.loop.loop.STEPS_PER_CHECKPOINT = 2
def kill(row, steps):
    if row.step == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
t.train(t.Run(Path(sys.argv[1])), t.PHOTOGRAPHS, t.VALIDATION, 7, None, on_step=kill)
"""


@pytest.fixture(scope="module")
def split(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A split file; its content does not matter to the loop."""
    path = tmp_path_factory.mktemp("split") / "split.csv"
    path.write_text("image_id,lesion_id,label,part\n")
    return path


@pytest.fixture(autouse=True, scope="module")
def _often_saved() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training.loop.loop, "STEPS_PER_CHECKPOINT", 2)
        yield


@pytest.fixture(scope="module")
def whole(_often_saved: None, split: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run of `TINY` that nothing interrupted. Not to be changed."""
    run = _begun(tmp_path_factory.mktemp("whole") / "run", split)
    train(run, PHOTOGRAPHS, VALIDATION, 7, None)
    return run


def _begun(folder: Path, split: Path, recipe: Recipe = TINY) -> Run:
    run = Run(folder)
    run.begin(recipe, split, {"command": "a command"})
    return run


def _assert_same(one: list[Row], other: list[Row]) -> None:
    """Compare histories; TensorFlow adds up in no fixed order, so that the last digits may differ."""
    assert [(row.step, row.epoch, row.val_loss is None) for row in one] == [
        (row.step, row.epoch, row.val_loss is None) for row in other
    ]
    tables = [[[value or 0.0 for value in asdict(row).values()] for row in rows] for rows in (one, other)]
    np.testing.assert_allclose(tables[0], tables[1], rtol=1e-3, atol=1e-4)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_a_run_that_was_killed_three_times_ends_as_one_that_was_not(tmp_path: Path, split: Path, whole: Run) -> None:
    killed = _begun(tmp_path / "killed", split)
    repository = Path(training.loop.loop.__file__).parents[2]

    for step, saved in ((3, 2), (9, 8), (14, 12)):  # An epoch ends, and is saved, after steps 6, 11 and 17.
        died = subprocess.run(
            [sys.executable, "-c", _CHILD, killed.folder, str(step), Path(__file__).parent, repository],
            check=False,
            stderr=subprocess.PIPE,
        )
        assert died.returncode == -signal.SIGKILL, died.stderr.decode()
        assert [reached for reached, _ in killed.checkpoints()] == [saved]
        assert not killed.network_path.exists()
    train(killed, PHOTOGRAPHS, VALIDATION, 7, None)

    assert len(read_history(whole.history_path)) == 17
    _assert_same(read_history(killed.history_path), read_history(whole.history_path))
    for one, other in zip(killed.network().get_weights(), whole.network().get_weights(), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-3)


@pytest.mark.parametrize(
    "recipe",
    [
        replace(
            TINY,
            optimizer="adamw",
            weight_decay=0.5,
            schedule="cosine",
            warmup_share=0.2,
            sampling_power=0.5,
            network_options={**TINY.network_options, "batch_normalisation": True},
        ),
        replace(TINY, precision="mixed_float16", learning_rate=1e-3),
        replace(TINY, first_view=View(12, 16, scale=1.5), first_epochs=1),
    ],
    ids=["adamw and cosine", "float16", "growing views"],
)
def test_a_run_that_was_stopped_saves_the_step_and_goes_on_exactly(tmp_path: Path, split: Path, recipe: Recipe) -> None:
    whole, stopped = (_begun(tmp_path / name, split, recipe) for name in ("whole", "stopped"))
    train(whole, PHOTOGRAPHS, VALIDATION, 7, None)

    asked: list[int] = []
    with pytest.raises(TrainingStopped, match="step 3"):
        train(
            stopped,
            PHOTOGRAPHS,
            VALIDATION,
            7,
            None,
            on_step=lambda row, _: asked.append(row.step),
            should_stop=lambda: bool(asked) and asked[-1] == 3,
        )
    assert [step for step, _ in stopped.checkpoints()] == [3]
    train(stopped, PHOTOGRAPHS, VALIDATION, 7, None)

    _assert_same(read_history(stopped.history_path), read_history(whole.history_path))
    for one, other in zip(stopped.network().get_weights(), whole.network().get_weights(), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-3)


def test_what_was_logged_after_the_newest_checkpoint_is_dropped(tmp_path: Path, split: Path) -> None:
    run = _begun(tmp_path / "run", split)
    with pytest.raises(TrainingStopped):
        train(run, PHOTOGRAPHS, VALIDATION, 7, None, should_stop=lambda: True)
    with run.history_path.open("a") as stream:
        stream.write("2,1,0.05,9.9,0.0,,\n3,1,0.0")  # As if killed while writing.

    train(run, PHOTOGRAPHS, VALIDATION, 7, None)

    rows = read_history(run.history_path)
    assert [row.step for row in rows] == list(range(1, 18))
    assert rows[1].loss < 9


def test_float16_scales_its_loss(tmp_path: Path, split: Path) -> None:
    run = _begun(tmp_path / "run", split, replace(TINY, precision="mixed_float16", epochs=1))
    train(run, PHOTOGRAPHS, VALIDATION, 7, None)

    ((_, checkpoint),) = run.checkpoints()
    assert isinstance(load_model(checkpoint, with_optimizer=True).optimizer, keras.optimizers.LossScaleOptimizer)


@pytest.mark.parametrize("without_checkpoints", [False, True])
def test_a_finished_run_is_not_trained_again(tmp_path: Path, whole: Run, without_checkpoints: bool) -> None:
    run = Run(shutil.copytree(whole.folder, tmp_path / "run"))
    first = whole.network().get_weights()
    if without_checkpoints:
        for _, path in run.checkpoints():
            path.unlink()
    taken: list[int] = []

    again = train(run, PHOTOGRAPHS, VALIDATION, 7, None, on_step=lambda row, _: taken.append(row.step))

    assert not taken
    for one, other in zip(again.get_weights(), first, strict=True):
        np.testing.assert_array_equal(one, other)


def test_every_epoch_ends_with_the_validation_part_and_a_picture_of_the_curves(whole: Run) -> None:
    judged = [row for row in read_history(whole.history_path) if row.val_accuracy is not None]
    assert [(row.epoch, row.step) for row in judged] == [(1, 6), (2, 11), (3, 17)]
    assert all(0 <= (row.val_accuracy or 0) <= 1 and (row.val_loss or 0) > 0 for row in judged)
    with Image.open(whole.curves_path) as curves:
        assert curves.size == (1200, 480)
    assert any(whole.tensorboard_dir.iterdir())


def test_the_learning_rate_falls_when_validation_accuracy_rests(tmp_path: Path, split: Path) -> None:
    run = _begun(tmp_path / "run", split, replace(TINY, epochs=6, learning_rate=1e-9, plateau_floor=1e-10))
    train(run, PHOTOGRAPHS, VALIDATION, 7, None)

    rows = read_history(run.history_path)
    rates = [next(row.learning_rate for row in rows if row.epoch == epoch) for epoch in range(1, 7)]
    # Nothing is learnt at such a rate: the first epoch sets the mark, each later one rests.
    assert rates == pytest.approx([1e-9, 1e-9, 5e-10, 2.5e-10, 1.25e-10, 1e-10], rel=1e-3)


def test_mixed_precision_ends_in_a_float32_network(tmp_path: Path, split: Path) -> None:
    run = _begun(tmp_path / "run", split, replace(TINY, precision="mixed_bfloat16", epochs=1))
    train(run, PHOTOGRAPHS, VALIDATION, 7, None)

    network = run.network()

    assert {layer.dtype_policy.name for layer in network.layers} == {"float32"}
    assert keras.config.dtype_policy().name == "float32"


class _TellsHeight(keras.layers.Layer):  # type: ignore[misc]  # Keras ships no types.
    """Logits: the picture's height for the first label, 0 for the others."""

    def call(self, pictures: Any) -> Any:
        """Look at the size alone."""
        batch, height = keras.ops.shape(pictures)[:2]
        row = keras.ops.concatenate([keras.ops.cast(keras.ops.reshape(height, (1,)), "float32"), keras.ops.zeros(6)])
        return keras.ops.broadcast_to(row, (batch, 7))


def test_the_first_epochs_see_the_first_view(tmp_path: Path, split: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def network(*_: object, **__: object) -> keras.Model:
        unchanged = keras.layers.Dense(7, use_bias=False, kernel_initializer="identity")
        return keras.Sequential([keras.Input((None, None, 3)), _TellsHeight(), unchanged])

    monkeypatch.setitem(NETWORKS, "tells_height", network)
    recipe = replace(
        TINY, network="tells_height", network_options={}, first_view=View(8, 8), first_epochs=2, learning_rate=1e-9
    )
    run = _begun(tmp_path / "run", split, recipe)
    with keras.saving.custom_object_scope({"_TellsHeight": _TellsHeight}):
        train(run, PHOTOGRAPHS, VALIDATION, 7, None)

    losses = np.array([row.loss for row in read_history(run.history_path)])
    # Such logits cost the first label's photographs, one in seven, nothing, and the others their view's height.
    assert losses[:11].mean() == pytest.approx(8 * 6 / 7, rel=0.1)
    assert losses[11:].mean() == pytest.approx(12 * 6 / 7, rel=0.1)


@pytest.mark.parametrize(("power", "rare_share"), [(0.0, 0.1), (0.5, 0.25), (1.0, 0.5)])
def test_rare_labels_are_drawn_by_the_power_of_their_count(power: float, rare_share: float) -> None:
    labels: npt.NDArray[np.int64] = np.array([0] * 900 + [1] * 100)

    order = draw_order(labels, 2, replace(TINY, sampling_power=power, epochs=50))

    assert labels[order].mean() == pytest.approx(rare_share, abs=0.02)


def test_without_a_power_every_epoch_shows_every_photograph_once() -> None:
    order = draw_order(LABELS, 7, replace(TINY, epochs=5, batch_size=7)).ravel()

    assert order.reshape(5, 28).tolist() != [list(range(28))] * 5
    for epoch in order.reshape(5, 28):
        assert sorted(epoch) == list(range(28))


def test_batches_in_order_leave_nothing_out() -> None:
    assert [batch.tolist() for batch in in_order(5, 2)] == [[0, 1], [2, 3], [4]]
    assert [batch.tolist() for batch in in_order(4, 2)] == [[0, 1], [2, 3]]


def test_the_last_epoch_ends_with_the_last_step() -> None:
    assert epoch_ends(17, 3) == [6, 11, 17]


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C otherwise")
def test_ctrl_c_at_the_terminal_stops_after_the_step_and_saves(small_ham: Path, tmp_path: Path) -> None:
    recipe, split = tmp_path / "recipe.json", tmp_path / "split.csv"
    recipe.write_text(replace(TINY, epochs=200).to_json())
    program = [sys.executable, "-m", "training"]
    data = ["--data", str(small_ham), "--cache", str(tmp_path / "cache")]
    subprocess.run([*program, "split", *data, "--folds", "5", "--out", split], check=True, stdout=subprocess.PIPE)
    train_it = [*program, "train", str(recipe), *data, "--split", str(split), "--run", str(tmp_path / "run")]

    with subprocess.Popen(train_it, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        while child.poll() is None and not (tmp_path / "run" / "history.csv").exists():
            pass
        child.send_signal(signal.SIGINT)
        said = child.communicate()[0].decode()

    assert child.returncode == 130
    ((step, _),) = Run(tmp_path / "run").checkpoints()
    assert f"stopped after step {step} and saved" in said
    assert len(read_history(Run(tmp_path / "run").history_path)) == step
