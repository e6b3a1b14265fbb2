"""A practice's IT fixes settings; what is wrong with its file is told, and the rest of it holds."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from desktop.core.settings.policy import NO_POLICY, Fault, default_policy_path, read_policy
from desktop.core.settings.rows import HEATMAP_OPACITY, IDLE_MINUTES, SHORTCUTS, THEME, all_settings
from desktop.core.settings.settings import Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "policy.json"


def write(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")


def test_without_a_file_nothing_is_fixed(path: Path) -> None:
    assert read_policy(path) == NO_POLICY
    assert read_policy(path / "below a file that is not there") == NO_POLICY


def test_what_the_policy_fixes_wins_over_the_users_file(path: Path, tmp_path: Path) -> None:
    write(path, {"idle_minutes": 3, "shortcuts": {"lock": "F12"}})
    write(tmp_path / "settings.json", {"idle_minutes": 60, "theme": "dark"})
    settings = Settings(tmp_path / "settings.json", read_policy(path))

    assert settings.get(IDLE_MINUTES) == 3
    assert settings.get(SHORTCUTS) == {"lock": "F12"}
    assert settings.get(THEME) == "dark"
    assert settings.is_fixed(IDLE_MINUTES)
    assert not settings.is_fixed(THEME)


def test_a_fixed_default_wins_over_the_users_file_too(path: Path, tmp_path: Path) -> None:
    write(path, {"idle_minutes": IDLE_MINUTES.default})
    write(tmp_path / "settings.json", {"idle_minutes": 60})

    assert Settings(tmp_path / "settings.json", read_policy(path)).get(IDLE_MINUTES) == IDLE_MINUTES.default


def test_the_users_own_value_is_there_again_without_the_policy(path: Path, tmp_path: Path) -> None:
    write(path, {"idle_minutes": 3})
    settings = Settings(tmp_path / "settings.json", read_policy(path))
    settings.set(IDLE_MINUTES, 60)
    settings.save()

    assert settings.get(IDLE_MINUTES) == 3
    assert Settings(tmp_path / "settings.json").get(IDLE_MINUTES) == 60


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({"idle_minuts": 3}, Fault.UNKNOWN),
        ({"idle_minutes": "3"}, Fault.WRONG_VALUE),
        ({"theme": "pink"}, Fault.WRONG_VALUE),
        ({"shortcuts": {"lock": 3}}, Fault.WRONG_VALUE),
        ({"watch_folder": "a\0b"}, Fault.WRONG_VALUE),
        ({"watch_folder": "\ud800"}, Fault.WRONG_VALUE),
        ({"notice_accepted": True}, Fault.PERSONAL),
    ],
)
def test_a_wrong_entry_is_told_and_the_others_hold(path: Path, entry: dict[str, Any], fault: Fault) -> None:
    write(path, {**entry, "heatmap_opacity": 30})
    policy = read_policy(path)

    assert [problem.fault for problem in policy.problems] == [fault]
    assert next(iter(entry)) in policy.problems[0].sentence
    assert dict(policy.values) == {HEATMAP_OPACITY.key: 30}


def test_an_entry_that_is_there_twice_is_told(path: Path) -> None:
    path.write_text('{"idle_minutes": 3, "idle_minutes": 5}', encoding="utf-8")
    policy = read_policy(path)

    assert [problem.fault for problem in policy.problems] == [Fault.TWICE]
    assert dict(policy.values) == {"idle_minutes": 5}


@pytest.mark.parametrize("damaged", [b"", b"{", b"\xff\xfe", b"[]", b"3", b"[" * 100_000, b'{"theme": "dark"'])
def test_a_damaged_file_is_told(path: Path, damaged: bytes) -> None:
    path.write_bytes(damaged)
    policy = read_policy(path)

    assert [problem.fault for problem in policy.problems] == [Fault.NOT_JSON]
    assert not policy.values
    assert path.read_bytes() == damaged


def test_an_editor_may_have_begun_the_file_with_a_byte_order_mark(path: Path) -> None:
    path.write_text('{"theme": "dark"}', encoding="utf-8-sig")

    assert dict(read_policy(path).values) == {"theme": "dark"}


def test_what_is_no_file_or_far_too_large_is_told_and_not_read(path: Path, tmp_path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(2**30)

    assert [problem.fault for problem in read_policy(path).problems] == [Fault.UNREADABLE]
    assert [problem.fault for problem in read_policy(tmp_path).problems] == [Fault.UNREADABLE]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_a_pipe_is_not_waited_for(path: Path) -> None:
    os.mkfifo(path)

    assert [problem.fault for problem in read_policy(path).problems] == [Fault.UNREADABLE]


def test_a_sentence_holds_nothing_that_cannot_be_shown(path: Path) -> None:
    write(path, {"\ud800\n" + "x" * 1000: 1})
    (problem,) = read_policy(path).problems

    assert problem.sentence.isprintable()
    assert len(problem.sentence) < 200


def test_every_setting_has_a_key_of_its_own() -> None:
    keys = [setting.key for setting in all_settings()]

    assert len(set(keys)) == len(keys)
    assert THEME in all_settings()


def test_whoever_is_bound_by_the_policy_cannot_move_it_by_a_variable(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = default_policy_path()
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(home))
    monkeypatch.setenv("HOME", str(home / "elsewhere"))

    assert default_policy_path() == before
    assert not default_policy_path().is_relative_to(home)
