"""When and with what a photograph was taken."""

import io
from datetime import timedelta
from typing import Any

import pytest
from PIL import ExifTags, Image

from desktop.core.imaging.capture_facts import CaptureFacts, capture_facts


def _jpeg(base: dict[int, Any], details: dict[int, Any]) -> bytes:
    picture, stream = Image.new("RGB", (8, 8), "pink"), io.BytesIO()
    exif = picture.getexif()
    exif.update(base)
    exif.get_ifd(ExifTags.IFD.Exif).update(details)
    picture.save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def test_the_moment_is_that_of_the_shutter_with_its_time_zone() -> None:
    found = capture_facts(
        _jpeg(
            {ExifTags.Base.DateTime: "2025:01:01 00:00:00"},
            {ExifTags.Base.DateTimeOriginal: "2024:05:17 10:30:00", ExifTags.Base.OffsetTimeOriginal: "+02:00"},
        )
    )

    assert found.taken_at is not None
    assert found.taken_at.isoformat() == "2024-05-17T10:30:00+02:00"


def test_without_a_time_zone_it_is_this_computers() -> None:
    found = capture_facts(_jpeg({}, {ExifTags.Base.DateTimeOriginal: "2024:05:17 10:30:00"}))

    assert found.taken_at is not None
    assert isinstance(found.taken_at.utcoffset(), timedelta)
    assert (found.taken_at.hour, found.taken_at.minute) == (10, 30)


@pytest.mark.parametrize(
    ("maker", "model", "camera"),
    [("Canon", "Canon EOS 80D", "Canon EOS 80D"), ("FotoFinder", "Medicam", "FotoFinder Medicam"), ("", "", "")],
)
def test_the_camera_is_named_once(maker: str, model: str, camera: str) -> None:
    assert capture_facts(_jpeg({ExifTags.Base.Make: maker, ExifTags.Base.Model: model}, {})).camera == camera


@pytest.mark.parametrize("moment", ["", "0000:00:00 00:00:00", "yesterday", "2024:05:17"])
def test_a_date_that_makes_no_sense_is_unknown(moment: str) -> None:
    assert capture_facts(_jpeg({}, {ExifTags.Base.DateTimeOriginal: moment})).taken_at is None


@pytest.mark.parametrize("data", [b"", b"no picture", b"\xff\xd8\xff\xe1\xff\xff"])
def test_what_is_no_picture_tells_nothing(data: bytes) -> None:
    assert capture_facts(data) == CaptureFacts()
