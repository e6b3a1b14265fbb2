"""The vault, on the store lane: the one thread that touches it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import KnownError
from desktop.core.storage.errors import VaultLockedError, WrongPassphraseError
from desktop.core.storage.passphrase_cost import PassphraseCost
from desktop.ui.tasks import CancelToken, Lane, TaskRunner, without_token

if TYPE_CHECKING:  # Loaded by the store thread, when a vault is made or opened: the window is there before.
    from desktop.core.storage.history import History
    from desktop.core.storage.vault import Vault

_T = TypeVar("_T")
_LOCKED = "The vault is locked. Unlock it, then try again."


class VaultState(StrEnum):
    """Whether there is a history to work with."""

    NONE = "none"
    OPENING = "opening"
    LOCKED = "locked"
    UNLOCKED = "unlocked"


@dataclass(frozen=True)
class Visitor:
    """Who has the vault open, and the names of those who may.

    Attributes
    ----------
    account_id : str or None
        None if the recovery key was used.
    account_name : str
        Empty if the recovery key was used.
    may_administer : bool
    names : mapping of str to str
        Each account's name by its id, archived ones too.
    """

    account_id: str | None
    account_name: str
    may_administer: bool
    names: Mapping[str, str]

    def name_of(self, account_id: str | None, recovery: str) -> str:
        """Return an account's name, or the given words for the recovery key."""
        return recovery if account_id is None else self.names.get(account_id, account_id)


@dataclass
class _Held:
    """The vault itself. Touched by the store thread alone until that has ended."""

    vault: "Vault | None" = None

    def opened(self) -> "Vault":
        if self.vault is None:
            raise VaultLockedError(_LOCKED)
        return self.vault

    def replace(self, vault: "Vault | None") -> None:
        if self.vault is not None:
            self.vault.close()
        self.vault = vault


@dataclass(frozen=True)
class _Unlocked:
    visitor: Visitor
    note: str = field(default="")


