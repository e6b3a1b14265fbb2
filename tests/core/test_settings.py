"""Settings survive whatever happens to their file."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.core.settings.rows import HEATMAP_OPACITY, HEATMAP_VISIBLE, LAST_FOLDER
from desktop.core.settings.settings import Settings, SettingsError, default_settings_path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_without_a_file_every_setting_has_its_default(path: Path) -> None:
    settings = Settings(path)

    assert settings.get(HEATMAP_OPACITY) == HEATMAP_OPACITY.default
    assert not path.parent.exists()


def test_what_was_saved_is_read_again_and_nothing_else_is_written(path: Path) -> None:
    settings = Settings(path)
    settings.set(HEATMAP_OPACITY, 30)
    settings.set(LAST_FOLDER, "Ärzte/é")
    settings.set(HEATMAP_VISIBLE, HEATMAP_VISIBLE.default)
    settings.save()

    assert Settings(path).get(HEATMAP_OPACITY) == 30
    assert json.loads(path.read_text(encoding="utf-8")) == {"heatmap_opacity": 30, "last_folder": "Ärzte/é"}
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


def test_a_setting_put_back_to_its_default_leaves_the_file(path: Path) -> None:
    settings = Settings(path)
    settings.set(HEATMAP_OPACITY, 30)
    settings.set(HEATMAP_OPACITY, HEATMAP_OPACITY.default)
    settings.save()

    assert json.loads(path.read_text(encoding="utf-8")) == {}


@pytest.mark.parametrize("wrong", [-1, 101, "30", 30.0, True, None, []])
def test_a_value_that_a_setting_does_not_accept_counts_as_its_default(path: Path, wrong: Any) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"heatmap_opacity": wrong}), encoding="utf-8")

    assert Settings(path).get(HEATMAP_OPACITY) == HEATMAP_OPACITY.default


def test_a_wrong_value_cannot_be_set(path: Path) -> None:
    with pytest.raises(ValueError, match="heatmap_opacity"):
        Settings(path).set(HEATMAP_OPACITY, 101)


def test_a_newer_programs_settings_are_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"from_the_future": {"deep": [1]}}', encoding="utf-8")
    settings = Settings(path)
    settings.set(HEATMAP_OPACITY, 30)
    settings.save()

    assert json.loads(path.read_text(encoding="utf-8"))["from_the_future"] == {"deep": [1]}


@pytest.mark.parametrize("damaged", [b"", b"{", b"\xff\xfe", b"[]", b"3", b"[" * 100_000])
def test_a_damaged_file_is_set_aside_and_the_defaults_serve(path: Path, damaged: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damaged)

    assert Settings(path).get(HEATMAP_OPACITY) == HEATMAP_OPACITY.default
    assert path.with_name("settings.json.damaged").read_bytes() == damaged


def test_a_folder_that_may_not_be_written_is_told(path: Path) -> None:
    path.parent.write_bytes(b"a file where the folder should be")

    with pytest.raises(SettingsError, match="could not be saved"):
        Settings(path).save()


def test_settings_belong_into_the_users_own_configuration_folder(home: Path) -> None:
    assert default_settings_path().is_relative_to(home)
