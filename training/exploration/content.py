"""What there is to tell of a dataset, counted."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop.core.bundle.manifest import Label
from training.datasets.dataset import Dataset
from training.datasets.near_duplicates import GUESSED, group_numbers, near_duplicate_pairs
from training.datasets.photograph import Photograph
from training.datasets.scan import ImageFacts

UNKNOWN = "unknown"
OTHERS = "others"
# Of more values than these, the rarest are counted together.
_MOST_VALUES = 18
_MOST_SIZES = 12
_SAMPLES_PER_LABEL = 8
_SEED = 2018

_Floats = npt.NDArray[np.float64]
_Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class LabelCount:
    """How many photographs and lesions have a label.

    Attributes
    ----------
    label : Label
    photographs, lesions, repeated : int
        `repeated` are the lesions with more than one photograph.
    """

    label: Label
    photographs: int
    lesions: int
    repeated: int


@dataclass(frozen=True, eq=False)
class Breakdown:
    """How often each value of an attribute occurs with each label.

    Attributes
    ----------
    title : str
        Of the attribute.
    values : tuple of str
        The most frequent first; `UNKNOWN`, and before it `OTHERS`, last.
    counts : int64 array, shape (values, labels)
        Photographs.
    """

    title: str
    values: tuple[str, ...]
    counts: _Counts


@dataclass(frozen=True, eq=False)
class Measured:
    """A number that each photograph has, by label and by source.

    Attributes
    ----------
    title, unit : str
    by_label, by_source : mapping of str to float64 array
        Values of the photographs of each label's key, or source; only known values, and none empty. Sources are left
        out if none is known.
    """

    title: str
    unit: str
    by_label: Mapping[str, _Floats]
    by_source: Mapping[str, _Floats]


@dataclass(frozen=True)
class DuplicatePair:
    """Two photographs that look alike.

    Attributes
    ----------
    first, second : Photograph
    distance_bits : int
        Of 256 by which their perceptual hashes differ, at most.
    """

    first: Photograph
    second: Photograph
    distance_bits: int

    @property
    def across_lesions(self) -> bool:
        """True if the dataset says that they show two lesions."""
        return self.first.lesion_id != self.second.lesion_id

    @property
    def lesion_is_guessed(self) -> bool:
        """True if they count as one lesion only because they look alike."""
        return self.first.lesion_id.startswith(GUESSED)

    @property
    def across_labels(self) -> bool:
        """True if they have two labels."""
        return self.first.label != self.second.label


@dataclass(frozen=True)
class NearDuplicates:
    """Photographs that look alike.

    Attributes
    ----------
    pairs : tuple of DuplicatePair
        The most suspicious first: with two labels, then of two lesions, then the most alike.
    groups : int
        Into which the pairs join.
    photographs : int
        In these groups.
    """

    pairs: tuple[DuplicatePair, ...]
    groups: int
    photographs: int

    @property
    def across_lesions(self) -> int:
        """Number of pairs of two lesions."""
        return sum(pair.across_lesions for pair in self.pairs)

    @property
    def across_labels(self) -> int:
        """Number of pairs with two labels."""
        return sum(pair.across_labels for pair in self.pairs)


@dataclass(frozen=True, eq=False)
class Exploration:
    """All that the page tells.

    Attributes
    ----------
    dataset : Dataset
    counts : tuple of LabelCount
        In the order of the dataset's labels.
    photographs_per_lesion : mapping of int to int
        Number of photographs to number of lesions that have so many, ascending.
    breakdowns : tuple of Breakdown
        Of the attributes of which anything is known.
    age : Measured or None
        In years; None if no age is known.
    lightness, brightness : Measured
        CIE L* of the skin around the lesion, and mean of the whole photograph.
    sizes : mapping of str to int
        ``width × height px`` to number of photographs, the most frequent first.
    duplicates : NearDuplicates
    samples : mapping of str to tuple of Photograph
        By label key; drawn at random, each from another lesion.
    """

    dataset: Dataset
    counts: tuple[LabelCount, ...]
    photographs_per_lesion: Mapping[int, int]
    breakdowns: tuple[Breakdown, ...]
    age: Measured | None
    lightness: Measured
    brightness: Measured
    sizes: Mapping[str, int]
    duplicates: NearDuplicates
    samples: Mapping[str, tuple[Photograph, ...]]


def explore(dataset: Dataset, facts: Mapping[str, ImageFacts]) -> Exploration:
    """Count everything.

    Parameters
    ----------
    dataset : Dataset
    facts : mapping of str to ImageFacts
        By image id, of every photograph (`training.datasets.scan.image_facts`).
    """
    photographs = dataset.photographs
    age = _measured("Age", "years", dataset, lambda photo: photo.age_years)
    return Exploration(
        dataset,
        tuple(_count(label, photographs) for label in dataset.labels),
        dict(sorted(Counter(Counter(photo.lesion_id for photo in photographs).values()).items())),
        _breakdowns(dataset),
        age if age.by_label else None,
        _measured("Lightness of the skin", "CIE L*", dataset, lambda photo: facts[photo.image_id].lightness),
        _measured(
            "Brightness of the photograph", "mean CIE L*", dataset, lambda photo: facts[photo.image_id].brightness
        ),
        _sizes([facts[photo.image_id] for photo in photographs]),
        _near_duplicates(photographs, [facts[photo.image_id] for photo in photographs]),
        {label.key: _samples(label, photographs) for label in dataset.labels},
    )


def _count(label: Label, photographs: Sequence[Photograph]) -> LabelCount:
    lesions = Counter(photo.lesion_id for photo in photographs if photo.label == label.key)
    return LabelCount(label, lesions.total(), len(lesions), sum(count > 1 for count in lesions.values()))


def _breakdowns(dataset: Dataset) -> tuple[Breakdown, ...]:
    attributes: dict[str, Callable[[Photograph], str]] = {
        "Diagnosis": lambda photo: photo.diagnosis,
        "Sex": lambda photo: photo.sex,
        "Site": lambda photo: photo.site,
        "Source": lambda photo: photo.source,
        "Confirmation": lambda photo: photo.confirmation,
    }
    if all(photo.diagnosis == photo.label for photo in dataset.photographs):
        del attributes["Diagnosis"]
    return tuple(
        _breakdown(title, dataset, value_of)
        for title, value_of in attributes.items()
        if any(value_of(photo) for photo in dataset.photographs)
    )


def _breakdown(title: str, dataset: Dataset, value_of: Callable[[Photograph], str]) -> Breakdown:
    values = _ranked(value_of(photo) for photo in dataset.photographs)
    row_of = {value: row for row, value in enumerate(values)}
    column_of = {label.key: column for column, label in enumerate(dataset.labels)}
    counts = np.zeros((len(values), len(dataset.labels)), dtype=np.int64)
    for photo in dataset.photographs:
        counts[row_of[_shown(value_of(photo), values)], column_of[photo.label]] += 1
    return Breakdown(title, values, counts)


def _ranked(told: Iterable[str]) -> tuple[str, ...]:
    """Return the values to show: the most frequent, then `OTHERS` if there are more, then `UNKNOWN` if need be."""
    counts = Counter(told)
    unknown = counts.pop("", 0)
    ranked = sorted(counts, key=lambda value: (-counts[value], value))
    if len(ranked) > _MOST_VALUES:
        ranked = [*ranked[: _MOST_VALUES - 1], OTHERS]
    return (*ranked, UNKNOWN) if unknown else tuple(ranked)


def _shown(value: str, values: Sequence[str]) -> str:
    """Return the one of the values to show that stands for a value."""
    return UNKNOWN if not value else value if value in values else OTHERS


def _measured(title: str, unit: str, dataset: Dataset, value_of: Callable[[Photograph], float | None]) -> Measured:
    sources = _ranked(photo.source for photo in dataset.photographs)
    by_label: dict[str, list[float]] = {label.key: [] for label in dataset.labels}
    by_source: dict[str, list[float]] = {source: [] for source in sources}
    for photo in dataset.photographs:
        value = value_of(photo)
        if value is not None:
            by_label[photo.label].append(value)
            by_source[_shown(photo.source, sources)].append(value)
    return Measured(title, unit, _arrays(by_label), {} if sources == (UNKNOWN,) else _arrays(by_source))


def _arrays(lists: Mapping[str, Sequence[float]]) -> dict[str, _Floats]:
    return {name: np.array(values, dtype=np.float64) for name, values in lists.items() if values}


def _sizes(facts: Sequence[ImageFacts]) -> dict[str, int]:
    sizes = Counter(f"{each.width_px} × {each.height_px} px" for each in facts).most_common()
    shown = dict(sizes if len(sizes) <= _MOST_SIZES else sizes[: _MOST_SIZES - 1])
    left = len(facts) - sum(shown.values())
    return shown | ({f"{len(sizes) - len(shown):,} other sizes": left} if left else {})


def _near_duplicates(photographs: Sequence[Photograph], facts: Sequence[ImageFacts]) -> NearDuplicates:
    found = near_duplicate_pairs(facts)
    pairs = [DuplicatePair(photographs[first], photographs[second], int(bits)) for first, second, bits in found]
    # Sorting keeps the order of what is equal: the most alike first.
    pairs.sort(key=lambda pair: (not pair.across_labels, not pair.across_lesions))
    members = Counter(group_numbers(found, len(photographs)).tolist())
    joined = [size for size in members.values() if size > 1]
    return NearDuplicates(tuple(pairs), len(joined), sum(joined))


def _samples(label: Label, photographs: Sequence[Photograph]) -> tuple[Photograph, ...]:
    one_of_each_lesion = list({photo.lesion_id: photo for photo in photographs if photo.label == label.key}.values())
    drawn = np.random.default_rng(_SEED).permutation(len(one_of_each_lesion))[:_SAMPLES_PER_LABEL]
    return tuple(one_of_each_lesion[index] for index in sorted(drawn.tolist()))
