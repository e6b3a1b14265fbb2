"""What is inside the package, for those who have to know: a CycloneDX document."""

import platform
import subprocess
import sys
import uuid
from datetime import UTC, datetime
from importlib.metadata import Distribution, distributions, version
from pathlib import Path

import licence_names
from archives import source_date
from cyclonedx.factory.license import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from embedded import EmbeddedLibrary, embedded_libraries, unknown_libraries
from packageurl import PackageURL
from system_licences import carried_packages


def write_sbom(folder: Path, target: Path) -> None:
    """Write what the built program's folder holds, with versions and licences.

    That is Python, its libraries, what lies inside their wheels, the bundles, and Debian's libraries.

    Parameters
    ----------
    folder : Path
        The built program.
    target : Path
        The document (CycloneDX 1.6, JSON). The same bytes for the same folder and SOURCE_DATE_EPOCH.

    Raises
    ------
    SystemExit
        If a library has no licence, or a wheel brings one that nobody has heard of.
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
    if unknown := unknown_libraries(inner):
        sys.exit(f"not in the table of packaging/embedded.py: {', '.join(unknown)}")
    for library in embedded_libraries(inner):
        bom.components.add(_from_within(library))
    python, bootloader = platform.python_version(), version("pyinstaller")
    bom.components.add(_component("CPython", python, PackageURL("generic", name="cpython", version=python), "PSF-2.0"))
    # The program's first file, which starts Python.
    address = PackageURL("pypi", name="pyinstaller", version=bootloader)
    licence = "GPL-2.0-or-later WITH Bootloader-exception"
    bom.components.add(_component("PyInstaller's bootloader", bootloader, address, licence))
    for bundle in sorted((inner / "models").iterdir()):
        name, _, release = bundle.name.rpartition("-")
        kind, licence = ComponentType.MACHINE_LEARNING_MODEL, licence_names.of_bundle(bundle)
        bom.components.add(_component(name, release, None, licence, kind))
    if sys.platform == "linux":
        for package in carried_packages(inner):
            release = _debian_version(package)
            address = PackageURL("deb", "debian", package, release)
            licence = licence_names.of_debian_package(Path("/usr/share/doc") / package / "copyright")
            bom.components.add(_component(package, release, address, licence))
    bom.register_dependency(program, bom.components)
    target.write_text(JsonV1Dot6(bom).output_as_string(indent=2) + "\n", encoding="utf-8")


def _from_python(found: Distribution, kind: ComponentType) -> Component:
    name, release = found.name, found.version
    address = PackageURL("pypi", name=name.lower().replace("_", "-"), version=release)
    return _component(name, release, address, licence_names.of_wheel(found), kind)


def _from_within(library: EmbeddedLibrary) -> Component:
    name = library.name.lower().replace(" ", "-")
    address = PackageURL("generic", name=name, version=library.version)
    made = _component(library.name, library.version, address, library.licence)
    made.bom_ref.value = f"{library.file}#{name}"
    made.description = f"Within {library.file}"
    return made


def _component(
    name: str,
    release: str | None,
    address: PackageURL | None,
    licence: str,
    kind: ComponentType = ComponentType.LIBRARY,
) -> Component:
    return Component(
        name=name,
        version=release,
        type=kind,
        purl=address,
        bom_ref=f"{name}@{release}",
        licenses=[LicenseFactory().make_from_string(licence)],
    )


def _debian_version(package: str) -> str:
    done = subprocess.run(["dpkg-query", "-W", "-f=${Version}", package], capture_output=True, text=True, check=True)
    return done.stdout
