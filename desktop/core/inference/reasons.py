"""Why a picture is out of scope.

An assessment and the vault keep the English sentence; the window shows it translated.
"""

import re

from desktop.core.wording import marked, translate

NOT_DERMOSCOPIC = marked(
    "OutOfScope",
    "This does not look like a dermoscopic photograph. Use a photograph taken through a dermatoscope, with the lesion "
    "filling much of the picture.",
)
GREY = marked("OutOfScope", "The picture has no colour. Use a colour photograph taken through a dermatoscope.")
TOO_SMALL = marked(
    "OutOfScope", "The picture is too small to assess ({width} × {height} pixels; at least {least} each way)."
)
TOO_NARROW = marked(
    "OutOfScope", "The picture is too narrow to be a photograph of a lesion ({width} × {height} pixels)."
)


def reason_text(reason: str) -> str:
    """Return a reason in the user's language; as it came if it is none of these, from another version of Lentigo."""
    for sentence in (NOT_DERMOSCOPIC, GREY, TOO_SMALL, TOO_NARROW):
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>\\d+)", re.escape(sentence))
        if found := re.fullmatch(pattern, reason):
            return translate("OutOfScope", sentence).format(**found.groupdict())
    return reason
