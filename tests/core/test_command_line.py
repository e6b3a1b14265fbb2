"""`lentigo classify` and `lentigo self-test`: a contract that other programs read."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from desktop.cli import run

FIELDS = [
    *("path", "sha256", "width", "height", "bundle", "status", "reason", "probabilities", "malignant"),
    *("top_label", "balanced_label", "flags", "elapsed_ms", "reliability", "must_not_miss"),
]


@pytest.fixture
def photos(tmp_path: Path, synthetic_photo: Callable[..., Any]) -> Path:
    """Make a folder of three photographs, one of them in a folder below."""
    folder = tmp_path / "photos"
    (folder / "below").mkdir(parents=True)
    for seed, name in enumerate(("2.jpg", "10.png", "below/1.jpg")):
        Image.fromarray(synthetic_photo(seed, 400, 300)).save(folder / name)
    return folder


@pytest.fixture
def classify(bundle_copy: Any, capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Return a function that runs `classify` with a bundle that takes everything for in scope.

    The graph is named: measured twice, another one could be the fastest, and answer a little differently.
    """
    bundle_copy.edit(lambda fields: fields["scope"].update(threshold=1e8))

    def run_classify(*arguments: Path | str) -> tuple[int, str, str]:
        status = run(["classify", "--bundle", str(bundle_copy.folder), "--graph", "fp32", *map(str, arguments)])
        return status, *capfd.readouterr()

    return run_classify


def records(written: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.splitlines()]


def test_files_and_folders_give_one_record_an_image_in_input_order(classify: Any, photos: Path) -> None:
    status, written, _ = classify(photos, photos / "10.png", "--format", "jsonl", "--jobs", "3")

    assert status == 0
    assert [record["path"] for record in records(written)] == [
        str(photos / name) for name in ("2.jpg", "10.png", "below/1.jpg", "10.png")
    ]
    for record in records(written):
        assert list(record) == FIELDS
        assert record["status"] == "assessed"
        assert sum(record["probabilities"].values()) == pytest.approx(1, abs=1e-5)
        assert (record["width"], record["height"]) == (400, 300)


def test_the_number_of_jobs_changes_no_answer(classify: Any, photos: Path) -> None:
    answers = []
    for jobs in ("1", "4"):
        _, written, _ = classify(photos, "--format", "jsonl", "--jobs", jobs)
        answers.append([record | {"elapsed_ms": 0} for record in records(written)])

    assert answers[0] == answers[1]


def test_an_unreadable_image_is_written_among_the_others_and_told_by_the_exit_status(
    classify: Any, photos: Path
) -> None:
    (photos / "5.jpg").write_bytes(b"no picture")

    status, written, complaint = classify(photos, photos / "gone.jpg", "--format", "jsonl")

    assert status == 1
    assert [record["status"] for record in records(written)] == [
        *("assessed", "unreadable", "assessed", "assessed", "unreadable")
    ]
    assert records(written)[1]["reason"].startswith("This is not a picture")
    assert records(written)[1]["probabilities"] is None
    assert "2 of 5 images could not be read" in complaint


