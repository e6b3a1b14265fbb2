"""Pictures that no dermatoscope took, painted from a seed: pages, windows, plots, objects, radiographs."""

import io
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure
from PIL import Image, ImageDraw, ImageFont

_Pixels = npt.NDArray[np.uint8]
_Field = npt.NDArray[np.float64]
_Generator = np.random.Generator

WIDTH_PX, HEIGHT_PX = 480, 360
_SHAPE = (HEIGHT_PX, WIDTH_PX)
# Text is drawn larger and shrunk, as a page or a window is when it is photographed or framed.
_OVERSIZE = 2
_LETTER = (
    "The patient was seen on Monday with an old spot on her left arm which had grown a little over the last year. No "
    "other finding. Please see her again in six months. Kind regards. File Edit View Insert Format Tools Window Help"
)
_WORDS = _LETTER.split()
_STRIPE, _DOT = 0.5, 0.3


def page(generator: _Generator) -> _Pixels:
    """Paint a printed page, sometimes photographed under uneven light."""
    picture, draw, size = _paper(generator)
    margin, down = generator.uniform(0.02, 0.12) * picture.width, generator.uniform(0, 0.1) * picture.height
    columns = int(generator.integers(1, 3))
    width = (picture.width - 2 * margin) / columns
    while down < picture.height:
        for column in range(columns):
            left = margin + column * width
            if _by_chance(generator, 0.92):
                words = max(2, int(width / size / 3 * generator.uniform(0.5, 1)))
                draw.text((left, down), _words(generator, words), font=ImageFont.load_default(size), fill="black")
            else:
                fill = _ink(_colour(generator))
                draw.rectangle((left, down, left + width * 0.8, down + size * generator.uniform(1, 6)), fill=fill)
        down += size * 1.35
    pixels = _shrunk(picture).astype(np.float64)
    if _by_chance(generator, 0.5):
        pixels = pixels * (0.8 + 0.12 * _smooth(generator, 0.8))[..., np.newaxis] * generator.uniform(0.85, 1, 3)
    return _to_bytes(pixels)


def window(generator: _Generator) -> _Pixels:
    """Paint a program's window: bar, list, buttons, text, pictures."""
    picture, draw, size = _paper(generator)
    accent, width, height = _ink(_colour(generator)), picture.width, picture.height
    draw.rectangle((0, 0, width, height * 0.08), fill=accent)
    draw.rectangle((0, height * 0.08, width * 0.22, height), fill=_ink(generator.uniform(200, 240, 3)))
    font = ImageFont.load_default(size * 0.7)
    for row in range(12):
        draw.text((8, height * (0.1 + 0.07 * row)), _words(generator, 2), font=font, fill="black")
    for _ in range(int(generator.integers(3, 16))):
        left, top = generator.uniform(0.22, 0.9) * width, generator.uniform(0.08, 0.9) * height
        right, bottom = left + generator.uniform(0.05, 0.4) * width, top + generator.uniform(0.05, 0.3) * height
        kind = generator.integers(3)
        if kind == 0:
            draw.rounded_rectangle((left, top, right, bottom), 6, fill=accent, outline="grey")
        elif kind == 1:
            draw.text((left, top), _words(generator, 6), font=font, fill="black")
        else:
            tile = Image.fromarray(shapes(generator)).resize((int(right - left), int(bottom - top)))
            picture.paste(tile, (int(left), int(top)))
    return _shrunk(picture)


def plot(generator: _Generator) -> _Pixels:
    """Draw a scientific figure."""
    figure = Figure(figsize=(WIDTH_PX / 100, HEIGHT_PX / 100), dpi=100)
    axes = figure.add_subplot(title=_words(generator, 4), xlabel=_words(generator, 2), ylabel=_words(generator, 1))
    series = generator.normal(size=(60, 4)).cumsum(axis=0)
    if _by_chance(generator, 0.3):
        axes.plot(series)
    elif _by_chance(generator, 0.3):
        axes.scatter(series[:, 0], series[:, 1], c=series[:, 2], cmap="plasma")
    elif _by_chance(generator, 0.5):
        axes.bar(range(len(series)), series[:, 0], color=_colour(generator) / 255)
    else:
        axes.imshow(_smooth(generator, 0.2), cmap="magma")
    stream = io.BytesIO()
    figure.savefig(stream, format="png")
    return np.asarray(Image.open(stream).convert("RGB"))


