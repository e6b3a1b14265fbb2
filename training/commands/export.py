"""Convert, calibrate and measure a run; write it as a bundle."""

import argparse
import re
from pathlib import Path

from training.commands.options import add_data, open_data
from training.commands.printing import print_figures


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("subject", type=Path, metavar="RUN", help="folder of a complete run")
    add_data(parser)
    parser.add_argument("--version", type=_version, required=True, help="of the bundle, such as 1.0.0")
    parser.add_argument("--out", type=Path, default=Path("models"), metavar="DIR", help="default: models")


def run(options: argparse.Namespace) -> int:
    """Export and print what was measured on the way."""
    from training.datasets.split import read_split
    from training.export.exporter import export_bundle
    from training.run import Run

    trained = Run(options.subject)
    exported = export_bundle(
        trained,
        open_data(options, trained.recipe().label_set),
        read_split(trained.split_path),
        version=options.version,
        models_dir=options.out,
        cache_dir=options.cache,
    )
    print_figures(exported.manifest.metrics)
    print(exported.integers)
    parity = exported.parity
    print(f"Keras against ONNX on {parity.images} photographs, largest difference:")
    print(f"  tensors        {parity.preprocessing:.1e} grey levels")
    for name, difference in parity.outputs.items():
        print(f"  {name:<14} {difference:.1e}")
    print(f"written: {exported.folder}")
    return 0


def _version(text: str) -> str:
    if not re.fullmatch(r"\d+\.\d+\.\d+", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a version like 1.0.0")
    return text
