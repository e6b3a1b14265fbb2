"""The classifier: a verified bundle that answers."""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from desktop.core.bundle.bundle import Bundle, open_bundle
from desktop.core.bundle.manifest import FULL_PRECISION, Manifest
from desktop.core.bundle.operating_points import measured_prevalence
from desktop.core.bundle.preprocess import Framing, frame, normalise
from desktop.core.bundle.probe import NETWORK_TOLERANCE, ProbeReport, largest_difference
from desktop.core.domain.assessment import Assessment, BundleId, CaptureFlag, Prediction, Reliability, Status
from desktop.core.errors import BundleError, ImageError
from desktop.core.imaging.capture_quality import capture_flags
from desktop.core.imaging.decode import DecodedImage, decode
from desktop.core.imaging.sources import ImageSource
from desktop.core.inference.reasons import GREY, NOT_DERMOSCOPIC, TOO_NARROW, TOO_SMALL
from desktop.core.inference.session import Session

# Under this, or more elongated than this, there is no photograph of a lesion to speak of.
MIN_SHORT_SIDE_PX = 64
MAX_ASPECT_RATIO = 4.0
# Largest minus smallest of red, green and blue, averaged over the picture, in grey levels. The palest of the 10,015
# photographs of HAM10000 has 5.3; a grey picture has 0, one in shades of grey that was saved as a JPEG up to 1.
MIN_MEAN_CHROMA = 3.0


@dataclass(frozen=True)
class Timing:
    """How long a graph takes for one photograph here, in milliseconds; None if it does not answer as at export."""

    graph: str
    milliseconds: float | None