def shapes(generator: _Generator) -> _Pixels:
    """Lay flat shapes over one another, small ones being the most: the statistics of many an ordinary picture."""
    picture = Image.new("RGB", (WIDTH_PX, HEIGHT_PX), _ink(_colour(generator)))
    draw, palette = ImageDraw.Draw(picture), [_ink(_colour(generator)) for _ in range(int(generator.integers(3, 30)))]
    for size in 0.02 * HEIGHT_PX / np.sqrt(generator.uniform(0.004, 1, int(generator.integers(80, 600)))):
        x, y = generator.uniform(0, WIDTH_PX), generator.uniform(0, HEIGHT_PX)
        box = (x - size, y - size * generator.uniform(0.3, 1), x + size, y + size * generator.uniform(0.3, 1))
        fill = palette[generator.integers(len(palette))]
        if _by_chance(generator, 0.5):
            draw.ellipse(box, fill=fill)
        else:
            draw.rectangle(box, fill=fill)
    texture = 1 + 0.15 * _smooth(generator, 0.01) + 0.15 * _smooth(generator, 0.3)
    return _to_bytes(np.asarray(picture) * texture[..., np.newaxis])


def objects(generator: _Generator) -> _Pixels:
    """Paint a few shaded bodies on a background, as on a table under a lamp."""
    picture = np.broadcast_to(_colour(generator), (*_SHAPE, 3)) * (1 + 0.08 * _smooth(generator, 0.4))[..., np.newaxis]
    for _ in range(int(generator.integers(1, 6))):
        across, down, inside = _body(generator)
        height = np.sqrt(np.clip(1 - across**2 - down**2, 0, 1))
        light = generator.normal(size=3)
        light /= np.linalg.norm(light)
        shade = across * light[0] + down * light[1] + height * abs(light[2])
        body = _colour(generator) * np.clip(0.35 + 0.75 * shade, 0.1, 1.3)[..., np.newaxis]
        body += 200 * (np.clip(shade, 0, 1) ** 40)[..., np.newaxis]
        picture = picture * (1 - inside[..., np.newaxis]) + body * inside[..., np.newaxis]
    return _to_bytes(picture + generator.normal(0, 3, picture.shape))


def radiograph(generator: _Generator) -> _Pixels:
    """Paint grey bodies that lie over one another, with grain, sometimes on bluish film."""
    picture = np.zeros(_SHAPE)
    for _ in range(int(generator.integers(3, 9))):
        _, _, inside = _body(generator)
        picture += generator.uniform(-0.3, 1) * inside
    picture = (picture - picture.min()) / np.ptp(picture)
    film = np.array([0.86, 0.94, 1.0]) if _by_chance(generator, 0.3) else np.ones(3)
    grain = 5 * _smooth(generator, 0.01)
    return _to_bytes((picture * generator.uniform(120, 230) + 15 + grain)[..., np.newaxis] * film)


def pattern(generator: _Generator) -> _Pixels:
    """Paint stripes, checks, dots or rings in two colours."""
    down, across = np.mgrid[:HEIGHT_PX, :WIDTH_PX].astype(np.float64)
    angle, pitch, kind = generator.uniform(0, np.pi), generator.uniform(5, 60), generator.integers(4)
    along = (across * np.cos(angle) + down * np.sin(angle)) / pitch
    beside = (down * np.cos(angle) - across * np.sin(angle)) / pitch
    share = [
        (along % 1 < _STRIPE).astype(np.float64),
        (np.floor(along) + np.floor(beside)) % 2,
        (np.hypot(along % 1 - 0.5, beside % 1 - 0.5) < _DOT).astype(np.float64),
        0.5 + 0.5 * np.sin(2 * np.pi * np.hypot(along, beside)),
    ][kind]
    first, second = _colour(generator), _colour(generator)
    return _to_bytes(first + (second - first) * share[..., np.newaxis] + generator.normal(0, 3, (*_SHAPE, 1)))


def plain(generator: _Generator) -> _Pixels:
    """Paint one colour, or one that passes into another."""
    first, second = _colour(generator), _colour(generator)
    slope = np.linspace(0, 1, WIDTH_PX)[np.newaxis, :, np.newaxis] * (_by_chance(generator, 0.5))
    return _to_bytes(np.broadcast_to(first + (second - first) * slope, (*_SHAPE, 3)))


