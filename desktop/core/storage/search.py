"""Finding patients by any part of their identifier or names.

What is kept and what is typed are folded alike: lower case, no accents, no invisible characters. SQLite's FTS5 keeps an
index of all runs of three characters (its trigram tokenizer), which answers for any part of three characters or more;
for shorter ones the indexed text marks where words begin. Triggers in the database keep index and patients in step,
and with FTS5's secure-delete nothing of an erased patient stays in the index. This file and the migrations are all that
knows of FTS5: another dialect would bring its own.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, RowMapping, Select, column, insert, select, table
from sqlalchemy.exc import DatabaseError

from desktop.core.storage.tables import patients

# What the index is asked for at most; every patient found is then compared with all that was typed.
_MOST_WORDS, _LONGEST_WORD = 16, 60
_TRIGRAM = 3
_CORRUPT = 11  # https://www.sqlite.org/rescode.html#corrupt

_BEGINNING = "  "
_LAST_CHARACTER = "\U0010ffff"
# Letters whose stroke is no accent that Unicode can take off; and how letters are written where their keys are missing.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})

_index = table("patient_search", column("rowid"), column("patient_search"), column("rank"))


def folded(text: str) -> str:
    """Return a text as it is compared: lower case, no accents, no invisible characters, one space between words."""
    words = (_folded_word(word) for word in text.casefold().split())
    return " ".join(word for word in words if word)


def name_key(family_name: str, given_names: str) -> str:
    """Return by what patients are put into the order of their names."""
    return f"{folded(family_name)}\t{folded(given_names)}"


def search_words(identifier: str, given_names: str, family_name: str) -> str:
    """Return the text that is indexed for a patient: each word with a mark that it begins.

    "Müller" is there as "muller" and as "mueller"; of "A-17", "-" and "17" are beginnings too.
    """
    words = [word for form in _forms(f"{identifier} {given_names} {family_name}") for word in form.split()]
    inside = [word[at:][: _TRIGRAM - 1] for word in words for at in range(1, len(word)) if _begins(word, at)]
    return "".join(f"{_BEGINNING}{word}" for word in dict.fromkeys(words + inside))


def find_rows(connection: Connection, text: str, limit: int, *, archived: bool) -> Sequence[RowMapping]:
    """Return the rows of the patients in whose identifier or names every word of a text occurs.

    First whose identifier is the text or begins with one of its words, then whose family name does, then of whom any
    word does, then the others; each by name, or by what begins with it. A word of one or two characters has to begin a
    word. Of the last two kinds, when there are more than the limit, the newest are returned.

    Parameters
    ----------
    connection : Connection
    text : str
        Empty finds all.
    limit : int
        At most so many.
    archived : bool
        Those that have been put away instead of the others.
    """
    state = "archived" if archived else "present"
    words = [_forms(word) for word in dict.fromkeys(text.split()) if folded(word)]
    if not words:
        by_name = (patients.c.name_key, patients.c.identifier_key, patients.c.number)
        everybody = select(patients).where(patients.c.state == state).order_by(*by_name).limit(limit)
        return connection.execute(everybody).mappings().all()
    place = _Place(folded(text), words)
    places: dict[int, tuple[int, str, str, int]] = {}
    for kind in _best_first(folded(text), words, state, limit):
        for row in (row for candidates in kind for row in connection.execute(candidates)):
            if _has_all(row.search_words, words):
                places[row.number] = place.of(row)
        if len(places) >= limit:
            break  # In a large vault most searches end here, having looked at few.
    first = sorted(places, key=places.__getitem__)[:limit]
    found = connection.execute(select(patients).where(patients.c.number.in_(first))).mappings().all()
    return sorted(found, key=lambda row: places[row["number"]])


def problems(connection: Connection) -> list[str]:
    """Compare the whole index with the patients; say so if it is not theirs."""
    try:
        connection.execute(insert(_index).values(patient_search="integrity-check", rank=1))
    except DatabaseError as error:
        if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != _CORRUPT:
            raise
        return ["the search index is not that of the patients"]
    return []


def _best_first(
    whole: str, words: Sequence[Sequence[str]], state: str, limit: int
) -> Iterator[list[Select[tuple[int, str, str, str]]]]:
    """Yield what selects those who may be found, kind by kind."""
    keys = (patients.c.number, patients.c.identifier_key, patients.c.name_key, patients.c.search_words)
    of_state = select(*keys).where(patients.c.state == state)
    yield [of_state.where(patients.c.identifier_key == whole)]
    if len(words) == 1:
        for key in (patients.c.identifier_key, patients.c.name_key):
            in_order = of_state.order_by(key, patients.c.identifier_key).limit(limit)
            yield [in_order.where(key >= form, key < form + _LAST_CHARACTER) for form in words[0]]
    beginnings = [[_BEGINNING + form for form in forms] for forms in words]
    parts = [[_sought(form) for form in forms] for forms in words]
    for sought in (beginnings, parts) if parts != beginnings else (parts,):
        yield [select(*keys).where(patients.c.number.in_(_matching(sought, state, limit)))]


def _matching(sought: Sequence[Sequence[str]], state: str, limit: int) -> Select[tuple[int]]:
    """Select the newest patients in whom the index has one of the forms of each word."""
    phrases = ("(" + " OR ".join(_phrase(form) for form in forms) + ")" for forms in sought[:_MOST_WORDS])
    query = " AND ".join([f'state : "{state[:_TRIGRAM]}"', *(f"search_words : {phrase}" for phrase in phrases)])
    matching = select(_index.c.rowid).where(_index.c.patient_search.op("MATCH")(query))
    return matching.order_by(_index.c.rowid.desc()).limit(limit)


def _has_all(search_words: str, words: Sequence[Sequence[str]]) -> bool:
    return all(any(_sought(form) in search_words for form in forms) for forms in words)


class _Place:
    """Tells by what patients who were found are put into order."""

    def __init__(self, whole: str, words: Sequence[Sequence[str]]) -> None:
        self._whole = whole
        self._forms = tuple(form for forms in words for form in forms)
        self._beginnings = [_BEGINNING + form for form in self._forms]

    def of(self, row: Row[*tuple[Any, ...]]) -> tuple[int, str, str, int]:
        """Return what is compared: smaller comes first."""
        if row.identifier_key == self._whole:
            return 0, row.identifier_key, "", row.number
        if row.identifier_key.startswith(self._forms):
            return 1, row.identifier_key, "", row.number
        if row.name_key.startswith(self._forms):
            return 2, row.name_key, row.identifier_key, row.number
        rank = 3 if any(beginning in row.search_words for beginning in self._beginnings) else 4
        return rank, row.name_key, row.identifier_key, row.number


def _begins(word: str, at: int) -> bool:
    """Tell whether something begins inside of a word: after or at a sign, and with any letter of a script like Han."""
    return not word[at - 1 : at + 1].isalnum() or unicodedata.category(word[at]) == "Lo"


def _phrase(form: str) -> str:
    """Quote for FTS5 what it shall find."""
    return '"' + form[:_LONGEST_WORD].replace('"', '""') + '"'


def _sought(form: str) -> str:
    return form if len(form) >= _TRIGRAM else _BEGINNING + form


def _forms(text: str) -> tuple[str, ...]:
    """Return the ways in which a text may be written: without accents, and with umlauts spelt out."""
    spelt_out = unicodedata.normalize("NFC", text.casefold()).translate(_SPELT_OUT)
    return tuple(dict.fromkeys((folded(text), folded(spelt_out))))


def _folded_word(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word.translate(_PLAIN)).casefold()
    # M: accents. C: controls, marks of direction, halves of characters. Z: what stood in for a space.
    return "".join(part for part in parts if unicodedata.category(part)[0] not in "MCZ")
