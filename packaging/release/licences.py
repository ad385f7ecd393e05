"""The folder ``licences`` of a release: the full text of every part, whose the data are, and one page to begin with."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Sequence
from pathlib import Path

from contents import TEXTS, Part
from project import TITLE, Project, french

_HEAD = """{title} {version} : de quoi il est fait, et sous quelles licences

Le programme lui-même est sous licence MIT (dossier cote-a-cote). Il contient les parties qui suivent, chacune sous sa
propre licence ; le dossier du même nom en a le texte entier. La même liste, pour les machines : sbom.cdx.json.
Les sources des données et leurs licences : donnees.txt.

"""
_DATA = """D’où viennent les données de {title}

Chaque chiffre dit sa source dans le programme. « Licence Ouverte 2.0 » : texte dans etalab-2.0.txt. Les sources dont la
licence est à confirmer sont publiées par des services publics, sans licence écrite à côté du fichier.

"""


def write(project: Project, parts: Sequence[Part], folder: Path) -> None:
    """Write the folder anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lines = []
    for part in parts:
        own = folder / _slug(part.name)
        own.mkdir(exist_ok=True)
        for number, text in enumerate(part.texts, 1):
            name = text.name if text.suffix in {".txt", ".md", ".rst", ".yml"} else f"{text.name}.txt"
            if (own / name).exists():
                name = f"{number}-{name}"
            shutil.copyfile(text, own / name)
        lines.append(f"{part.name} {part.version}\n    licence {part.licence}, dossier {own.name}\n")
    head = _HEAD.format(title=TITLE, version=project.version)
    (folder / "LISEZ-MOI.txt").write_text(french(head) + "".join(lines), encoding="utf-8")
    (folder / "donnees.txt").write_text(_data(project), encoding="utf-8")
    shutil.copyfile(TEXTS / "etalab-2.0.txt", folder / "etalab-2.0.txt")


def _data(project: Project) -> str:
    table = tomllib.loads((project.root / "data_bundle" / "sources.toml").read_text(encoding="utf-8"))
    blocks = [
        f"{source['titre']}\n    {source.get('producteur', '')}, {source.get('licence', 'licence à confirmer')}\n"
        f"    {source.get('url', '')}\n"
        for source in table["source"]
    ]
    return french(_DATA.format(title=TITLE)) + "".join(blocks)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "-", name.lower().replace("é", "e")).strip("-")
