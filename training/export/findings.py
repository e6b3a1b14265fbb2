"""What is measured of a bundle beside its figures: subgroups, mistakes, robustness, scope, focus."""

from collections.abc import Sequence
from pathlib import Path

from desktop.core.inference.classifier import Classifier
from training.datasets.photograph import Photograph
from training.datasets.scan import image_facts
from training.evaluation.lesion_focus import measure_lesion_focus
from training.evaluation.predictions import Predictions
from training.evaluation.robustness import measure_robustness
from training.evaluation.scope_trial import run_scope_trial
from training.export.card_tables import subgroup_tables
from training.export.mistakes import describe_mistakes


def measure_findings(
    graphs: Sequence[Classifier], said: Predictions, photographs: Sequence[Photograph], cache_dir: Path
) -> dict[str, str]:
    """Measure on the test part what the model card tells, as Markdown by heading.

    Parameters
    ----------
    graphs : sequence of Classifier
        The bundle opened with each of its graphs, that in full precision first. It is the one that is measured, apart
        from the scope: an 8-bit graph judges that from values that cannot leave their range.
    said : Predictions
        What it says of the photographs.
    photographs : sequence of Photograph
    cache_dir : Path
        For what is known of image files.
    """
    full = graphs[0]
    lightness = {key: one.lightness for key, one in image_facts(photographs, cache_dir).items()}
    return {
        "Subgroups": subgroup_tables(full.manifest, said, photographs, lightness),
        "Failure examples": describe_mistakes(said, photographs),
        "Robustness": measure_robustness(full, photographs, said).markdown(),
        "Pictures out of scope": "\n".join(
            f"With `{one.graph}`:\n\n{run_scope_trial(one, photographs).markdown()}" for one in graphs
        ),
        "Whether it looks at the lesion": measure_lesion_focus(full, photographs).markdown(),
    }
