"""Make a release of this checkout in ``dist/``: `make release` [RACINE=file] [INSTANTANE=file] [FROM=folder].

A folder, its portable archive, a Debian package, the licences, the list of parts, the sums; then the frozen program
is tried (tests/frozen).
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import archive
import contents
import deb
import licences
import root_of_trust
import sbom
import snapshot
import traces
from freeze import freeze
from project import NAME, Project, ReleaseError, french


def main() -> int:
    """Make everything, say each step in French, and return the exit code."""
    parser = argparse.ArgumentParser(prog="make release", description="Construire une version à distribuer.")
    parser.add_argument("--from", dest="opendata", default="../shared/opendata", help="dossier des données ouvertes")
    parser.add_argument("--instantane", default="", help="instantané complet à livrer tel quel")
    parser.add_argument("--racine", default="", help="racine de confiance des mises à jour (racine.json)")
    parser.add_argument("--sans-essais", action="store_true", help="ne pas essayer le programme à la fin")
    asked = parser.parse_args()
    try:
        made = release(Project(), asked)
    except ReleaseError as error:
        _say(str(error))
        return 1
    return 0 if asked.sans_essais else _try(made)


def release(project: Project, asked: argparse.Namespace) -> Path:
    """Make the release and return its folder in ``dist/``. ReleaseError when a step can't be done."""
    _check_tools()
    root = root_of_trust.read(project, asked.racine)
    if root is None:
        _say("Sans RACINE=fichier : ce programme ne pourra vérifier aucune mise à jour, et le dira.")
    chosen = snapshot.choose(project, (project.root / asked.opendata).resolve(), asked.instantane, _say)
    _say("Construction du programme…")
    frozen = freeze(project, chosen, root)
    _say("Licences et liste des parties…")
    parts = contents.parts(project, frozen)
    licences.write(project, parts, frozen / "licences")
    count = sbom.write(project, parts, frozen, frozen / "licences" / "sbom.cdx.json")
    if left := traces.find(project, frozen):
        raise ReleaseError(f"Des chemins de cette machine restent dans : {', '.join(left)}.")
    shutil.rmtree(project.dist, ignore_errors=True)
    project.dist.mkdir()
    made = project.dist / project.full_name
    shutil.copytree(frozen, made, symlinks=True)
    (made / "portable.txt").write_text(french(archive.PORTABLE), encoding="utf-8")
    _say("Archive et paquet Debian…")
    packed = project.dist / f"{project.full_name}.tar.xz"
    package = project.dist / f"{NAME}_{project.version}_{deb.ARCHITECTURE}.deb"
    with ThreadPoolExecutor(1) as beside:  # each packs on one processor for a minute
        packing = beside.submit(archive.pack, project, made, packed)
        depends = deb.build(project, frozen, parts, package)
        packing.result()
    listed = project.dist / f"{project.full_name}.cdx.json"
    shutil.copyfile(made / "licences" / "sbom.cdx.json", listed)
    files = [packed, package, listed]
    sums = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)
    (project.dist / "SHA256SUMS").write_text(sums, encoding="ascii")
    size = sum(path.stat().st_size for path in made.rglob("*") if path.is_file() and not path.is_symlink())
    _say(f"Dossier {size / 1e6:.0f} Mo, {len(parts)} parties, {count} lignes dans la liste.")
    _say(f"Le paquet demande : {', '.join(depends)}.")
    for path in files:
        _say(f"  {path.relative_to(project.root)}  {path.stat().st_size / 1e6:.1f} Mo")
    return made


def _check_tools() -> None:
    """Raise ReleaseError when this machine can't make a release."""
    if not sys.platform.startswith("linux"):
        raise ReleaseError("make release est pour Linux ; ailleurs, voyez .github/workflows/paquets.yml.")
    tools = {"objdump": "binutils", "strip": "binutils", "dpkg": "dpkg", "dpkg-deb": "dpkg"}
    if missing := sorted({package for tool, package in tools.items() if shutil.which(tool) is None}):
        raise ReleaseError(f"Installez d’abord : {', '.join(missing)} (« sudo apt install {' '.join(missing)} »).")


def _try(made: Path) -> int:
    """Run the tests of the frozen program on the folder."""
    _say("Essais du programme construit (tests/frozen)…")
    environment = os.environ | {"COTE_A_COTE_FIGE": str(made)}
    command = [sys.executable, "-m", "pytest", "tests/frozen", "-q"]
    return subprocess.run(command, cwd=Project().root, env=environment).returncode


def _say(text: str) -> None:
    print(french(text), file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
