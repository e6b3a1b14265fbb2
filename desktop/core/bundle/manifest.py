"""``manifest.json``: everything about a bundle that is not numbers by the thousand. It is data, never code."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from desktop.core.bundle.preprocess import RESIZE_FILTERS, InputSpec, ResizeFilter
from desktop.core.errors import BundleError

# A newer major version is refused, a newer minor one warned about.
FORMAT_MAJOR, FORMAT_MINOR = 1, 0

# What the graph must return, by meaning; the manifest maps each to the name that it has in the graph.
OUTPUTS = ("probabilities", "logits", "embedding", "cam")

_MAX_SIDE_PX = 2048
_MIN_LABELS = 2
_T = TypeVar("_T")


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
    """When an image is out of scope: its distance (see `desktop.core.bundle.scope`) is above the threshold."""

    threshold: float
    chosen: str


@dataclass(frozen=True)
class OperatingPoint:
    """A threshold on the chance of a target, with what it reached on the named set. All values 0–1.

    ``target`` is ``malignant`` or a label's key; ``low`` and ``high`` bound specificity with 95 % confidence.
    """

    target: str
    threshold: float
    sensitivity: float
    specificity: float
    low: float
    high: float
    n: int
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
    scope : Scope
    metrics : tuple of Metric
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
    scope: Scope
    metrics: tuple[Metric, ...]
    intended_use: str
    training_data: str
    licence: str
    split_sha256: str
    command: str

    @property
    def is_newer_minor(self) -> bool:
        """True if a later program wrote the manifest: it may say things that this one does not read."""
        return self.format_version[1] > FORMAT_MINOR


class _Fields:
    """Typed access to a JSON object; whatever is missing or of the wrong kind is refused by name."""

    def __init__(self, value: object, where: str = "") -> None:
        if not isinstance(value, dict):
            raise BundleError(f"The bundle's manifest is malformed: {where or 'it'} should be an object.")
        self._value = cast("dict[str, object]", value)
        self._where = where

    def text(self, name: str) -> str:
        return self._of(name, str)

    def integer(self, name: str, low: int, high: int) -> int:
        value = self._of(name, int)
        if not low <= value <= high:
            raise self._wrong(name, f"between {low} and {high}")
        return value

    def number(self, name: str, low: float = -1e9, high: float = 1e9) -> float:
        value = self._value.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self._wrong(name, f"a number between {low:g} and {high:g}")
        return float(value)

    def boolean(self, name: str) -> bool:
        return self._of(name, bool)

    def only(self, name: str, value: str) -> None:
        """Refuse anything but the one value that this program can do."""
        if self._value.get(name) != value:
            raise self._wrong(name, f"{value!r}, the only kind that this version of Lentigo knows")

    def object(self, name: str) -> "_Fields":
        return _Fields(self._value.get(name), self._path(name))

    def objects(self, name: str) -> "list[_Fields]":
        return [_Fields(item, f"{self._path(name)}[{index}]") for index, item in enumerate(self._of(name, list))]

    def numbers(self, name: str) -> tuple[float, ...]:
        values = self._of(name, list)
        wrapped = _Fields({str(index): value for index, value in enumerate(values)}, self._path(name))
        return tuple(wrapped.number(str(index)) for index in range(len(values)))

    def mapping(self, read: "Callable[[_Fields, str], _T]") -> dict[str, _T]:
        return {name: read(self, name) for name in self._value}

    def _of(self, name: str, kind: type[_T]) -> _T:
        value = self._value.get(name)
        if type(value) is not kind:
            raise self._wrong(name, {str: "text", int: "a whole number", bool: "true or false"}.get(kind, "a list"))
        return value

    def _wrong(self, name: str, wanted: str) -> BundleError:
        return BundleError(f"The bundle's manifest is malformed: {self._path(name)} should be {wanted}.")

    def _path(self, name: str) -> str:
        return f"{self._where}.{name}" if self._where else name


def parse_manifest(data: bytes) -> Manifest:
    """Read a manifest strictly.

    Parameters
    ----------
    data : bytes
        UTF-8 JSON.

    Returns
    -------
    Manifest

    Raises
    ------
    BundleError
        If it is no JSON, of a newer major format, or anything is missing, of the wrong kind or contradictory; the
        message names the field.
    """
    try:
        value: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BundleError("The bundle's manifest is not readable JSON.") from error
    fields = _Fields(value)
    version = _format_version(fields.text("format_version"))
    labels = tuple(
        Label(item.text("key"), item.text("title"), item.boolean("malignant")) for item in fields.objects("labels")
    )
    manifest = Manifest(
        format_version=version,
        name=fields.text("name"),
        version=fields.text("version"),
        created=fields.text("created"),
        files=fields.object("files").mapping(_Fields.text),
        network=fields.object("network").mapping(_Fields.text),
        input=_input_spec(fields.object("input")),
        outputs=fields.object("outputs").mapping(_Fields.text),
        activation_offset=_activation_offset(fields.object("activation_offset")),
        labels=labels,
        priors=fields.object("priors").mapping(lambda priors, key: priors.number(key, 1e-9, 1.0)),
        calibration=_calibration(fields.object("calibration")),
        operating_points=tuple(_operating_point(item) for item in fields.objects("operating_points")),
        scope=_scope(fields.object("scope")),
        metrics=tuple(_metric(item) for item in fields.objects("metrics")),
        intended_use=fields.text("intended_use"),
        training_data=fields.text("training_data"),
        licence=fields.text("licence"),
        split_sha256=fields.text("split_sha256"),
        command=fields.text("command"),
    )
    _refuse_contradictions(manifest)
    return manifest


def _format_version(text: str) -> tuple[int, int]:
    major, _, minor = text.partition(".")
    if not (major.isdecimal() and minor.isdecimal()):
        raise BundleError("The bundle's manifest is malformed: format_version should be like '1.0'.")
    if int(major) > FORMAT_MAJOR:
        raise BundleError(
            f"The bundle was made for a newer Lentigo (its format is {text}; this program reads "
            f"{FORMAT_MAJOR}.{FORMAT_MINOR}). Update Lentigo, or choose an older bundle."
        )
    return int(major), int(minor)


def _input_spec(fields: _Fields) -> InputSpec:
    for name, value in (
        ("layout", "NHWC"),
        ("dtype", "float32"),
        ("channel_order", "RGB"),
        ("colour_space", "sRGB"),
        ("fit", "cover"),
    ):
        fields.only(name, value)
    resize_filter = fields.text("resize_filter")
    if resize_filter not in RESIZE_FILTERS:
        fields.only("resize_filter", " or ".join(RESIZE_FILTERS))
    return InputSpec(
        height_px=fields.integer("height_px", 16, _MAX_SIDE_PX),
        width_px=fields.integer("width_px", 16, _MAX_SIDE_PX),
        resize_filter=cast("ResizeFilter", resize_filter),
        scale=fields.number("scale"),
        offset=fields.number("offset"),
    )


def _activation_offset(fields: _Fields) -> ActivationOffset:
    limits = (-_MAX_SIDE_PX, _MAX_SIDE_PX)
    return ActivationOffset(fields.number("right_px", *limits), fields.number("down_px", *limits))


def _calibration(fields: _Fields) -> Calibration:
    return Calibration(fields.number("temperature", 1e-3, 1e3), fields.numbers("bias"), fields.text("fitted_on"))


def _scope(fields: _Fields) -> Scope:
    return Scope(fields.number("threshold", 0.0), fields.text("chosen"))


def _operating_point(fields: _Fields) -> OperatingPoint:
    return OperatingPoint(
        target=fields.text("target"),
        threshold=fields.number("threshold", 0, 1),
        sensitivity=fields.number("sensitivity", 0, 1),
        specificity=fields.number("specificity", 0, 1),
        low=fields.number("low", 0, 1),
        high=fields.number("high", 0, 1),
        n=fields.integer("n", 1, 10**9),
        measured_on=fields.text("measured_on"),
    )


def _metric(fields: _Fields) -> Metric:
    return Metric(
        name=fields.text("name"),
        value=fields.number("value"),
        low=fields.number("low"),
        high=fields.number("high"),
        n=fields.integer("n", 1, 10**9),
        measured_on=fields.text("measured_on"),
    )


def _refuse_contradictions(manifest: Manifest) -> None:
    keys = [label.key for label in manifest.labels]
    if len(keys) < _MIN_LABELS or len(set(keys)) != len(keys):
        raise BundleError("The bundle's manifest is malformed: labels should be at least two, each with its own key.")
    if not any(label.malignant for label in manifest.labels):
        raise BundleError("The bundle's manifest is malformed: no label is malignant.")
    if set(manifest.priors) != set(keys):
        raise BundleError("The bundle's manifest is malformed: priors should name exactly the labels.")
    if len(manifest.calibration.bias) != len(keys):
        raise BundleError("The bundle's manifest is malformed: calibration.bias should have one number a label.")
    if manifest.input.scale == 0:
        raise BundleError("The bundle's manifest is malformed: input.scale should not be 0.")
    missing = [name for name in OUTPUTS if name not in manifest.outputs]
    if missing:
        raise BundleError(f"The bundle's manifest is malformed: outputs should name {', '.join(missing)}.")
    unknown = {point.target for point in manifest.operating_points} - {"malignant", *keys}
    if unknown:
        raise BundleError(f"The bundle's manifest is malformed: operating points for {', '.join(sorted(unknown))}.")
