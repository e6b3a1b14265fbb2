"""How large an image may be, and how much work."""

from typing import Final

# A 61-megapixel camera passes; the bombs of a few kilobytes that unfold to gigabytes do not. Pillow holds four bytes a
# pixel, and another picture beside it while one becomes the other: the largest takes less than 1 GiB.
MAX_PIXELS: Final = 64_000_000
MAX_BYTES: Final = 256 * 1024 * 1024
# Of each piece of a file Pillow reads one to four times. The largest PNG of the usual 8 KiB a chunk has 33,000 chunks,
# the largest GIF's first frame 350,000 blocks; so many reads take two seconds.
MAX_READS: Final = 2_000_000
# libjpeg's own scheme has 10 scans, and 18 for CMYK; programs that look for the smallest file use hardly more. libtiff
# refuses a JPEG within a TIFF at 100, libjpeg-turbo's fuzzers at 500. Of 64 megapixels, 30 take two seconds.
MAX_SCANS: Final = 30
# Whole tiles, of which the picture is cut: they hang over its right and lower edge by less than a tile each.
MAX_TILED_PIXELS: Final = 2 * MAX_PIXELS
