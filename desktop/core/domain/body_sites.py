"""Where on the body a lesion is, in the words and codes of DICOM."""

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("body_sites.csv")


@dataclass(frozen=True)
class BodySite:
    """A coded body site of DICOM PS3.16, CID 4029 "Dermatology Anatomic Site" (207 codes).

    Attributes
    ----------
    scheme : str
        Coding scheme designator: ``SCT`` (SNOMED CT), ``FMA`` or ``DCM``.
    code : str
    meaning : str
        In English, for people.
    """

    scheme: str
    code: str
    meaning: str


class Laterality(StrEnum):
    """Side of the body, from DICOM PS3.16, CID 244. Most sites on the midline have none."""

    LEFT = "left"
    RIGHT = "right"
    BILATERAL = "bilateral"


@cache
def body_sites() -> tuple[BodySite, ...]:
    """Return every body site of CID 4029, by meaning. Source: the table shipped with pydicom 3.0.2."""
    with _TABLE.open(encoding="utf-8", newline="") as stream:
        return tuple(BodySite(**row) for row in csv.DictReader(stream))


def body_site(scheme: str, code: str) -> BodySite:
    """Find a body site by its code.

    Raises
    ------
    KeyError
        If CID 4029 has no such code.
    """
    return _by_code()[scheme, code]


@cache
def _by_code() -> dict[tuple[str, str], BodySite]:
    return {(site.scheme, site.code): site for site in body_sites()}
