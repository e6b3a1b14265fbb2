"""The classifier: a verified bundle that answers."""

import hashlib
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt

from desktop.core.bundle.bundle import Bundle, open_bundle
from desktop.core.bundle.preprocess import Framing, frame, normalise
from desktop.core.bundle.probe import ProbeReport, largest_difference
from desktop.core.domain.assessment import Assessment, BundleId, Prediction, Status
from desktop.core.errors import BundleError, ImageError
from desktop.core.imaging.capture_quality import capture_flags
from desktop.core.imaging.decode import DecodedImage, decode
from desktop.core.imaging.sources import ImageSource
from desktop.core.inference.session import Session

# Under this, or more elongated than this, there is no photograph of a lesion to speak of.
MIN_SHORT_SIDE_PX = 64
MAX_ASPECT_RATIO = 4.0

_NOT_DERMOSCOPIC = (
    "This does not look like a dermoscopic photograph. Use a photograph taken through a dermatoscope, with the lesion "
    "filling much of the picture."
)


class Classifier:
    """Assesses images with a bundle. Safe to call from several threads at once.

    Made by `Classifier.open`, which refuses a bundle that is not exactly what training exported.

    Attributes
    ----------
    bundle : Bundle
    bundle_id : BundleId
    probe_report : ProbeReport
        What the replay at opening found.
    """

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self.bundle_id = BundleId(bundle.manifest.name, bundle.manifest.version, bundle.sha256)
        self._session = Session(bundle.graph, bundle.manifest.input, bundle.manifest.outputs)
        self._labels = [label.key for label in bundle.manifest.labels]
        self._malignant = np.array([label.malignant for label in bundle.manifest.labels])
        self._priors = np.array([bundle.manifest.priors[key] for key in self._labels])
        self.probe_report = self._replay()

    @classmethod
    def open(cls, folder: Path) -> "Classifier":
        """Open a bundle, check its hashes, load its network and replay its probe.

        Raises
        ------
        BundleError
            If anything does not hold. There is no fallback: no bundle, no numbers.
        """
        classifier = cls(open_bundle(folder))
        report = classifier.probe_report
        if not report.preprocessing_agrees:
            raise BundleError(
                "The bundle is refused: pictures are prepared otherwise here than they were in training "
                f"(by {report.preprocessing_difference:.1f} grey levels). Reinstall Lentigo."
            )
        if not report.network_agrees:
            raise BundleError(
                "The bundle is refused: its network does not answer here as it did in training "
                f"(difference {report.network_difference:.1e}). Reinstall Lentigo or get the bundle again."
            )
        return classifier

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
        spec = self.bundle.manifest.input
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
        framed, framing = frame(decoded.pixels, self.bundle.manifest.input)
        outputs = self._session.run(normalise(framed, self.bundle.manifest.input)[np.newaxis])
        prediction = self._prediction(outputs, framing)
        reason = _not_a_photograph(decoded)
        # Asked this way round, a distance that is no number is out of scope too.
        if reason is None and not self.distance(outputs["embedding"])[0] <= self.bundle.manifest.scope.threshold:
            reason = _NOT_DERMOSCOPIC
        return Assessment(
            status=Status.ASSESSED if reason is None else Status.OUT_OF_SCOPE,
            reason=reason,
            bundle=self.bundle_id,
            sha256=sha256,
            width_px=decoded.width_px,
            height_px=decoded.height_px,
            flags=capture_flags(decoded, framed),
            prediction=prediction if reason is None else None,
            withheld=None if reason is None else prediction,
            elapsed_ms=_since(started),
        )

    def outputs(self, tensors: npt.NDArray[np.float32]) -> dict[str, npt.NDArray[np.float32]]:
        """Run the network on preprocessed tensors; see `Session.run`."""
        return self._session.run(tensors)

    def distance(self, embedding: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Return how far embeddings, shape (images, dimensions), lie out of scope; see `ScopeStatistics.distance`."""
        return self.bundle.scope.distance(embedding)

    def _prediction(self, outputs: dict[str, npt.NDArray[np.float32]], framing: Framing) -> Prediction:
        probabilities = outputs["probabilities"][0].astype(np.float64)
        cam = framing.upright(outputs["cam"][0])
        spec, offset = self.bundle.manifest.input, self.bundle.manifest.activation_offset
        return Prediction(
            probabilities={key: float(value) for key, value in zip(self._labels, probabilities, strict=True)},
            malignant=float(probabilities[self._malignant].sum()),
            top_label=self._labels[int(probabilities.argmax())],
            balanced_label=self._labels[int((probabilities / self._priors).argmax())],
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
        probe, spec = self.bundle.probe, self.bundle.manifest.input
        last_sizes = {name: values.shape[-1] for name, values in probe.outputs.items()}
        wanted_sizes = dict.fromkeys(("probabilities", "logits", "cam"), len(self._labels))
        wanted_sizes["embedding"] = self.bundle.scope.means.shape[1]
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
        return ProbeReport(preprocessing, largest_difference(outputs, probe.outputs))


def _not_a_photograph(decoded: DecodedImage) -> str | None:
    short, long = sorted((decoded.width_px, decoded.height_px))
    size = f"{decoded.width_px} × {decoded.height_px} pixels"
    if short < MIN_SHORT_SIDE_PX:
        return f"The picture is too small to assess ({size}; at least {MIN_SHORT_SIDE_PX} each way)."
    if long > MAX_ASPECT_RATIO * short:
        return f"The picture is too narrow to be a photograph of a lesion ({size})."
    return None


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
