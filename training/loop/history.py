"""What was logged while training: a table, a picture of it, and events for TensorBoard."""

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
import tensorflow as tf
from matplotlib.figure import Figure


@dataclass(frozen=True)
class Row:
    """One step. The last two are of the validation part and known at the end of an epoch only."""

    step: int
    epoch: int
    learning_rate: float
    loss: float
    accuracy: float
    val_loss: float | None = None
    val_accuracy: float | None = None


_COLUMNS = tuple(field.name for field in fields(Row))


def read_history(path: Path, steps: int | None = None) -> list[Row]:
    """Read the rows of the first `steps` steps, or all; a file that is not there has none."""
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    return [_parsed(row) for row in (rows if steps is None else rows[:steps])]


def _parsed(row: dict[str, str]) -> Row:
    def known(name: str) -> float | None:
        return float(row[name]) if row[name] else None

    return Row(
        int(row["step"]),
        int(row["epoch"]),
        float(row["learning_rate"]),
        float(row["loss"]),
        float(row["accuracy"]),
        known("val_loss"),
        known("val_accuracy"),
    )


def write_history(path: Path, rows: Sequence[Row]) -> None:
    """Write the table anew, at once: another worker may be reading it."""
    unfinished = path.with_suffix(".unfinished.csv")
    with unfinished.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, _COLUMNS)
        writer.writeheader()
        writer.writerows(asdict(row) for row in rows)
    unfinished.replace(path)


def add_to_history(path: Path, rows: Sequence[Row]) -> None:
    """Append rows to the table."""
    with path.open("a", newline="", encoding="utf-8") as stream:
        csv.DictWriter(stream, _COLUMNS).writerows(asdict(row) for row in rows)


def log_for_tensorboard(folder: Path, rows: Sequence[Row], mark: str) -> None:
    """Write rows as scalars, their names led by a mark: one file of events for each stretch of training."""
    writer = tf.summary.create_file_writer(str(folder))
    with writer.as_default():
        for row in rows:
            for name, value in asdict(row).items():
                if name != "step" and value is not None:
                    tf.summary.scalar(f"{mark}{name}", value, step=row.step)
    writer.close()


def draw_curves(path: Path, rows: Sequence[Row], title: str) -> None:
    """Draw loss and accuracy by epoch: of training averaged over each epoch, of validation at its end."""
    epochs = sorted({row.epoch for row in rows})
    figure = Figure(figsize=(10, 4), layout="constrained")
    figure.suptitle(title)
    for axes, name in zip(figure.subplots(1, 2), ("loss", "accuracy"), strict=True):
        means = [float(np.mean([getattr(row, name) for row in rows if row.epoch == epoch])) for epoch in epochs]
        axes.plot(epochs, means, marker="o", markersize=4, color="#0072b2", label="training")
        judged = [(row.epoch, value) for row in rows if (value := getattr(row, f"val_{name}")) is not None]
        if judged:
            axes.plot(*zip(*judged, strict=True), marker="s", markersize=4, color="#d55e00", label="validation")
        axes.set_xlabel("epoch")
        axes.set_ylabel(name)
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.grid(alpha=0.3)
        axes.legend(frameon=False)
    unfinished = path.with_suffix(".unfinished.png")
    figure.savefig(unfinished, dpi=120)
    unfinished.replace(path)
