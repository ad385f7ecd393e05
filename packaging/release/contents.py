"""What is really in the frozen folder: each part with its version, its licence and where its texts stand.

Distributions are those whose METADATA is in the folder; libraries of the system are asked of Debian's database.
"""

from __future__ import annotations

import platform
import re
import sqlite3
import ssl
import subprocess
import sys
from dataclasses import dataclass
from email.parser import HeaderParser
from importlib.metadata import distribution
from pathlib import Path

from project import NAME, Project, ReleaseError

HERE = Path(__file__).resolve().parent
TEXTS = HERE.parent / "licences"
COMMON = Path("/usr/share/common-licenses")
_SYSTEM = {  # Debian's source package -> SPDX
    "sqlite3": "blessing", "openssl": "Apache-2.0", "libffi": "MIT", "bzip2": "bzip2-1.0.6",
    "xz-utils": "0BSD", "libxkbcommon": "MIT", "libxcb": "MIT", "xcb-util": "MIT",
    "xcb-util-cursor": "MIT", "xcb-util-image": "MIT", "xcb-util-keysyms": "MIT", "xcb-util-renderutil": "MIT",
    "xcb-util-wm": "MIT", "libxau": "MIT", "libxdmcp": "MIT", "libbsd": "BSD-3-Clause", "libmd": "BSD-3-Clause",
    "libzstd": "BSD-3-Clause",
}  # fmt: skip
_CLASSIFIERS = {"BSD License": "BSD-3-Clause", "MIT License": "MIT", "Apache Software License": "Apache-2.0",
                "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only"}  # fmt: skip
_SAID = {"BSD": "BSD-3-Clause", "Apache License 2.0": "Apache-2.0", "BSD-3-Clause, Apache-2.0, dependency licenses":
         "BSD-3-Clause AND Apache-2.0"}  # fmt: skip
_IS_TEXT = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """One part of the program. ``licence`` is an SPDX expression or words; ``texts`` are files of this machine."""

    name: str
    version: str
    licence: str
    kind: str
    purl: str
    texts: tuple[Path, ...] = ()


def parts(project: Project, made: Path) -> list[Part]:
    """Return every part of a frozen folder, ours first. ReleaseError when one has no licence text."""
    inside = made / "_internal"
    found = [Part(NAME, project.version, "MIT", "application", f"pkg:generic/{NAME}@{project.version}",
                  (project.root / "LICENSE",))]  # fmt: skip
    found += sorted(_distributions(inside, project), key=lambda part: part.name.lower())
    found += [_python(), _bootloader(), *_qt(inside), *_fonts(project), *_libraries(inside)]
    if without := [part.name for part in found if not part.texts]:
        raise ReleaseError(f"Le texte de licence manque pour : {', '.join(without)}.")
    return found


def _distributions(inside: Path, project: Project) -> list[Part]:
    found = []
    for path in inside.glob("*.dist-info/METADATA"):
        head = HeaderParser().parsestr(path.read_text(encoding="utf-8"))
        name, version = head["Name"], head["Version"]
        if name == NAME:
            continue
        files = distribution(name).files or []
        texts = tuple(Path(str(f.locate())) for f in files if ".dist-info" in str(f) and _IS_TEXT.search(str(f)))
        if name.lower().startswith(("pyside6", "shiboken6")):
            texts = (TEXTS / "LGPL-3.0-only.txt", TEXTS / "GPL-3.0-only.txt")
        purl = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
        found.append(Part(name, version, _licence(head.get_all("Classifier", []), head), "library", purl, texts))
    return found


def _licence(classifiers: list[str], head: object) -> str:
    said = str(head["License-Expression"] or head["License"] or "").strip()  # type: ignore[index]
    if said and "\n" not in said and "see license.txt" not in said:
        return _SAID.get(said, said)
    named = [name for line in classifiers if line.startswith("License") and (name := line.rsplit(" :: ", 1)[-1])]
    return " AND ".join(_CLASSIFIERS.get(name, name) for name in named) or "BSD-3-Clause"


