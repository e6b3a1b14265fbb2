"""Two photographs of one lesion are aligned, or it is said that they cannot be."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from desktop.core.imaging.difference import difference
from desktop.core.imaging.placement import Nudge, Placement
from desktop.core.imaging.registration import LEAST_OVERLAP, LEAST_SIMILARITY, register

Pixels = npt.NDArray[np.uint8]
Photo = Callable[..., Pixels]

_SIZE = _WIDTH_PX, _HEIGHT_PX = 600, 450
_MIDDLE = 300, 225
_CORNERS = np.array([(0, 0, 1), (600, 0, 1), (0, 450, 1), (600, 450, 1), (300, 225, 1)], dtype=np.float64).T


@pytest.fixture
def photographed(synthetic_photo: Photo) -> Callable[..., tuple[Pixels, Pixels]]:
    """Return a function that photographs a painted lesion twice, the second time as placed and exposed otherwise."""

    def photograph(placement: Placement, seed: int = 2, exposure: float = 1.1) -> tuple[Pixels, Pixels]:
        skin = Image.fromarray(synthetic_photo(seed, 1200, 900))
        earlier = skin.crop((*_MIDDLE, _MIDDLE[0] + _WIDTH_PX, _MIDDLE[1] + _HEIGHT_PX))
        moved = np.array([(1, 0, _MIDDLE[0]), (0, 1, _MIDDLE[1]), (0, 0, 1)]) @ placement.matrix(_SIZE, _SIZE)
        later = skin.transform(_SIZE, Image.Transform.AFFINE, tuple(moved[:2].ravel()), Image.Resampling.BICUBIC)
        noise = np.random.default_rng(seed).normal(0, 3, (_HEIGHT_PX, _WIDTH_PX, 3))
        exposed = np.clip(np.asarray(later, dtype=np.float64) * exposure + noise, 0, 255)
        return np.asarray(earlier), exposed.astype(np.uint8)

    return photograph


def _off_px(found: Placement, true: Placement) -> float:
    """Return how far the worst of the corners and the middle lies off, in pixels of the earlier photograph."""
    off = (found.matrix(_SIZE, _SIZE) - true.matrix(_SIZE, _SIZE)) @ _CORNERS
    return float(np.hypot(off[0], off[1]).max())


@pytest.mark.parametrize(
    "placement",
    [
        Placement(right_px=20, down_px=-15),
        Placement(turn_degrees=12, right_px=30, down_px=40),
        Placement(1.2, -95, -40, 10),
        Placement(0.8, 170, 10, 60),
        Placement(1.35, 30, -50, -30),
        Placement(0.55, 3, 12, -8),
    ],
    ids=str,
)
def test_a_photograph_moved_turned_and_magnified_is_found_to_half_a_pixel(
    photographed: Callable[..., tuple[Pixels, Pixels]], placement: Placement
) -> None:
    found = register(*photographed(placement))

    assert found.is_reliable
    assert _off_px(found.placement, placement) < 0.5
    assert found.similarity > 0.6 > found.similarity_before
    assert found.overlap > LEAST_OVERLAP


def test_photographs_of_two_lesions_are_not_taken_for_aligned(synthetic_photo: Photo) -> None:
    found = register(synthetic_photo(1, *_SIZE), synthetic_photo(5, *_SIZE))

    assert not found.is_reliable


def test_noise_is_not_taken_for_aligned() -> None:
    generator = np.random.default_rng(1)
    one, other = (generator.integers(0, 256, (450, 600, 3), dtype=np.uint8) for _ in range(2))

    found = register(one, other)

    assert not found.is_reliable
    assert found.similarity < LEAST_SIMILARITY / 2


@pytest.mark.parametrize("grey", [0, 128])
def test_a_picture_without_structure_is_not_taken_for_aligned(synthetic_photo: Photo, grey: int) -> None:
    assert not register(synthetic_photo(1, *_SIZE), np.full((450, 600, 3), grey, np.uint8)).is_reliable


def test_a_known_magnification_is_kept_so_that_growth_is_not_sized_away(
    photographed: Callable[..., tuple[Pixels, Pixels]],
) -> None:
    pair = photographed(Placement(1.1, 8, 10, 5))

    assert register(*pair).placement.scale == pytest.approx(1.1, abs=0.002)
    known = register(*pair, scale=1.09).placement
    assert known.scale == pytest.approx(1.09, abs=1e-9)
    assert known.turn_degrees == pytest.approx(8, abs=0.5)


def test_a_scale_that_cannot_be_is_not_taken_for_aligned(photographed: Callable[..., tuple[Pixels, Pixels]]) -> None:
    assert not register(*photographed(Placement()), scale=200.0).is_reliable


def test_photographs_of_two_sizes_are_aligned(photographed: Callable[..., tuple[Pixels, Pixels]]) -> None:
    earlier, later = photographed(Placement(1.0, 20, 15, 10))
    doubled = np.asarray(Image.fromarray(later).resize((1200, 900), Image.Resampling.BICUBIC))

    found = register(earlier, doubled).placement

    assert found.scale == pytest.approx(0.5, abs=0.002)
    assert (found.turn_degrees, found.right_px, found.down_px) == pytest.approx((20, 15, 10), abs=0.5)


def test_aligning_can_be_given_up(photographed: Callable[..., tuple[Pixels, Pixels]]) -> None:
    class GivenUpError(Exception):
        pass

    def give_up() -> None:
        raise GivenUpError

    with pytest.raises(GivenUpError):
        register(*photographed(Placement()), check=give_up)


def test_a_placement_is_nudged_about_the_later_photographs_middle() -> None:
    placement = Placement(1.0, 179, 5, 5)

    nudged = placement.nudged(Nudge(2, -1, 3, 1.5))

    assert nudged == Placement(1.5, -178, 7, 4)
    again = Placement.of_matrix(nudged.matrix(_SIZE, (300, 200)), _SIZE, (300, 200))
    assert vars(again) == pytest.approx(vars(nudged))


def test_a_placement_holds_for_other_sizes_of_the_same_photographs() -> None:
    placement = Placement(0.9, 15, 20, -10)
    point = np.array([120.0, 80.0, 1.0])

    whole = placement.matrix(_SIZE, (400, 300)) @ point
    halved = placement.for_sizes(0.5, 0.25).matrix((300, 225), (100, 75)) @ (point * (0.25, 0.25, 1))

    assert halved[:2] == pytest.approx(whole[:2] / 2)


def test_nothing_differs_between_a_photograph_and_itself_exposed_and_shaded_otherwise(
    photographed: Callable[..., tuple[Pixels, Pixels]],
) -> None:
    placement = Placement(1.0, 10, 12, -8)
    earlier, later = photographed(placement, exposure=1.0)
    shading = np.linspace(0.75, 0.95, _WIDTH_PX)[None, :, None]

    found = difference(earlier, (later * shading).astype(np.uint8), placement)

    seen = np.isfinite(found.change)
    assert 0.7 < seen.mean() < 1
    assert np.percentile(np.abs(found.change[seen]), 99) < 3


def test_a_spot_that_is_new_is_darker_there_and_nowhere_else(
    photographed: Callable[..., tuple[Pixels, Pixels]],
) -> None:
    earlier, later = photographed(Placement(), exposure=1.2)
    spotted = later.copy()
    spotted[200:240, 100:140] //= 2

    change = difference(earlier, spotted, Placement()).change

    assert change[205:235, 105:135].mean() < -15
    change[190:250, 90:150] = 0
    assert np.percentile(np.abs(change[np.isfinite(change)]), 99) < 3


def test_what_only_one_photograph_shows_differs_in_no_way(
    photographed: Callable[..., tuple[Pixels, Pixels]],
) -> None:
    earlier, later = photographed(Placement(right_px=100))
    later[:, :50] = 3  # The ring of a dermatoscope.

    change = difference(earlier, later, Placement(right_px=100)).change

    assert np.isnan(change[:, :150]).all()
    assert np.isfinite(change[:, 180:]).all()


def test_the_ring_of_a_dermatoscope_is_not_what_is_aligned(synthetic_photo: Photo) -> None:
    y, x = np.mgrid[0 : _SIZE[1], 0 : _SIZE[0]]
    ringed = []
    for seed, lesion in enumerate((synthetic_photo(1, *_SIZE), synthetic_photo(5, *_SIZE))):
        inside = np.clip((290 - np.hypot(x - 300 - 10 * seed, y - 225)) / 8, 0, 1)[..., None]
        ringed.append((lesion * inside).astype(np.uint8))

    assert not register(ringed[0], ringed[1]).is_reliable
    assert register(ringed[0], ringed[0]).placement.scale == pytest.approx(1.0, abs=1e-3)
