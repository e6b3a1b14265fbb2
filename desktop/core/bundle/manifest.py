"""``manifest.json``: everything about a bundle that is not numbers by the thousand. It is data, never code."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop.core.bundle.preprocess import InputSpec
from desktop.core.errors import BundleError

# A newer major version is refused, a newer minor one warned about.
FORMAT_MAJOR, FORMAT_MINOR = 1, 1

# The graph that every bundle has.
FULL_PRECISION = "fp32"

# What the graph must return, by meaning; the manifest maps each to the name that it has in the graph.
OUTPUTS = ("probabilities", "logits", "embedding", "scope_features", "cam")


@dataclass(frozen=True)
class Label:
    """A class of the network.

    Attributes
    ----------
    key : str
        Short and stable, for records: ``mel``.
    title : str
        For people: ``Melanoma``.
    malignant : bool
        Counted into the chance of malignancy.
    """

    key: str
    title: str
    malignant: bool


@dataclass(frozen=True)
class Calibration:
    """How ``probabilities`` came from ``logits``: softmax(logits / temperature + bias). The graph holds it already."""

    temperature: float
    bias: tuple[float, ...]
    fitted_on: str


@dataclass(frozen=True)
class ActivationOffset:
    """How far a map's values belong right of and below the middles of equal cells, in pixels of the input.

    Convolutions of stride two that are padded on one side only look right and down; a deep network adds that up.
    """

    right_px: float
    down_px: float


@dataclass(frozen=True)
class Scope:
    """When an image is out of scope, by its distance; see `desktop.core.bundle.scope`.

    Attributes
    ----------
    threshold : float
        Images beyond it are out of scope.
    flag_threshold : float
        Images beyond it, and not out of scope, are flagged as unlike dermoscopic photographs; the same as ``threshold``
        where format 1.0 does not tell.
    chosen : str
        How.
    """

    threshold: float
    flag_threshold: float
    chosen: str


@dataclass(frozen=True)
class OperatingPoint:
    """A threshold on the chance of a target, with what it reached on the named set. All values 0–1.

    ``target`` is ``malignant`` or a label's key; ``low`` and ``high`` bound specificity with 95 % confidence, and
    ``sensitivity_low`` and ``sensitivity_high`` sensitivity (0 and 1 where format 1.0 does not tell).
    """

    target: str
    threshold: float
    sensitivity: float
    sensitivity_low: float
    sensitivity_high: float
    specificity: float
    low: float
    high: float
    n: int
    measured_on: str


@dataclass(frozen=True)
class ReliabilityBin:
    """How many of the lesions whose chance of malignancy lay in a range were malignant.

    Attributes
    ----------
    upper : float
        The range's upper end (0–1), which belongs to it; it begins where the range before ends.
    malignant, low, high : float
        Share (0–1) of the lesions that were malignant, with its 95 % interval.
    lesions : int
    measured_on : str
    """

    upper: float
    malignant: float
    low: float
    high: float
    lesions: int
    measured_on: str


@dataclass(frozen=True)
class Metric:
    """A figure with its 95 % interval, the number of images and the set it was measured on."""

    name: str
    value: float
    low: float
    high: float
    n: int
    measured_on: str


@dataclass(frozen=True)
class Variant:
    """The same network in other arithmetic: a further graph, with papers of its own where they differ.

    Attributes
    ----------
    name : str
        ``int8``.
    graph, probe : str
        Files of the bundle: the ONNX graph, and what it made of the probe's tensors.
    tolerance : float
        How far its answers to the probe may differ from those at export. Integers are rounded otherwise on another
        kind of processor, and a network carries that on.
    made : str
        How, and what it differs in from the full graph.
    calibration, operating_points, reliability, scope, metrics
        As in `Manifest`.
    """

    name: str
    graph: str
    probe: str
    tolerance: float
    made: str
    calibration: Calibration
    operating_points: tuple[OperatingPoint, ...]
    reliability: tuple[ReliabilityBin, ...]
    scope: Scope
    metrics: tuple[Metric, ...]


@dataclass(frozen=True)
class Manifest:
    """A bundle's papers.

    Attributes
    ----------
    format_version : (int, int)
    name, version : str
    created : str
        ISO 8601 date.
    files : mapping of str to str
        Every other file of the bundle with its SHA-256.
    network : mapping of str to str
        Architecture, parameters, opset and the versions of the programs that made the graph.
    input : InputSpec
    outputs : mapping of str to str
        Each of `OUTPUTS` to its name in the graph.
    activation_offset : ActivationOffset
        Where the values of ``cam`` belong.
    labels : tuple of Label
        In the order of the outputs.
    priors : mapping of str to float
        Share (0–1) of each label in the training set, by key.
    calibration : Calibration
    operating_points : tuple of OperatingPoint
    reliability : tuple of ReliabilityBin
        Ranges of the chance of malignancy that cover 0–1, rising; empty in bundles of format 1.0.
    scope : Scope
    metrics : tuple of Metric
    variants : tuple of Variant
        What there is beside the graph in full precision, whose papers the fields above are.
    intended_use, training_data, licence, split_sha256, command : str
    """

    format_version: tuple[int, int]
    name: str
    version: str
    created: str
    files: Mapping[str, str]
    network: Mapping[str, str]
    input: InputSpec
    outputs: Mapping[str, str]
    activation_offset: ActivationOffset
    labels: tuple[Label, ...]
    priors: Mapping[str, float]
    calibration: Calibration
    operating_points: tuple[OperatingPoint, ...]
    reliability: tuple[ReliabilityBin, ...]
    scope: Scope
    metrics: tuple[Metric, ...]
    variants: tuple[Variant, ...]
    intended_use: str
    training_data: str
    licence: str
    split_sha256: str
    command: str

    @property
    def is_newer_minor(self) -> bool:
        """True if a later program wrote the manifest: it may say things that this one does not read."""
        return self.format_version[1] > FORMAT_MINOR

    @property
    def graph_names(self) -> tuple[str, ...]:
        """``fp32``, which every bundle has, and the names of the variants."""
        return (FULL_PRECISION, *(variant.name for variant in self.variants))

    def variant(self, name: str) -> Variant | None:
        """Return a variant by its name; None for the graph in full precision.

        Raises
        ------
        BundleError
            If there is no such graph.
        """
        if name == FULL_PRECISION:
            return None
        found = next((variant for variant in self.variants if variant.name == name), None)
        if found is None:
            raise BundleError(
                "The bundle has no graph {name}; it has {names}.", name=name, names=", ".join(self.graph_names)
            )
        return found

    def papers_of(self, name: str) -> "Manifest":
        """Return these papers with those of the named graph in their places.

        Raises
        ------
        BundleError
            If there is no such graph.
        """
        variant = self.variant(name)
        if variant is None:
            return self
        return replace(
            self,
            calibration=variant.calibration,
            operating_points=variant.operating_points,
            reliability=variant.reliability,
            scope=variant.scope,
            metrics=variant.metrics,
        )
