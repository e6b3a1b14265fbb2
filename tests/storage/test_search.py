"""A patient is found by any part of identifier and names, at once, however it is written."""

import pytest
from sqlalchemy import text

from desktop.core.domain.accounts import Subject
from desktop.core.domain.history import Patient, PatientDetails
from desktop.core.storage import patient_rows
from desktop.core.storage.errors import ConflictError
from desktop.core.storage.search import search_words
from tests.storage.clinic import Clinic


def found(clinic: Clinic, typed: str, *, limit: int = 200, archived: bool = False) -> list[str]:
    return [
        patient.details.identifier for patient in clinic.history.find_patients(typed, limit=limit, archived=archived)
    ]


def index_terms(clinic: Clinic) -> set[str]:
    """Every word and every run of three characters that the indexes still have anywhere, as their own pages have it."""
    terms = set[str]()
    with clinic.history.transaction("") as connection:
        for index in ("patient_words", "patient_search"):
            connection.execute(text(f"CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, {index}, row)"))
            terms |= set(connection.scalars(text("SELECT term FROM temp.terms")))
            connection.execute(text("DROP TABLE temp.terms"))
    return terms


def index_pages(clinic: Clinic) -> bytes:
    with clinic.history.transaction("") as connection:
        pages = text("SELECT block FROM patient_words_data UNION ALL SELECT block FROM patient_search_data")
        return b"".join(connection.scalars(pages))


@pytest.mark.parametrize(
    "typed",
    [
        "Müller",
        "muller",
        "MUELLER",
        "Mu\u0308ller",
        "ülle",
        "Käthe",
        "kaethe",
        "strass",
        "straß",
        "STRASSE",
        "lodz",
        "Łódź",
        "bjorn",
        "bjoern",
        "A-0042",
        "0042",
        "004",
        "m",
        "mü",
        "42",
        "-",
        "4711/b",
        "b",
    ],
)
def test_case_accents_and_spellings_do_not_matter(clinic: Clinic, typed: str) -> None:
    patient = PatientDetails("A-0042 42 4711/b", "Müller-Straße", "Käthe Bjørn Łódź")
    clinic.history.create_patient(patient)
    clinic.history.create_patient(PatientDetails("Z", "Vogel", "Ernst"))

    assert found(clinic, typed) == [patient.identifier]


@pytest.mark.parametrize("typed", ["karoline sommer", "sommer karo", "so ka", "77 sommerfeld", "77 line", "SOMM 77 k"])
def test_several_words_are_found_in_any_order(clinic: Clinic, typed: str) -> None:
    clinic.history.create_patient(PatientDetails("P-77", "Sommerfeld", "Karoline"))
    clinic.history.create_patient(PatientDetails("P-78", "Sommerfeld", "Otto"))
    clinic.history.create_patient(PatientDetails("P-79", "Winterfeld", "Karoline"))

    assert found(clinic, typed) == ["P-77"]


@pytest.mark.parametrize(
    "typed",
    ['"', "'", "*", "sommer*", "NOT", "somm OR wint", "state:", "^som", "(", "%", "_", "\\", "{identifier}", "NEAR("],
)
def test_signs_mean_nothing_but_themselves(clinic: Clinic, typed: str) -> None:
    clinic.history.create_patient(PatientDetails("P-1", "Sommerfeld", "Karoline"))

    assert found(clinic, typed) == []


@pytest.mark.parametrize("sign", ['"', "'", "*", "^", "(", "%", "_", "\\", "°", "漢", "🩺"])
def test_any_sign_in_a_name_can_be_looked_for(clinic: Clinic, sign: str) -> None:
    clinic.history.create_patient(PatientDetails("P-1", f"Sommer{sign}feld"))

    assert found(clinic, sign) == found(clinic, f"mer{sign}fe") == ["P-1"]


def test_what_cannot_be_seen_does_not_hinder(clinic: Clinic) -> None:
    clinic.history.create_patient(PatientDetails("P-1", "Som\u200bmer\u00adfeld\u202e"))

    assert found(clinic, "\u200fsommer\u2060feld") == ["P-1"]
    assert found(clinic, "\u200b") == ["P-1"], "what is nothing finds all, like an empty text"


def test_the_best_matches_come_first_and_each_kind_by_name(clinic: Clinic) -> None:
    for identifier, family_name, given_names in (
        ("K-5", "Zander", "Berta"),
        ("K-4", "Obermann", "Otto"),
        ("K-3", "Bernd", "Otto"),
        ("K-2", "Bergmann", "Otto"),
        ("BER-7", "Zander", "Otto"),
        ("BER", "Zander", "Otto"),
        ("BER-6", "Adler", "Otto"),
    ):
        clinic.history.create_patient(PatientDetails(identifier, family_name, given_names))

    assert found(clinic, "ber") == ["BER", "BER-6", "BER-7", "K-2", "K-3", "K-5", "K-4"]
    assert found(clinic, "ber", limit=3) == ["BER", "BER-6", "BER-7"]


def test_all_are_listed_by_name_without_regard_to_accents(clinic: Clinic) -> None:
    for identifier, family_name in (("1", "Zander"), ("2", "Örtel"), ("3", "orth"), ("4", "Ortega"), ("5", "")):
        clinic.history.create_patient(PatientDetails(identifier, family_name))

    assert found(clinic, "  ") == ["5", "4", "2", "3", "1"]


