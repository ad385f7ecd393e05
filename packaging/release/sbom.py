"""The parts of a release as a CycloneDX document, for the services that check what is installed on their PCs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from contents import Part
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from project import Project

_LIBRARIES = ("*.so", "*.so.*", "*.dll", "*.pyd", "*.dylib")


def write(project: Project, parts: Sequence[Part], made: Path, target: Path) -> int:
    """Write the document and return how many components it names. The same parts give the same bytes."""
    bom = Bom()
    first, *others = parts
    bom.metadata.component = _component(first)
    bom.metadata.timestamp = datetime.fromtimestamp(project.epoch, UTC)
    components = [_component(part) for part in others]
    components += [_file(path, made) for path in _shared(made)]
    for component in components:
        bom.components.add(component)
    bom.register_dependency(bom.metadata.component, components)
    seal = hashlib.sha256("\n".join(sorted(str(c.bom_ref) for c in components)).encode()).digest()
    bom.serial_number = UUID(bytes=seal[:16], version=4)
    text = make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1)
    target.write_text(text + "\n", encoding="utf-8")
    return len(components)


def _component(part: Part) -> Component:
    return Component(
        type=ComponentType(part.kind),
        name=part.name,
        version=part.version,
        bom_ref=part.purl,
        purl=PackageURL.from_string(part.purl),
        licenses=[LicenseFactory().make_from_string(part.licence)],
    )


def _shared(made: Path) -> list[Path]:
    found = {path for pattern in _LIBRARIES for path in made.rglob(pattern) if not path.is_symlink()}
    return sorted(found)


def _file(path: Path, made: Path) -> Component:
    inside = path.relative_to(made).as_posix()
    seal = hashlib.sha256(path.read_bytes()).hexdigest()
    return Component(
        type=ComponentType.FILE,
        name=inside,
        bom_ref=f"file:{inside}",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=seal)],
    )
