"""A manifest as JSON, the way `desktop.core.bundle.manifest.parse_manifest` reads it."""

import json
from dataclasses import asdict

from desktop.core.bundle.manifest import Manifest


def manifest_to_json(manifest: Manifest) -> bytes:
    """Write a manifest; parsing the bytes gives an equal one."""
    fields = asdict(manifest)
    fields["format_version"] = ".".join(str(number) for number in manifest.format_version)
    fields["input"] |= {
        "layout": "NHWC",
        "dtype": "float32",
        "channel_order": "RGB",
        "colour_space": "sRGB",
        "fit": "cover",
    }
    return (json.dumps(fields, indent=2, ensure_ascii=False) + "\n").encode("utf-8")
