"""The settings file: sparse, written whole or not at all."""

import contextlib
import json
import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

import platformdirs

from desktop.core.errors import KnownError
from desktop.core.settings.policy import NO_POLICY, Policy
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

    Parameters
    ----------
    path : Path
    policy : Policy, optional
        What it fixes wins over the file.
    """

    def __init__(self, path: Path, policy: Policy = NO_POLICY) -> None:
        self._path = path
        self.policy = policy
        self._values = self._read()

    def is_fixed(self, setting: Setting[T]) -> bool:
        """Tell whether the practice's IT has fixed a setting."""
        return setting.key in self.policy.values

    def get(self, setting: Setting[T]) -> T:
        """Return a setting's value: the policy's, else the user's, else its default."""
        values = self.policy.values if self.is_fixed(setting) else self._values
        value = values.get(setting.key, setting.default)
        return cast("T", value) if setting.accepts(value) else setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Change a setting in memory. Of one that is fixed, it is kept for the day on which it no longer is.

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
        self.saving()()

    def saving(self) -> Callable[[], None]:
        """Return what writes the settings as they are now, like `save`, on whichever thread it is called."""
        data = json.dumps(self._values, indent=2, sort_keys=True, ensure_ascii=False)
        # Half a character, which JSON may hold and UTF-8 may not, goes out as it came in.
        return partial(_write, self._path, f"{data}\n".encode(errors="surrogatepass"))

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


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or "input/output error"
        raise SettingsError("The settings could not be saved: {reason}.", reason=reason) from error
