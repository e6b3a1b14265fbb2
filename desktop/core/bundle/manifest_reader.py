"""Reading ``manifest.json`` strictly."""

import json
from typing import Any, cast

from desktop.core.bundle.fields import Fields
from desktop.core.bundle.manifest import (
    FORMAT_MAJOR,
    FORMAT_MINOR,
    FULL_PRECISION,
    OUTPUTS,
    ActivationOffset,
    Calibration,
    Label,
    Manifest,
    Metric,
    OperatingPoint,
    ReliabilityBin,
    Scope,
    Variant,
)
from desktop.core.bundle.preprocess import RESIZE_FILTERS, InputSpec, ResizeFilter
from desktop.core.errors import BundleError

# The first format with variants, reliability, intervals of sensitivities, and features for the scope alone.
_WITH_VARIANTS = (1, 1)
_MAX_SIDE_PX = 2048
_MIN_LABELS = 2


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
    fields = Fields(value)
    version = _format_version(fields.text("format_version"))
    known = version >= _WITH_VARIANTS
    labels = tuple(
        Label(item.text("key"), item.text("title"), item.boolean("malignant")) for item in fields.objects("labels")
    )
    manifest = Manifest(
        format_version=version,
        name=fields.text("name"),
        version=fields.text("version"),
        created=fields.text("created"),
        files=fields.object("files").mapping(Fields.text),
        network=fields.object("network").mapping(Fields.text),
        input=_input_spec(fields.object("input")),
        outputs=_outputs(fields.object("outputs"), with_scope_features=known),
        activation_offset=_activation_offset(fields.object("activation_offset")),
        labels=labels,
        priors=fields.object("priors").mapping(lambda priors, key: priors.number(key, 1e-9, 1.0)),
        calibration=_calibration(fields.object("calibration")),
        operating_points=_operating_points(fields, with_intervals=known),
        reliability=_reliability(fields) if known else (),
        scope=_scope(fields.object("scope"), with_flag=known),
        metrics=_metrics(fields),
        variants=tuple(_variant(item) for item in fields.objects("variants")) if known else (),
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
            "The bundle was made for a newer Lentigo (its format is {theirs}; this program reads {ours}). "
            "Update Lentigo, or choose an older bundle.",
            theirs=text,
            ours=f"{FORMAT_MAJOR}.{FORMAT_MINOR}",
        )
    return int(major), int(minor)


def _input_spec(fields: Fields) -> InputSpec:
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


def _activation_offset(fields: Fields) -> ActivationOffset:
    limits = (-_MAX_SIDE_PX, _MAX_SIDE_PX)
    return ActivationOffset(fields.number("right_px", *limits), fields.number("down_px", *limits))


def _calibration(fields: Fields) -> Calibration:
    return Calibration(fields.number("temperature", 1e-3, 1e3), fields.numbers("bias"), fields.text("fitted_on"))


def _outputs(fields: Fields, *, with_scope_features: bool) -> dict[str, str]:
    outputs = fields.mapping(Fields.text)
    if not with_scope_features and "embedding" in outputs:
        # Format 1.0 judged the scope by the embedding.
        outputs["scope_features"] = outputs["embedding"]
    return outputs


def _scope(fields: Fields, *, with_flag: bool = True) -> Scope:
    threshold = fields.number("threshold", 0.0)
    flag_threshold = fields.number("flag_threshold", 0.0) if with_flag else threshold
    return Scope(threshold, flag_threshold, fields.text("chosen"))


def _operating_points(fields: Fields, *, with_intervals: bool = True) -> tuple[OperatingPoint, ...]:
    return tuple(
        OperatingPoint(
            target=item.text("target"),
            threshold=item.number("threshold", 0, 1),
            sensitivity=item.number("sensitivity", 0, 1),
            sensitivity_low=item.number("sensitivity_low", 0, 1) if with_intervals else 0.0,
            sensitivity_high=item.number("sensitivity_high", 0, 1) if with_intervals else 1.0,
            specificity=item.number("specificity", 0, 1),
            low=item.number("low", 0, 1),
            high=item.number("high", 0, 1),
            n=item.integer("n", 1, 10**9),
            measured_on=item.text("measured_on"),
        )
        for item in fields.objects("operating_points")
    )


def _reliability(fields: Fields) -> tuple[ReliabilityBin, ...]:
    return tuple(
        ReliabilityBin(
            upper=item.number("upper", 0, 1),
            malignant=item.number("malignant", 0, 1),
            low=item.number("low", 0, 1),
            high=item.number("high", 0, 1),
            lesions=item.integer("lesions", 1, 10**9),
            measured_on=item.text("measured_on"),
        )
        for item in fields.objects("reliability")
    )


def _metrics(fields: Fields) -> tuple[Metric, ...]:
    return tuple(
        Metric(
            name=item.text("name"),
            value=item.number("value"),
            low=item.number("low"),
            high=item.number("high"),
            n=item.integer("n", 1, 10**9),
            measured_on=item.text("measured_on"),
        )
        for item in fields.objects("metrics")
    )


def _variant(fields: Fields) -> Variant:
    return Variant(
        name=fields.text("name"),
        graph=fields.text("graph"),
        probe=fields.text("probe"),
        tolerance=fields.number("tolerance", 0, 1),
        made=fields.text("made"),
        calibration=_calibration(fields.object("calibration")),
        operating_points=_operating_points(fields),
        reliability=_reliability(fields),
        scope=_scope(fields.object("scope")),
        metrics=_metrics(fields),
    )


def _refuse_contradictions(manifest: Manifest) -> None:
    keys = [label.key for label in manifest.labels]
    if len(keys) < _MIN_LABELS or len(set(keys)) != len(keys):
        raise _malformed("labels should be at least two, each with its own key")
    if not any(label.malignant for label in manifest.labels):
        raise _malformed("no label is malignant")
    if set(manifest.priors) != set(keys):
        raise _malformed("priors should name exactly the labels")
    if manifest.input.scale == 0:
        raise _malformed("input.scale should not be 0")
    missing = [name for name in OUTPUTS if name not in manifest.outputs]
    if missing:
        raise _malformed("outputs should name {names}", names=", ".join(missing))
    if len(set(manifest.graph_names)) != len(manifest.graph_names):
        raise _malformed("variants should have names of their own, none of them {name}", name=FULL_PRECISION)
    for name in manifest.graph_names:
        _refuse_contradicting_papers(manifest.papers_of(name), keys)


def _refuse_contradicting_papers(papers: Manifest, keys: list[str]) -> None:
    """Look at what each graph has of its own."""
    if len(papers.calibration.bias) != len(keys):
        raise _malformed("calibration.bias should have one number a label")
    unknown = {point.target for point in papers.operating_points} - {"malignant", *keys}
    if unknown:
        raise _malformed("operating points for {names}", names=", ".join(sorted(unknown)))
    ends = [one.upper for one in papers.reliability]
    if ends and (ends != sorted(set(ends)) or ends[-1] != 1):
        raise _malformed("reliability should have ranges with rising ends, the last of them 1")


def _malformed(why: str, **values: str) -> BundleError:
    """Refuse the manifest; `why` is for whoever made it, in English."""
    return BundleError("The bundle's manifest is malformed: {why}.", why=why.format(**values))
