"""Finding patients by any part of their identifier or names.

What is kept and what is typed are folded alike: lower case, no accents, no invisible characters. SQLite's FTS5 keeps
two indexes: one of words, which is asked first and answers for how words begin with few pages read, and one of all runs
of three characters (its trigram tokenizer), which answers for any part of three characters or more. The indexed text
says where words begin. Triggers in the database keep indexes and patients in step; with FTS5's secure-delete nothing
of an erased patient stays in them. This file and the migrations are all that knows of FTS5: another dialect would bring
its own.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, RowMapping, Select, TableClause, column, insert, select, table
from sqlalchemy.exc import DatabaseError

from desktop.core.storage.tables import patients
from desktop.core.wording import translate

# What the index is asked for at most; every patient found is then compared with all that was typed.
_MOST_WORDS, _LONGEST_WORD = 16, 60
_TRIGRAM = 3
# Far more than anybody's identifier and names. Of a text in which the same three characters stand thousands of times,
# FTS5's secure-delete (SQLite 3.53) leaves something in the index, which then is not that of the patients.
_LONGEST_INDEXED = 1000
_CORRUPT = 11  # https://www.sqlite.org/rescode.html#corrupt

_ARCHIVED = "archived"
_BEGINNING = "  "
_LAST_CHARACTER = "\U0010ffff"
# Letters whose stroke is no accent that Unicode can take off; and how letters are written where their keys are missing.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})

_words, _parts = (
    table(name, column("rowid"), column(name), column("rank")) for name in ("patient_words", "patient_search")
)


def folded(text: str) -> str:
    """Return a text as it is compared: lower case, no accents, no invisible characters, one space between words."""
    words = (_folded_word(word) for word in text.casefold().split())
    return " ".join(word for word in words if word)


def name_key(family_name: str, given_names: str) -> str:
    """Return by what patients are put into the order of their names."""
    return f"{folded(family_name)}\t{folded(given_names)}"


def search_words(identifier: str, given_names: str, family_name: str) -> str:
    """Return the text that is indexed for a patient: each word with a mark that it begins.

    "Müller" is there as "muller" and as "mueller"; of "A-17", "-" and "17" are beginnings too. It has 1,000 characters
    at most.
    """
    words = [word for form in _forms(f"{identifier} {given_names} {family_name}") for word in form.split()]
    inside = [word[at:][: _TRIGRAM - 1] for word in words for at in range(1, len(word)) if _begins(word, at)]
    return "".join(f"{_BEGINNING}{word}" for word in dict.fromkeys(inside + words))[:_LONGEST_INDEXED]


def find_rows(connection: Connection, text: str, limit: int, *, archived: bool) -> Sequence[RowMapping]:
    """Return the rows of the patients in whose identifier or names every word of a text occurs.

    First whose identifier is the text or begins with one of its words, then whose family name does, then of whom any
    word does, then the others; each by name, or by what begins with it. A word of one or two characters has to begin a
    word, and of a longer one the first 60 count. Of the last two kinds, when there are more than the limit, the newest
    are returned.

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
    state = _ARCHIVED if archived else "present"
    words = [_sought_forms(word) for word in dict.fromkeys(text.split()) if folded(word)]
    if not words:
        by_name = (patients.c.name_key, patients.c.identifier_key, patients.c.number)
        everybody = select(patients).where(patients.c.state == state).order_by(*by_name).limit(limit)
        return connection.execute(everybody).mappings().all()
    numbers: dict[int, None] = {}
    for candidates in _best_first(folded(text), words, state):
        # Those of the kinds before may be among them.
        numbers |= dict.fromkeys(connection.scalars(candidates.limit(limit + len(numbers))).all())
        if len(numbers) >= limit:
            break  # In a large vault most searches end here, and only rows that are shown are read.
    found = connection.execute(select(patients).where(patients.c.number.in_(list(numbers)[:limit]))).mappings().all()
    return sorted((row for row in found if _has_all(row["search_words"], words)), key=_Place(folded(text), words).of)


