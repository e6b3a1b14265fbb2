"""Several devices, or several worker processes, train one network as a single device would."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import training.loop.distribution
from training.loop.distribution import Distribution, DistributionError
from training.loop.history import read_history
from training.run import Run

# Trains without anything random, so that it does not matter how photographs are divided among devices.
_TRAIN = """
import sys
from dataclasses import replace
from pathlib import Path
sys.path[:0] = sys.argv[3:]
import tensorflow as tf
if sys.argv[1] == "mirrored":
    cpu = tf.config.list_physical_devices("CPU")[0]
    tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)
from training.loop.distribution import Distribution
distribution = Distribution(sys.argv[1])
import test_loop as t
options = {**t.TINY.network_options, "dropout": 0.0}
still = t.View(12, 16, turn_degrees=0.0, mirror_x=False)
recipe = replace(t.TINY, network_options=options, view=still, batch_size=4, epochs=2, learning_rate=0.001)
folder = Path(sys.argv[2])
run = t.Run(folder / sys.argv[1])
run.begin(recipe, folder / "split.csv", {"command": "a command"})
t.train(run, t.PHOTOGRAPHS, t.VALIDATION, 7, None, distribution=distribution)
print(distribution.devices, "devices")
"""

# Finds two free ports and starts a worker on each.
_TWO_WORKERS = """
import json, os, socket, subprocess, sys
sockets = [socket.socket() for _ in range(2)]
for one in sockets:
    one.bind(("127.0.0.1", 0))
workers = [f"127.0.0.1:{one.getsockname()[1]}" for one in sockets]
for one in sockets:
    one.close()
children = []
for index in range(2):
    config = {"cluster": {"worker": workers}, "task": {"type": "worker", "index": index}}
    children.append(subprocess.Popen(sys.argv[1:], env={**os.environ, "TF_CONFIG": json.dumps(config)}))
sys.exit(max(child.wait() for child in children))
"""


def _train(strategy: str, folder: Path, *launcher: str) -> tuple[Run, str]:
    (folder / "split.csv").write_text("image_id,lesion_id,label,part\n")
    repository = Path(training.loop.distribution.__file__).parents[2]
    script = [sys.executable, "-c", _TRAIN, strategy, str(folder), str(Path(__file__).parent), str(repository)]
    done = subprocess.run([*launcher, *script], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return Run(folder / strategy), done.stdout.decode()


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The run of one device."""
    return _train("single", tmp_path_factory.mktemp("single"))[0]


def _assert_same(run: Run, single: Run) -> None:
    one, other = read_history(run.history_path), read_history(single.history_path)
    assert [row.step for row in one] == [row.step for row in other] == list(range(1, 15))
    np.testing.assert_allclose([row.loss for row in one], [row.loss for row in other], rtol=1e-3)
    np.testing.assert_allclose(one[-1].val_loss or 0, other[-1].val_loss or 1, rtol=1e-3)
    for mine, theirs in zip(run.network().get_weights(), single.network().get_weights(), strict=True):
        np.testing.assert_allclose(mine, theirs, atol=1e-3)


def test_two_devices_of_one_machine_train_as_one(single: Run, tmp_path: Path) -> None:
    run, said = _train("mirrored", tmp_path)

    assert "2 devices" in said
    _assert_same(run, single)


def test_two_worker_processes_train_as_one(single: Run, tmp_path: Path) -> None:
    run, said = _train("multiworker", tmp_path, sys.executable, "-c", _TWO_WORKERS)

    assert said.count("2 devices") == 2
    _assert_same(run, single)
    assert json.loads(run.recipe_path.read_text())["name"] == "tiny"


def test_a_batch_that_cannot_be_divided_evenly_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Distribution, "devices", 2)

    Distribution("single").refuse_uneven(4)
    with pytest.raises(DistributionError, match="Batches of 5"):
        Distribution("single").refuse_uneven(5)


def test_workers_that_nobody_named_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TF_CONFIG", raising=False)

    with pytest.raises(DistributionError, match="TF_CONFIG"):
        Distribution("multiworker")
