"""A search over plain CNNs: what it searches, what it writes, and that it goes on where it was."""

import argparse
import csv
import itertools
import math
import signal
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import keras
import numpy as np
import pytest
from keras_tuner import HyperParameters
from PIL import Image

from desktop.core.bundle.preprocess import InputSpec
from training.commands import tune
from training.commands.progress import StepBar
from training.datasets.ham10000 import list_ham10000
from training.datasets.labels import MALIGNANCY
from training.datasets.split import make_split
from training.loop.history import Row, read_history
from training.loop.loop import Examples
from training.networks.build import build_network
from training.networks.plain_cnn import plain_cnn
from training.recipes.catalogue import RECIPES
from training.recipes.recipe import Recipe, RecipeError, View, read_recipe
from training.run import Run
from training.tuning.judge import check_judgeable, judge
from training.tuning.results import table_lines, write_results
from training.tuning.search import RANDOM_TRIALS, search
from training.tuning.space import Settings, recipe_at, search_space
from training.tuning.trials import Outcome, SearchError, Trial, TrialsFile


def _at_size(recipe: Recipe, height_px: int, width_px: int) -> Recipe:
    return replace(recipe, input=replace(recipe.input, height_px=height_px, width_px=width_px))


TINY = replace(
    _at_size(RECIPES["deep-cnn"], 12, 16),
    training_height_px=12,
    training_width_px=16,
    view=View(12, 16),
    epochs=3,
    precision="float32",
)
SPACE = search_space(RECIPES["deep-cnn"])