class Classifier:
    """Assesses images with a bundle. Safe to call from several threads at once.

    Made by `Classifier.open`, which refuses a bundle that is not exactly what training exported.

    Attributes
    ----------
    bundle : Bundle
    graph : str
        Which of the bundle's graphs answers: ``fp32`` or a variant's name.
    manifest : Manifest
        The bundle's, with the papers of that graph.
    bundle_id : BundleId
    probe_report : ProbeReport
        What the replay at opening found.
    timings : tuple of Timing
        What `desktop.core.inference.fastest` measured, if this graph was chosen by it.
    """

    def __init__(self, bundle: Bundle, graph: str = FULL_PRECISION) -> None:
        self.bundle, self.graph = bundle, graph
        self.manifest = manifest = bundle.manifest.papers_of(graph)
        version = manifest.version if graph == FULL_PRECISION else f"{manifest.version}+{graph}"
        self.bundle_id = BundleId(manifest.name, version, bundle.sha256)
        self.probe = bundle.graphs[graph].probe
        self._session = Session(bundle.graphs[graph].graph, manifest.input, manifest.outputs)
        self._labels = [label.key for label in manifest.labels]
        self._malignant = np.array([label.malignant for label in manifest.labels])
        self._priors = np.array([manifest.priors[key] for key in self._labels])
        self.probe_report = self._replay()
        self.timings: tuple[Timing, ...] = ()

    @classmethod
    def open(cls, folder: Path, graph: str = FULL_PRECISION) -> "Classifier":
        """Open a bundle, check its hashes, load its network and replay its probe.

        Parameters
        ----------
        folder : Path
        graph : str
            Name of one of the bundle's graphs.

        Raises
        ------
        BundleError
            If anything does not hold. There is no fallback: no bundle, no numbers.
        """
        classifier = cls(open_bundle(folder), graph)
        classifier.refuse_unless_as_in_training()
        return classifier

    def refuse_unless_as_in_training(self) -> None:
        """Hold what the replay found against what it may be.

        Raises
        ------
        BundleError
            If pictures or answers differ from those at export.
        """
        report = self.probe_report
        if not report.preprocessing_agrees:
            raise BundleError(
                "The bundle is refused: pictures are prepared otherwise here than they were in training "
                "(by {levels:.1f} grey levels). Reinstall Lentigo.",
                levels=report.preprocessing_difference,
            )
        if not report.network_agrees:
            raise BundleError(
                "The bundle is refused: its network does not answer here as it did in training "
                "(difference {difference:.1e}). Reinstall Lentigo or get the bundle again.",
                difference=report.network_difference,
            )

    def assess_source(self, source: ImageSource) -> Assessment:
        """Read an image and assess it. Never raises for what is wrong with the image: the assessment says it."""
        started = time.perf_counter()
        try:
            data = source.read()
        except ImageError as error:
            return self.unreadable(str(error), None, started)
        return self.assess(data)

    def assess(self, data: bytes) -> Assessment:
        """Assess the bytes of an image file. Never raises for what is wrong with them: the assessment says it."""
        started = time.perf_counter()
        try:
            decoded = self.decode(data)
        except ImageError as error:
            return self.unreadable(str(error), data, started)
        return self.assess_decoded(decoded, hashlib.sha256(data).hexdigest(), started)

    def decode(self, data: bytes) -> DecodedImage:
        """Decode an image at the scale that the network needs.

        Raises
        ------
        ImageError
            If it cannot be decoded.
        """
        spec = self.manifest.input
        return decode(data, cover=(spec.height_px, spec.width_px))

    def assess_decoded(self, decoded: DecodedImage, sha256: str, started: float) -> Assessment:
        """Assess pixels.

        Parameters
        ----------
        decoded : DecodedImage
            From `decode`.
        sha256 : str
            Of the bytes it was decoded from.
        started : float
            `time.perf_counter` of when the work on this image began, for ``elapsed_ms``.
        """
        framed, framing = frame(decoded.pixels, self.manifest.input)
        outputs = self._session.run(normalise(framed, self.manifest.input)[np.newaxis])
        prediction = self._prediction(outputs, framing)
        reason = _not_a_photograph(decoded) or _without_colour(framed)
        scope, distance = self.manifest.scope, self.distance(outputs["scope_features"])[0]
        # Asked this way round, a distance that is no number is out of scope too.
        if reason is None and not distance <= scope.threshold:
            reason = NOT_DERMOSCOPIC
        unlike = (CaptureFlag.UNLIKE_DERMOSCOPY,) if reason is None and distance > scope.flag_threshold else ()
        return Assessment(
            status=Status.ASSESSED if reason is None else Status.OUT_OF_SCOPE,
            reason=reason,
            bundle=self.bundle_id,
            sha256=sha256,
            width_px=decoded.width_px,
            height_px=decoded.height_px,
            flags=(*unlike, *capture_flags(decoded, framed)),
            prediction=prediction if reason is None else None,
            withheld=None if reason is None else prediction,
            elapsed_ms=_since(started),
        )

    def outputs(self, tensors: npt.NDArray[np.float32]) -> dict[str, npt.NDArray[np.float32]]:
        """Run the network on preprocessed tensors; see `Session.run`."""
        return self._session.run(tensors)

    def milliseconds(self) -> float:
        """Measure how long the network takes for one photograph: the shortest run over the probe's."""
        durations = []
        for tensor in self.probe.tensors:
            started = time.perf_counter()
            self._session.run(tensor[np.newaxis])
            durations.append(_since(started))
        return min(durations)

    def distance(self, scope_features: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Return how far images lie out of scope, shape (images,); see `ScopeStatistics.distance`."""
        return self.bundle.scope.distance(scope_features)

    def _prediction(self, outputs: dict[str, npt.NDArray[np.float32]], framing: Framing) -> Prediction:
        probabilities = outputs["probabilities"][0].astype(np.float64)
        malignant = float(probabilities[self._malignant].sum())
        cam = framing.upright(outputs["cam"][0])
        spec, offset = self.manifest.input, self.manifest.activation_offset
        return Prediction(
            probabilities={key: float(value) for key, value in zip(self._labels, probabilities, strict=True)},
            malignant=malignant,
            top_label=self._labels[int(probabilities.argmax())],
            balanced_label=self._labels[int((probabilities / self._priors).argmax())],
            reliability=reliability_of(self.manifest, malignant),
            activation={key: np.ascontiguousarray(cam[..., index]) for index, key in enumerate(self._labels)},
            activation_part=framing.moved(offset.right_px / spec.width_px, offset.down_px / spec.height_px),
        )

    def unreadable(self, reason: str, data: bytes | None, started: float) -> Assessment:
        """Say that an image could not be assessed, and why, in the shape of an assessment."""
        return Assessment(
            status=Status.UNREADABLE,
            reason=reason,
            bundle=self.bundle_id,
            sha256=None if data is None else hashlib.sha256(data).hexdigest(),
            width_px=None,
            height_px=None,
            flags=(),
            prediction=None,
            withheld=None,
            elapsed_ms=_since(started),
        )

    def _replay(self) -> ProbeReport:
        """Compute the probe again, pixels and network apart."""
        probe, spec = self.probe, self.manifest.input
        wanted_sizes = dict.fromkeys(("probabilities", "logits", "cam"), len(self._labels))
        wanted_sizes["scope_features"] = self.bundle.scope.means.shape[1]
        last_sizes = {name: probe.outputs[name].shape[-1] for name in wanted_sizes}
        if probe.tensors.shape[1:] != (spec.height_px, spec.width_px, 3) or last_sizes != wanted_sizes:
            raise BundleError("The bundle's probe does not fit its network.")
        preprocessing = 0.0
        for image, expected in zip(probe.images, probe.tensors, strict=True):
            try:
                framed, _ = frame(self.decode(image).pixels, spec)
            except ImageError as error:
                raise BundleError("The bundle's probe holds a picture that cannot be read.") from error
            difference = float(np.abs(normalise(framed, spec) - expected).max()) / abs(spec.scale)
            preprocessing = max(preprocessing, difference if np.isfinite(difference) else float("inf"))
        try:
            outputs = self._session.run(probe.tensors)
        except Exception as error:  # ONNX Runtime's exceptions share no base class.
            raise BundleError("The bundle's network cannot be run. Get the bundle again.") from error
        variant = self.manifest.variant(self.graph)
        tolerance = NETWORK_TOLERANCE if variant is None else variant.tolerance
        return ProbeReport(preprocessing, largest_difference(outputs, probe.outputs), tolerance)


def reliability_of(papers: Manifest, malignant: float) -> Reliability | None:
    """Look up what came of lesions with such a chance; one that rounding put above 1 belongs to the last range."""
    overall = measured_prevalence(papers)
    if overall is None:
        return None
    such = next((one for one in papers.reliability if malignant <= one.upper), papers.reliability[-1])
    return Reliability(such.malignant, such.low, such.high, such.lesions, such.measured_on, overall)


def _not_a_photograph(decoded: DecodedImage) -> str | None:
    short, long = sorted((decoded.width_px, decoded.height_px))
    size = {"width": decoded.width_px, "height": decoded.height_px}
    if short < MIN_SHORT_SIDE_PX:
        return TOO_SMALL.format(**size, least=MIN_SHORT_SIDE_PX)
    if long > MAX_ASPECT_RATIO * short:
        return TOO_NARROW.format(**size)
    return None


def _without_colour(framed: npt.NDArray[np.uint8]) -> str | None:
    # Channel by channel: along an axis of three, numpy takes two milliseconds.
    red, green, blue = (framed[..., channel] for channel in range(3))
    chroma = np.maximum(np.maximum(red, green), blue) - np.minimum(np.minimum(red, green), blue)
    return GREY if chroma.mean() < MIN_MEAN_CHROMA else None


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
