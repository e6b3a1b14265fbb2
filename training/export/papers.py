"""The words that go with a bundle: intended use, sources, licence and the model card."""

from collections.abc import Mapping

from desktop.core.bundle.manifest import Manifest
from training.export.card_tables import figure_table, label_rows, point_rows, reliability_rows

INTENDED_USE = (
    "Research and education. Not a medical device. Not cleared or CE-marked. Do not use for diagnosis, triage or "
    "treatment decisions. Outputs are statistics of a network trained on HAM10000."
)
TRAINING_DATA = (
    "HAM10000: Tschandl P., Rosendahl C., Kittler H., The HAM10000 dataset, a large collection of multi-source "
    "dermatoscopic images of common pigmented skin lesions, Scientific Data 5, 180161 (2018), "
    "doi 10.1038/sdata.2018.161; CC BY-NC 4.0, attribution MILK study team. Initial weights: ImageNet weights, "
    "dequantised from 8 bits (google-coral/test_data, Apache-2.0)."
)
LICENCE = "CC-BY-NC-4.0"
LICENCE_TEXT = """\
The network in this folder was trained on HAM10000, which its authors published under the Creative Commons
Attribution-NonCommercial 4.0 International licence. The network is given under the same licence:
CC BY-NC 4.0, https://creativecommons.org/licenses/by-nc/4.0/legalcode

You may share and adapt it for non-commercial purposes if you give credit:

  Trained by the Lentigo project on HAM10000 (Tschandl P., Rosendahl C., Kittler H., Scientific Data 5, 180161 (2018),
  doi 10.1038/sdata.2018.161, attribution MILK study team).

It is given without warranty of any kind. It is for research and education and is not a medical device.
"""

_MORE_BLIND_SPOTS = """\
* Anything that is none of the labels above (squamous cell carcinoma, Merkel cell carcinoma, inflammation, …) is forced
  into one of them unless it is refused as out of scope.
* Photographs made without a dermatoscope. The out-of-scope check refuses many of them, not all.
* Ink, rulers, gel bubbles and hair are known to disturb networks of this kind.
"""


def model_card(manifest: Manifest, findings: Mapping[str, str], blind_spots: str) -> str:
    """Write ``MODEL_CARD.md``.

    Parameters
    ----------
    manifest : Manifest
        With all its figures.
    findings : mapping of str to str
        What was found on the test part beside the manifest's figures: Markdown by heading.
    blind_spots : str
        Those that can be counted, as Markdown items.
    """
    found = "\n".join(f"## {heading}\n\n{text}" for heading, text in findings.items())
    return f"""\
# {manifest.name} {manifest.version}

## Intended use

{manifest.intended_use}

{_network(manifest)}
{_data(manifest)}
{_figures(manifest)}
{found}
## Known blind spots

{blind_spots}{_MORE_BLIND_SPOTS}
## Licence

{manifest.licence}; see LICENSE.
"""


def _network(manifest: Manifest) -> str:
    facts = "\n".join(f"* {name}: {value}" for name, value in manifest.network.items())
    return f"""\
## Network

{facts}

Input {manifest.input.height_px} × {manifest.input.width_px} pixels, sRGB. Probabilities are calibrated with a
temperature of {manifest.calibration.temperature:.3f} and a bias for each label, fitted on the
{manifest.calibration.fitted_on}.

| key | label | malignant | share of the training set |
|---|---|---|---|
{label_rows(manifest)}
"""


def _data(manifest: Manifest) -> str:
    return f"""\
## Data

{manifest.training_data}

Split by lesion; SHA-256 of the split file `{manifest.split_sha256}`. Made by

    {manifest.command}
"""


def _figures(manifest: Manifest) -> str:
    return f"""\
## Figures

On {manifest.metrics[0].n} photographs ({manifest.metrics[0].measured_on}), through the desktop's own inference code,
with 95 % intervals that resample lesions. Balanced accuracy counts the label whose probability most exceeds its share
of the training set. Resampling raises calibration errors (ECE) a little, so their intervals lie high.

{figure_table(manifest)}

Operating points, chosen and measured on {manifest.operating_points[0].n} photographs
({manifest.operating_points[0].measured_on}):

| graph | chance of | threshold | sensitivity | specificity |
|---|---|---|---|---|
{point_rows(manifest)}

What came of lesions with such a chance of malignancy ({manifest.reliability[0].measured_on}, full precision). It holds
where malignant lesions are as common as there, which is more than in most clinics:

| chance of malignancy | lesions | malignant | 95 % interval |
|---|---|---|---|
{reliability_rows(manifest)}

Out of scope: a distance above {manifest.scope.threshold:.3f}; {manifest.scope.chosen}.
"""