def _tuned(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    tune.add_arguments(parser)
    options = parser.parse_args([str(argument) for argument in arguments])
    options.command_line = "lentigo-train tune"
    return tune.run(options)


@pytest.fixture(scope="module")
def workplace(small_ham: Path, tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    """What the command is given: a recipe, photographs, a split, a cache, one epoch and a folder for the search."""
    folder = tmp_path_factory.mktemp("tune")
    recipe, split = folder / "tiny.json", folder / "split.csv"
    recipe.write_text(TINY.to_json(), encoding="utf-8")
    photographs = [row.photograph for row in list_ham10000(small_ham).rows]
    split.write_text(make_split(photographs, folds=5, seed=1), encoding="utf-8")
    arguments = [recipe, "--data", small_ham, "--split", split, "--cache", folder / "cache", "--epochs", 1]
    return [*arguments, "--data-share", 0.5, "--out", folder / "search"]


@pytest.fixture(scope="module")
def statuses(workplace: list[object]) -> list[int]:
    """Two trials, stopped by Ctrl-C after the second one's first step, and gone on with; both exit statuses."""
    usual = StepBar.show

    def interrupted(bar: StepBar, row: Row, steps: int) -> None:
        usual(bar, row, steps)
        if row.step == 1 and (_folder(workplace) / "trials" / "002").exists():
            signal.raise_signal(signal.SIGINT)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StepBar, "show", interrupted)
        stopped = _tuned(*workplace, "--trials", 2)
    return [stopped, _tuned(*workplace, "--trials", 2)]


def _folder(workplace: list[object]) -> Path:
    return Path(str(workplace[-1]))


def _rows(workplace: list[object]) -> list[dict[str, str]]:
    with (_folder(workplace) / "trials.csv").open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_a_search_stopped_by_ctrl_c_goes_on_with_the_step_and_ends_with_all_trials(
    workplace: list[object], statuses: list[int]
) -> None:
    assert statuses == [130, 0]
    assert [row["trial"] for row in _rows(workplace)] == ["1", "2"]
    for number in ("001", "002"):
        steps = [row.step for row in read_history(_folder(workplace) / "trials" / number / "history.csv")]
        assert steps == list(range(1, len(steps) + 1))
        assert len(steps) > 1


def test_the_table_tells_settings_and_figures_and_what_they_were_measured_on(
    workplace: list[object], statuses: list[int]
) -> None:
    for number, row in enumerate(_rows(workplace), start=1):
        run = Run(_folder(workplace) / "trials" / f"{number:03d}")
        options = run.recipe().network_options
        assert int(row["blocks"]) == len(options["filters"])
        assert int(row["filters"]) == options["filters"][0]
        assert [int(row["dense"])] == options["dense"]
        assert float(row["dropout"]) == options["dropout"]
        assert float(row["learning_rate"]) == run.recipe().learning_rate
        assert (row["batch_normalisation"] == "True") == options["batch_normalisation"]
        assert int(row["parameters"]) == run.network().count_params()
        assert 0 <= float(row["validation_malignant_auc"]) <= 1
        last = read_history(run.history_path)[-1].val_accuracy
        assert float(row["validation_accuracy"]) == pytest.approx(last, abs=1e-4)
        assert row["epochs"] == "1"
        assert float(row["seconds"]) > 0
        assert row["conditions"] == (
            "lesion-grouped validation part of HAM10000; trained on 50 % of the training part's lesions, epochs: 1"
        )
        assert row["split"] == "lesion-grouped"


def test_the_best_trial_becomes_a_recipe_file_for_the_whole_data_and_all_epochs(
    workplace: list[object], statuses: list[int]
) -> None:
    best = max(_rows(workplace), key=lambda row: float(row["validation_malignant_auc"]))

    recipe = read_recipe(_folder(workplace) / "best.json")

    assert replace(recipe, network_options=TINY.network_options, learning_rate=TINY.learning_rate) == TINY
    assert recipe.learning_rate == float(best["learning_rate"])
    assert build_network(recipe, 2, None).count_params() == int(best["parameters"])


def test_the_plot_is_a_picture_with_something_in_it(workplace: list[object], statuses: list[int]) -> None:
    with Image.open(_folder(workplace) / "trials.png") as plot:
        assert plot.width > 1000
        assert np.asarray(plot.convert("L")).std() > 5


def test_networks_of_finished_trials_are_kept_but_not_their_checkpoints(
    workplace: list[object], statuses: list[int]
) -> None:
    for number in ("001", "002"):
        run = Run(_folder(workplace) / "trials" / number)
        assert run.network_path.exists()
        assert run.checkpoints() == []


def test_the_same_command_again_trains_nothing_and_prints_the_table(
    workplace: list[object],
    statuses: list[int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def complain(bar: StepBar, row: Row, steps: int) -> None:
        pytest.fail("a trial was run again")

    before = _rows(workplace)
    monkeypatch.setattr(StepBar, "show", complain)
    (_folder(workplace) / "best.json").unlink()

    assert _tuned(*workplace, "--trials", 2) == 0

    assert _rows(workplace) == before
    assert (_folder(workplace) / "best.json").exists()
    printed = capsys.readouterr().out.splitlines()
    assert "AUC of malignant" in printed[0]
    assert [line.split()[0] for line in printed[1:]] == ["trial", "1", "2"]
    assert sum(line.endswith("best") for line in printed) == 1


def test_a_folder_with_another_search_is_refused(workplace: list[object], statuses: list[int]) -> None:
    with pytest.raises(SearchError, match=r"search\.json is of a search with another recipe\. Give another --out"):
        _tuned(*workplace, "--trials", 2, "--epochs", 2)


def test_a_recipe_of_another_network_is_refused(workplace: list[object]) -> None:
    with pytest.raises(RecipeError, match="mobilenet-v2 cannot be tuned: its network is mobilenet_v2"):
        _tuned("mobilenet-v2", *workplace[1:])


def test_pictures_too_small_for_two_blocks_are_refused() -> None:
    with pytest.raises(RecipeError, match="9 × 30 pixels are too small"):
        search_space(_at_size(RECIPES["deep-cnn"], 9, 30))


@pytest.mark.parametrize("share", ["0", "1.5", "half", "nan"])
def test_a_share_of_nothing_or_of_more_than_all_is_wrong_usage(
    share: str, workplace: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        _tuned(*workplace, "--data-share", share)

    assert "is not a share above 0, to 1" in capsys.readouterr().err


def _values(space: HyperParameters) -> dict[str, list[float]]:
    """List the values of each setting; of the learning rate, the ends."""
    ranges = {"learning_rate": [1e-4, 3e-3]}
    return {setting.name: ranges.get(setting.name) or sorted(setting.values) for setting in space.space}


def test_every_corner_of_the_space_is_a_network() -> None:
    corners = {name: {values[0], values[-1]} for name, values in _values(SPACE).items()}
    corners |= {name: {max(corners[name])} for name in ("dropout", "learning_rate")}  # They change no shape.
    for corner in itertools.product(*corners.values()):
        recipe = recipe_at(RECIPES["deep-cnn"], dict(zip(corners, corner, strict=True)))

        network = build_network(recipe, 2, None)

        assert network.output_shape == (None, 2)
        assert max(recipe.network_options["filters"]) <= 256


@pytest.mark.parametrize(("height_px", "width_px", "deepest"), [(96, 96, 5), (75, 100, 4), (10, 30, 2), (224, 224, 6)])
def test_the_space_is_as_deep_as_the_pictures_allow(height_px: int, width_px: int, deepest: int) -> None:
    space = search_space(_at_size(RECIPES["deep-cnn"], height_px, width_px))

    def build(blocks: int) -> keras.Model:
        return plain_cnn(2, size=(height_px, width_px), filters=[2] * blocks, dense=[], dropout=0.0)

    assert _values(space)["blocks"] == list(range(2, deepest + 1))
    assert min(build(deepest).get_layer(index=-3).output.shape[1:3]) >= 1
    with pytest.raises(ValueError, match=r"negative"):
        build(deepest + 1)


def _outcome(settings: Settings) -> Outcome:
    """Tell how good settings are in a world where only three of them matter."""
    miss = abs(math.log10(settings["learning_rate"]) + 3) + abs(settings["dropout"] - 0.2)
    return Outcome(1000, 0.8 - 0.1 * miss + 0.02 * settings["blocks"], 0.8, 3)


def _search(
    folder: Path, count: int, run_trial: Callable[[Trial], Outcome] = lambda trial: _outcome(trial.settings)
) -> list[Trial]:
    file, told = TrialsFile(folder / "search.json", {"recipe": "one"}), []

    def note(trials: Sequence[Trial]) -> None:
        told.append(sum(trial.outcome is not None for trial in trials))

    trials = search(file, SPACE, seed=7, count=count, run_trial=run_trial, on_finished=note)
    assert told == list(range(len(trials) + 1 - len(told), len(trials) + 1))
    return trials


def test_trials_stay_in_the_space_when_drawn_and_when_thought_of(tmp_path: Path) -> None:
    trials = _search(tmp_path, RANDOM_TRIALS + 1)

    assert [trial.number for trial in trials] == list(range(1, RANDOM_TRIALS + 2))
    values = _values(SPACE)
    for trial in trials:
        assert list(trial.settings) == list(values)
        for name, value in trial.settings.items():
            if name == "learning_rate":
                assert 1e-4 <= value <= 3e-3 * (1 + 1e-9)
            else:
                assert value in values[name]
    assert len({tuple(trial.settings.values()) for trial in trials}) == len(trials)


def test_a_killed_search_goes_on_with_the_trial_that_it_was_at_and_ends_as_one_that_was_not(tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    whole.mkdir()
    killed.mkdir()
    run: list[int] = []

    def run_trial(trial: Trial) -> Outcome:
        run.append(trial.number)
        if trial.number == 3 and not (killed / "search.json").exists():
            # What a kill at this moment would leave.
            (killed / "search.json").write_bytes((whole / "search.json").read_bytes())
        return _outcome(trial.settings)

    expected = _search(whole, 5, run_trial)
    run.clear()
    trials = _search(killed, 5, run_trial)

    assert run == [3, 4, 5]
    assert [(trial.settings, trial.outcome) for trial in trials] == [
        (trial.settings, trial.outcome) for trial in expected
    ]
    assert [trial.seconds is None for trial in trials] == [False, False, True, False, False]


def test_a_search_is_made_longer_by_asking_for_more_trials_and_never_shorter(tmp_path: Path) -> None:
    first = _search(tmp_path, 2)

    longer = _search(tmp_path, 4)

    assert longer[:2] == first
    assert len(longer) == 4
    assert _search(tmp_path, 1) == longer


def test_what_goes_wrong_in_a_trial_is_not_taken_for_its_outcome(tmp_path: Path) -> None:
    def fail(trial: Trial) -> Outcome:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        _search(tmp_path, 2, fail)

    assert [trial.outcome is None for trial in _search(tmp_path, 2)] == [False, False]


def test_a_damaged_file_of_trials_is_named(tmp_path: Path) -> None:
    (tmp_path / "search.json").write_text('{"search": {}}')

    with pytest.raises(SearchError, match=r"search\.json is not a file of trials"):
        _search(tmp_path, 1)


SPEC = InputSpec(height_px=4, width_px=4, resize_filter="bicubic", scale=1 / 255, offset=0.0)
VALIDATION = Examples(
    np.stack([np.full((4, 4, 3), level, np.uint8) for level in (10, 60, 110, 160, 210)]),
    np.array([0, 0, 1, 0, 1], dtype=np.int64),
)


def _by_brightness(weight: float) -> keras.Model:
    network = plain_cnn(2, size=(4, 4), filters=[], dense=[], dropout=0.0)
    kernel = np.zeros((48, 2), np.float32)
    kernel[:, 1] = weight / 48
    network.set_weights([kernel, np.array([weight / 2, 0], np.float32)])
    return network


def test_a_network_is_judged_by_how_it_ranks_malignant_above_benign() -> None:
    outcome = judge(_by_brightness(5), SPEC, MALIGNANCY, VALIDATION, epochs=3)

    # Of six pairs of one malignant and one benign, the pair of 110 and 160 is the wrong way round.
    assert outcome.malignant_auc == pytest.approx(5 / 6)
    assert outcome.accuracy == pytest.approx(3 / 5)
    assert (outcome.parameters, outcome.epochs) == (98, 3)


def test_a_network_whose_numbers_ran_out_of_range_finds_nothing() -> None:
    outcome = judge(_by_brightness(math.nan), SPEC, MALIGNANCY, VALIDATION, epochs=3)

    assert (outcome.malignant_auc, outcome.accuracy) == (0.5, 0.0)


def test_a_validation_part_without_malignant_photographs_is_refused() -> None:
    benign = Examples(VALIDATION.pixels[:2], VALIDATION.labels[:2])

    with pytest.raises(SearchError, match="not both benign and malignant"):
        check_judgeable(MALIGNANCY, benign)


def _finished(aucs: Sequence[float]) -> list[Trial]:
    defaults: Settings = SPACE.values
    return [Trial(number, defaults, 1.0, Outcome(1, auc, 0.5, 3)) for number, auc in enumerate(aucs, start=1)]


def test_figures_from_a_leaky_split_are_marked_wherever_they_stand(tmp_path: Path) -> None:
    trials = _finished([0.6, 0.7])

    write_results(tmp_path, RECIPES["deep-cnn"], trials, "image-level validation part, LEAKY", leaky=True)

    with (tmp_path / "trials.csv").open(newline="", encoding="utf-8") as stream:
        assert [row["split"] for row in csv.DictReader(stream)] == ["LEAKY", "LEAKY"]
    lines = table_lines(trials, "image-level validation part, LEAKY", leaky=True)
    assert all("LEAKY" in line for line in (lines[0], *lines[2:]))


def test_without_a_finished_trial_nothing_is_written(tmp_path: Path) -> None:
    write_results(tmp_path, RECIPES["deep-cnn"], [Trial(1, SPACE.values)], "nothing", leaky=False)

    assert list(tmp_path.iterdir()) == []
    assert table_lines([], "nothing", leaky=False) == ["no trial is finished"]


def test_a_trial_differs_from_the_recipe_in_what_is_searched_alone() -> None:
    settings: Settings = SPACE.values | {"blocks": 4, "filters": 48, "growth": 2.0}

    recipe = recipe_at(RECIPES["deep-cnn"], settings)

    assert recipe.network_options["filters"] == [48, 96, 192, 256]
    base = RECIPES["deep-cnn"]
    assert replace(recipe, network_options=base.network_options, learning_rate=base.learning_rate) == base
