"""A clinician's session with the packaged program: the window driven from outside, by keys and mouse."""

import csv
import io
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from screen import PATIENCE_S, Screen, ended

_ACCOUNT, _PASSPHRASE = "Dr Weiss", "rostige Giesskanne im Nebelwald 7"
# Right of the source of the drag, in the middle of the window.
_DROP_AT = (760, 400)
_DATABASE = "vault.db"
# There while a program holds the vault. The passphrase is asked for a moment later, under strace a long one.
_HELD, _ASKED_AFTER_S = "in-use.json", 2.0


class Session:
    """One user, at home in an empty folder, with a vault.

    Parameters
    ----------
    program : Path
        The packaged program.
    home : Path
        Empty folder.
    wrapper : sequence of str, optional
        A command that runs the window, as `strace …`; the program's own command line comes after it.
    """

    def __init__(self, program: Path, home: Path, wrapper: Sequence[str] = ()) -> None:
        self._program = program
        self._home = home
        self._wrapper = wrapper
        self.vault = home / "Lentigo vault"

    def command(self, *arguments: str | Path, stdin: str = "", may_fail: bool = False) -> str:
        """Run the program without a window, and return what it writes.

        Raises
        ------
        SystemExit
            If it fails.
        """
        done = subprocess.run(
            [*self._wrapper, str(self._program), *map(str, arguments)],
            env=self.environment(),
            cwd=self._home,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode and not may_fail:
            sys.exit(f"lentigo {arguments[0]} failed ({done.returncode}):\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def vault_command(self, name: str) -> str:
        """Run `lentigo vault NAME` on the vault as the session's account, and return what it writes."""
        return self.command("vault", name, self.vault, "--account", _ACCOUNT, stdin=f"{_PASSPHRASE}\n")

    def first_morning(self, screen: Screen, photograph: Path) -> None:
        """Accept the notice, open the vault, drop a photograph, file it, lock, unlock, quit."""
        with ended(self._window(screen)) as window:
            screen.wait_for_window("^Before you begin$")
            screen.picture("notice")
            screen.keys("Return")
            screen.wait_until_gone("^Before you begin$")
            screen.wait_for_window("Lentigo$")
            screen.picture("history-question")
            self._open_vault(screen)
            self._unlock(screen, name_first=True)
            screen.drop(photograph, at=_DROP_AT, arrived=lambda: len(list(self.vault.rglob("*.image"))) == 1)
            screen.wait_for_window("Lentigo$")
            self._file(screen)
            screen.picture("filed")
            self._change(screen, "ctrl+l", what="the lock")
            screen.picture("locked")
            self._unlock(screen, name_first=False)
            self._look_at_licences(screen)
            self._quit(screen, window)

    def next_morning(self, screen: Screen) -> None:
        """Start again, unlock, find the patient, quit."""
        with ended(self._window(screen)) as window:
            screen.wait_for_window("Lentigo$")
            self._unlock(screen, name_first=True)
            screen.keys("ctrl+f")
            screen.type("zwirn")
            screen.keys("Return")
            screen.picture("patient-found")
            self._quit(screen, window)

    def audited(self) -> Counter[tuple[str, str]]:
        """Count what the vault's audit trail tells, by action and what it was done to."""
        rows = csv.DictReader(io.StringIO(self.vault_command("audit")))
        return Counter((row["action"], row["subject"]) for row in rows)

    def environment(self) -> dict[str, str]:
        """Return a newcomer's environment: no program on the path, nothing that silences a library."""
        nothing = self._home / ".nothing"
        nothing.mkdir(exist_ok=True)
        return {"HOME": str(self._home), "PATH": str(nothing), "LANG": "C.UTF-8", "XDG_RUNTIME_DIR": str(nothing)}

    def _window(self, screen: Screen) -> subprocess.Popen[bytes]:
        environment = self.environment() | {"DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"}
        return subprocess.Popen([*self._wrapper, str(self._program)], env=environment, cwd=self._home)

    def _open_vault(self, screen: Screen) -> None:
        screen.keys("Tab", "space")
        screen.wait_for_window("^Open a vault")
        screen.type(str(self.vault))
        screen.picture("open-vault")
        screen.keys("Return")
        screen.wait_until_gone("^Open a vault")
        screen.wait_for_window("Lentigo$")

    def _unlock(self, screen: Screen, *, name_first: bool) -> None:
        if name_first:  # The vault is being opened; what is typed before it asks is lost.
            screen.wait((self.vault / _HELD).exists, "the vault to be held")
            time.sleep(_ASKED_AFTER_S)
            screen.type(_ACCOUNT)
            screen.keys("Return")
        screen.type(_PASSPHRASE)
        screen.picture("unlock")
        self._change(screen, "Return", what="the open vault")

    def _file(self, screen: Screen) -> None:
        screen.open_with("ctrl+s", "^File under")
        screen.open_with("alt+p", "^New patient$")
        for text in ("PID-90210", "Zwirnsteiner", "Leopoldine"):
            screen.type(text)
            screen.keys("Tab")
        screen.picture("new-patient")
        screen.keys("Return")
        screen.wait_until_gone("^New patient$")
        screen.wait_for_window("^File under")
        screen.open_with("alt+w", "^New lesion$")
        screen.keys("alt+m")
        screen.type("left shoulder")
        screen.keys("Return")
        screen.wait_until_gone("^New lesion$")
        screen.wait_for_window("^File under")
        screen.picture("file-under")
        screen.keys("alt+f")
        screen.wait_until_gone("^File under")
        screen.wait_for_window("Lentigo$")

    def _look_at_licences(self, screen: Screen) -> None:
        screen.open_with("ctrl+F1", "^About Lentigo$")
        screen.picture("about")
        screen.open_with("alt+l", "^Licences$")
        screen.picture("licences")
        for title in ("^Licences$", "^About Lentigo$"):
            screen.wait_for_window(title)
            screen.keys("Escape")
            screen.wait_until_gone(title)
        screen.wait_for_window("Lentigo$")

    def _change(self, screen: Screen, key: str, *, what: str) -> None:
        """Press a key and wait until the vault has written down that something was done."""
        before = self._written()
        screen.keys(key)
        screen.wait(lambda: self._written() != before, what)

    def _written(self) -> int:
        return max(path.stat().st_mtime_ns for path in self.vault.glob(f"{_DATABASE}*"))

    def _quit(self, screen: Screen, window: subprocess.Popen[bytes]) -> None:
        screen.keys("ctrl+q")
        try:
            status = window.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            screen.picture("does-not-quit")
            window.kill()
            sys.exit("the window does not close")
        if status:
            sys.exit(f"the window ended with {status}")


def missing_tools(*names: str) -> list[str]:
    """Return which of these programs are not installed."""
    return [name for name in names if shutil.which(name) is None and not os.access(f"/usr/bin/{name}", os.X_OK)]
