"""How large an image may be."""

from typing import Final

# A 61-megapixel camera passes; the bombs of a few kilobytes that unfold to gigabytes do not. Pillow holds four bytes a
# pixel, and another picture beside it while one becomes the other: the largest takes less than 1 GiB.
MAX_PIXELS: Final = 64_000_000
MAX_BYTES: Final = 256 * 1024 * 1024
