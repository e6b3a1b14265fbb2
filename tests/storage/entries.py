"""What people, and programs that fill forms for them, may enter into a vault, for Hypothesis to draw from."""

from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st

from desktop.core.domain.body_sites import Laterality, body_sites
from desktop.core.domain.history import (
    BodyView,
    Capture,
    ConclusionDetails,
    ConclusionKind,
    Immersion,
    LesionDetails,
    LesionStatus,
    PatientDetails,
    Pin,
    Sex,
)

_STRANGE = (
    *(
        "\0",
        "a\0b",
        "\u202eegnartS",
        "\u200f\u200b",
        "e\u0301",
        "\u00e9",
        "\ufeff",
        "\U0010ffff",
        "\x1b[2J",
        "🩺👩🏽‍⚕️",
    ),
    *(
        "'; DROP TABLE patients; --",
        '" OR 1=1',
        "%_\\",
        "NEAR(",
        "=1+1",
        "\r\n\t",
        "\ud7ff\ue000",
        "ﷺ" * 50,
        "x" * 50_000,
    ),
)
# By their number: Hypothesis would print them all.
_TEXTS = st.one_of(st.text(max_size=20), st.integers(0, len(_STRANGE) - 1).map(lambda number: _STRANGE[number]))
_NAMES = st.one_of(st.sampled_from(("Sömmerring", "Sommerfeld", "Käthe", "O'Neill", "李")), _TEXTS)
_FILLED = _TEXTS.filter(str.strip)
_IDENTIFIERS = st.one_of(st.sampled_from(("P-1", "P-2", "p-1", "P-1 ", "\u0050-1\0")), _FILLED)
PATIENTS = st.builds(
    PatientDetails,
    _IDENTIFIERS,
    _NAMES,
    _NAMES,
    st.none() | st.dates(),
    st.none() | st.sampled_from(Sex),
    st.none() | st.integers(1, 6),
    _TEXTS,
)
_FRACTIONS = st.floats(0, 1)
LESIONS = st.builds(
    LesionDetails,
    _FILLED,
    st.none() | st.sampled_from(body_sites()),
    st.none() | st.sampled_from(Laterality),
    st.none() | st.builds(Pin, st.sampled_from(BodyView), _FRACTIONS, _FRACTIONS),
    st.sampled_from(LesionStatus),
    _TEXTS,
)
_ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_MOMENTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=_ZONES)  # noqa: DTZ001 - zones are added
CAPTURES = st.builds(
    Capture,
    st.none() | _MOMENTS,
    _TEXTS,
    st.none() | st.booleans(),
    st.none() | st.booleans(),
    st.none() | st.sampled_from(Immersion),
    st.none() | st.floats(0, exclude_min=True, allow_infinity=False),
)
CONCLUSIONS = st.builds(ConclusionDetails, st.sampled_from(ConclusionKind), _FILLED, st.dates(), _TEXTS)
SEEDS = st.integers(0, 5)
CHANCES = st.floats(0, 1)