def test_out_of_scope_images_carry_numbers_only_on_demand(
    bundle_copy: Any, photos: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bundle_copy.edit(lambda fields: fields["scope"].update(threshold=0.0))
    # A graph in integers would have a scope of its own.
    arguments = ["classify", "--bundle", str(bundle_copy.folder), "--graph", "fp32", "--format", "jsonl", str(photos)]

    assert run(arguments) == 0
    without = records(capfd.readouterr().out)
    assert run([*arguments, "--include-out-of-scope"]) == 0
    included = records(capfd.readouterr().out)

    assert all(record["status"] == "out_of_scope" and record["malignant"] is None for record in without)
    assert all(record["status"] == "out_of_scope" and record["malignant"] is not None for record in included)


def test_csv_goes_to_a_file(classify: Any, photos: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"

    status, written, _ = classify(photos, "--format", "csv", "--output", target)

    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert (status, written) == (0, "")
    assert [row["status"] for row in rows] == ["assessed"] * 3


def test_the_table_says_that_this_is_no_medical_device(classify: Any, photos: Path) -> None:
    status, written, _ = classify(photos)

    assert status == 0
    assert "not a medical device" in written
    assert "diagnos" not in written.lower()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets file names be no valid Unicode")
def test_a_file_name_that_is_no_valid_unicode_is_written_all_the_same(classify: Any, photos: Path) -> None:
    (photos / "2.jpg").rename(photos / "caf\udce9.jpg")

    for kind in ("jsonl", "csv", "table"):
        status, written, _ = classify(photos, "--format", kind)

        assert status == 0
        assert "caf\\udce9.jpg" in written


def test_a_folder_without_images_is_told(classify: Any, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    status, written, complaint = classify(tmp_path / "empty", "--format", "jsonl")

    assert status != 0
    assert written == ""
    assert "no images" in complaint


@pytest.mark.parametrize(
    "wrong",
    [[], ["--format", "xml", "a.jpg"], ["--jobs", "0", "a.jpg"], ["--jobs", "many", "a.jpg"], ["--unknown", "a.jpg"]],
)
def test_wrong_usage_ends_with_2(wrong: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["classify", *wrong])

    assert ended.value.code == 2
    assert capfd.readouterr().out == ""


def test_an_output_file_that_cannot_be_written_ends_with_2(classify: Any, photos: Path, tmp_path: Path) -> None:
    status, _, complaint = classify(photos, "--output", tmp_path / "gone" / "out.csv")

    assert status == 2
    assert "cannot be written" in complaint


def test_a_refused_bundle_ends_with_2_and_no_record(
    bundle_copy: Any, photos: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bundle_copy.replace("model.onnx", bytes(range(256)))

    status = run(["classify", "--bundle", str(bundle_copy.folder), "--format", "jsonl", str(photos)])

    written, complaint = capfd.readouterr()
    assert status == 2
    assert written == ""
    assert "Traceback" not in complaint
    assert "network cannot be loaded" in complaint


def test_a_bundle_of_a_newer_minor_format_is_used_with_a_warning(
    bundle_copy: Any, photos: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bundle_copy.upgrade()
    bundle_copy.edit(lambda fields: fields.update(format_version="1.99"))

    status = run(["classify", "--bundle", str(bundle_copy.folder), "--format", "jsonl", str(photos)])

    written, complaint = capfd.readouterr()
    assert status == 0
    assert len(records(written)) == 3
    assert "newer Lentigo" in complaint


def test_the_self_test_writes_a_line_for_each_check(bundle_dir: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status = run(["self-test", "--bundle", str(bundle_dir)])

    lines = capfd.readouterr().out.splitlines()
    assert status == 0
    assert all(line.startswith("ok ") for line in lines)
    assert [line.split(":")[0].removeprefix("ok").strip() for line in lines] == [
        *("bundle", "graph", "probe, pixels", "probe, network", "sample")
    ]


def test_the_self_test_of_a_broken_bundle_fails(bundle_copy: Any, capfd: pytest.CaptureFixture[str]) -> None:
    (bundle_copy.folder / "probe.npz").unlink()

    status = run(["self-test", "--bundle", str(bundle_copy.folder)])

    assert status != 0
    assert "FAIL" in capfd.readouterr().out


def test_the_settings_are_printed_as_they_hold_with_who_set_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "policy.json").write_text('{"idle_minutes": 5}', encoding="utf-8")
    (tmp_path / "settings.json").write_text('{"idle_minutes": 60, "theme": "dark"}', encoding="utf-8")
    monkeypatch.setattr("desktop.core.settings.policy.default_policy_path", lambda: tmp_path / "policy.json")
    monkeypatch.setattr("desktop.core.settings.settings.default_settings_path", lambda: tmp_path / "settings.json")

    status = run(["settings"])

    written = capfd.readouterr().out
    assert status == 0
    assert re.search(r"^fixed +idle_minutes = 5$", written, re.MULTILINE)
    assert re.search(r'^yours +theme = "dark"$', written, re.MULTILINE)
    assert re.search(r"^default +heatmap_opacity = 60$", written, re.MULTILINE)


def test_a_wrong_policy_fails_where_settings_are_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "policy.json").write_text('{"idle_minuts": 5}', encoding="utf-8")
    monkeypatch.setattr("desktop.core.settings.policy.default_policy_path", lambda: tmp_path / "policy.json")

    assert run(["settings"]) != 0
    assert "idle_minuts" in capfd.readouterr().out


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["classify", "--help"], ["self-test", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys, contextlib\n"
        "from desktop.__main__ import main\n"
        f"with contextlib.suppress(SystemExit): main({arguments})\n"
        "heavy = ('numpy', 'PIL', 'onnxruntime', 'PySide6')\n"
        "sys.exit([name for name in heavy if name in sys.modules] or 0)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_an_output_file_that_is_one_of_the_images_is_left_as_it_is(classify: Any, photos: Path) -> None:
    image = next(path for path in sorted(photos.rglob("*")) if path.is_file())
    before = image.read_bytes()

    status, _, complaint = classify(str(photos), "--output", str(image))

    assert status == 2
    assert "one of the images" in complaint
    assert image.read_bytes() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk to write to")
def test_a_full_disk_ends_with_2_and_a_sentence(classify: Any, photos: Path) -> None:
    status, _, complaint = classify(str(photos), "--output", "/dev/full")

    assert status == 2
    assert "records cannot be written" in complaint


def test_a_folder_without_images_among_others_is_named(classify: Any, photos: Path, tmp_path: Path) -> None:
    empty = tmp_path / "nothing here"
    empty.mkdir()

    status, written, complaint = classify(str(empty), str(photos), "--format", "jsonl")

    assert status in (0, 1)
    assert records(written)
    assert "no images in" in complaint
    assert "nothing here" in complaint


def test_an_interrupt_ends_with_130_and_a_word(classify: Any, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop.core.inference.batch.assess_all", interrupt)

    status, _, complaint = classify(str(photos))

    assert status == 130
    assert "interrupted" in complaint
