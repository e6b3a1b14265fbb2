"""Accounts in the database."""

from datetime import datetime

from sqlalchemy import Connection, RowMapping, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from desktop.core.domain.accounts import Account, Role
from desktop.core.storage.errors import ConflictError, NotFoundError, WrongPassphraseError
from desktop.core.storage.header import normal_name
from desktop.core.storage.tables import accounts


def add_account(connection: Connection, account: Account) -> None:
    """Add an account.

    Raises
    ------
    ConflictError
        If there is, or was, one of this name.
    """
    try:
        connection.execute(insert(accounts).values(**vars(account), normal_name=normal_name(account.name)))
    except IntegrityError:
        raise ConflictError("There is, or was, an account of this name. Choose another name.") from None


def account_by_id(connection: Connection, account_id: str) -> Account:
    """Return an account, archived or not.

    Raises
    ------
    NotFoundError
        If there is none.
    """
    row = connection.execute(select(accounts).where(accounts.c.id == account_id)).mappings().first()
    if row is None:
        raise NotFoundError("There is no such account in the vault.")
    return _account(row)


def active_account(connection: Connection, account_id: str) -> Account:
    """Return an account that may unlock the vault. A slot alone is not enough: somebody may have put it back.

    Raises
    ------
    WrongPassphraseError
        If there is no such account, or it has been archived.
    """
    row = connection.execute(select(accounts).where(accounts.c.id == account_id)).mappings().first()
    if row is None or row["archived_at"] is not None:
        raise WrongPassphraseError("The account or the passphrase is not right.")
    return _account(row)


def all_accounts(connection: Connection) -> tuple[Account, ...]:
    """Return all accounts by name, archived ones too."""
    rows = connection.execute(select(accounts).order_by(accounts.c.normal_name)).mappings()
    return tuple(_account(row) for row in rows)


def archive_account(connection: Connection, account_id: str, at: datetime) -> None:
    """Put an account away.

    Raises
    ------
    ConflictError
        If no administrator would be left.
    """
    others = connection.scalar(
        select(func.count())
        .select_from(accounts)
        .where(accounts.c.id != account_id, accounts.c.role == Role.ADMINISTRATOR, accounts.c.archived_at.is_(None))
    )
    if not others:
        raise ConflictError("This is the last administrator. Make another account an administrator's first.")
    connection.execute(update(accounts).where(accounts.c.id == account_id).values(archived_at=at))


def _account(row: RowMapping) -> Account:
    return Account(row["id"], row["name"], row["role"], row["archived_at"])
