"""Tables of the model card."""

from collections.abc import Mapping, Sequence

from desktop.core.bundle.manifest import Manifest
from training.datasets.photograph import Photograph
from training.evaluation import metrics
from training.evaluation.intervals import Estimate, Figure
from training.evaluation.metrics import MALIGNANT
from training.evaluation.predictions import Predictions
from training.evaluation.subgroups import (
    ACCURACY,
    AUC,
    BALANCED,
    EVERYTHING,
    SENSITIVITY,
    SPECIFICITY,
    Group,
    measure_group,
    members_of_groups,
)

_COARSER = 4
_ADULT_YEARS = 18
_ACRAL, _MUCOSAL, _HAIRY = {"acral", "hand", "foot"}, {"genital"}, {"scalp"}


def label_rows(manifest: Manifest) -> str:
    """List the labels with their share of the training set."""
    return "\n".join(
        f"| {label.key} | {label.title} | {'yes' if label.malignant else 'no'} | {manifest.priors[label.key]:.1%} |"
        for label in manifest.labels
    )


def figure_table(manifest: Manifest) -> str:
    """Put the figures of all graphs side by side."""
    papers = {name: manifest.papers_of(name).metrics for name in manifest.graph_names}
    head = f"| figure | {' | '.join(papers)} |\n|---|{'---|' * len(papers)}"
    rows = [
        f"| {figures[0].name} | "
        + " | ".join(f"{one.value:.3f} ({one.low:.3f} to {one.high:.3f})" for one in figures)
        + " |"
        for figures in zip(*papers.values(), strict=True)
    ]
    return "\n".join([head, *rows])


def point_rows(manifest: Manifest) -> str:
    """List the operating points of all graphs."""
    return "\n".join(
        f"| {name} | {point.target} | {point.threshold:.4f} "
        f"| {point.sensitivity:.3f} ({point.sensitivity_low:.3f} to {point.sensitivity_high:.3f}) "
        f"| {point.specificity:.3f} ({point.low:.3f} to {point.high:.3f}) |"
        for name in manifest.graph_names
        for point in manifest.papers_of(name).operating_points
    )


def reliability_rows(manifest: Manifest) -> str:
    """List what came of lesions, for the graph in full precision."""
    begins = [0.0, *(one.upper for one in manifest.reliability)]
    return "\n".join(
        f"| {begin:.0%} to {one.upper:.0%} | {one.lesions} | {one.malignant:.1%} | {one.low:.1%} to {one.high:.1%} |"
        for begin, one in zip(begins, manifest.reliability, strict=False)
    )


def subgroup_tables(
    manifest: Manifest, said: Predictions, photographs: Sequence[Photograph], lightness: Mapping[str, float]
) -> str:
    """Measure and list the key figures by age, sex, site, source, confirmation and lightness.

    Parameters
    ----------
    manifest : Manifest
        The second of its operating points for malignancy is the threshold.
    said : Predictions
    photographs : sequence of Photograph
        In the same order.
    lightness : mapping of str to float
        CIE L* of the skin (0–100) by image id.
    """
    point = [one for one in manifest.operating_points if one.target == MALIGNANT][1]
    resamples = max(1, metrics.RESAMPLES // _COARSER)
    figures = (BALANCED, ACCURACY, AUC, SENSITIVITY, SPECIFICITY)
    parts = [
        f"""\
Sensitivity and specificity for malignancy are those at the threshold {point.threshold:.4f}, which reached a sensitivity
of {point.sensitivity:.3f} on the {point.measured_on}. Figures that rest on fewer than ten lesions are
not computed. Balanced accuracy is over the labels that a group has.
""",
        f"| group | photographs | lesions | malignant | labels | {' | '.join(figures)} |",
        f"|---|---|---|---|---|{'---|' * len(figures)}",
        _group_row(measure_group(EVERYTHING, said, point.threshold, metrics.RESAMPLES), figures),
    ]
    for attribute, members in members_of_groups(photographs, lightness).items():
        for name, rows in members.items():
            group = measure_group(f"{attribute}: {name}", said.take(rows), point.threshold, resamples)
            parts.append(_group_row(group, figures))
    return "\n".join(parts) + "\n"


def counted_blind_spots(manifest: Manifest, photographs: Sequence[Photograph]) -> str:
    """Count what there is little or nothing of in the whole dataset, as Markdown items."""
    harmful = {label.key for label in manifest.labels if label.malignant}
    children = [one for one in photographs if one.age_years is not None and one.age_years < _ADULT_YEARS]

    def at(sites: set[str]) -> str:
        return _counted([one for one in photographs if one.site in sites], harmful)

    return f"""\
* Children: {_counted(children, harmful)} of people under {_ADULT_YEARS}, of {len(photographs):,} photographs in all.
* Acral sites (hands, feet): {at(_ACRAL)}. Mucosal and genital sites: {at(_MUCOSAL)}.
  Scalp: {at(_HAIRY)}. Nails: not told apart in the dataset.
* Amelanotic and other non-pigmented lesions: HAM10000 holds pigmented lesions and does not mark others.
* Skin types V and VI: hardly present in HAM10000, which does not record skin type. Not validated. The lightness of the
  skin in the photographs, by which figures are given above, is a property of light and camera as much as of skin.
"""


def _counted(photographs: Sequence[Photograph], harmful: set[str]) -> str:
    lesions = len({one.lesion_id for one in photographs})
    malignant = sum(one.label in harmful for one in photographs)
    return f"{len(photographs)} photographs of {lesions} lesions ({malignant} malignant)"


def _group_row(group: Group, figures: Sequence[str]) -> str:
    cells = " | ".join(_cell(group.figures[name]) for name in figures)
    counts = f"{group.photographs} | {group.lesions} | {group.malignant} | {group.labels_present}"
    return f"| {group.name} | {counts} | {cells} |"


def _cell(figure: Figure) -> str:
    if isinstance(figure, Estimate):
        return f"{figure.value:.3f} ({figure.low:.3f} to {figure.high:.3f})"
    return f"– ({figure.why})"
