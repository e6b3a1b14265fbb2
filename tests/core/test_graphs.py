"""A bundle may hold its network twice: the faster graph answers, and each is refused unless it answers as at export."""

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from desktop.core.errors import BundleError
from desktop.core.inference.classifier import Classifier, Timing, reliability_of
from desktop.core.inference.fastest import describe_graph, open_classifier, open_fastest


@pytest.fixture
def takes(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let graphs take as long as told, in milliseconds by name."""

    def take(**milliseconds: float) -> None:
        monkeypatch.setattr(Classifier, "milliseconds", lambda classifier: milliseconds[classifier.graph])

    return take


def photograph(pixels: Any) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "PNG")
    return stream.getvalue()


def test_the_graph_that_is_clearly_faster_answers(bundle_copy: Any, takes: Any) -> None:
    bundle_copy.add_variant()
    takes(fp32=10.0, int8=4.0)

    classifier = open_fastest(bundle_copy.folder)

    assert classifier.graph == "int8"
    assert classifier.timings == (Timing("fp32", 10.0), Timing("int8", 4.0))
    assert describe_graph(classifier) == "int8 (fp32 10.0 ms, int8 4.0 ms)"


def test_a_graph_that_is_hardly_faster_is_left_alone(bundle_copy: Any, takes: Any) -> None:
    bundle_copy.add_variant()
    takes(fp32=10.0, int8=9.0)

    assert open_fastest(bundle_copy.folder).graph == "fp32"


def test_the_time_of_a_graph_is_really_measured(bundle_copy: Any) -> None:
    bundle_copy.add_variant()

    timings = open_fastest(bundle_copy.folder).timings

    assert [one.graph for one in timings] == ["fp32", "int8"]
    assert all(one.milliseconds is not None and one.milliseconds > 0 for one in timings)


def test_a_bundle_of_one_graph_is_opened_without_measuring(bundle_copy: Any, takes: Any) -> None:
    bundle_copy.upgrade()
    bundle_copy.edit(lambda fields: fields.update(variants=[]))
    takes()

    classifier = open_fastest(bundle_copy.folder)

    assert (classifier.graph, classifier.timings, describe_graph(classifier)) == ("fp32", (), "fp32")


def test_a_graph_can_be_named_and_one_that_is_not_there_is_refused(bundle_copy: Any, takes: Any) -> None:
    bundle_copy.add_variant()
    takes(fp32=1.0, int8=10.0)

    assert open_classifier(bundle_copy.folder, None).graph == "fp32"
    assert open_classifier(bundle_copy.folder, "int8").graph == "int8"
    with pytest.raises(BundleError, match="no graph int4; it has fp32, int8"):
        open_classifier(bundle_copy.folder, "int4")


def test_an_answer_names_the_graph_that_gave_it(bundle_copy: Any, synthetic_photo: Any) -> None:
    bundle_copy.add_variant()
    data = photograph(synthetic_photo(1, 300, 225))

    named = {graph: Classifier.open(bundle_copy.folder, graph).assess(data).bundle for graph in ("fp32", "int8")}

    assert named["int8"].version == f"{named['fp32'].version}+int8"
    assert named["int8"].sha256 == named["fp32"].sha256


def test_each_graph_judges_the_scope_by_its_own_threshold(bundle_copy: Any, synthetic_photo: Any) -> None:
    bundle_copy.upgrade()
    bundle_copy.edit(lambda fields: fields["scope"].update(threshold=1e8, flag_threshold=1e8))
    bundle_copy.add_variant(scope={"threshold": 0.0, "flag_threshold": 0.0, "chosen": "by a test"})
    data = photograph(synthetic_photo(1, 300, 225))

    assert Classifier.open(bundle_copy.folder, "fp32").assess(data).prediction is not None
    assert Classifier.open(bundle_copy.folder, "int8").assess(data).prediction is None


@pytest.mark.parametrize("change", ["file", "answers", "shape"])
def test_a_variant_that_is_not_as_at_export_gives_no_number(bundle_copy: Any, takes: Any, change: str) -> None:
    bundle_copy.add_variant()
    takes(fp32=10.0, int8=1.0)
    probe = bundle_copy.arrays("probe-int8.npz")
    if change == "file":
        whole = (bundle_copy.folder / "model-int8.onnx").read_bytes()
        (bundle_copy.folder / "model-int8.onnx").write_bytes(whole[:-1])
        with pytest.raises(BundleError, match=r"model-int8\.onnx has been altered"):
            open_fastest(bundle_copy.folder)
        return
    probe["logits"] = probe["logits"] * 2 if change == "answers" else probe["logits"][:, :-1]
    stream = io.BytesIO()
    np.savez(stream, **probe)
    bundle_copy.replace("probe-int8.npz", stream.getvalue())

    with pytest.raises(BundleError):
        Classifier.open(bundle_copy.folder, "int8")
    if change == "answers":
        classifier = open_fastest(bundle_copy.folder)
        assert classifier.graph == "fp32"
        assert classifier.timings[1] == Timing("int8", None)
        assert "int8 not used" in describe_graph(classifier)


def test_a_full_graph_that_answers_otherwise_refuses_the_bundle_whatever_its_variant_does(bundle_copy: Any) -> None:
    bundle_copy.add_variant()
    arrays = bundle_copy.arrays("probe.npz")
    arrays["logits"] = arrays["logits"] * 2
    stream = io.BytesIO()
    np.savez(stream, **arrays)
    bundle_copy.replace("probe.npz", stream.getvalue())

    with pytest.raises(BundleError, match="does not answer here as it did in training"):
        open_fastest(bundle_copy.folder)


def test_a_chance_is_told_with_what_came_of_such_lesions(bundle_copy: Any) -> None:
    ranges = [
        {"upper": 0.3, "malignant": 0.1, "low": 0.05, "high": 0.2, "lesions": 100, "measured_on": "a test"},
        {"upper": 1.0, "malignant": 0.7, "low": 0.6, "high": 0.8, "lesions": 300, "measured_on": "a test"},
    ]
    bundle_copy.upgrade()
    bundle_copy.edit(lambda fields: fields.update(reliability=ranges))
    manifest = Classifier.open(bundle_copy.folder).manifest

    told = {chance: reliability_of(manifest, chance) for chance in (0.0, 0.3, 0.31, 1.0000001)}

    assert [one.malignant for one in told.values() if one] == [0.1, 0.1, 0.7, 0.7]
    assert all(one is not None and one.overall == pytest.approx(0.55) for one in told.values())


def test_a_bundle_without_such_ranges_tells_none(bundle_copy: Any, synthetic_photo: Any) -> None:
    bundle_copy.upgrade()
    bundle_copy.edit(lambda fields: fields.update(reliability=[]))

    answer = Classifier.open(bundle_copy.folder).assess(photograph(synthetic_photo(1, 300, 225)))

    prediction = answer.prediction or answer.withheld
    assert prediction is not None
    assert prediction.reliability is None
