"""The program's own ``dist-info``, from which it reads its version once frozen."""

from __future__ import annotations

from pathlib import Path

from project import NAME, Project


def write(project: Project, folder: Path) -> Path:
    """Write the folder ``cote_a_cote-VERSION.dist-info`` in another one and return its path."""
    made = folder / f"{NAME.replace('-', '_')}-{project.version}.dist-info"
    made.mkdir(parents=True, exist_ok=True)
    lines = ["Metadata-Version: 2.4", f"Name: {NAME}", f"Version: {project.version}", f"Summary: {project.summary}"]
    lines += ["License-Expression: MIT", "Requires-Python: >=3.11"]
    (made / "METADATA").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return made
