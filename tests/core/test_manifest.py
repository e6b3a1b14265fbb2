"""A manifest is read strictly: whatever is missing or of the wrong kind is refused by name."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.core.bundle.manifest import FORMAT_MAJOR, FORMAT_MINOR, Manifest
from desktop.core.bundle.manifest_reader import parse_manifest
from desktop.core.errors import BundleError

Place = tuple[str | int, ...]
Fields = dict[str, Any]

SMALL: Fields = json.loads((Path(__file__).resolve().parents[1] / "data" / "manifest.json").read_text(encoding="utf-8"))

# Objects whose members are data, not fields of the format.
FREE_FORM = ("files", "network", "priors")


def places(value: Any, place: Place = ()) -> Iterator[Place]:
    """Yield where every field of the format is; of a list, the first item stands for all."""
    if place:
        yield place
    if isinstance(value, dict) and (not place or place[-1] not in FREE_FORM):
        for key, item in value.items():
            yield from places(item, (*place, key))
    if isinstance(value, list) and value:
        yield from places(value[0], (*place, 0))


def written(place: Place) -> str:
    """Name a place as the messages do."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")


def parsed(fields: Any) -> Manifest:
    return parse_manifest(json.dumps(fields).encode())


def parent_of(fields: Fields, place: Place) -> Any:
    value: Any = fields
    for part in place[:-1]:
        value = value[part]
    return value


EVERY_PLACE = list(places(SMALL))
NAMED_PLACES = [place for place in EVERY_PLACE if isinstance(place[-1], str)]
NEW_IN_1_1 = {
    name
    for name in map(written, NAMED_PLACES)
    if name.startswith(("reliability", "variants"))
    or name.endswith((".sensitivity_low", ".sensitivity_high", ".flag_threshold", ".scope_features"))
}
ANYTHING: tuple[object, ...] = (None, True, -1e12, [], "x", {})
WRONG_KINDS: list[tuple[Place, object]] = [
    (place, wrong)
    for place in EVERY_PLACE
    for wrong in ANYTHING
    if type(wrong) is not type(parent_of(SMALL, place)[place[-1]]) or wrong == -1e12
]


def test_a_whole_manifest_is_read(manifest: Fields) -> None:
    read = parsed(manifest)

    assert (read.name, read.version, read.format_version) == ("lentigo", "1.2.3", (1, 1))
    assert [label.key for label in read.labels] == ["akiec", "bcc", "mel", "nv"]
    assert [label.malignant for label in read.labels] == [True, True, True, False]
    assert (read.input.height_px, read.input.width_px, read.input.resize_filter) == (256, 342, "bicubic")
    assert read.calibration.bias == (0.0, 0.1, 0.2, 0.3)
    assert read.operating_points[0].sensitivity == 0.9
    assert (read.operating_points[0].sensitivity_low, read.operating_points[0].sensitivity_high) == (0.8, 0.95)
    assert read.operating_points[0].specificity == 0.7
    assert [(one.upper, one.malignant, one.lesions) for one in read.reliability] == [(0.2, 0.05, 80), (1.0, 0.5, 20)]
    assert (read.metrics[0].name, read.metrics[0].value, read.metrics[0].n) == ("accuracy", 0.8, 100)
    assert read.scope.threshold == 2.0
    assert not read.is_newer_minor


def test_a_graphs_papers_are_the_manifests_with_its_own_in_their_places(manifest: Fields) -> None:
    read = parsed(manifest)

    assert read.graph_names == ("fp32", "int8")
    assert read.papers_of("fp32") is read
    papers = read.papers_of("int8")
    assert (papers.calibration.temperature, papers.scope.threshold) == (2.0, 3.0)
    assert (papers.labels, papers.priors, papers.name) == (read.labels, read.priors, read.name)
    with pytest.raises(BundleError, match="no graph int4; it has fp32, int8"):
        read.papers_of("int4")


def test_a_manifest_of_format_1_0_is_read_without_what_it_does_not_tell(manifest: Fields) -> None:
    manifest["format_version"] = "1.0"
    for name in ("reliability", "variants"):
        del manifest[name]
    for name in ("sensitivity_low", "sensitivity_high"):
        del manifest["operating_points"][0][name]
    del manifest["scope"]["flag_threshold"], manifest["outputs"]["scope_features"]

    read = parsed(manifest)

    assert (read.reliability, read.variants, read.graph_names) == ((), (), ("fp32",))
    assert (read.operating_points[0].sensitivity_low, read.operating_points[0].sensitivity_high) == (0, 1)
    assert read.scope.flag_threshold == read.scope.threshold
    assert read.outputs["scope_features"] == read.outputs["embedding"]
    assert not read.is_newer_minor


@pytest.mark.parametrize("place", NAMED_PLACES, ids=written)
def test_a_missing_field_is_refused_by_name(manifest: Fields, place: Place) -> None:
    del parent_of(manifest, place)[place[-1]]

    with pytest.raises(BundleError) as refusal:
        parsed(manifest)
    assert str(place[-1]) in str(refusal.value)


