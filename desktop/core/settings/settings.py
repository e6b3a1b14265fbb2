"""The settings file: sparse, written whole or not at all."""

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import cast

import platformdirs

from desktop.core.errors import KnownError
from desktop.core.settings.rows import Setting, T


class SettingsError(KnownError):
    """The settings could not be saved."""


def default_settings_path() -> Path:
    """Return where the user's settings file belongs; it may not exist yet."""
    return Path(platformdirs.user_config_dir("lentigo", appauthor=False)) / "settings.json"


class Settings:
    """Settings as they are in memory; `save` writes those that differ from their defaults.

    Keys that this version does not know are kept, so that an older program does not lose a newer one's settings. A
    value that a row does not accept counts as its default. A damaged file is set aside as ``settings.json.damaged``.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values = self._read()

    def get(self, setting: Setting[T]) -> T:
        """Return a setting's value."""
        value = self._values.get(setting.key, setting.default)
        return cast("T", value) if setting.accepts(value) else setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Change a setting in memory.

        Raises
        ------
        ValueError
            If the row does not accept the value.
        """
        if not setting.accepts(value):
            raise ValueError(f"{value!r} is no value for the setting {setting.key}")
        if value == setting.default:
            self._values.pop(setting.key, None)
        else:
            self._values[setting.key] = value

    def save(self) -> None:
        """Write the file: afterwards it holds the old settings or the new ones, never a part.

        Raises
        ------
        SettingsError
            If the folder may not be written or the disk is full.
        """
        data = json.dumps(self._values, indent=2, sort_keys=True, ensure_ascii=False).encode() + b"\n"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(prefix=f"{self._path.name}.", dir=self._path.parent)
            try:
                with os.fdopen(descriptor, "wb") as stream:
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
                Path(name).replace(self._path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError as error:
            reason = error.strerror or "input/output error"
            raise SettingsError(f"The settings could not be saved: {reason}.") from error

    def _read(self) -> dict[str, object]:
        try:
            values = json.loads(self._path.read_bytes())
            if isinstance(values, dict):
                return values
        except (ValueError, RecursionError):
            pass
        except OSError:  # Not there at the first start; if it may not be read, the defaults serve as well.
            return {}
        with contextlib.suppress(OSError):
            self._path.replace(self._path.with_name(f"{self._path.name}.damaged"))
        return {}
