"""What the vault knows beside the images of the unfiled tray: their files' names, and what the watched folder gave."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from desktop.core.storage.tables import tray_names, watched_files

_LONGEST_NAME = 255


def put_name(connection: Connection, examination_id: str, name: str) -> None:
    """Keep the name of an unfiled image's file."""
    # A name of bytes that are no text, as Linux allows, holds halves of characters, which the database cannot.
    sound = name[:_LONGEST_NAME].encode(errors="replace").decode()
    connection.execute(insert(tray_names).values(examination_id=examination_id, name=sound))


def forget_name(connection: Connection, examination_id: str) -> None:
    """Forget the name of an image's file: the image has been filed."""
    connection.execute(delete(tray_names).where(tray_names.c.examination_id == examination_id))


def all_names(connection: Connection) -> dict[str, str]:
    """Return the names of the unfiled images' files by the examinations' ids, where they are known."""
    return {row.examination_id: row.name for row in connection.execute(select(tray_names))}


def all_marks(connection: Connection) -> frozenset[str]:
    """Return the marks of the watched folder's files that are not to be taken again."""
    return frozenset(connection.scalars(select(watched_files.c.mark)))


def add_marks(connection: Connection, marks: Iterable[str]) -> None:
    """Keep marks of the watched folder's files."""
    new = set(marks)
    known = set(connection.scalars(select(watched_files.c.mark).where(watched_files.c.mark.in_(new))))
    if new - known:
        connection.execute(insert(watched_files), [{"mark": mark} for mark in sorted(new - known)])
