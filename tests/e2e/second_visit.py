"""Half a year later: found by typing, photographed again, compared, concluded, looked for in the lists.

python -m tests.e2e.second_visit BUNDLE PHOTOGRAPH
"""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.e2e.first_visit import PATIENT
from tests.e2e.hands import Hands
from tests.e2e.played import Ready, play
from tests.e2e.ways import ask_where, file_there, find, leave, unlock

FIRST_DAY, SECOND_DAY = "3 Nov 2025", "4 May 2026"


def _story(photograph: Path, hands: Hands) -> Iterator[Ready]:
    yield from unlock(hands)
    yield from _look_what_is_due(hands)
    yield from find(hands, "zwirn", PATIENT)
    yield from _move_the_pin(hands)
    yield from _file_the_follow_up(photograph, hands)
    yield from _compare(hands)
    yield from _conclude(hands)
    yield from _look_what_differs(hands)
    leave(hands)


def _look_what_is_due(hands: Hands) -> Iterator[Ready]:
    hands.press("Patients")
    yield partial(hands.sees, "All patients", "Follow-up due (1)")
    hands.turn_to("Follow-up due")
    yield lambda: [PATIENT.name in row for row in hands.rows("Lesions whose follow-up is due")] == [True]
    hands.turn_to("Prediction and conclusion differ")
    yield partial(hands.sees, "No conclusion differs from its prediction")


def _move_the_pin(hands: Hands) -> Iterator[Ready]:
    hands.tab_to("Body map, ")
    before = hands.said("Body map, ")
    assert "beside the scar" in before
    hands.keys("Space", *["Up"] * 20)
    assert "In hand, over:" in hands.said("Body map, ")
    hands.keys("Space")
    yield partial(hands.sees, "The pin of “beside the scar” is moved", "Undo")
    yield lambda: "In hand" not in hands.said("Body map, ") and hands.said("Body map, ") != before
    hands.keys("Ctrl+Z")
    yield lambda: hands.said("Body map, ") == before


def _file_the_follow_up(photograph: Path, hands: Hands) -> Iterator[Ready]:
    hands.tab_to("Lesions")
    hands.keys("Return")
    yield partial(hands.sees, "To compare there must be a second image.", FIRST_DAY)
    hands.drop(photograph)
    yield partial(hands.sees, "Chance of malignancy", "1 of 1 assessed")
    yield from ask_where(hands)
    hands.fill("Find a patient", "leopold")
    yield lambda: [PATIENT.identifier in row for row in hands.rows("Patients")] == [True]
    hands.keys("Return")
    yield from file_there(hands, "beside the scar")
    hands.press("Show")
    yield partial(hands.sees, "‹ Patients", PATIENT.name)
    hands.tab_to("Lesions")
    hands.keys("Return")
    yield partial(hands.sees, "Two dates are chosen: they can be compared.", FIRST_DAY, SECOND_DAY)


def _compare(hands: Hands) -> Iterator[Ready]:
    hands.press("Compare")
    yield partial(hands.sees, "Side by side", FIRST_DAY, SECOND_DAY, " %")
    apart = hands.picture("LinkedViews")
    hands.keys("+")
    yield lambda: hands.picture("LinkedViews") != apart
    hands.press("Swipe")
    yield partial(hands.sees, "The images lie over each other as they are, not aligned.")
    swiped = hands.picture("OverlayView")
    hands.tab_to("Divider")
    hands.keys("Right", "Right", "PgUp")
    yield lambda: hands.picture("OverlayView") != swiped
    yield from _blink(hands)
    overlaid = hands.picture("OverlayView")
    hands.press("Difference")
    yield partial(hands.sees, "Aligned; resemblance", "Newer photograph turned by 4.0°", "Darker now")
    yield lambda: hands.picture("OverlayView") != overlaid
    hands.press("Nudge")
    hands.press("⟳")
    yield lambda: not hands.sees("turned by 4.0°")
    hands.press("Reset")
    yield partial(hands.sees, "turned by 4.0°")
    hands.press("‹ beside the scar")
    yield partial(hands.sees, "Two dates are chosen: they can be compared.")


def _blink(hands: Hands) -> Iterator[Ready]:
    hands.press("Blink")
    yield partial(hands.sees, "Start blinking (Space)", f"On show: {FIRST_DAY}")
    older = hands.picture("OverlayView")
    hands.press("Start blinking (Space)")
    yield partial(hands.sees, "Pause (Space)", f"On show: {SECOND_DAY}")
    assert hands.picture("OverlayView") != older
    yield partial(hands.sees, "Pause (Space)", f"On show: {FIRST_DAY}")
    hands.keys("Space")
    yield partial(hands.sees, "Start blinking (Space)", f"On show: {FIRST_DAY}")
    assert hands.picture("OverlayView") == older


def _conclude(hands: Hands) -> Iterator[Ready]:
    """Record histology that says malignant: the chance of a synthetic photograph is low."""
    hands.tab_to("Images of this lesion")
    hands.keys("Return")
    yield partial(hands.sees, "Record a conclusion…", "Assessments", "None yet.", SECOND_DAY)
    hands.press("Record a conclusion…")
    yield partial(hands.sees, "A conclusion stays as it is recorded.")
    hands.press("Record")
    yield partial(hands.sees, "Say what you decided.")
    hands.choose("Based on", "Histology")
    hands.fill("Diagnosis", "Melanoma in situ")
    hands.choose("Finding", "Malignant")
    hands.press("Record")
    yield partial(hands.sees, "Melanoma in situ", "Histology, ", "Recorded ")


def _look_what_differs(hands: Hands) -> Iterator[Ready]:
    hands.keys("Ctrl+F")
    yield partial(hands.sees, "All patients")
    hands.turn_to("Prediction and conclusion differ")
    name = "Examinations where prediction and conclusion differ"
    yield partial(hands.sees, "One says malignant and the other does not.", "Histology: Melanoma in situ")
    assert [PATIENT.name in row for row in hands.rows(name)] == [True]
    hands.click_row(name, 0)
    yield partial(hands.sees, "‹ " + PATIENT.name, "Histology: Melanoma in situ")


if __name__ == "__main__":
    bundle, image = sys.argv[1:]
    sys.exit(play(partial(_story, Path(image)), ["--bundle", bundle]))
