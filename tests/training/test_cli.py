"""``lentigo-train`` answers wrong input with a sentence."""

import subprocess
import sys
from pathlib import Path

import pytest

from training.__main__ import main
from training.cli import COMMANDS


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])

    assert end.value.code == 0
    assert "usage: lentigo-train" in capsys.readouterr().out


def _refusal(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(arguments) == 2
    return capsys.readouterr().err


def test_a_dataset_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["split", "--data", str(tmp_path), "--out", str(tmp_path / "split.csv")]

    assert "No HAM10000_metadata.csv" in _refusal(arguments, capsys)


def test_a_split_that_cannot_be_written_is_refused(
    small_ham: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")

    complaint = _refusal(["split", "--data", str(small_ham), "--out", str(in_the_way / "split.csv")], capsys)

    assert "cannot be written" in complaint


def test_too_few_folds_are_wrong_usage(small_ham: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["split", "--data", str(small_ham), "--folds", "2", "--out", "split.csv"])

    assert end.value.code == 2
    assert "at least 3" in capsys.readouterr().err


def test_an_unknown_recipe_is_refused_with_the_known_ones(
    small_ham: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["train", "nonsense", "--data", str(small_ham), "--split", "split.csv", "--run", str(tmp_path)]

    assert "known are fused-mobilenet-v2, mobilenet-v2" in _refusal(arguments, capsys)


def test_weights_that_are_not_there_are_refused(
    small_ham: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    split = tmp_path / "split.csv"
    assert main(["split", "--data", str(small_ham), "--folds", "5", "--out", str(split)]) == 0
    train = ["train", "lentigo", "--data", str(small_ham), "--split", str(split), "--run", str(tmp_path / "run")]

    complaint = _refusal(
        [*train, "--cache", str(tmp_path / "cache"), "--initial-weights", str(tmp_path / "nowhere.npz")], capsys
    )

    assert "nowhere.npz: No such file" in complaint


def test_an_export_of_what_is_no_run_is_refused(
    small_ham: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    complaint = _refusal(["export", str(tmp_path), "--data", str(small_ham), "--version", "1.0.0"], capsys)

    assert "is not a run folder" in complaint


def test_a_bundle_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "has no manifest.json" in _refusal(["verify", str(tmp_path)], capsys)


def test_verify_wants_data_and_split_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "together" in _refusal(["verify", str(tmp_path), "--data", str(tmp_path)], capsys)


def test_a_run_folder_that_is_a_file_is_refused(
    small_ham: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    split, in_the_way = tmp_path / "split.csv", tmp_path / "file"
    in_the_way.write_text("")
    assert main(["split", "--data", str(small_ham), "--folds", "5", "--out", str(split)]) == 0

    complaint = _refusal(
        ["train", "lentigo", "--data", str(small_ham), "--split", str(split), "--run", str(in_the_way)], capsys
    )

    assert "file" in complaint


def test_a_version_that_would_leave_the_folder_is_wrong_usage(
    small_ham: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["export", str(tmp_path), "--data", str(small_ham), "--version", "../1.0.0"])

    assert end.value.code == 2
    assert "not a version" in capsys.readouterr().err


def test_help_answers_at_once_and_loads_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from training.__main__ import main\n"
        "try:\n"
        "    main(['--help'])\n"
        "finally:\n"
        "    heavy = {'keras', 'matplotlib', 'onnxruntime', 'scipy', 'sklearn', 'tensorflow'} & set(sys.modules)\n"
        "    assert not heavy, heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, cwd=Path(__file__).parents[2]
    )

    assert done.returncode == 0, done.stderr.decode()