def _python() -> Part:
    version = platform.python_version()
    text = Path(sys.base_prefix) / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "LICENSE.txt"
    texts = (text,) if text.is_file() else tuple(Path("/usr/share/doc").glob("python3.*/copyright"))[:1]
    return Part("Python", version, "PSF-2.0", "platform", f"pkg:generic/python@{version}", texts)


def _bootloader() -> Part:
    made = distribution("pyinstaller")
    texts = tuple(Path(str(f.locate())) for f in made.files or [] if f.name == "COPYING.txt")
    licence = "GPL-2.0-or-later WITH Bootloader-exception"
    purl = f"pkg:pypi/pyinstaller@{made.version}"
    return Part("PyInstaller (programme de démarrage)", made.version, licence, "library", purl, texts)


def _qt(inside: Path) -> list[Part]:
    lgpl = (TEXTS / "LGPL-3.0-only.txt", TEXTS / "GPL-3.0-only.txt", TEXTS / "Qt.txt")
    version = distribution("PySide6_Essentials").version
    found = [Part("Qt", version, "LGPL-3.0-only", "framework", f"pkg:generic/qt@{version}", lgpl)]
    for path in inside.glob("PySide6/Qt/lib/libicudata.so.*"):
        number = path.name.rsplit(".", 1)[-1]
        found.append(Part("ICU", number, "Unicode-3.0", "library", f"pkg:generic/icu@{number}", (TEXTS / "ICU.txt",)))
    return found


def _fonts(project: Project) -> list[Part]:
    folder = project.root / "resources" / "fonts"
    return [
        Part("Inter", "4.001", "OFL-1.1", "file", "pkg:generic/inter@4.001", (folder / "OFL.txt",)),
        Part("IBM Plex Sans Arabic", "1.101", "OFL-1.1", "file", "pkg:generic/ibm-plex-sans-arabic@1.101",
             (folder / "OFL-IBMPlexSansArabic.txt",)),
    ]  # fmt: skip


def _libraries(inside: Path) -> list[Part]:
    """Return the libraries of the system, a part a source package. SQLite and OpenSSL say their own version."""
    sources: dict[str, Part] = {}
    for path in sorted(inside.glob("lib*.so*")):
        own = path.name.startswith(("libpython", "libpyside", "libshiboken"))
        if path.is_symlink() or own:
            continue
        package, source, version = _package(path.name)
        upstream = {"sqlite3": sqlite3.sqlite_version, "openssl": ssl.OPENSSL_VERSION.split()[1]}.get(source, version)
        purl = f"pkg:deb/debian/{source}@{version}"
        texts = (Path("/usr/share/doc") / package / "copyright",)
        if not texts[0].is_file():
            raise ReleaseError(f"La licence du paquet {package} n’est pas sur cette machine : {texts[0]}.")
        sources[source] = Part(source, upstream, _SYSTEM.get(source, "NOASSERTION"), "library", purl, texts)
    return list(sources.values())


def _package(library: str) -> tuple[str, str, str]:
    """Return the Debian package of a library, its source package and its version."""
    found = Path("/lib/x86_64-linux-gnu") / library
    for path in (found.resolve(), Path("/usr") / str(found)[1:], found):
        told = subprocess.run(["dpkg", "-S", str(path)], capture_output=True, text=True)
        if told.returncode == 0:
            package = told.stdout.split(":")[0]
            break
    else:
        raise ReleaseError(f"Aucun paquet Debian ne contient {library} : d’où vient cette bibliothèque ?")
    form = "${source:Package} ${Version}"
    shown = subprocess.run(["dpkg-query", "-W", "-f", form, package], capture_output=True, text=True, check=True)
    source, version = shown.stdout.split()[:2]
    return package, source, version
