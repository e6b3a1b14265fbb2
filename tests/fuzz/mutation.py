"""Files made worse, repeatably: the same seed makes the same file."""

import json
import random
import struct
from collections.abc import Callable, Sequence
from typing import Any

_INTEGERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_WIDTHS = {1: "B", 2: "H", 4: "I"}
_MOST_MUTATIONS = 8
# Of a file's bytes, how far the first ones reach: sizes, counts and offsets stand there in every format.
_HEAD_BYTES = 512
_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 0.5, -0.0, 1e308, 2**31, 2**63, 2**200),
    *("", "0", "../../etc/passwd", "\x00", "ä" * 5000, "9" * 400, [], {}, [[]], [0] * 10_000),
)


def mutated(data: bytes, others: Sequence[bytes], draw: random.Random) -> bytes:
    """Change a file in one to eight places: bytes, integers, pieces; sometimes with a piece of another file."""
    for _ in range(draw.randint(1, _MOST_MUTATIONS)):
        data = draw.choice(_CHANGES)(data, others, draw)
    return data


def mutated_json(data: bytes, draw: random.Random) -> bytes:
    """Change values, keys and shape of a JSON file that stays JSON; now and then its bytes instead."""
    if draw.random() < 0.2:
        return mutated(data, [data], draw)
    value = json.loads(data)
    for _ in range(draw.randint(1, 3)):
        value = _mutated_value(value, draw)
    return json.dumps(value, indent=draw.choice((None, 2))).encode()


def _mutated_value(value: Any, draw: random.Random) -> Any:
    if isinstance(value, dict) and value and draw.random() < 0.9:
        key = draw.choice(list(value))
        change = draw.random()
        if change < 0.1:
            return {name: inner for name, inner in value.items() if name != key}
        if change < 0.2:
            return {**value, draw.choice((key + "x", "", "new")): value[key]}
        return {**value, key: _mutated_value(value[key], draw)}
    if isinstance(value, list) and value and draw.random() < 0.9:
        at = draw.randrange(len(value))
        changed = _mutated_value(value[at], draw)
        return draw.choice(
            (value[:at] + value[at + 1 :], [*value, value[at]], [*value[:at], changed, *value[at + 1 :]])
        )
    if isinstance(value, (int, float)) and draw.random() < 0.5:
        return draw.choice((-value, value * 1000, value + 1, value / 3, int(value), 1e-9, 10**6))
    return draw.choice(_VALUES)


def _place(data: bytes, draw: random.Random) -> int:
    """Draw a place, half of the time near the beginning."""
    reach = len(data) if draw.random() < 0.5 else min(len(data), _HEAD_BYTES)
    return draw.randrange(reach) if reach else 0


def _flip(data: bytes, _: Sequence[bytes], draw: random.Random) -> bytes:
    changed = bytearray(data)
    for _bit in range(draw.choice((1, 1, 4, 32))):
        if changed:
            changed[_place(data, draw)] ^= 1 << draw.randrange(8)
    return bytes(changed)


def _integer(data: bytes, _: Sequence[bytes], draw: random.Random) -> bytes:
    width = draw.choice(list(_WIDTHS))
    value = draw.choice(_INTEGERS) & (256**width - 1)
    at = _place(data, draw)
    return data[:at] + struct.pack(draw.choice("<>") + _WIDTHS[width], value) + data[at + width :]


def _cut(data: bytes, _: Sequence[bytes], draw: random.Random) -> bytes:
    return data[: _place(data, draw)]


def _remove(data: bytes, _: Sequence[bytes], draw: random.Random) -> bytes:
    at = _place(data, draw)
    return data[:at] + data[at + draw.choice((1, 2, 16, 256)) :]


def _repeat(data: bytes, _: Sequence[bytes], draw: random.Random) -> bytes:
    at, length = _place(data, draw), draw.choice((1, 4, 64, 1024))
    return data[:at] + data[at : at + length] * draw.choice((2, 3, 50)) + data[at + length :]


def _noise(data: bytes, _: Sequence[bytes], draw: random.Random) -> bytes:
    at = _place(data, draw)
    piece = draw.randbytes(draw.choice((1, 8, 128)))
    return data[:at] + piece + data[at + len(piece) :]


def _splice(data: bytes, others: Sequence[bytes], draw: random.Random) -> bytes:
    other = draw.choice(others)
    return data[: _place(data, draw)] + other[_place(other, draw) :]


_CHANGES: tuple[Callable[[bytes, Sequence[bytes], random.Random], bytes], ...] = (
    *(_flip, _flip, _integer, _integer, _integer),
    *(_cut, _remove, _repeat, _noise, _splice),
)
