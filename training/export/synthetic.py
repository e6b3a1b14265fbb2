"""Synthetic dermoscopic photographs: for probes, samples and tests, free of any patient.

python -m training.export.synthetic resources/samples
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

_Field = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Look:
    """What a synthetic lesion looks like.

    Attributes
    ----------
    skin, inner, outer : (int, int, int)
        sRGB colours, 0–255, of the skin and of the lesion's centre and margin.
    radius : float
        Share (0–1) of the picture's height.
    ragged : float
        How far the border strays, as a share (0–1) of the radius.
    network : float
        Contrast (0–1) of the pigment network.
    hairs : int
    """

    skin: tuple[int, int, int]
    inner: tuple[int, int, int]
    outer: tuple[int, int, int]
    radius: float
    ragged: float
    network: float
    hairs: int


LOOKS = {
    "even-brown": Look((224, 172, 182), (112, 66, 46), (168, 112, 86), 0.27, 0.2, 0.16, 0),
    "ragged-dark": Look((224, 172, 182), (96, 60, 48), (156, 104, 86), 0.27, 0.25, 0.2, 1),
    "red": Look((224, 172, 182), (150, 48, 60), (196, 110, 108), 0.3, 0.2, 0.14, 0),
}


def synthetic_photograph(
    seed: int, width_px: int = 600, height_px: int = 450, look: Look | None = None
) -> npt.NDArray[np.uint8]:
    """Paint a lesion on skin: pigment network, blotches, hair, vignette and camera noise.

    Parameters
    ----------
    seed : int
    width_px, height_px : int
    look : Look, optional
        Drawn from `LOOKS` by the seed if not given.

    Returns
    -------
    uint8 array, shape (height_px, width_px, 3)
        sRGB, 0–255.
    """
    generator = np.random.default_rng(seed)
    look = look or list(LOOKS.values())[seed % len(LOOKS)]
    y, x = np.mgrid[0:height_px, 0:width_px] / height_px
    x, y = x - x.max() / 2 + generator.uniform(-0.04, 0.04), y - 0.5 + generator.uniform(-0.04, 0.04)
    inside, depth = _lesion(generator, x, y, look)
    blotches = _smooth_noise(generator, x.shape, 0.09)
    colour = _mix(np.array(look.outer), np.array(look.inner), np.clip(depth * 1.5 + 0.25 * blotches, 0, 1))
    # The network's dark lines run where a smooth field crosses zero.
    lines = np.exp(-np.square(_smooth_noise(generator, x.shape, 0.016) / 0.35))
    colour = colour * (1 - look.network * lines)[..., None]
    redness = _smooth_noise(generator, x.shape, 0.22)[..., None] * np.array([0.012, 0.03, 0.03])
    skin = np.array(look.skin) * (1 + redness)
    skin = skin * (1 - 0.02 * np.abs(_smooth_noise(generator, x.shape, 0.012)))[..., None]
    picture = skin * (1 - inside[..., None]) + colour * inside[..., None]
    for _ in range(look.hairs):
        picture *= 1 - 0.7 * _hair(generator, x, y)[..., None]
    picture *= (1 - 0.28 * np.clip(np.hypot(x, y) - 0.25, 0, None) ** 1.5)[..., None]
    picture *= 1 + 0.03 * _texture(generator, x.shape)[..., None]
    picture *= 1 + 0.01 * np.stack([_texture(generator, x.shape) for _ in range(3)], axis=-1)
    picture += generator.normal(0, 2.0, (*x.shape, 1)) + generator.normal(0, 1.0, picture.shape)
    painted: npt.NDArray[np.uint8] = np.clip(np.round(picture), 0, 255).astype(np.uint8)
    return painted


def _lesion(generator: np.random.Generator, x: _Field, y: _Field, look: Look) -> tuple[_Field, _Field]:
    """Return how much each pixel belongs to the lesion (0–1) and how deep inside it lies (0–1)."""
    angle = np.arctan2(y, x)
    border = np.ones_like(x)
    for wave in range(2, 9):
        border += look.ragged * generator.normal(0, 1 / wave) * np.cos(wave * angle + generator.uniform(0, 6.28))
    stretch = generator.uniform(0.85, 1.15)
    distance = np.hypot(x * stretch, y / stretch) / (look.radius * border)
    return 1 / (1 + np.exp((distance - 1) * 18)), np.clip(1 - distance, 0, 1)


def _hair(generator: np.random.Generator, x: _Field, y: _Field) -> _Field:
    """Return a dark arc, 0–1."""
    turn, offset, bend = generator.uniform(0, np.pi), generator.uniform(-0.4, 0.4), generator.uniform(-0.5, 0.5)
    along, across = x * np.cos(turn) + y * np.sin(turn), -x * np.sin(turn) + y * np.cos(turn)
    return np.asarray(np.exp(-(((across - offset - bend * along**2) / 0.0035) ** 2)))


def _smooth_noise(generator: np.random.Generator, shape: tuple[int, ...], grain: float) -> _Field:
    """Return noise of about the given grain (share of the height), mean 0 and standard deviation 1."""
    height, width = shape
    grain_px = max(1, round(grain * height))
    coarse = generator.normal(size=(height // grain_px + 3, width // grain_px + 3)).astype(np.float32)
    enlarged = Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)
    noise = np.asarray(enlarged, dtype=np.float64)
    standardised: _Field = (noise - noise.mean()) / noise.std()
    return standardised


def _texture(generator: np.random.Generator, shape: tuple[int, ...]) -> _Field:
    """Return noise whose amplitude falls with the frequency about as that of skin, mean 0 and standard deviation 1.

    Without it a bundle's scope takes the painting for what it is.
    """
    down, across = np.fft.fftfreq(shape[0])[:, None], np.fft.rfftfreq(shape[1])[None, :]
    frequency = np.hypot(down, across)
    frequency[0, 0] = np.inf
    spectrum = np.fft.rfft2(generator.normal(size=shape)) / frequency**1.1
    noise = np.fft.irfft2(spectrum, s=shape)
    standardised: _Field = noise / noise.std()
    return standardised


def _mix(first: npt.NDArray[np.int64], second: npt.NDArray[np.int64], share: _Field) -> _Field:
    return first * (1 - share[..., None]) + second * share[..., None]


def main() -> None:
    """Write the sample photographs that the program offers for trying out."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for number, (name, look) in enumerate(LOOKS.items()):
        pixels = synthetic_photograph(100 + number, 1200, 900, look)
        Image.fromarray(pixels).save(folder / f"synthetic-{name}.jpg", quality=92)


if __name__ == "__main__":
    main()
