"""All images of the vault are assessed again in the background, and whoever is interrupted goes on where it ended."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core.domain.accounts import Subject
from desktop.core.domain.assessment import Assessment, BundleId
from desktop.core.domain.history import Examination, Lesion
from desktop.core.inference.classifier import Classifier
from desktop.core.storage.history import History
from desktop.ui.widgets.again_card import AgainCard
from tests.ui.conftest import GatedClassifier
from tests.ui.desk_steps import VaultWindow

_OLD = BundleId("lentigo", "0.1.0", "0" * 64)


@pytest.fixture
def images(clinic: VaultWindow, classifier: Classifier, save_photos: Callable[[int], list[Path]]) -> list[str]:
    """Keep four different images that an older bundle has assessed: two under a lesion, two unfiled."""
    lesion: Lesion = clinic.lesion(clinic.patient())
    ids = []
    for number, path in enumerate(save_photos(4)):
        data = path.read_bytes() + bytes([number])
        older = replace(classifier.assess(data), bundle=_OLD)
        place = lesion.id if number % 2 else None
        ids.append(clinic.ask(_filing(place, data, older)).id)
    return ids


def _filing(lesion_id: str | None, data: bytes, assessment: Assessment) -> Callable[[History], Examination]:
    return lambda history: history.file_examination(lesion_id, data, None, [assessment])


@pytest.fixture
def card(clinic: VaultWindow) -> AgainCard:
    clinic.window.commands.go_settings.trigger()
    card = clinic.window.desk.settings_page.again_card
    assert card.start_button.isVisible()
    return card


def _bundles(clinic: VaultWindow, ids: list[str]) -> list[list[BundleId]]:
    return [
        [found.bundle for found in clinic.ask(lambda history, key=key: history.predictions(key))]  # type: ignore[misc]
        for key in ids
    ]


def _said(clinic: VaultWindow, text: str) -> None:
    clinic.qtbot.waitUntil(lambda: text in clinic.window.message_bar.text)


def test_each_image_gets_the_answer_of_the_bundle_in_use_beside_the_old_one(
    clinic: VaultWindow, images: list[str], card: AgainCard, classifier: Classifier
) -> None:
    card.start_button.click()
    _said(clinic, "4 images assessed again.")

    assert _bundles(clinic, images) == [[classifier.bundle_id, _OLD]] * 4
    assert not card.bar.isVisible()
    card.start_button.click()
    _said(clinic, "Nothing to do: the bundle in use has assessed all images already.")
    assert _bundles(clinic, images) == [[classifier.bundle_id, _OLD]] * 4


def test_stopped_it_keeps_what_is_done_and_begun_again_does_only_the_rest(
    clinic: VaultWindow, images: list[str], card: AgainCard, classifier: Classifier
) -> None:
    card.start_button.click()
    clinic.qtbot.waitUntil(lambda: card.bar.text.startswith("Assessing image 2 of 4"))
    card.bar.stop_button.click()
    _said(clinic, "Stopped; images assessed until then: 2.")

    card.start_button.click()
    _said(clinic, "2 images assessed again.")
    assert _bundles(clinic, images) == [[classifier.bundle_id, _OLD]] * 4


def test_paused_it_begins_no_image_until_it_goes_on(clinic: VaultWindow, images: list[str], card: AgainCard) -> None:
    card.start_button.click()
    clinic.qtbot.waitUntil(card.pause_button.isVisible)
    card.pause_button.click()
    again = clinic.window.desk.chores.again
    clinic.qtbot.waitUntil(lambda: again.reassessment._idle)
    done = sum(len(found) for found in _bundles(clinic, images))
    assert done < 8
    clinic.ask(lambda _history: None)
    assert sum(len(found) for found in _bundles(clinic, images)) == done

    assert card.pause_button.text() == "&Go on"
    card.pause_button.click()
    _said(clinic, "4 images assessed again.")


def test_locking_ends_it_and_unlocking_offers_to_go_on(
    clinic: VaultWindow, images: list[str], card: AgainCard, classifier: Classifier
) -> None:
    card.start_button.click()
    clinic.qtbot.waitUntil(lambda: card.bar.text.startswith("Assessing image"))
    clinic.lock()
    assert not clinic.window.desk.chores.again.running
    clinic.unlock()
    _said(clinic, "ended when the vault was locked")

    clinic.window.message_bar._action.click()
    _said(clinic, "assessed again.")
    assert _bundles(clinic, images) == [[classifier.bundle_id, _OLD]] * 4


def test_after_locking_without_it_nothing_is_offered(clinic: VaultWindow, card: AgainCard) -> None:
    assert card.start_button.isEnabled()
    clinic.lock()
    clinic.unlock()

    assert clinic.window.message_bar.text == ""


def test_the_queue_goes_first(
    clinic: VaultWindow, images: list[str], card: AgainCard, gated: GatedClassifier, sample: Path
) -> None:
    clinic.window._queue._classifier = gated  # type: ignore[assignment]
    clinic.window.import_paths([sample])
    clinic.qtbot.waitUntil(lambda: clinic.window.model.progress.running == 1)
    clinic.window.commands.go_settings.trigger()
    card.start_button.click()
    again = clinic.window.desk.chores.again
    clinic.qtbot.waitUntil(lambda: again.reassessment._idle)
    assert _bundles(clinic, images) == [[_OLD]] * 4

    gated.open()
    _said(clinic, "4 images assessed again.")


def test_what_was_put_away_is_passed_over(
    clinic: VaultWindow, images: list[str], card: AgainCard, classifier: Classifier
) -> None:
    clinic.ask(lambda history: history.archive(Subject.EXAMINATION, images[0]))
    card.start_button.click()
    _said(clinic, "3 images assessed again.")

    assert _bundles(clinic, images) == [[_OLD], *[[classifier.bundle_id, _OLD]] * 3]
