"""The body map: every point of the skin is a coded place."""

from collections.abc import Iterator

import pytest

from desktop.core.domain.body_map import BodyDrawing, Region, body_drawing, place_of
from desktop.core.domain.body_sites import Laterality, body_sites
from desktop.core.domain.history import BodyView, Pin

_STEP = 4


def _inner_points(drawing: BodyDrawing) -> Iterator[tuple[float, float]]:
    for row in range(0, round(drawing.height), _STEP):
        for column in range(0, round(drawing.width), _STEP):
            yield column + 0.37, row + 0.61


@pytest.mark.parametrize("view", BodyView)
def test_every_region_is_a_site_of_cid_4029_and_has_a_name_of_its_own(view: BodyView) -> None:
    regions = body_drawing(view).regions
    assert {region.place.site for region in regions} <= set(body_sites())
    names = [region.id for region in regions]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("view", BodyView)
def test_wherever_a_pin_is_put_on_the_skin_it_has_a_site(view: BodyView) -> None:
    drawing = body_drawing(view)
    bare = BodyDrawing(view, "", drawing.width, drawing.height, drawing.figures, (_anything(drawing),))
    on_skin = [point for point in _inner_points(drawing) if bare.region_at(*point)]
    assert len(on_skin) > 500
    assert [point for point in on_skin if drawing.region_at(*point) is None] == []


def _anything(drawing: BodyDrawing) -> Region:
    """Return a region as large as the drawing."""
    width, height = drawing.width, drawing.height
    corners = ((-1.0, -1.0), (width + 1, -1.0), (width + 1, height + 1), (-1.0, height + 1))
    return Region("everything", drawing.regions[0].place, corners)


@pytest.mark.parametrize("view", BodyView)
def test_every_region_can_be_reached(view: BodyView) -> None:
    drawing = body_drawing(view)
    # Some only fill the seams between others.
    regions = [region for region in drawing.regions if "-between" not in region.id]
    hidden = [found.id for found in regions if not any(drawing.region_at(*at) is found for at in _points_of(found))]
    assert hidden == []


def _points_of(region: Region) -> Iterator[tuple[float, float]]:
    """Go through a grid over a region."""
    columns, rows = zip(*region.outline, strict=True)
    for row in range(1, 12):
        for column in range(1, 12):
            x = min(columns) + (max(columns) - min(columns)) * column / 12
            yield x, min(rows) + (max(rows) - min(rows)) * row / 12


@pytest.mark.parametrize(
    ("pin", "meaning", "side"),
    [
        (Pin(BodyView.FRONT, 0.5, 0.4035), "Skin of umbilicus", None),
        (Pin(BodyView.FRONT, 0.62, 0.6), "Skin of anterior surface of thigh", Laterality.LEFT),
        (Pin(BodyView.BACK, 0.62, 0.6), "Skin of posterior surface of thigh", Laterality.RIGHT),
        (Pin(BodyView.BACK, 0.4, 0.24), "Skin of back of upper thoracic region", Laterality.LEFT),
        (Pin(BodyView.HEAD, 0.25, 0.333), "Skin of chin", None),
        (Pin(BodyView.HEAD, 0.41, 0.2), "Skin of ear", Laterality.LEFT),
        (Pin(BodyView.HANDS, 0.235, 0.38), "Skin of palmar area of wrist", Laterality.RIGHT),
        (Pin(BodyView.HANDS, 0.765, 0.92), "Skin of dorsal area of wrist", Laterality.LEFT),
        (Pin(BodyView.FEET, 0.32, 0.57), "Skin of plantar part of great toe", Laterality.RIGHT),
    ],
)
def test_a_pin_lies_on_the_site_and_the_patients_side_that_the_drawing_shows(
    pin: Pin, meaning: str, side: Laterality | None
) -> None:
    place = place_of(pin)
    assert place is not None
    assert (place.site.meaning, place.laterality) == (meaning, side)


@pytest.mark.parametrize("view", BodyView)
def test_beside_the_skin_there_is_no_site(view: BodyView) -> None:
    assert place_of(Pin(view, 0.0, 0.0)) is None
    assert place_of(Pin(view, 1.0, 1.0)) is None


def test_each_hand_and_foot_has_all_its_digits_and_nails() -> None:
    for view, of_one_side in ((BodyView.HANDS, 5), (BodyView.FEET, 5)):
        regions = body_drawing(view).regions
        for side in (Laterality.LEFT, Laterality.RIGHT):
            nails = {
                region.place.site.code
                for region in regions
                if region.place.laterality is side and "Nail unit" in region.place.site.meaning
            }
            assert len(nails) == of_one_side
