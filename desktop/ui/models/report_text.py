"""A report in words, as blocks of HTML that are laid on pages one below the other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QImage

from desktop.core.domain.accounts import Subject
from desktop.core.domain.history import Conclusion, LesionDetails, StoredPrediction
from desktop.core.inference.reasons import reason_text
from desktop.core.reporting.report import Report, ReportedExamination
from desktop.ui.models.words import (
    SKIN_TYPES,
    capture_text,
    conclusion_kind_title,
    examination_date_text,
    full_name,
    lesion_status_title,
    moment_text,
    prediction_text,
    sex_title,
    where_text,
)
from desktop.ui.widgets.date_edit import date_text
from desktop.ui.widgets.percent import percent_text

_PX_A_MM = 96 / 25.4
_LARGE_MM, _SMALL_MM = 95, 60
_GAP_PX = 16
STYLE = "h1 { font-size: 22px } h2 { font-size: 17px } .quiet { color: #555555; font-size: 11px } td { padding: 0 }"
IMAGE_DPI = 300


@dataclass(frozen=True)
class Block:
    """A piece of a report that stays on one page if there is room. ``image_id`` names the image that its HTML shows."""

    html: str
    image_id: str = ""
    with_next: bool = False


def image_side_px(report: Report) -> int:
    """Return how many pixels the longer side of an image needs at most to be printed well."""
    return round(_side_mm(report) / 25.4 * IMAGE_DPI)


def research_text() -> str:
    """Say what a report must not be used for."""
    return _tr("Research and education only, not a medical device. An assessment is no diagnosis.")


def language() -> str:
    """Return the language of all these texts, as in BCP 47."""
    return _tr("en-GB")


def image_html(image: QImage, image_id: str, side_px: int) -> str:
    """Return an image's element, at most so large on paper (96 px an inch)."""
    size = image.size().scaled(QSize(side_px, side_px), Qt.AspectRatioMode.KeepAspectRatio)
    return f'<img src="image:{image_id}" width="{size.width()}" height="{size.height()}">'


class ReportText:
    """Finds words for a report.

    Parameters
    ----------
    report : Report
    images : mapping of str to QImage
        By the examinations' ids; one that cannot be shown is missing.
    titles : mapping of str to str
        The labels' titles by their keys; a key that is missing stands for itself.
    name_of : callable
        Returns an account's name by its id.
    notes_of : callable
        Returns what is to be said of a prediction beside its numbers, in lines.
    """

    def __init__(
        self,
        report: Report,
        images: Mapping[str, QImage],
        titles: Mapping[str, str],
        name_of: Callable[[str | None], str],
        notes_of: Callable[[StoredPrediction], Sequence[str]],
    ) -> None:
        self._report = report
        self._images = images
        self._titles = titles
        self._name_of = name_of
        self._notes_of = notes_of

    @property
    def title(self) -> str:
        """What the report is."""
        return {
            Subject.PATIENT: _tr("Report of a patient"),
            Subject.LESION: _tr("Report of a lesion"),
            Subject.EXAMINATION: _tr("Report of an examination"),
        }[self._report.subject]

    @property
    def identity(self) -> str:
        """Whose report it is, for the foot of each page."""
        details = self._report.patient.details
        name = full_name(details)
        return name if name == details.identifier else f"{name} · {details.identifier}"

    @property
    def blocks(self) -> list[Block]:
        """The whole report, from its head."""
        blocks = [Block(self._head())]
        for lesion in self._report.lesions:
            blocks.append(Block(self._lesion_head(lesion.lesion.details), with_next=True))
            blocks.extend(Block(self._examination(found), found.examination.id) for found in lesion.examinations)
            if not lesion.examinations:
                blocks.append(Block(f"<p>{_tr('No images.')}</p>"))
        if not self._report.lesions:
            blocks.append(Block(f"<p>{_tr('No lesions.')}</p>"))
        return blocks

    def _head(self) -> str:
        report, details = self._report, self._report.patient.details
        facts = [details.identifier]
        if details.birth_date is not None:
            facts.append(_tr("born {date}").format(date=date_text(details.birth_date)))
        if details.sex is not None:
            facts.append(sex_title(details.sex).lower())
        if details.skin_type is not None:
            facts.append(_tr("skin type {numeral}").format(numeral=SKIN_TYPES[details.skin_type - 1]))
        made = _tr("{title}, made {moment} with Lentigo.").format(title=self.title, moment=moment_text(report.made_at))
        lines = [
            made,
            _tr(
                "What the program computed is called an assessment; what a clinician decided is called a conclusion. "
                "Images are scaled for print."
            ),
        ]
        if report.left_out:
            lines.append(_tr("Images put away and left out here: {count}.").format(count=report.left_out))
        notes = f"<p>{_escaped(details.notes)}</p>" if details.notes else ""
        return (
            f"<h1>{_escaped(full_name(details))}</h1><p>{_escaped(' · '.join(facts))}</p>{notes}"
            f'<p class="quiet">{"<br>".join(_escaped(line) for line in lines)}</p>'
        )

    def _lesion_head(self, details: LesionDetails) -> str:
        facts = [where_text(details), lesion_status_title(details.status).lower()]
        if details.due_on is not None:
            facts.append(_tr("due {date}").format(date=date_text(details.due_on)))
        notes = f"<p>{_escaped(details.notes)}</p>" if details.notes else ""
        line = " · ".join(fact for fact in facts if fact)
        return f"<h2>{_escaped(details.name)}</h2><p>{_escaped(line)}</p>{notes}"

    def _examination(self, found: ReportedExamination) -> str:
        side_px = round(_side_mm(self._report) * _PX_A_MM)
        examination = found.examination
        image = self._images.get(examination.id)
        if image is None:
            picture = f"<p>{_tr('The image is damaged and cannot be shown.')}</p>"
        else:
            picture = image_html(image, examination.id, side_px)
        said = [f"<p><b>{_escaped(examination_date_text(examination))}</b></p>"]
        how = capture_text(examination.capture)
        if how:
            said.append(f"<p>{_escaped(how)}</p>")
        if examination.archived_at is not None:
            said.append(f"<p>{_tr('This image has been put away.')}</p>")
        said.append(f"<p><b>{_tr('Conclusions')}</b></p>")
        said.extend(self._conclusion(each) for each in found.conclusions)
        if not found.conclusions:
            said.append(f'<p class="quiet">{_tr("None yet.")}</p>')
        said.append(f"<p><b>{_tr('Assessments')}</b></p>")
        for number, prediction in enumerate(found.predictions):
            who = _tr("by {who}").format(who=self._name_of(prediction.created_by))
            notes = self._notes_of(prediction)
            said.append(prediction_html(prediction, self._titles, who, notes, whole=number == 0))
        if not found.predictions:
            said.append(f'<p class="quiet">{_tr("Not assessed.")}</p>')
        said.append(f'<p class="quiet">{_tr("Image, SHA-256:")} {_broken(examination.sha256)}</p>')
        return (
            f'<table width="100%"><tr><td width="{side_px + _GAP_PX}">{picture}</td>'
            f"<td>{''.join(said)}</td></tr></table>"
        )

    def _conclusion(self, conclusion: Conclusion) -> str:
        details = conclusion.details
        code = f" ({details.icd10})" if details.icd10 else ""
        basis = f"{conclusion_kind_title(details.kind)}, {date_text(details.concluded_on)}"
        recorded = _tr("Recorded {moment} by {who}.").format(
            moment=moment_text(conclusion.created_at), who=self._name_of(conclusion.created_by)
        )
        return f"<p>{_escaped(details.text + code)}<br>{_escaped(basis)}<br>{_quiet(recorded)}</p>"