def test_the_first_by_name_are_found_however_many_begin_alike(clinic: Clinic) -> None:
    with clinic.history.transaction("") as connection:
        for number in range(1200):
            details = PatientDetails(f"P-{number}", f"Bergmann {number:04d}")
            patient_rows.add_patient(connection, Patient(f"{number:032x}", details, clinic.history.stamp(), None))

    assert found(clinic, "bergm", limit=3) == found(clinic, "", limit=3) == ["P-0", "P-1", "P-2"]
    assert len(found(clinic, "ergm", limit=5000)) == 1200


def test_what_was_put_away_is_found_apart(clinic: Clinic) -> None:
    first = clinic.history.create_patient(PatientDetails("P-1", "Sommerfeld"))
    clinic.history.create_patient(PatientDetails("P-2", "Sommerfeld"))

    clinic.history.archive(Subject.PATIENT, first.id)
    assert (found(clinic, "somm"), found(clinic, "somm", archived=True)) == (["P-2"], ["P-1"])
    assert (found(clinic, ""), found(clinic, "", archived=True)) == (["P-2"], ["P-1"])

    clinic.history.restore(Subject.PATIENT, first.id)
    assert (found(clinic, "somm"), found(clinic, "somm", archived=True)) == (["P-1", "P-2"], [])


def test_a_patient_is_found_by_what_they_are_called_now(clinic: Clinic) -> None:
    patient = clinic.history.create_patient(PatientDetails("P-1", "Sommerfeld", "Karoline", notes="shy"))

    clinic.history.change_patient(patient.id, PatientDetails("Q-9", "Winterfeld", "Karoline", notes="bold"))

    assert found(clinic, "winter") == found(clinic, "q-9") == found(clinic, "karo") == ["Q-9"]
    assert found(clinic, "sommer") == found(clinic, "p-1") == found(clinic, "shy") == found(clinic, "bold") == []
    assert clinic.history.verify().clean


def test_what_fails_leaves_no_trace_in_the_index(clinic: Clinic) -> None:
    clinic.history.create_patient(PatientDetails("P-1", "Sommerfeld"))

    with pytest.raises(ConflictError):
        clinic.history.create_patient(PatientDetails("P-1", "Winterfeld"))

    assert found(clinic, "winter") == []
    assert not {"win", "winterfeld"} & index_terms(clinic)


def test_nothing_of_an_erased_patient_stays_in_the_index(clinic: Clinic) -> None:
    for number in range(30):
        clinic.history.create_patient(PatientDetails(f"P-{number}", f"Sommer{number}"))
    erased = clinic.history.create_patient(PatientDetails("X-99", "Zwirnsteiner", "Leopoldine"))
    for number in range(30, 60):
        clinic.history.create_patient(PatientDetails(f"P-{number}", f"Sommer{number}"))
    assert {"zwi", "rns", "x-9", "zwirnsteiner", "x-99"} <= index_terms(clinic)
    assert b"zwi" in index_pages(clinic)

    clinic.history.erase_patient(erased.id)

    assert not {"zwi", "rns", "x-9", "leo", "zwirnsteiner", "leopoldine", "x-99"} & index_terms(clinic)
    assert b"zwi" not in index_pages(clinic)
    assert found(clinic, "zwirn") == []
    assert len(found(clinic, "sommer")) == 60
    assert clinic.history.verify().clean


def test_an_endless_name_can_be_changed_and_erased(clinic: Clinic) -> None:
    """FTS5's secure-delete fails where the same three characters stand thousands of times in one text."""
    endless = clinic.history.create_patient(PatientDetails("E-1", "x" * 50_000, "Käthe"))
    clinic.history.change_patient(endless.id, PatientDetails("E-1", "x" * 4_000, "Käthe"))
    assert found(clinic, "xxxx") == ["E-1"]

    clinic.history.archive(Subject.PATIENT, endless.id)
    clinic.history.erase_patient(endless.id)

    assert found(clinic, "xxxx") == []
    assert clinic.history.verify().problems == ()


def test_an_index_that_has_lost_a_patient_is_named_by_verify(clinic: Clinic) -> None:
    clinic.history.create_patient(PatientDetails("P-1", "Sommerfeld"))
    with clinic.history.transaction("") as connection:
        connection.execute(text("DROP TRIGGER patients_changed"))
        connection.execute(text("UPDATE patients SET search_words = '  winterfeld'"))

    assert clinic.history.verify().problems == (
        "The database is damaged: the search index is not that of the patients.",
    )


def test_long_and_strange_texts_are_answered(clinic: Clinic) -> None:
    name = "-a" * 20_000
    clinic.history.create_patient(PatientDetails("P-1", name, "\0\ud7ff\U0010ffff\u0301"))

    assert found(clinic, name) == found(clinic, "a") == ["P-1"]
    assert found(clinic, name + "b") == ["P-1"], "the first 60 characters of a word count"
    assert found(clinic, "-a" * 20 + "b") == []
    assert found(clinic, "p-1 " * 5000) == ["P-1"]
    assert found(clinic, " ".join(str(number) for number in range(5000))) == []
    assert found(clinic, "\0") == ["P-1"], "controls are nothing"


def test_no_more_of_a_name_is_indexed_than_anybody_has() -> None:
    assert len(search_words("x-" * 5000, "", "")) == 1000
