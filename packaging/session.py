"""A clinician's session with the packaged program: the window driven from outside, by keys and mouse."""

import csv
import io
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from screen import PATIENCE_S, Screen, ended

_ACCOUNT, _PASSPHRASE = "Dr Weiss", "rostige Giesskanne im Nebelwald 7"
# Right of the source of the drag, in the middle of the window.
_DROP_AT = (760, 400)
_DATABASE = "vault.db"
_GROUPS = 9
_ABOUT, _NEW_PATIENT = "^About Lentigo$", "^New patient$"
# The window judges a new passphrase, and searches a list, before it takes the next key.
_PRESS_AGAIN_S = 2.0


class Session:
    """One user, at home in an empty folder, who makes a vault in the window.

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
        self.vault = home / "Documents" / "Lentigo vault"  # Where the program proposes it.

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

    def vault_command(self, name: str, vault: Path | None = None) -> str:
        """Run `lentigo vault NAME` on a vault as the session's account, and return what it writes."""
        return self.command("vault", name, vault or self.vault, "--account", _ACCOUNT, stdin=f"{_PASSPHRASE}\n")

    def first_morning(self, screen: Screen, photograph: Path) -> None:
        """Accept the notice, make a vault, drop a photograph, file it, lock, unlock, quit."""
        with ended(self._window(screen)) as window:
            screen.wait_for_window("^Before you begin$")
            screen.picture("notice")
            screen.keys("Return")
            screen.wait_until_gone("^Before you begin$")
            screen.wait_for_window("Lentigo$")
            screen.picture("history-question")
            self._create_vault(screen)
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
        """Start again, type before the vault is open, find the patient, quit."""
        with ended(self._window(screen)) as window:
            screen.wait_for_window("Lentigo$")
            self._unlock(screen, name_first=True)
            self._find(screen)
            self._quit(screen, window)

    def audited(self) -> Counter[tuple[str, str]]:
        """Count what the vault's audit trail tells, by action and what it was done to."""
        rows = csv.DictReader(io.StringIO(self.vault_command("audit")))
        return Counter((row["action"], row["subject"]) for row in rows)

    def log(self) -> str:
        """Return what the program has noted of its own mistakes, in this home."""
        return "".join(path.read_text(encoding="utf-8") for path in self._home.rglob("lentigo.log"))

    def environment(self) -> dict[str, str]:
        """Return a newcomer's environment: no program on the path, nothing that silences a library."""
        nothing = self._home / ".nothing"
        nothing.mkdir(exist_ok=True)
        return {"HOME": str(self._home), "PATH": str(nothing), "LANG": "C.UTF-8", "XDG_RUNTIME_DIR": str(nothing)}

    def _window(self, screen: Screen) -> subprocess.Popen[bytes]:
        environment = self.environment() | {"DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"}
        return subprocess.Popen([*self._wrapper, str(self._program)], env=environment, cwd=self._home)

    def _create_vault(self, screen: Screen) -> None:
        screen.keys("space")
        screen.type(_ACCOUNT)
        for _ in range(2):
            screen.keys("Tab")
            screen.type(_PASSPHRASE)
        screen.picture("create-vault")
        # Its folder is made at once; the keys in it take their time.
        self._press_until(screen, "Return", self.vault.exists, what="the vault's folder")
        self._confirm_key(screen, self._saved_key(screen))

    def _saved_key(self, screen: Screen) -> list[str]:
        """Save the recovery key, and return its groups."""
        file = self._home / "key.txt"
        screen.open_with("alt+s", "^Save the recovery key$")
        screen.keys("ctrl+a")
        screen.type(str(file))
        screen.keys("Return")
        screen.wait_until_gone("^Save the recovery key$")
        screen.wait_for_window("Lentigo$")
        screen.picture("recovery-key")
        groups = file.read_text(encoding="utf-8").split()[-1].split("-")
        if len(groups) != _GROUPS:
            sys.exit("the recovery key was saved otherwise than it is shown")
        return groups

    def _confirm_key(self, screen: Screen, groups: list[str]) -> None:
        """Type the key back.

        Which two of its parts are asked for can be read, but not from here. The cursor goes to the first that is wrong,
        and the two are asked for in their order: so each part is tried once, from the first to the last. Those that
        come after the second right one are typed where letters do nothing.
        """
        screen.keys("alt+n")
        self._settle(screen)
        for group in groups:
            screen.type(group)
            screen.keys("alt+c")
            self._settle(screen)
        screen.picture("open-vault")

    def _settle(self, screen: Screen) -> None:
        """Open a window and close it: by then the program has dealt with all keys before."""
        screen.open_with("ctrl+F1", _ABOUT)
        self._leave(screen, _ABOUT)

    def _leave(self, screen: Screen, title: str) -> None:
        screen.keys("Escape")
        screen.wait_until_gone(title)
        screen.wait_for_window("Lentigo$")

    def _unlock(self, screen: Screen, *, name_first: bool) -> None:
        if name_first:
            screen.type(_ACCOUNT)
            screen.keys("Return")
        screen.type(_PASSPHRASE)
        screen.picture("unlock")
        screen.keys("Return")
        screen.open_with("ctrl+n", _NEW_PATIENT)  # There are new patients only where the vault is open.
        self._leave(screen, _NEW_PATIENT)

    def _file(self, screen: Screen) -> None:
        screen.open_with("ctrl+s", "^File under")
        screen.open_with("alt+p", _NEW_PATIENT)
        for text in ("PID-90210", "Zwirnsteiner", "Leopoldine"):
            screen.type(text)
            screen.keys("Tab")
        screen.picture("new-patient")
        screen.keys("Return")
        screen.wait_until_gone(_NEW_PATIENT)
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

    def _find(self, screen: Screen) -> None:
        """Type a part of the name and open the patient's page, which the vault writes down."""
        screen.keys("ctrl+f")
        screen.type("zwirn")
        before = self._written()
        self._press_until(screen, "Return", lambda: self._written() != before, what="the patient's page")
        screen.picture("patient-found")

    def _look_at_licences(self, screen: Screen) -> None:
        screen.open_with("ctrl+F1", _ABOUT)
        screen.picture("about")
        screen.open_with("alt+l", "^Licences$")
        screen.picture("licences")
        for title in ("^Licences$", _ABOUT):
            screen.wait_for_window(title)
            screen.keys("Escape")
            screen.wait_until_gone(title)
        screen.wait_for_window("Lentigo$")

    def _press_until(self, screen: Screen, key: str, done: Callable[[], bool], *, what: str) -> None:
        """Press a key, again and again where the window may not be ready for it, until something has come of it."""
        deadline = time.monotonic() + PATIENCE_S
        while not done():
            if time.monotonic() > deadline:
                screen.picture("pressed-in-vain")
                sys.exit(f"pressed {key} in vain for {what}")
            screen.keys(key)
            time.sleep(_PRESS_AGAIN_S)

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
