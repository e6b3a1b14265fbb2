"""What the commands on a vault share."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop.terminal import asked_for

if TYPE_CHECKING:
    from desktop.core.storage.history import History

_ASKED = "The passphrase is asked for, or read as a line of standard input."


class Commands(Protocol):
    """Where subcommands are added: what `argparse` calls ``_SubParsersAction``."""

    def add_parser(
        self, name: str, *, description: str, formatter_class: type[argparse.HelpFormatter]
    ) -> argparse.ArgumentParser:
        """Add a subcommand."""


def add_command(
    commands: Commands,
    name: str,
    run: Callable[[argparse.Namespace], int],
    what: str,
    *,
    account: str = "an administrator's",
) -> argparse.ArgumentParser:
    """Add a command that works on the vault in DIR in the name of an account."""
    command = described_command(commands, name, run, what)
    command.add_argument("folder", type=Path, metavar="DIR", help="the vault's folder")
    command.add_argument("--account", required=True, metavar="NAME", help=account)
    return command


def described_command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], what: str
) -> argparse.ArgumentParser:
    """Add a command that asks for a passphrase."""
    command = commands.add_parser(
        name, description=f"{what}\n\n{_ASKED}", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    command.set_defaults(run=run)
    return command


@contextmanager
def shown_progress() -> Iterator[Callable[[int, int], None]]:
    """Give what shows progress where somebody looks."""
    from tqdm import tqdm

    with tqdm(unit="image", disable=not sys.stderr.isatty()) as bar:

        def show(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)

        yield show


@contextmanager
def unlocked(options: argparse.Namespace) -> "Iterator[History]":
    """Unlock the vault in DIR for the account, and lock it again at the end.

    Raises
    ------
    VaultError
        If it cannot be unlocked.
    """
    from desktop.core.storage.vault import Vault

    vault = Vault.open(options.folder)
    try:
        yield vault.unlock(options.account, asked_for("Passphrase: "))
    finally:
        vault.close()