def noise(generator: _Generator) -> _Pixels:
    """Paint white noise, in colour or in grey, or clouds."""
    kind = generator.integers(3)
    if kind == 0:
        return _to_bytes(generator.uniform(0, 256, (*_SHAPE, 3)))
    if kind == 1:
        return _to_bytes(np.repeat(generator.uniform(0, 256, (*_SHAPE, 1)), 3, axis=-1))
    clouds = np.stack([_smooth(generator, generator.uniform(0.01, 0.3)) for _ in range(3)], axis=-1)
    return _to_bytes(_colour(generator) + generator.uniform(15, 60) * clouds)


PAINTERS: dict[str, Callable[[_Generator], _Pixels]] = {
    "pages": page,
    "windows": window,
    "plots": plot,
    "shapes": shapes,
    "objects": objects,
    "radiographs": radiograph,
    "patterns": pattern,
    "plain colours": plain,
    "noise": noise,
}


def _paper(generator: _Generator) -> tuple[Image.Image, ImageDraw.ImageDraw, float]:
    """Return an empty light sheet, a pen for it and a size of letters."""
    size = (WIDTH_PX * _OVERSIZE, HEIGHT_PX * _OVERSIZE)
    picture = Image.new("RGB", size, _ink(generator.uniform(225, 256, 3)))
    return picture, ImageDraw.Draw(picture), generator.uniform(14, 40)


def _by_chance(generator: _Generator, share: float) -> bool:
    return bool(generator.random() < share)


def _words(generator: _Generator, count: int) -> str:
    return " ".join(generator.choice(_WORDS, count))


def _colour(generator: _Generator) -> _Field:
    """Draw any colour, one of wood, earth and skin, or a grey."""
    kind = generator.integers(3)
    if kind == 0:
        return generator.uniform(0, 256, 3)
    if kind == 1:
        red = generator.uniform(60, 250)
        green = red * generator.uniform(0.4, 0.95)
        return np.array([red, green, green * generator.uniform(0.5, 1.0)])
    return np.repeat(generator.uniform(0, 256), 3)


def _body(generator: _Generator) -> tuple[_Field, _Field, _Field]:
    """Return each pixel's place in a tilted ellipse, -1–1 each way inside, and how much it belongs to it (0–1)."""
    down, across = np.mgrid[:HEIGHT_PX, :WIDTH_PX] / HEIGHT_PX
    across, down = across - generator.uniform(0, WIDTH_PX / HEIGHT_PX), down - generator.uniform(0, 1)
    angle, radius, stretch = generator.uniform(0, np.pi), generator.uniform(0.1, 0.5), generator.uniform(0.6, 1.6)
    along = (across * np.cos(angle) + down * np.sin(angle)) / (radius * stretch)
    beside = (down * np.cos(angle) - across * np.sin(angle)) * stretch / radius
    edge = np.clip((1 - np.hypot(along, beside)) * generator.uniform(10, 60), -50, 50)
    return along, beside, 1 / (1 + np.exp(-edge))


def _smooth(generator: _Generator, grain: float) -> _Field:
    """Return noise of about the given grain (share of the height), mean 0 and standard deviation 1."""
    pitch = max(2, round(grain * HEIGHT_PX))
    coarse = generator.normal(size=(HEIGHT_PX // pitch + 4, WIDTH_PX // pitch + 4)).astype(np.float32)
    fine = Image.fromarray(coarse).resize((WIDTH_PX, HEIGHT_PX), Image.Resampling.BICUBIC)
    field = np.asarray(fine, dtype=np.float64)
    standardised: _Field = (field - field.mean()) / field.std()
    return standardised


def _shrunk(picture: Image.Image) -> _Pixels:
    return np.asarray(picture.resize((WIDTH_PX, HEIGHT_PX), Image.Resampling.LANCZOS))


def _ink(colour: _Field) -> tuple[int, ...]:
    return tuple(int(value) for value in np.clip(colour, 0, 255))


def _to_bytes(pixels: _Field) -> _Pixels:
    rounded: _Pixels = np.clip(np.rint(pixels), 0, 255).astype(np.uint8)
    return rounded