@pytest.mark.parametrize(
    ("place", "wrong"), WRONG_KINDS, ids=lambda value: written(value) if isinstance(value, tuple) else repr(value)
)
def test_a_field_of_the_wrong_kind_is_refused_by_name(manifest: Fields, place: Place, wrong: object) -> None:
    parent_of(manifest, place)[place[-1]] = wrong

    with pytest.raises(BundleError) as refusal:
        parsed(manifest)
    assert written(place[:-1] if place[-2:] == ("bias", 0) else place) in str(refusal.value)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("input", "height_px"), 15),
        (("input", "width_px"), 100_000),
        (("input", "height_px"), 256.0),
        (("input", "scale"), float("nan")),
        (("input", "offset"), float("inf")),
        (("input", "layout"), "NCHW"),
        (("input", "dtype"), "uint8"),
        (("input", "channel_order"), "BGR"),
        (("input", "colour_space"), "Adobe RGB"),
        (("input", "fit"), "contain"),
        (("input", "resize_filter"), "nearest"),
        (("priors", "mel"), 0),
        (("priors", "mel"), 1.5),
        (("priors", "mel"), "0.25"),
        (("calibration", "temperature"), 0),
        (("scope", "threshold"), -1),
        (("operating_points", 0, "threshold"), 1.1),
        (("operating_points", 0, "n"), 0),
        (("metrics", 0, "value"), float("nan")),
        (("files", "model.onnx"), 3),
        (("outputs", "cam"), 3),
    ],
    ids=str,
)
def test_a_value_out_of_range_is_refused_by_name(manifest: Fields, place: Place, value: Any) -> None:
    parent_of(manifest, place)[place[-1]] = value

    with pytest.raises(BundleError) as refusal:
        parsed(manifest)
    assert written(place) in str(refusal.value)


@pytest.mark.parametrize("text", ["", "1", "1.", ".0", "one.zero", "1.0.0", "-1.0", "1.0 "])
def test_a_format_version_is_two_numbers(manifest: Fields, text: str) -> None:
    manifest["format_version"] = text

    with pytest.raises(BundleError, match="format_version"):
        parsed(manifest)


def test_a_newer_major_format_is_refused_with_what_to_do(manifest: Fields) -> None:
    manifest["format_version"] = f"{FORMAT_MAJOR + 1}.0"

    with pytest.raises(BundleError, match=r"newer Lentigo.*Update Lentigo"):
        parsed(manifest)


def test_a_newer_major_format_is_told_before_anything_that_it_may_have_changed() -> None:
    with pytest.raises(BundleError, match="newer Lentigo"):
        parsed({"format_version": f"{FORMAT_MAJOR + 1}.0"})


def test_a_newer_minor_format_is_read_and_told(manifest: Fields) -> None:
    manifest["format_version"] = f"{FORMAT_MAJOR}.{FORMAT_MINOR + 1}"
    manifest["something new"] = [1, 2, 3]

    assert parsed(manifest).is_newer_minor


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff\xfe\xfd", b"nothing", b'{"a": 1}{', b"[" * 100_000, b'"text"', b"[]", b"null", b"3"]
)
def test_what_is_no_json_object_is_refused(data: bytes) -> None:
    with pytest.raises(BundleError):
        parse_manifest(data)


@pytest.mark.parametrize(
    ("contradiction", "told"),
    [
        (lambda fields: fields["labels"].pop(), "priors"),
        (lambda fields: fields.update(labels=fields["labels"][:1]), "labels"),
        (lambda fields: fields["labels"].append(fields["labels"][0]), "labels"),
        (lambda fields: [label.update(malignant=False) for label in fields["labels"]], "malignant"),
        (lambda fields: fields["priors"].update(other=0.1), "priors"),
        (lambda fields: fields["priors"].pop("mel"), "priors"),
        (lambda fields: fields["calibration"]["bias"].pop(), "calibration.bias"),
        (lambda fields: fields["outputs"].pop("cam"), "outputs should name cam"),
        (lambda fields: fields["operating_points"][0].update(target="wart"), "wart"),
        (lambda fields: fields["reliability"].pop(), "reliability"),
        (lambda fields: fields["reliability"].reverse(), "reliability"),
        (lambda fields: fields["variants"][0].update(name="fp32"), "variants"),
        (lambda fields: fields["variants"].append(fields["variants"][0]), "variants"),
        (lambda fields: fields["variants"][0]["calibration"].update(bias=[0.0]), "calibration.bias"),
    ],
)
def test_contradictions_are_refused(manifest: Fields, contradiction: Any, told: str) -> None:
    contradiction(manifest)

    with pytest.raises(BundleError, match=told):
        parsed(manifest)


def test_any_damage_ends_in_a_bundle_error_or_does_no_harm() -> None:
    whole = json.dumps(SMALL).encode()
    for index in range(0, len(whole), 7):
        for value in (0, 0x22, 0x7B, 0xFF):
            with contextlib.suppress(BundleError):
                parse_manifest(whole[:index] + bytes([value]) + whole[index + 1 :])


def test_the_bundle_that_ships_has_the_fields_of_its_format(bundle_dir: Path) -> None:
    shipped = json.loads((bundle_dir / "manifest.json").read_text(encoding="utf-8"))
    written_in_1_1 = parsed(shipped).format_version >= (1, 1)
    there = {written(place) for place in places(shipped)}

    expected = {written(place) for place in NAMED_PLACES}
    if not (written_in_1_1 and shipped["variants"]):
        expected = {name for name in expected if not name.startswith("variants[")}
    if not written_in_1_1:
        expected -= NEW_IN_1_1
    assert expected <= there
    assert parsed(shipped).format_version <= (FORMAT_MAJOR, FORMAT_MINOR)
