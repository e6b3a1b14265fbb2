"""The words that go with a bundle: intended use, sources, licence and the model card."""

from desktop.core.bundle.manifest import Manifest

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

_BLIND_SPOTS = """\
* Amelanotic and other non-pigmented lesions: HAM10000 holds pigmented lesions.
* Skin types V and VI: hardly present in HAM10000, and the dataset does not record skin type. Not validated.
* Acral, mucosal, nail and hair-bearing sites; children.
* Anything that is none of the labels above (squamous cell carcinoma, Merkel cell carcinoma, inflammation, …) is forced
  into one of them unless it is refused as out of scope.
* Photographs made without a dermatoscope. The out-of-scope check refuses many of them, not all.
* Ink, rulers, gel bubbles and hair are known to disturb networks of this kind.
"""


def model_card(manifest: Manifest, notes: str) -> str:
    """Write ``MODEL_CARD.md`` from a manifest.

    Parameters
    ----------
    manifest : Manifest
        With its metrics.
    notes : str
        What was measured at export beside them, as Markdown.
    """
    labels, figures, points = _label_rows(manifest), _figure_rows(manifest), _point_rows(manifest)
    network = "\n".join(f"* {name}: {value}" for name, value in manifest.network.items())
    return f"""\
# {manifest.name} {manifest.version}

{manifest.intended_use}

## Network

{network}

Input {manifest.input.height_px} × {manifest.input.width_px} pixels, sRGB. Probabilities are calibrated with a
temperature of {manifest.calibration.temperature:.3f} and a bias for each label, fitted on
{manifest.calibration.fitted_on}.

| key | label | malignant | share of the training set |
|---|---|---|---|
{labels}

## Data

{manifest.training_data}

Split by lesion; SHA-256 of the split file `{manifest.split_sha256}`. Made by

    {manifest.command}

## Figures

On {manifest.metrics[0].n} photographs ({manifest.metrics[0].measured_on}), with 95 % intervals that resample lesions.
Balanced accuracy counts the label whose probability most exceeds its share of the training set. Resampling raises
calibration errors (ECE) a little, so their intervals lie high.

| figure | value | 95 % interval |
|---|---|---|
{figures}

Operating points, chosen and measured on {manifest.operating_points[0].n} photographs
({manifest.operating_points[0].measured_on}):

| chance of | threshold | sensitivity | specificity | its 95 % interval |
|---|---|---|---|---|
{points}

Out of scope: a distance above {manifest.scope.threshold:.3f}; {manifest.scope.chosen}.

{notes}
## Known blind spots

{_BLIND_SPOTS}
## Licence

{manifest.licence}; see LICENSE.
"""


def _label_rows(manifest: Manifest) -> str:
    return "\n".join(
        f"| {label.key} | {label.title} | {'yes' if label.malignant else 'no'} | {manifest.priors[label.key]:.1%} |"
        for label in manifest.labels
    )


def _figure_rows(manifest: Manifest) -> str:
    return "\n".join(
        f"| {figure.name} | {figure.value:.3f} | {figure.low:.3f} to {figure.high:.3f} |" for figure in manifest.metrics
    )


def _point_rows(manifest: Manifest) -> str:
    return "\n".join(
        f"| {point.target} | {point.threshold:.4f} | {point.sensitivity:.3f} | {point.specificity:.3f} "
        f"| {point.low:.3f} to {point.high:.3f} |"
        for point in manifest.operating_points
    )