class VaultWork(QObject):
    """Opens, unlocks, locks and uses one vault; everything on the store lane, in the order in which it was asked for.

    What only reads is given up when the vault is locked. What changes something is never given up: the lock comes
    after it.

    Parameters
    ----------
    runner : TaskRunner
    cost : PassphraseCost, optional
        How dear a guess of a new passphrase is.

    *Signals:*
    ``state_changed()``: see `state`.
    ``about_to_lock()``: forget what is on show; the vault is being locked.
    ``busy_changed()``: see `busy`.
    ``failed(str)``: a sentence about work that named nobody else to be told.
    """

    state_changed = Signal()
    about_to_lock = Signal()
    busy_changed = Signal()
    failed = Signal(str)

    def __init__(
        self, runner: TaskRunner, *, cost: PassphraseCost | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._cost = cost or PassphraseCost()
        self._held = _Held()
        self._reads: set[CancelToken] = set()
        self._changes_under_way = 0
        self._at_end: list[Callable[[], None]] = []
        self.state = VaultState.NONE
        self.folder: Path | None = None
        self.visitor: Visitor | None = None

    @property
    def is_unlocked(self) -> bool:
        """True while the history can be read and written."""
        return self.state is VaultState.UNLOCKED

    @property
    def may_administer(self) -> bool:
        """True if whoever is there may change accounts and erase patients."""
        return self.visitor is not None and self.visitor.may_administer

    @property
    def busy(self) -> bool:
        """True while something is being changed or filed: the program must not end."""
        return self._changes_under_way > 0

    # --- opening and closing

    def create(
        self,
        folder: Path,
        account_name: str,
        passphrase: str,
        *,
        done: Callable[[str], None],
        failed: Callable[[KnownError], None],
    ) -> None:
        """Make a vault and unlock it; ``done`` is given the recovery key to be shown."""

        def work() -> tuple[_Unlocked, str]:
            from desktop.core.storage.vault import Vault

            self._held.replace(None)
            vault, recovery_key = Vault.create(folder, account_name, passphrase, cost=self._cost)
            self._held.replace(vault)
            return _Unlocked(_visitor(_history_of(vault))), recovery_key

        def made(result: tuple[_Unlocked, str]) -> None:
            self.folder = folder
            self._enter(result[0])
            done(result[1])

        self._submit_change(work, made, partial(self._not_held, failed))

    def hold(
        self,
        folder: Path,
        *,
        recall: bool,
        done: Callable[[], None],
        failed: Callable[[KnownError], None],
    ) -> None:
        """Take hold of a vault, which then is locked; ``recall`` unlocks it with what the key store remembers."""

        def work() -> _Unlocked | None:
            from desktop.core.storage import key_store
            from desktop.core.storage.vault import Vault

            self._held.replace(None)
            vault = Vault.open(folder, cost=self._cost)
            self._held.replace(vault)
            remembered = key_store.recall(vault.id) if recall else None
            if remembered is None:
                return None
            try:
                return _Unlocked(_visitor(vault.unlock(remembered.account_name, remembered.passphrase)))
            except WrongPassphraseError:
                return None  # It has been changed since; whoever is there types the new one.

        def held(unlocked: _Unlocked | None) -> None:
            self.folder = folder
            if unlocked is None:
                self._set_state(VaultState.LOCKED)
            else:
                self._enter(unlocked)
            done()

        self._set_state(VaultState.OPENING)
        self._submit_change(work, held, partial(self._not_held, failed))

    def unlock(
        self,
        account_name: str,
        passphrase: str,
        *,
        remember: bool,
        done: Callable[[str], None],
        failed: Callable[[KnownError], None],
    ) -> None:
        """Unlock the vault; ``done`` is given what there is to say about remembering, mostly nothing."""

        def work() -> _Unlocked:
            from desktop.core.storage import key_store

            vault = self._held.opened()
            visitor = _visitor(vault.unlock(account_name, passphrase))
            if not remember:
                return _Unlocked(visitor)
            try:
                key_store.remember(vault.id, key_store.Remembered(account_name, passphrase))
            except key_store.KeyStoreError as error:
                return _Unlocked(visitor, str(error))
            return _Unlocked(visitor)

        def unlocked(result: _Unlocked) -> None:
            self._enter(result)
            done(result.note)

        self._submit_change(work, unlocked, failed)

    def unlock_with_recovery_key(
        self, typed: str, *, done: Callable[[], None], failed: Callable[[KnownError], None]
    ) -> None:
        """Unlock the vault with its recovery key."""

        def unlocked(result: _Unlocked) -> None:
            self._enter(result)
            done()

        def work() -> _Unlocked:
            return _Unlocked(_visitor(self._held.opened().unlock_with_recovery_key(typed)))

        self._submit_change(work, unlocked, failed)

    def lock(self) -> None:
        """Lock the vault once what is being changed is done; what is on show is forgotten at once."""
        if self.is_unlocked:
            self._leave(lambda: self._held.opened().lock(), VaultState.LOCKED)

    def give_back(self) -> None:
        """Lock the vault and let go of it."""
        if self.state is not VaultState.NONE:
            self._leave(lambda: self._held.replace(None), VaultState.NONE)
            self.folder = None

    def close(self) -> None:
        """Lock the vault when the program ends. Only after the runner has ended the store lane."""
        for work in self._at_end:
            work()
        self._held.replace(None)

    def call_at_end(self, work: Callable[[], None]) -> None:
        """Have something cleaned up by `close`, before the vault is locked."""
        self._at_end.append(work)

    # --- using

    def read(
        self,
        work: "Callable[[History], _T]",
        *,
        done: Callable[[_T], None],
        failed: Callable[[KnownError], None] | None = None,
    ) -> CancelToken:
        """Read something from the history. Given up when the vault is locked, and not begun while it is."""

        def settled(then: Callable[[Any], None], result: Any) -> None:
            self._reads.discard(token)
            then(result)

        if not self.is_unlocked:
            token = CancelToken()
            token.cancel()
            return token
        token = self._runner.submit(
            Lane.STORE,
            without_token(lambda: work(_history_of(self._held.opened()))),
            done=partial(settled, done),
            failed=partial(settled, failed or self._tell),
        )
        self._reads.add(token)
        return token

    def tidy(self, work: Callable[[], None]) -> None:
        """Clean up, on the store lane, after a reading that was given up; the lock comes after it."""
        self._submit_change(work, lambda _none: None, self._tell)

    def change(
        self,
        work: "Callable[[History], _T]",
        *,
        done: Callable[[_T], None],
        failed: Callable[[KnownError], None] | None = None,
    ) -> None:
        """Change something in the history. Exactly one of ``done`` and ``failed`` is called, also after locking."""
        self._submit_change(lambda: work(_history_of(self._held.opened())), done, failed or self._tell)

    def administer(
        self,
        work: "Callable[[Vault], _T]",
        *,
        done: Callable[[_T], None],
        failed: Callable[[KnownError], None] | None = None,
    ) -> None:
        """Change something about the vault itself, such as its accounts, and learn anew who there is."""

        def both() -> tuple[_T, Visitor]:
            vault = self._held.opened()
            return work(vault), _visitor(_history_of(vault))

        def done_both(result: tuple[_T, Visitor]) -> None:
            if self.is_unlocked:
                self.visitor = result[1]
            done(result[0])

        self._submit_change(both, done_both, failed or self._tell)

    def _submit_change(
        self, work: Callable[[], _T], done: Callable[[_T], None], failed: Callable[[KnownError], None]
    ) -> None:
        def settled(then: Callable[[Any], None], result: Any) -> None:
            try:
                then(result)
            finally:
                # Afterwards, so that what follows from it, the next image to be filed, keeps the program busy.
                self._changes_under_way -= 1
                self.busy_changed.emit()

        self._changes_under_way += 1
        self.busy_changed.emit()
        self._runner.submit(
            Lane.STORE, without_token(work), done=partial(settled, done), failed=partial(settled, failed)
        )

    def _leave(self, work: Callable[[], None], state: VaultState) -> None:
        for token in self._reads:
            token.cancel()
        self._reads.clear()
        self.about_to_lock.emit()
        self.visitor = None
        self._submit_change(work, lambda _none: None, self._tell)
        self._set_state(state)

    def _not_held(self, failed: Callable[[KnownError], None], error: KnownError) -> None:
        """Tell that there is no vault now: the one before was let go of to take hold of this one."""
        self.folder = self.visitor = None
        self._set_state(VaultState.NONE)
        failed(error)

    def _enter(self, unlocked: _Unlocked) -> None:
        self.visitor = unlocked.visitor
        self._set_state(VaultState.UNLOCKED)

    def _set_state(self, state: VaultState) -> None:
        self.state = state
        self.state_changed.emit()

    def _tell(self, error: KnownError) -> None:
        self.failed.emit(str(error))


def _history_of(vault: "Vault") -> "History":
    if vault.history is None:
        raise VaultLockedError(_LOCKED)
    return vault.history


def _visitor(history: "History") -> Visitor:
    account = history.account
    return Visitor(
        account_id=None if account is None else account.id,
        account_name="" if account is None else account.name,
        may_administer=history.may_administer,
        names={found.id: found.name for found in history.accounts()},
    )
