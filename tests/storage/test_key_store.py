"""Remembering a passphrase, where the computer can."""

from collections.abc import Iterator

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from desktop.core.storage import key_store
from desktop.core.storage.key_store import KeyStoreError, Remembered
from tests.storage.in_memory_key_store import InMemoryKeyStore

_SECRET = Remembered("Dr. Weiß", "rostige Gießkanne im Nebelwald 7")


@pytest.fixture(autouse=True)
def _own_key_store() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(InMemoryKeyStore())
    yield
    keyring.set_keyring(before)


def test_what_is_remembered_is_recalled_for_its_vault_alone() -> None:
    key_store.remember("vault 1", _SECRET)

    assert key_store.recall("vault 1") == _SECRET
    assert key_store.recall("vault 2") is None


def test_what_is_forgotten_is_gone_and_to_forget_twice_does_nothing() -> None:
    key_store.remember("vault 1", _SECRET)
    key_store.forget("vault 1")
    key_store.forget("vault 1")

    assert key_store.recall("vault 1") is None


def test_a_secret_of_another_make_counts_as_none() -> None:
    keyring.set_password("Lentigo vault", "vault 1", "not ours")

    assert key_store.recall("vault 1") is None


def test_a_computer_without_a_key_store_says_so() -> None:
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]

    assert key_store.recall("vault 1") is None
    with pytest.raises(KeyStoreError, match="no key store"):
        key_store.remember("vault 1", _SECRET)


def test_the_passphrase_is_not_shown_by_accident() -> None:
    assert _SECRET.passphrase not in repr(_SECRET)
