"""Strict access to a JSON object."""

from collections.abc import Callable
from typing import TypeVar, cast

from desktop.core.errors import BundleError

_T = TypeVar("_T")
# Why, is for whoever made the bundle, in English.
_MALFORMED = "The bundle's manifest is malformed: {why}."


class Fields:
    """Typed access to a JSON object; whatever is missing or of the wrong kind is refused by name."""

    def __init__(self, value: object, where: str = "") -> None:
        if not isinstance(value, dict):
            raise BundleError(_MALFORMED, why=f"{where or 'it'} should be an object")
        self._value = cast("dict[str, object]", value)
        self._where = where

    def text(self, name: str) -> str:
        """Return a text."""
        return self._of(name, str)

    def integer(self, name: str, low: int, high: int) -> int:
        """Return a whole number from low to high."""
        value = self._of(name, int)
        if not low <= value <= high:
            raise self._wrong(name, f"between {low} and {high}")
        return value

    def number(self, name: str, low: float = -1e9, high: float = 1e9) -> float:
        """Return a number from low to high, never NaN."""
        value = self._value.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self._wrong(name, f"a number between {low:g} and {high:g}")
        return float(value)

    def boolean(self, name: str) -> bool:
        """Return true or false."""
        return self._of(name, bool)

    def only(self, name: str, value: str) -> None:
        """Refuse anything but the one value that this program can do."""
        if self._value.get(name) != value:
            raise self._wrong(name, f"{value!r}, the only kind that this version of Lentigo knows")

    def object(self, name: str) -> "Fields":
        """Return an object within this one."""
        return Fields(self._value.get(name), self._path(name))

    def objects(self, name: str) -> "list[Fields]":
        """Return a list of objects."""
        return [Fields(item, f"{self._path(name)}[{index}]") for index, item in enumerate(self._of(name, list))]

    def numbers(self, name: str) -> tuple[float, ...]:
        """Return a list of numbers."""
        values = self._of(name, list)
        wrapped = Fields({str(index): value for index, value in enumerate(values)}, self._path(name))
        return tuple(wrapped.number(str(index)) for index in range(len(values)))

    def mapping(self, read: "Callable[[Fields, str], _T]") -> dict[str, _T]:
        """Read every member, whatever its name."""
        return {name: read(self, name) for name in self._value}

    def _of(self, name: str, kind: type[_T]) -> _T:
        value = self._value.get(name)
        if type(value) is not kind:
            raise self._wrong(name, {str: "text", int: "a whole number", bool: "true or false"}.get(kind, "a list"))
        return value

    def _wrong(self, name: str, wanted: str) -> BundleError:
        return BundleError(_MALFORMED, why=f"{self._path(name)} should be {wanted}")

    def _path(self, name: str) -> str:
        return f"{self._where}.{name}" if self._where else name
