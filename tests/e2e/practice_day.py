"""A day in a practice: ten patients, thirty photographs, two follow-ups, one histology, a report.

python -m tests.e2e.practice_day BUNDLE VAULT REPORT PHOTOGRAPH…
"""

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

from tests.e2e.hands import Hands
from tests.e2e.played import Ready, play
from tests.e2e.ways import (
    Person,
    accept_the_notice,
    ask_where,
    file_there,
    find,
    leave,
    make_lesion,
    make_patient,
    open_vault,
)

_FAMILIES = ["Amsel", "Birke", "Clemens", "Distel", "Esche", "Fichte", "Ginster", "Holunder", "Ilex", "Jasmin"]
PATIENTS = [Person(f"P-{number:03}", name, "Rosa") for number, name in enumerate(_FAMILIES, start=1)]
_SITES = "Skin of abdomen", "Skin of back", "Skin of face"
IMAGES, FOLLOW_UPS = 30, 2
LESIONS = IMAGES - FOLLOW_UPS
_DUE = "31 December 2031"


def _story(vault: Path, report: Path, photographs: Sequence[Path], hands: Hands) -> Iterator[Ready]:
    yield from accept_the_notice(hands)
    yield from open_vault(hands, vault)
    *first_visits, again, once_more = photographs
    # As evenly as it goes: the first patients have three lesions, the last two.
    borders = [round(number * LESIONS / len(PATIENTS)) for number in range(len(PATIENTS) + 1)]
    for person, (begin, end) in zip(PATIENTS, pairwise(borders), strict=True):
        yield from _first_visit(person, first_visits[begin:end], hands)
    for person, photograph in zip(PATIENTS[:FOLLOW_UPS], (again, once_more), strict=True):
        yield from _follow_up(person, photograph, hands)
    yield from _histology(PATIENTS[0], hands)
    yield from _report(PATIENTS[0], report, hands)
    leave(hands)


def _first_visit(person: Person, photographs: Sequence[Path], hands: Hands) -> Iterator[Ready]:
    hands.keys("Ctrl+Shift+Del")
    hands.drop(*photographs)
    count = len(photographs)
    yield partial(hands.sees, f"{count} of {count} assessed", "Chance of malignancy")
    for number, (photograph, site) in enumerate(zip(photographs, _SITES, strict=False)):
        yield from ask_where(hands)
        assert hands.sees(photograph.name), "another photograph would be filed"
        if number == 0:
            yield from make_patient(hands, person)
        else:
            hands.fill("Find a patient", person.identifier)
            yield lambda: [person.family_name in row for row in hands.rows("Patients")] == [True]
            hands.keys("Return")
        yield partial(hands.can_press, "New lesion…")
        yield from make_lesion(hands, site, due_on=_DUE)
        yield from file_there(hands, site)
        hands.keys("Down")  # The focus is still in the queue.


def _follow_up(person: Person, photograph: Path, hands: Hands) -> Iterator[Ready]:
    hands.keys("Ctrl+Shift+Del")
    hands.drop(photograph)
    yield partial(hands.sees, "1 of 1 assessed", "Chance of malignancy")
    yield from ask_where(hands)
    hands.fill("Find a patient", person.family_name)
    yield lambda: [person.identifier in row for row in hands.rows("Patients")] == [True]
    hands.keys("Return")
    yield lambda: len(hands.rows("Lesions")) > 1
    hands.click_row("Lesions", 0)
    yield from file_there(hands, "")
    hands.press("Show")
    yield partial(hands.sees, "‹ Patients", person.name)


def _histology(person: Person, hands: Hands) -> Iterator[Ready]:
    yield from find(hands, person.family_name, person)
    hands.tab_to("Lesions")
    hands.keys("Return")
    yield partial(hands.sees, "Two dates are chosen: they can be compared.")
    hands.tab_to("Images of this lesion")
    hands.keys("Return")
    yield partial(hands.can_press, "Record a conclusion…")
    hands.press("Record a conclusion…")
    yield partial(hands.sees, "In your own words.")
    hands.choose("Based on", "Histology")
    hands.fill("Diagnosis", "Junctional naevus")
    hands.fill("ICD-10", "D22.5")
    hands.press("Record")
    yield partial(hands.sees, "Junctional naevus (D22.5)")


def _report(person: Person, report: Path, hands: Hands) -> Iterator[Ready]:
    yield from find(hands, person.family_name, person)
    hands.press("Report")
    yield partial(hands.can_pick, "Save as PDF…")
    hands.pick("Save as PDF…")
    yield partial(hands.sees, "the file is not encrypted")
    hands.save_as(report)
    yield partial(hands.sees, "Saved. The file is not encrypted")


if __name__ == "__main__":
    bundle, folder, paper, *images = sys.argv[1:]
    places = partial(_story, Path(folder), Path(paper), [Path(name) for name in images])
    sys.exit(play(places, ["--bundle", bundle]))
