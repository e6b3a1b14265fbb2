"""What is inside the package, for those who have to know: a CycloneDX document."""

import platform
import subprocess
import sys
import uuid
from datetime import UTC, datetime
from importlib.metadata import Distribution, distributions
from pathlib import Path

from archives import source_date
from cyclonedx.factory.license import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from system_licences import carried_packages


def write_sbom(folder: Path, target: Path) -> None:
    """Write what the built program's folder holds: Python, its libraries, the bundles, and Debian's libraries.

    Parameters
    ----------
    folder : Path
        The built program.
    target : Path
        The document (CycloneDX 1.6, JSON). The same bytes for the same folder and SOURCE_DATE_EPOCH.
    """
    inner = folder / "_internal"
    found = sorted(distributions(path=[str(inner)]), key=lambda each: each.name.casefold())
    own = next(each for each in found if each.name == "lentigo")
    bom = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_URL, f"lentigo/{own.version}/{sys.platform}"))
    bom.metadata.timestamp = datetime.fromtimestamp(source_date(), UTC)
    program = bom.metadata.component = _from_python(own, ComponentType.APPLICATION)
    for each in found:
        if each is not own:
            bom.components.add(_from_python(each, ComponentType.LIBRARY))
    python = platform.python_version()
    bom.components.add(_component("CPython", python, PackageURL("generic", name="cpython", version=python)))
    for bundle in sorted((inner / "models").iterdir()):
        name, _, version = bundle.name.rpartition("-")
        bom.components.add(_component(name, version, None, ComponentType.MACHINE_LEARNING_MODEL))
    if sys.platform == "linux":
        for package in carried_packages(inner):
            version = _debian_version(package)
            bom.components.add(_component(package, version, PackageURL("deb", "debian", package, version)))
    bom.register_dependency(program, bom.components)
    target.write_text(JsonV1Dot6(bom).output_as_string(indent=2) + "\n", encoding="utf-8")


def _from_python(found: Distribution, kind: ComponentType) -> Component:
    name, version = found.name, found.version
    made = _component(name, version, PackageURL("pypi", name=name.lower().replace("_", "-"), version=version), kind)
    if "License-Expression" in found.metadata:
        made.licenses.add(LicenseFactory().make_from_string(found.metadata["License-Expression"]))
    return made


def _component(
    name: str, version: str, address: PackageURL | None, kind: ComponentType = ComponentType.LIBRARY
) -> Component:
    return Component(name=name, version=version, type=kind, purl=address, bom_ref=f"{name}@{version}")


def _debian_version(package: str) -> str:
    done = subprocess.run(["dpkg-query", "-W", "-f=${Version}", package], capture_output=True, text=True, check=True)
    return done.stdout
