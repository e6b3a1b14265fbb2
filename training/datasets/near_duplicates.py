"""Photographs that are copies of each other: re-encoded, resized, mirrored, turned, or cropped a little.

Compared are perceptual hashes (imagehash's `phash` of 16 × 16 bits: which of a grey picture's low frequencies are
strong), that of one photograph with those of all eight turned and mirrored copies of the other. Two photographs are
near-duplicates if at most `THRESHOLD` of the 256 bits differ. Ten thousand photographs are compared in about two
seconds, thirty thousand in half a minute.

Measured on HAM10000 (10,015 photographs, 50 million pairs), and on copies made of 1,500 of them:

=========  =======  ===========  =========  ========  ========  ========  =========  ==========
threshold  other    same lesion  JPEG q 50  resized   mirrored, brighter  cropped    cropped
           lesion                           to 224²   turned    by 15 %   by 2 %     by 5 %
=========  =======  ===========  =========  ========  ========  ========  =========  ==========
20         1 pair   2.1 %        100 %      100 %     100 %      99.8 %    89.8 %      3.0 %
30         1 pair   3.5 %        100 %      100 %     100 %     100 %      99.9 %     31.8 %
**40**     12       4.3 %        100 %      100 %     100 %     100 %     100 %       78.5 %
46         49       4.6 %        100 %      100 %     100 %     100 %     100 %       91.9 %
56         424      5.3 %        100 %      100 %     100 %     100 %     100 %       99.1 %
=========  =======  ===========  =========  ========  ========  ========  =========  ==========

Photographs of different lesions mostly differ in 102 to 124 bits (5th to 95th percentile). Two of the twelve pairs are
in truth one photograph under two lesion ids (ISIC_0025226 and ISIC_0030074, ISIC_0027027 and ISIC_0029036); the others
are small round spots in the middle of plain skin. The usual `phash` of 8 × 8 bits would join 7,693 pairs of different
lesions to find as many copies.

Second photographs of a lesion, from nearer or on another day, are no copies: of HAM10000's, 4 % are found. Without
lesion ids nobody can tell them from strangers.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from training.datasets.photograph import Photograph
from training.datasets.scan import HASH_SIDE, TURNS, ImageFacts

THRESHOLD = 40
# What the lesion ids begin with that were guessed from near-duplicates.
GUESSED = "near:"
_WORDS = HASH_SIDE * HASH_SIDE // 64
# Photographs held against all others at once: with 30,000 of them that takes about 25 MB.
_CHUNK = 256

_Pairs = npt.NDArray[np.int64]


def near_duplicate_pairs(facts: Sequence[ImageFacts], wanted: Sequence[bool] | None = None) -> _Pairs:
    """Find the pairs of near-duplicates.

    Parameters
    ----------
    facts : sequence of ImageFacts
    wanted : sequence of bool, optional
        Only pairs are looked for of which at least one is wanted; otherwise all.

    Returns
    -------
    int64 array, shape (pairs, 3)
        Indices of two photographs, the smaller first, and the number of differing bits (0–256); the most alike first.
    """
    seeking = np.ones(len(facts), dtype=np.bool_) if wanted is None else np.asarray(wanted, dtype=np.bool_)
    # Who seeks comes first and is held against all that come after: so every pair is looked at once.
    order = np.argsort(~seeking, kind="stable")
    words = _words([facts[index] for index in order])
    found = [np.empty((0, 3), dtype=np.int64)]
    seekers = int(seeking.sum())
    found += [_pairs_from(words, start, min(start + _CHUNK, seekers)) for start in range(0, seekers, _CHUNK)]
    pairs = np.concatenate(found)
    pairs[:, :2] = np.sort(order[pairs[:, :2]], axis=1)
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0], pairs[:, 2]))]


def lesion_ids(photographs: Sequence[Photograph], facts: Sequence[ImageFacts]) -> list[str]:
    """Return a lesion id for each photograph: its own if it has one, otherwise one that its near-duplicates share.

    Near-duplicates are joined through each other: if B is like A and C like B, the three are one lesion. Photographs
    that are joined to one with a lesion id take that id (the first of them in alphabetical order, if there are
    several: what a dataset tells apart stays apart). All others are named `GUESSED` and the first image id among them.
    """
    wanted = [not photo.lesion_id for photo in photographs]
    if not any(wanted):
        return [photo.lesion_id for photo in photographs]
    groups = group_numbers(near_duplicate_pairs(facts, wanted), len(photographs)).tolist()
    told: dict[int, str] = {}
    first: dict[int, str] = {}
    for group, photo in zip(groups, photographs, strict=True):
        first[group] = min(first.get(group, photo.image_id), photo.image_id)
        if photo.lesion_id:
            told[group] = min(told.get(group, photo.lesion_id), photo.lesion_id)
    return [
        photo.lesion_id or told.get(group) or f"{GUESSED}{first[group]}"
        for group, photo in zip(groups, photographs, strict=True)
    ]


def group_numbers(pairs: _Pairs, count: int) -> npt.NDArray[np.int32]:
    """Return the number of the group that each of `count` photographs is joined to by pairs, int32, shape (count,)."""
    links = coo_array((np.ones(len(pairs), dtype=np.bool_), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    numbers: npt.NDArray[np.int32] = connected_components(links, directed=False)[1]
    return numbers


def _words(facts: Sequence[ImageFacts]) -> npt.NDArray[np.uint64]:
    """Return the hashes as words, uint64, shape (TURNS, words, photographs); the first turn is the picture itself."""
    digits = "".join(digits for each in facts for digits in each.perceptual_hashes)
    words = np.frombuffer(bytes.fromhex(digits), dtype=np.uint64).reshape(len(facts), TURNS, _WORDS)
    return np.ascontiguousarray(words.transpose(1, 2, 0))


def _pairs_from(words: npt.NDArray[np.uint64], start: int, stop: int) -> _Pairs:
    """Hold photographs from `start` to `stop` against all from `start` on; each pair once, at its smallest distance."""
    upright, others = words[0, :, start:stop], words[:, :, start:]
    found = []
    for turned in others:
        # Half of the bits rule out nearly everybody; only the rest is counted to the end.
        half = sum(np.bitwise_count(upright[word][:, np.newaxis] ^ turned[word]) for word in range(_WORDS // 2))
        rows, columns = np.nonzero(half <= THRESHOLD)
        above = columns > rows
        rows, columns = rows[above], columns[above]
        distance = np.bitwise_count(upright[:, rows] ^ turned[:, columns]).sum(axis=0, dtype=np.int64)
        close = distance <= THRESHOLD
        found.append(np.stack([rows[close] + start, columns[close] + start, distance[close]], axis=1))
    pairs = np.concatenate(found)
    pairs = pairs[np.lexsort((pairs[:, 2], pairs[:, 1], pairs[:, 0]))]
    is_first = np.ones(len(pairs), dtype=np.bool_)
    is_first[1:] = (pairs[1:, :2] != pairs[:-1, :2]).any(axis=1)
    return pairs[is_first]
