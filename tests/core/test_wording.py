from collections.abc import Iterator

import pytest

from desktop.core import wording
from desktop.core.errors import ImageError, KnownError
from desktop.core.inference.reasons import GREY, TOO_SMALL, reason_text

_GERMAN = {
    ("KnownError", "The file is too large ({size} MB; at most {most} MB)."): "{size} MB sind mehr als {most} MB.",
    ("OutOfScope", GREY): "Ohne Farbe.",
    ("OutOfScope", TOO_SMALL): "{width} mal {height}, mindestens {least}.",
}


@pytest.fixture
def german() -> Iterator[None]:
    wording.install(lambda context, text: _GERMAN.get((context, text), text))
    yield
    wording.uninstall()


def test_without_a_translation_the_core_speaks_english() -> None:
    assert str(ImageError("The file is too large ({size} MB; at most {most} MB).", size=3, most=2)) == (
        "The file is too large (3 MB; at most 2 MB)."
    )


@pytest.mark.usefixtures("german")
def test_an_error_is_told_in_the_users_language() -> None:
    assert str(ImageError("The file is too large ({size} MB; at most {most} MB).", size=3, most=2)) == (
        "3 MB sind mehr als 2 MB."
    )


def test_a_sentence_without_places_may_hold_braces() -> None:
    assert str(KnownError("There are no images in “{holidays}”.")) == "There are no images in “{holidays}”."


@pytest.mark.usefixtures("german")
def test_a_reason_that_was_stored_in_english_is_shown_translated_with_its_numbers() -> None:
    assert reason_text(TOO_SMALL.format(width=40, height=30, least=64)) == "40 mal 30, mindestens 64."
    assert reason_text(GREY) == "Ohne Farbe."


@pytest.mark.usefixtures("german")
def test_a_reason_of_another_version_is_shown_as_it_is() -> None:
    assert reason_text("The picture is a drawing.") == "The picture is a drawing."