def problems(connection: Connection) -> list[str]:
    """Compare the whole of both indexes with the patients; say so if one is not theirs."""
    try:
        for index in (_words, _parts):
            connection.execute(insert(index).values({index.name: "integrity-check", "rank": 1}))
    except DatabaseError as error:
        if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != _CORRUPT:
            raise
        return [translate("Verification", "the search index is not that of the patients")]
    return []


def _best_first(whole: str, words: Sequence[Sequence[str]], state: str) -> Iterator[Select[int]]:
    """Yield what selects the numbers of those who may be found, kind by kind; indexes answer, without a row."""
    of_state = select(patients.c.number).where(patients.c.state == state)
    yield of_state.where(patients.c.identifier_key == whole)
    if len(words) == 1:
        for key in (patients.c.identifier_key, patients.c.name_key):
            for form in words[0]:
                begins = of_state.where(key >= form, key < form + _LAST_CHARACTER)
                yield begins.order_by(key, patients.c.identifier_key)
    yield _matching(_words, [[f"{_phrase(form)}*" for form in forms] for forms in words], state)
    if any(len(form) >= _TRIGRAM for forms in words for form in forms):
        yield _matching(_parts, [[_phrase(_sought(form)) for form in forms] for forms in words], state)


def _matching(index: TableClause, sought: Sequence[Sequence[str]], state: str) -> Select[int]:
    """Select the newest patients in whom the index has one of the forms of each word."""
    wanted = " AND ".join(f"search_words : ({' OR '.join(forms)})" for forms in sought[:_MOST_WORDS])
    # Asked this way round, the index reads the few that are archived, not the many that are not.
    query = f"({wanted}) {'AND' if state == _ARCHIVED else 'NOT'} state : {_phrase(_ARCHIVED)}"
    matching = select(index.c.rowid).where(index.c[index.name].op("MATCH")(query))
    return matching.order_by(index.c.rowid.desc())


def _has_all(search_words: str, words: Sequence[Sequence[str]]) -> bool:
    return all(any(_sought(form) in search_words for form in forms) for forms in words)


class _Place:
    """Tells by what patients who were found are put into order."""

    def __init__(self, whole: str, words: Sequence[Sequence[str]]) -> None:
        self._whole = whole
        self._forms = tuple(form for forms in words for form in forms)
        self._beginnings = [_BEGINNING + form for form in self._forms]

    def of(self, row: RowMapping) -> tuple[int, str, str, int]:
        """Return what is compared: smaller comes first."""
        identifier, name, number = row["identifier_key"], row["name_key"], row["number"]
        if identifier == self._whole:
            return 0, identifier, "", number
        if identifier.startswith(self._forms):
            return 1, identifier, "", number
        if name.startswith(self._forms):
            return 2, name, identifier, number
        words = row["search_words"]
        rank = 3 if any(beginning in words for beginning in self._beginnings) else 4
        return rank, name, identifier, number


def _begins(word: str, at: int) -> bool:
    """Tell whether something begins inside of a word: after or at a sign, and with any letter of a script like Han."""
    return not word[at - 1 : at + 1].isalnum() or unicodedata.category(word[at]) == "Lo"


def _phrase(form: str) -> str:
    """Quote for FTS5 what it shall find."""
    return '"' + form.replace('"', '""') + '"'


def _sought(form: str) -> str:
    return form if len(form) >= _TRIGRAM else _BEGINNING + form


def _sought_forms(word: str) -> list[str]:
    """Return the ways in which a word that was typed may be written; its first 60 characters count."""
    return [form[:_LONGEST_WORD] for form in _forms(word)]


def _forms(text: str) -> tuple[str, ...]:
    """Return the ways in which a text may be written: without accents, and with umlauts spelt out."""
    spelt_out = unicodedata.normalize("NFC", text.casefold()).translate(_SPELT_OUT)
    return tuple(dict.fromkeys((folded(text), folded(spelt_out))))


def _folded_word(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word.translate(_PLAIN)).casefold()
    # M: accents. C: controls, marks of direction, halves of characters. Z: what stood in for a space.
    return "".join(part for part in parts if unicodedata.category(part)[0] not in "MCZ")