def prediction_html(
    prediction: StoredPrediction, titles: Mapping[str, str], who: str, notes: Sequence[str] = (), *, whole: bool
) -> str:
    """Return a prediction: each label's chance if ``whole``, otherwise a line; and what made it when.

    ``who`` is what to say of who let it be made, empty for nothing; ``notes`` are lines below the chance of malignancy.
    """
    source = _quiet(_source(prediction, who))
    if not whole or prediction.malignant is None:
        reason = f"<br>{_escaped(reason_text(prediction.reason))}" if prediction.reason else ""
        return f"<p>{_escaped(prediction_text(prediction, titles))}{reason}<br>{source}</p>"
    rows = "".join(
        f'<tr><td>{_escaped(title)}</td><td align="right">&nbsp;&nbsp;{_escaped(percent)}</td></tr>'
        for title, percent in _chances(prediction, titles)
    )
    told = (_escaped(text) for text in (_malignancy(prediction.malignant), *notes))
    chance = "".join(f"<p><b>{text}</b></p>" for text in told)
    return f'{chance}<table cellspacing="0">{rows}</table><p>{source}</p>'


def prediction_lines(prediction: StoredPrediction, titles: Mapping[str, str], notes: Sequence[str] = ()) -> list[str]:
    """Return a prediction as lines of text, as `prediction_html` tells it."""
    source = _source(prediction, "")
    if prediction.malignant is None:
        return [
            prediction_text(prediction, titles),
            *([reason_text(prediction.reason)] if prediction.reason else []),
            source,
        ]
    chances = [f"{percent}  {title}" for title, percent in _chances(prediction, titles)]
    return [_malignancy(prediction.malignant), *notes, *chances, source]


def _malignancy(chance: float) -> str:
    return _tr("Chance of malignancy {percent}").format(percent=percent_text(chance))


def _chances(prediction: StoredPrediction, titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return title and chance of each label, the most probable first."""
    ranked = sorted((prediction.probabilities or {}).items(), key=lambda item: item[1], reverse=True)
    return [(titles.get(key, key), percent_text(chance)) for key, chance in ranked]


def _source(prediction: StoredPrediction, who: str) -> str:
    """Say what made a prediction, and when."""
    parts = [str(prediction.bundle), moment_text(prediction.created_at), f"Lentigo {prediction.program_version}", who]
    return ", ".join(part for part in parts if part)


def _side_mm(report: Report) -> int:
    return _LARGE_MM if report.subject is Subject.EXAMINATION else _SMALL_MM


def _quiet(text: str) -> str:
    return f'<span class="quiet">{_escaped(text)}</span>'


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _broken(sha256: str) -> str:
    """Let a hash be broken into lines: nothing in a column is wider than it."""
    return " ".join(sha256[at : at + 16] for at in range(0, len(sha256), 16))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Report", text)
