"""The body map: five drawings, and which coded body site each point of them is.

A drawing is an SVG file in ``resources/bodymap``. Its group ``skin`` holds the outlines that are seen, its group
``regions`` polygons that are not: each names a body site and, where the site has one, the patient's side. Regions
reach beyond the skin and over one another; a point on the skin belongs to the first that holds it. Drawing and regions
are one file so that neither is changed without the other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree

from desktop.core.domain.body_sites import BodySite, Laterality, body_site
from desktop.core.domain.history import BodyView, Pin
from desktop.core.locations import resources_dir

Point = tuple[float, float]

_SVG = "{http://www.w3.org/2000/svg}"
_CURVE_STEPS = 4
_TOKEN = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Place:
    """Where on the body a point of a drawing is; the side is the patient's, None on the midline."""

    site: BodySite
    laterality: Laterality | None


@dataclass(frozen=True)
class Region:
    """A part of a drawing that is one place; `outline` is a polygon in the drawing's units."""

    id: str
    place: Place
    outline: tuple[Point, ...]


@dataclass(frozen=True)
class BodyDrawing:
    """One drawing of the body map.

    Attributes
    ----------
    view : BodyView
    svg : str
        With ``@skin``, ``@edge`` and ``@line`` in place of colours.
    width, height : float
        In the drawing's units, in which all its points are: x from the left, y from the top.
    figures : mapping of str to tuple of (float, float)
        The outlines of the skin as polygons, by their names, such as ``left-palm``.
    regions : tuple of Region
        Those that come first go before those behind them.
    """

    view: BodyView
    svg: str
    width: float
    height: float
    figures: dict[str, tuple[Point, ...]]
    regions: tuple[Region, ...]

    def region_at(self, x: float, y: float) -> Region | None:
        """Return the region of a point on the skin; None beside the skin."""
        if not any(_is_inside(outline, x, y) for outline in self.figures.values()):
            return None
        return next((region for region in self.regions if _is_inside(region.outline, x, y)), None)


@cache
def body_drawing(view: BodyView) -> BodyDrawing:
    """Read a drawing.

    Raises
    ------
    KeyError
        If a region's code is not in CID 4029.
    """
    svg = (resources_dir() / "bodymap" / f"{view}.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own file, not somebody's.
    _, _, width, height = (float(number) for number in root.attrib["viewBox"].split())
    skin = root.iterfind(f"{_SVG}g[@id='skin']/{_SVG}path")
    regions = root.iterfind(f"{_SVG}g[@id='regions']/{_SVG}polygon")
    return BodyDrawing(
        view,
        svg,
        width,
        height,
        {path.attrib["id"]: tuple(_flattened(path.attrib["d"])) for path in skin},
        tuple(_region(polygon) for polygon in regions),
    )


def place_of(pin: Pin) -> Place | None:
    """Say which place a pin is on; None if it is beside the skin."""
    drawing = body_drawing(pin.view)
    region = drawing.region_at(pin.x * drawing.width, pin.y * drawing.height)
    return None if region is None else region.place


def _region(polygon: ElementTree.Element) -> Region:
    scheme, code = polygon.attrib["data-site"].split()
    side = polygon.get("data-side")
    place = Place(body_site(scheme, code), None if side is None else Laterality(side))
    corners = (corner.split(",") for corner in polygon.attrib["points"].split())
    return Region(polygon.attrib["id"], place, tuple((float(x), float(y)) for x, y in corners))


def _flattened(path: str) -> Iterator[Point]:
    """Walk along a path of the commands M, C and Z, all of them with absolute points."""
    tokens = iter(_TOKEN.findall(path))

    def point() -> Point:
        return float(next(tokens)), float(next(tokens))

    at = (0.0, 0.0)
    for command in tokens:
        if command == "M":
            at = point()
            yield at
        elif command == "C":
            first, second, end = point(), point(), point()
            for step in range(1, _CURVE_STEPS + 1):
                yield _on_curve((at, first, second, end), step / _CURVE_STEPS)
            at = end
        elif command != "Z":
            raise ValueError(f"a path of the body map has the command {command}")


def _on_curve(points: tuple[Point, Point, Point, Point], t: float) -> Point:
    """Return the point of a cubic Bézier curve at t (0–1)."""
    shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x = sum(share * point[0] for share, point in zip(shares, points, strict=True))
    y = sum(share * point[1] for share, point in zip(shares, points, strict=True))
    return x, y


def _is_inside(outline: tuple[Point, ...], x: float, y: float) -> bool:
    """Tell whether a ray to the right crosses a polygon's edges an odd number of times."""
    inside = False
    for (x1, y1), (x2, y2) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            inside = not inside
    return inside
