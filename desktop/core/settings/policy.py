"""The policy file, by which a practice's IT fixes settings for everybody on a computer."""

import json
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import platformdirs

from desktop.core import wording
from desktop.core.settings.rows import all_settings

# A policy with every row there is has a few kilobytes.
_MAX_BYTES = 2**20
_LONGEST_SHOWN_KEY = 40


class Fault(StrEnum):
    """What of a policy does not hold."""

    UNREADABLE = "unreadable"
    NOT_JSON = "not_json"
    UNKNOWN = "unknown"
    PERSONAL = "personal"
    WRONG_VALUE = "wrong_value"
    TWICE = "twice"


@dataclass(frozen=True)
class PolicyProblem:
    """Something of a policy that does not hold.

    Attributes
    ----------
    fault : Fault
    key : str
        The setting's, or what stands in its place; empty if it is about the whole file.
    """

    fault: Fault
    key: str = ""

    @property
    def sentence(self) -> str:
        """For people. Made when it is asked for: the policy itself may say in which language."""
        texts = {
            Fault.UNREADABLE: _tr("The policy file of your practice's IT is there but cannot be read."),
            Fault.NOT_JSON: _tr("The policy file of your practice's IT is damaged: it is not a JSON object."),
            Fault.UNKNOWN: _tr("The policy file names “{key}”, which this version of Lentigo does not know."),
            Fault.PERSONAL: _tr("The policy file names “{key}”, which is each person's own and cannot be fixed."),
            Fault.WRONG_VALUE: _tr("The policy file gives “{key}” a value that it cannot have; it is not fixed."),
            Fault.TWICE: _tr("The policy file names “{key}” more than once; the last one holds."),
        }
        shown = "".join(character if character.isprintable() else "·" for character in self.key)
        return texts[self.fault].format(key=shown[:_LONGEST_SHOWN_KEY])


@dataclass(frozen=True)
class Policy:
    """What is fixed.

    Attributes
    ----------
    path : Path or None
        The file; None if there is none.
    values : mapping of str to object
        By the settings' keys; each is one that its row accepts.
    problems : tuple of PolicyProblem
        What of the file does not hold. The rest of it does.
    """

    path: Path | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[PolicyProblem, ...] = ()


NO_POLICY = Policy()


def default_policy_path() -> Path:
    """Return where the policy belongs on this system; mostly there is none.

    On Linux no variable of the environment has a say: whoever is bound by the policy could change it.
    """
    if sys.platform == "linux":
        folder = "/etc/lentigo"
    else:
        folder = platformdirs.site_config_dir("Lentigo", appauthor=False)
    return Path(folder) / "policy.json"


def read_policy(path: Path) -> Policy:
    """Read a policy. A damaged or wrong one does not raise: what can be read of it holds, the rest is told."""
    try:
        found = path.stat()
        # Reading a pipe might wait for ever.
        if not stat.S_ISREG(found.st_mode) or found.st_size > _MAX_BYTES:
            return Policy(path, problems=(PolicyProblem(Fault.UNREADABLE),))
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return NO_POLICY
    except OSError:
        return Policy(path, problems=(PolicyProblem(Fault.UNREADABLE),))
    twice: list[str] = []
    try:
        content = json.loads(data, object_pairs_hook=lambda pairs: _noting_doubles(pairs, twice))
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        return Policy(path, problems=(PolicyProblem(Fault.NOT_JSON),))
    return _checked(path, content, [PolicyProblem(Fault.TWICE, key) for key in twice])


def _checked(path: Path, content: Mapping[str, object], problems: list[PolicyProblem]) -> Policy:
    rows = {row.key: row for row in all_settings()}
    values: dict[str, object] = {}
    for key, value in content.items():
        row = rows.get(key)
        if row is None:
            problems.append(PolicyProblem(Fault.UNKNOWN, key))
        elif row.personal:
            problems.append(PolicyProblem(Fault.PERSONAL, key))
        elif not row.accepts(value):
            problems.append(PolicyProblem(Fault.WRONG_VALUE, key))
        else:
            values[key] = value
    return Policy(path, values, tuple(problems))


def _noting_doubles(pairs: list[tuple[str, Any]], twice: list[str]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            twice.append(key)
        made[key] = value
    return made


def _tr(text: str) -> str:
    return wording.translate("Policy", text)
